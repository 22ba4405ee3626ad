"""A window and the command line change one call of a file at once: one order of the two holds."""

import pytest

from lisdesk.store.opening import create_database
from tests.conftest import FIGURES
from tests.desk_work import set_up
from tests.races import DECISIONS, LATE_CLOSE_EXTEND, OFTEN, run_races

EACH, SEEDS = 25, range(2, 22)
"""Five hundred races in all: twenty runs of a window, twenty-five races each."""


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("pairs", "races", "seed"),
    [
        pytest.param(LATE_CLOSE_EXTEND, OFTEN, 1, id="often"),
        *(
            pytest.param(LATE_CLOSE_EXTEND, EACH, seed, marks=pytest.mark.long, id=f"{seed}")
            for seed in SEEDS
        ),
        pytest.param(DECISIONS, EACH, 22, marks=pytest.mark.long, id="decisions"),
    ],
)
def test_races_on_a_file_end_as_one_order_of_the_two_would(
    tmp_path, record_property, pairs, races, seed
):
    database = set_up(create_database(tmp_path / "raced.lisdesk"))
    try:
        told = run_races(database, str(tmp_path / "raced.lisdesk"), pairs, races, seed)
    finally:
        database.close()
    assert sum(told.values()) == races
    record_property(FIGURES, f"races on a file: {races}, first was {dict(told)}")
    if races > OFTEN:
        assert len(told) == 2  # each has come first: they do meet
