"""Attendees in the workbook: a number in the internal edition, and nothing in the publication."""

import zipfile

import pytest

from lisdesk.edits.attendees import Attendee, set_attendees
from lisdesk.rules.vocabulary import Channel, Edition, Permission
from tests.desk_work import do, log
from tests.unit.evidence.reading import sheets_of

NAMES = ["Zebediah Quill", "Acme Ltd", "Xanthe Quill"]
TELLS_OF_IT = {"Cover", "Contents", "Changes", "Event log", "Submissions"}


@pytest.fixture
def note(database, call):
    """Return the note of a workshop that one respondent and two others were at."""
    log(database, call, respondent="Acme Ltd", letter="Ours.")
    return log(
        database,
        call,
        respondent="Skills workshop",
        channel=Channel.EVENT,
        permission=Permission.NAMED,
        letter="What was said.",
        attendees=[Attendee(name) for name in NAMES],
    )


def test_the_internal_register_has_the_number_of_attendees(database, note, export):
    lines = sheets_of(export(database).path)["Submissions"]
    assert [(line["Respondent"], line["Attendees"]) for line in lines] == [
        ("Acme Ltd", 0),
        ("Skills workshop", 3),
    ]


def test_a_publication_neither_names_nor_counts_attendees(database, note, export):
    with zipfile.ZipFile(export(database, Edition.PUBLICATION).path) as package:
        parts = [package.read(name) for name in package.namelist()]
    for word in (b"Quill", b"Zebediah", b"ttendee"):
        assert not any(word in part for part in parts)
    assert any(b"Skills workshop" in part for part in parts)


@pytest.mark.parametrize("edition", Edition)
def test_every_other_sheet_is_the_same_with_and_without_attendees(database, note, export, edition):
    with_them = sheets_of(export(database, edition, "with.xlsx").path)
    do(database, set_attendees, submission_id=note.id, attendees=[])
    without = sheets_of(export(database, edition, "without.xlsx").path)
    differing = {name for name, lines in with_them.items() if without[name] != lines}
    assert differing <= TELLS_OF_IT
    received = [line for line in with_them["Ledger"] if line["Submissions"]]
    assert received[-1]["Submissions"] == 2
