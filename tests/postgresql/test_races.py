"""A window and the command line change one call of a server database at once."""

import pytest

from tests.conftest import FIGURES
from tests.races import DECISIONS, LATE_CLOSE_EXTEND, OFTEN, run_races

EACH, SEEDS = 25, range(2, 22)
"""Five hundred races in all: twenty runs of a window, twenty-five races each."""


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("pairs", "races", "seed"),
    [
        pytest.param(LATE_CLOSE_EXTEND, OFTEN, 1, marks=pytest.mark.thorough, id="often"),
        *(
            pytest.param(LATE_CLOSE_EXTEND, EACH, seed, marks=pytest.mark.long, id=f"{seed}")
            for seed in SEEDS
        ),
        pytest.param(DECISIONS, EACH, 22, marks=pytest.mark.long, id="decisions"),
    ],
)
def test_races_on_a_server_end_as_one_order_of_the_two_would(
    database, record_property, pairs, races, seed
):
    location = database.location.render_as_string(hide_password=False)
    told = run_races(database, location, pairs, races, seed)
    assert sum(told.values()) == races
    record_property(FIGURES, f"races on a server: {races}, first was {dict(told)}")
    if races > OFTEN:
        assert len(told) == 2  # each has come first: they do meet
