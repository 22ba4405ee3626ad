"""A window and the command line change one call of a server database at once."""

import pytest

from tests.conftest import FIGURES
from tests.races import OFTEN, run_races


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("races", "seed"),
    [
        pytest.param(OFTEN, 1, marks=pytest.mark.thorough),
        *(pytest.param(25, seed, marks=pytest.mark.long) for seed in range(2, 12)),
    ],
)
def test_races_on_a_server_end_as_one_order_of_the_two_would(
    database, record_property, races, seed
):
    location = database.location.render_as_string(hide_password=False)
    told = run_races(database, location, races, seed)
    assert sum(told.values()) == races
    record_property(FIGURES, f"races on a server: {races}, first was {dict(told)}")
    if races > OFTEN:
        assert len(told) == 2  # each has come first: they do meet
