"""An export says in words what it is at, and stops where it is asked to, whatever it is at."""

import re

import pytest

from lisdesk.errors import CancelledError
from lisdesk.rules.vocabulary import Edition
from lisdesk.tasks.exporting import export_evidence
from tests.unit.evidence.conftest import CALL, EXPORT_DESK

PHASES = [
    "Counting what there is to read",
    "rows read",
    "sheets counted",
    "texts looked through for personal data",
    "rows written",
    "texts read that must not be in the file",
    "places of the file checked",
]


def run(database, path, progress):
    export_evidence(
        database, EXPORT_DESK, CALL, path, Edition.PUBLICATION, progress, unsettled_because="Tried."
    )


def phase(words):
    return next(each for each in PHASES if re.search(each, words))


def test_an_export_tells_of_every_part_of_its_work_in_words(busy_database, tmp_path):
    heard = []
    run(busy_database, tmp_path / "out.xlsx", lambda *told: heard.append(told))
    phases = list(dict.fromkeys(phase(words) for *_, words in heard))
    assert phases == PHASES
    assert all(0 <= done <= total for done, total, _ in heard)


@pytest.mark.parametrize("wanted", PHASES)
def test_an_export_stops_in_whatever_part_it_is_asked_to(busy_database, tmp_path, wanted):
    def stop(_done, _total, words):
        if phase(words) == wanted:
            raise CancelledError

    with pytest.raises(CancelledError):
        run(busy_database, tmp_path / "out.xlsx", stop)
    assert list(tmp_path.glob("*.xlsx")) == []
