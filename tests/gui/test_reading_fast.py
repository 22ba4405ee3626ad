"""Reading: keys pressed faster than the file takes edits; nothing that was said is lost."""

from threading import Event, Timer
from time import sleep

import pytest

from lisdesk.edits.reading import mark_read
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.queries.reading import reading_page
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.store.entities import Tag
from lisdesk.ui.reading.note_dialog import NoteDialog
from tests.desk_work import do, rows

FIRST, SECOND = "Dear LEP team. We cannot find welders.", "Second letter. Skills are short."


@pytest.fixture
def at_slow_file(on_one_call, beside):
    """Return an officer who reads the first of two letters while the lane of edits is held up, and
    the event that lets it go on. The second letter has one tag.
    """
    officer, database = on_one_call, beside()
    for letter in (FIRST, SECOND):
        do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=letter))
    do(database, add_tag, submission_id=2, priority_id=1, draft=TagDraft(quote="Second letter."))
    officer.settle()
    screen = officer.go("reading")
    officer.wait(lambda: screen.tagging.page is not None and screen.tree.rows)
    officer.settle()
    let_go = Event()
    officer.window.desk.jobs.call_beside(let_go.wait, owner=officer.window, then=lambda _: None)
    yield officer, screen, database, let_go
    let_go.set()


def in_view(officer, screen, reference):
    officer.wait(lambda: screen.tagging.page.head.reference == reference)


def marks(database, submission_id):
    found = rows(database, Tag, Tag.submission_id == submission_id)
    return [(tag.stance, tag.strength, tag.note) for tag in found]


def test_a_stance_reaches_its_tag_though_the_next_submission_is_in_view(at_slow_file):
    officer, screen, database, let_go = at_slow_file
    for key in (".", "1", "S", "C", "J"):
        officer.press(key)
    in_view(officer, screen, "LLEP-0002")
    officer.press("]")
    assert screen.tagging.current is not None
    assert marks(database, 1) == []
    let_go.set()
    officer.settle()
    assert marks(database, 1) == [(Stance.SUPPORT, Strength.CASE_DATA, "")]
    assert marks(database, 2) == [(None, None, "")]
    assert "There is no tag at hand" not in officer.told()
    officer.press("K")
    in_view(officer, screen, "LLEP-0001")
    officer.wait(lambda: [each.stance for each in screen.tagging.page.tags] == [Stance.SUPPORT])


def test_the_same_stance_twice_takes_it_off_again_and_another_replaces_it(at_slow_file):
    officer, screen, database, let_go = at_slow_file
    for key in (".", "1", "S", "O", "O", "X", "J"):
        officer.press(key)
    in_view(officer, screen, "LLEP-0002")
    for key in ("]", "S", "S", "K"):
        officer.press(key)
    in_view(officer, screen, "LLEP-0001")
    let_go.set()
    officer.settle()
    assert marks(database, 1) == [(Stance.MIXED, None, "")]
    assert marks(database, 2) == [(None, None, "")]


def test_a_key_after_the_turn_is_about_the_submission_turned_to(at_slow_file):
    officer, screen, database, let_go = at_slow_file
    for key in (".", "1", "J", "S"):
        officer.press(key)
    in_view(officer, screen, "LLEP-0002")
    officer.wait(lambda: "There is no tag at hand" in officer.told())
    let_go.set()
    officer.settle()
    assert marks(database, 1) == [(None, None, "")]


def test_what_is_said_of_a_tag_that_was_refused_goes_with_it_and_no_more(at_slow_file):
    officer, screen, database, let_go = at_slow_file
    for key in (".", "1", "1", "S", "2", "O", "J"):
        officer.press(key)
    in_view(officer, screen, "LLEP-0002")
    let_go.set()
    officer.settle()
    assert "tagged those words of LLEP-0001" in officer.told()
    assert marks(database, 1) == [(None, None, ""), (Stance.OPPOSE, None, "")]


def test_a_tag_and_its_stance_outlast_the_window_that_is_closed_at_once(at_slow_file):
    officer, _screen, database, let_go = at_slow_file
    for key in (".", "1", "S", "."):
        officer.press(key)
    officer.press("2")
    Timer(0.3, let_go.set).start()
    officer.window.close()
    assert marks(database, 1) == [(Stance.SUPPORT, None, ""), (None, None, "")]


def test_a_tag_that_was_undone_is_at_hand_no_more_until_it_is_back(at_slow_file):
    officer, screen, database, let_go = at_slow_file
    let_go.set()
    for key in (".", "1", "Del"):
        officer.press(key)
    officer.settle()
    officer.press("Ctrl+Z")
    officer.wait(lambda: screen.view.highlights)
    officer.press("]")
    officer.press("S")
    officer.settle()
    assert marks(database, 1) == [(Stance.SUPPORT, None, "")]
    for _ in range(2):
        officer.press("Ctrl+Z")
        officer.settle()
    officer.press("S")
    assert "There is no tag at hand" in officer.told()


def test_a_page_read_before_a_tag_was_saved_does_not_take_it_out_of_hand(at_slow_file, monkeypatch):
    """The page is read by the real lane; it is only held up until the tag has been saved."""
    officer, screen, database, let_go = at_slow_file
    let_go.set()
    do(database, mark_read, submission_ids=[1])
    officer.wait(lambda: screen.tagging.page.head.read_at is not None)
    officer.settle()
    begun, go_on = Event(), Event()

    def read_slowly(*arguments):
        page = reading_page(*arguments)
        begun.set()
        go_on.wait(5)
        return page

    def deliver_before_the_next_reading(_entry_id):
        go_on.set()
        sleep(0.1)

    monkeypatch.setattr("lisdesk.ui.reading.turning.reading_page", read_slowly)
    officer.press("Shift+M")
    officer.wait(begun.is_set)
    officer.workspace.jobs.edited.connect(deliver_before_the_next_reading)
    officer.press(".")
    officer.press("1")
    lost = []
    screen.tagging.changed.connect(lambda: lost.append(screen.tagging.current is None))
    officer.settle()
    assert lost
    assert not any(lost)
    officer.press("S")
    officer.settle()
    assert marks(database, 1) == [(Stance.SUPPORT, None, "")]


def test_a_note_is_written_and_a_tag_taken_off_before_it_is_saved(at_slow_file):
    officer, screen, database, let_go = at_slow_file
    for key in (".", "1", "2", "Del", "."):
        officer.press(key)
    officer.press("3")
    officer.press("F2")
    dialog = officer.window.findChild(NoteDialog)
    officer.wait(dialog.isActiveWindow)
    officer.type("Ring them", on=dialog.field)
    officer.press("Ctrl+Enter", on=dialog.field)
    officer.press("J", on=screen.view)
    in_view(officer, screen, "LLEP-0002")
    let_go.set()
    officer.settle()
    assert marks(database, 1) == [(None, None, ""), (None, None, "Ring them")]
    assert [tag.priority_id for tag in rows(database, Tag, Tag.submission_id == 1)] == [
        screen.tree.rows[0].id,
        screen.tree.rows[2].id,
    ]
