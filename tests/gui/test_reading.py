"""Reading: one submission after the other, tagged by keyboard, every character where it belongs."""

import pytest

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.store.entities import Excerpt, Tag
from lisdesk.ui.reading.picker import PriorityPicker
from tests.desk_work import count, do, first, rows

LETTER = "Dear LEP team. We cannot find welders. Buses stop at six.\nYours, Jo"


@pytest.fixture
def at_letters(on_one_call, beside):
    """Return an officer at the reading screen with three letters and priorities P1 to P9."""
    database = beside()
    for letter in (LETTER, "Second letter. Skills are short.", "Third letter."):
        do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=letter))
    screen = open_reading(on_one_call)
    return on_one_call, screen, database


def open_reading(officer):
    officer.settle()
    screen = officer.go("reading")
    officer.wait(lambda: screen.tagging.page is not None and screen.tree.rows)
    officer.settle()
    return screen


def tags(database):
    return rows(database, Tag)


def quote_of(database, tag):
    return first(database, Excerpt, Excerpt.id == tag.excerpt_id).quote


def test_journey_5_two_actions_an_excerpt_and_one_to_the_next_untagged(at_letters, journey):
    officer, screen, database = at_letters
    officer.actions = 0
    officer.press(".")
    officer.press("2")
    officer.wait(lambda: len(screen.view.highlights) == 1)
    journey("J5, tag an excerpt", officer.actions, 2)
    assert (
        officer.window.status.last_edit.text()
        == f"Tagged “Dear LEP team.” to {screen.tree.rows[1].code} {screen.tree.rows[1].name}"
    )
    officer.press(".")
    officer.press("1")
    officer.wait(lambda: len(screen.view.highlights) == 2)
    assert officer.actions == 4
    officer.press("N")
    officer.wait(lambda: screen.tagging.page.head.reference == "LLEP-0002")
    assert officer.actions == 5
    made = tags(database)
    assert [quote_of(database, tag) for tag in made] == [
        "Dear LEP team.",
        "We cannot find welders.",
    ]
    assert [tag.priority_id for tag in made] == [row.id for row in screen.tree.rows[1::-1]]


def test_undo_puts_the_highlight_away(at_letters):
    officer, screen, database = at_letters
    officer.press(".")
    officer.press("2")
    officer.wait(lambda: len(screen.view.highlights) == 1)
    officer.press("Ctrl+Z")
    officer.wait(lambda: not screen.view.highlights)
    assert count(database, Tag) == 0
    officer.press("Ctrl+Y")
    officer.wait(lambda: len(screen.view.highlights) == 1)
    assert count(database, Tag) == 1


def test_the_picker_finds_a_priority_by_letters(at_letters):
    officer, screen, database = at_letters
    wanted = screen.tree.rows[2]
    officer.press("G")
    officer.press("/")
    picker = officer.window.findChild(PriorityPicker)
    officer.wait(picker.isVisible)
    officer.type(wanted.name[:6].lower(), on=picker.line)
    officer.press("Enter", on=picker.line)
    officer.wait(lambda: len(screen.view.highlights) == 1)
    [tag] = tags(database)
    assert tag.priority_id == wanted.id
    assert quote_of(database, tag) == LETTER.split("\n")[0]
