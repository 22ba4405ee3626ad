"""A file with the shipped programme in it, and lists that are brought in."""

import pytest

from lisdesk.edits.programme import take_in_programme
from lisdesk.exchange.shipped_programme import shipped_programme
from lisdesk.tasks.programme import bring_in_programme
from tests.desk_work import DESK, do


@pytest.fixture
def held(database):
    """Return a file with the shipped programme in it."""
    do(database, take_in_programme, areas=shipped_programme())
    return database


@pytest.fixture
def bring_in(held, tmp_path):
    """Return what brings a list of these lines in and gives the report."""

    def bring(text):
        path = tmp_path / "newer.csv"
        path.write_text(text, encoding="utf-8")
        return bring_in_programme(held, DESK, path)

    return bring
