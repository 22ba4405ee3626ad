"""A window and the command line change one call of a file at once: one order of the two holds."""

import pytest

from lisdesk.store.opening import create_database
from tests.conftest import FIGURES
from tests.desk_work import set_up
from tests.races import OFTEN, run_races


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("races", "seed"),
    [
        pytest.param(OFTEN, 1),
        *(pytest.param(25, seed, marks=pytest.mark.long) for seed in range(2, 12)),
    ],
)
def test_races_on_a_file_end_as_one_order_of_the_two_would(tmp_path, record_property, races, seed):
    database = set_up(create_database(tmp_path / "raced.lisdesk"))
    try:
        told = run_races(database, str(tmp_path / "raced.lisdesk"), races, seed)
    finally:
        database.close()
    assert sum(told.values()) == races
    record_property(FIGURES, f"races on a file: {races}, first was {dict(told)}")
    if races > OFTEN:
        assert len(told) == 2  # each has come first: they do meet
