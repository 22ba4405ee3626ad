"""Reading: what a key does is about the submission that its officer had turned to, or not done."""

from threading import Event

import pytest

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.errors import RefusedError
from lisdesk.queries.reading import reading_page
from lisdesk.queries.reading_list import next_untagged
from lisdesk.store.entities import Excerpt, ReadMark, Submission, Tag
from tests.desk_work import count, do, open_call, priority, rows
from tests.gui.test_reading import open_reading

pytestmark = pytest.mark.thorough


@pytest.fixture
def at_four(on_one_call, beside):
    """Return an officer at the first of four letters."""
    database = beside()
    for words in ("One.", "Two.", "Three.", "Four."):
        do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=words))
    return on_one_call, open_reading(on_one_call), database


@pytest.fixture
def bugs(on_one_call):
    """Return the mistakes of the program that the window meets, in place of its crash dialog."""
    met = []
    on_one_call.workspace.bug_met.disconnect()
    on_one_call.workspace.bug_met.connect(met.append)
    return met


def held_up(monkeypatch, query, name):
    """Let the window's reading of pages, or its search, wait for the event that is returned."""
    let_go = Event()

    def read_slowly(*arguments):
        let_go.wait(5)
        return query(*arguments)

    monkeypatch.setattr(f"lisdesk.ui.reading.turning.{name}", read_slowly)
    return let_go


def press_all(at_four, keys, let_go, tagged_ids, in_view):
    """Press keys while the window waits; hold it to what is tagged and in view afterwards."""
    officer, screen, database = at_four
    for key in keys.split():
        officer.press(key, on=screen.view)
    let_go.set()
    officer.wait(lambda: len(tagged(database)) == len(tagged_ids))
    officer.settle()
    assert tagged(database) == tagged_ids
    assert screen.tagging.page.head.id == in_view


def tagged(database):
    return [tag.submission_id for tag in rows(database, Tag)]


@pytest.mark.parametrize(
    ("keys", "tagged_ids", "in_view"),
    [
        ("J 1 J", [2], 3),
        ("J 1 J 2", [2, 3], 3),
        ("J 1 J J 2", [2, 4], 4),
        ("J 1 M 2", [2, 3], 3),
        ("J 1 N 2", [2, 3], 3),
        ("J J 1 K 2", [3, 2], 2),
        ("M 1 M 2", [2, 3], 3),
    ],
)
def test_each_tag_stands_on_what_was_turned_to_when_its_key_was_pressed(
    at_four, monkeypatch, keys, tagged_ids, in_view
):
    screen = at_four[1]
    let_go = held_up(monkeypatch, reading_page, "reading_page")
    press_all(at_four, keys, let_go, tagged_ids, in_view)
    assert screen.list.table.currentIndex().row() == in_view - 1


@pytest.mark.parametrize(("select", "words"), [(".", "Two."), ("G", "Two."), ("W", "Two")])
@pytest.mark.parametrize("turn", ["J", "N"])
def test_words_selected_by_a_key_are_those_of_what_was_turned_to(
    at_four, monkeypatch, turn, select, words
):
    officer, _screen, database = at_four
    let_go = held_up(monkeypatch, reading_page, "reading_page")
    press_all(at_four, f". {turn} {select} 1", let_go, [2], 2)
    [tag], [excerpt] = rows(database, Tag), rows(database, Excerpt)
    assert (tag.excerpt_id, excerpt.quote) == (excerpt.id, words)
    assert officer.told() == ""


@pytest.mark.parametrize("turn", ["J", "N"])
def test_words_selected_in_a_text_that_was_left_are_not_tagged_nor_is_another(
    at_four, monkeypatch, turn
):
    officer, screen, database = at_four
    let_go = held_up(monkeypatch, reading_page, "reading_page")
    for key in (turn, "Ctrl+A", "1"):
        officer.press(key, on=screen.view)
    assert officer.told().startswith("You had already gone on from the text")
    let_go.set()
    officer.settle()
    assert tagged(database) == []
    assert not screen.view.textCursor().hasSelection()
    assert screen.tagging.page.head.id == 2


@pytest.mark.parametrize(
    ("keys", "tagged_ids", "in_view"),
    [("J N 1", [3], 3), ("N 1 J 2", [2, 3], 3), ("N J 1", [3], 3), ("N 1 N 2", [2, 3], 3)],
)
def test_a_key_after_a_search_is_about_what_it_finds(
    at_four, monkeypatch, keys, tagged_ids, in_view
):
    let_go = held_up(monkeypatch, next_untagged, "next_untagged")
    press_all(at_four, keys, let_go, tagged_ids, in_view)


def test_a_key_for_what_a_search_does_not_find_tags_nothing(at_four):
    officer, screen, database = at_four
    for submission_id in (2, 3, 4):
        do(database, add_tag, submission_id=submission_id, priority_id=1, draft=TagDraft())
    for key in ("N", "1"):
        officer.press(key, on=screen.view)
    officer.wait(lambda: "Nothing after this one" in officer.told())
    officer.settle()
    assert "What was pressed for it was not done." in officer.told()
    assert tagged(database) == [2, 3, 4]
    officer.press("1", on=screen.view)
    officer.settle()
    assert tagged(database) == [2, 3, 4, 1]


@pytest.mark.parametrize("name", ["reading_page", "next_untagged"])
def test_a_key_for_what_could_not_be_read_tags_nothing_else(at_four, monkeypatch, name):
    officer, screen, database = at_four

    def refuse(_session, *_arguments):
        raise RefusedError("A page of the file cannot be read.", do="Check the file.")

    with monkeypatch.context() as while_damaged:
        while_damaged.setattr(f"lisdesk.ui.reading.turning.{name}", refuse)
        for key in ("N", "1"):
            officer.press(key, on=screen.view)
        officer.wait(lambda: "cannot be read" in officer.told())
        officer.settle()
        officer.press("1", on=screen.view)
        officer.settle()
    shown = [] if name == "reading_page" else [1]
    assert tagged(database) == shown
    officer.press("J", on=screen.view)
    officer.settle()
    assert tagged(database) == shown
    officer.press("2", on=screen.view)
    officer.settle()
    assert tagged(database) == [*shown, screen.tagging.page.head.id]


def test_keys_in_an_empty_list_do_nothing(on_one_call, beside, bugs):
    officer, database = on_one_call, beside()
    screen = officer.go("reading")
    for key in ("N", "M", "Shift+M", "1", "J"):
        officer.press(key, on=screen)
    officer.settle()
    assert bugs == []
    assert count(database, ReadMark) == count(database, Tag) == 0


def test_a_submission_in_view_may_go_by_undo(at_four, bugs):
    officer, screen, database = at_four
    draft = SubmissionDraft(letter="Five.")
    officer.workspace.do(lambda work: add_submission(work, call_id=1, draft=draft), "Logged")
    officer.settle()
    officer.workspace.go_to("reading", 5)
    officer.wait(lambda: screen.tagging.page.head.id == 5)
    officer.settle()
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: count(database, Submission) == 4)
    officer.settle()
    officer.wait(lambda: screen.tagging.page and screen.tagging.page.head.id == 1)
    assert bugs == []


def test_another_is_in_view_though_the_list_knows_sooner_that_one_has_gone(at_four, monkeypatch):
    officer, screen, database = at_four
    draft = SubmissionDraft(letter="Five.")
    officer.workspace.do(lambda work: add_submission(work, call_id=1, draft=draft), "Logged")
    officer.settle()
    officer.workspace.go_to("reading", 5)
    officer.wait(lambda: screen.tagging.page.head.id == 5)
    officer.settle()
    let_go = Event()

    def slow_page(session, submission_id, reader):
        let_go.wait(10)
        return reading_page(session, submission_id, reader)

    monkeypatch.setattr("lisdesk.ui.reading.turning.reading_page", slow_page)
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: count(database, Submission) == 4)
    officer.wait(lambda: 5 not in screen.list.model.ids())
    let_go.set()
    officer.wait(lambda: screen.tagging.page and screen.tagging.page.head.id in (1, 2, 3, 4))


def test_what_was_asked_for_is_in_view_though_another_call_was_taken_in_hand(at_four):
    officer, screen, database = at_four
    people = priority(database, 1, "P2")
    do(database, add_tag, submission_id=1, priority_id=people.id, draft=TagDraft())
    officer.press("Ctrl+1", on=officer.window)
    officer.window.show_screen("reading")
    screen.list.show_priority(people.id)
    officer.type("one", on=screen.list.search)
    officer.wait(lambda: list(screen.list.model.ids()) == [1])
    second = open_call(database, title="Second")
    for words in ("Five.", "Six.", "Seven."):
        do(database, add_submission, call_id=second.id, draft=SubmissionDraft(letter=words))
    officer.wait(lambda: len(officer.workspace.calls) == 2)
    officer.settle()
    officer.go("submissions")
    officer.workspace.choose_call(second.id)
    officer.settle()
    officer.workspace.go_to("reading", 7)
    officer.wait(lambda: screen.tagging.page is not None and screen.tagging.page.head.id == 7)
    officer.settle()
    assert screen.tagging.page.head.id == 7
    assert list(screen.list.model.ids()) == [5, 6, 7]
    assert screen.list.search.text() == ""
    assert screen.list.narrowing.everything.isChecked()
