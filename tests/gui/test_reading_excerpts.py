"""Reading: an excerpt's ends are moved by key, it is bookmarked, and a priority is made for it."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QMenu

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.queries.reading_choices import reading_choices
from lisdesk.store.entities import Bookmark, Excerpt, Priority, SourceText, Tag
from lisdesk.ui.reading.picker import PriorityPicker
from lisdesk.ui.reading.text_view import ReadingView
from tests.desk_work import BOB, count, do, first, rows
from tests.gui.test_reading import open_reading
from tests.thorough import one_in

LETTER = "Dear LEP 😀 team. We cannot find welders, nor cafe\u0301 staff.\n\nYours, Jo"


def words_of(database):
    """Return the words of every tag, each true to its text."""
    bodies = {each.id: each.body for each in rows(database, SourceText)}
    excerpts = {each.id: each for each in rows(database, Excerpt)}
    for each in excerpts.values():
        assert each.quote == bodies[each.text_id][each.start : each.end]
    return [excerpts[tag.excerpt_id].quote for tag in rows(database, Tag)]


def shown_words(screen):
    """Return the words under each highlight on the screen."""
    units = screen.view.shown.words.encode("utf-16-le")
    return [
        units[2 * each.start : 2 * each.end].decode("utf-16-le") for each in screen.view.highlights
    ]


def begun(officer, screen, database, words):
    """Tag some words by key, found by Ctrl+F, and leave the tag at hand."""
    officer.press("Ctrl+F")
    officer.type(words, on=screen.finder.line)
    officer.press("Esc", on=screen.finder.line)
    officer.press("4")
    officer.settle()
    assert words_of(database)[-1] == words


@pytest.mark.parametrize(
    ("keys", "wanted"),
    one_in(
        3,
        [
            ("+", "find welders, nor"),
            ("= =", "find welders, nor cafe\u0301"),
            ("-", "find"),
            ("Alt+=", "cannot find welders"),
            ("Alt+= Alt+= Alt+=", "team. We cannot find welders"),
            ("Alt+= Alt+= Alt+= Alt+=", "😀 team. We cannot find welders"),
            ("Alt+-", "welders"),
            ("Alt+Right", "welders, nor"),
            ("Alt+Left", "cannot find"),
            ("+ + + + + + +", "find welders, nor cafe\u0301 staff.\n\nYours, Jo"),
            ("- -", "find"),
        ],
        unpacks=True,
    ),
)
def test_ends_move_by_words_and_the_quote_stays_true(on_one_call, beside, keys, wanted):
    database = beside()
    do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=LETTER))
    screen, officer = open_reading(on_one_call), on_one_call
    begun(officer, screen, database, "find welders")
    officer.press("O")
    for key in keys.split():
        officer.press(key)
    officer.settle()
    assert words_of(database) == shown_words(screen) == [wanted]
    [tag] = rows(database, Tag)
    assert (tag.id, tag.stance.key) == (1, "oppose")
    assert count(database, Excerpt) == 1
    officer.press("Ctrl+Z")
    officer.settle()
    assert words_of(database) == shown_words(screen)


def test_an_excerpt_goes_no_further_than_its_answer(on_one_call, beside):
    database = beside()
    draft = SubmissionDraft(letter="One two.", answers={1: "Three four."})
    do(database, add_submission, call_id=1, draft=draft)
    screen, officer = open_reading(on_one_call), on_one_call
    begun(officer, screen, database, "two.")
    for _ in range(3):
        officer.press("+")
        officer.settle()
    assert words_of(database) == ["two."]
    assert "goes no further that way" in officer.told()


def test_r_and_enter_put_the_tag_on_the_words_that_are_selected(on_one_call, beside):
    database = beside()
    do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=LETTER))
    screen, officer = open_reading(on_one_call), on_one_call
    begun(officer, screen, database, "welders")
    officer.press("R")
    assert "then press Enter" in officer.told()
    for key in ("Shift+Left", "Shift+Left", "Enter"):
        officer.press(key)
    officer.settle()
    assert words_of(database) == shown_words(screen) == ["welde"]
    officer.press("R")
    officer.press("Esc")
    officer.press("Enter")
    officer.settle()
    assert words_of(database) == ["welde"]


def test_keys_pressed_before_the_tag_is_saved_move_its_ends_all_the_same(on_one_call, beside):
    database = beside()
    do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=LETTER))
    screen, officer = open_reading(on_one_call), on_one_call
    for key in ("W", "3", "+", "+", "Q", "S"):
        officer.press(key)
    officer.settle()
    assert words_of(database) == shown_words(screen) == ["Dear LEP 😀"]
    assert count(database, Bookmark) == 1
    assert [tag.stance.key for tag in rows(database, Tag)] == ["support"]


def test_tags_of_others_on_the_same_words_stay_where_they_are(on_one_call, beside):
    database = beside()
    do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=LETTER))
    draft = TagDraft(quote="welders")
    do(database, add_tag, desk=BOB, submission_id=1, priority_id=1, draft=draft)
    screen, officer = open_reading(on_one_call), on_one_call
    begun(officer, screen, database, "welders")
    officer.press("+")
    officer.settle()
    assert sorted(words_of(database)) == sorted(shown_words(screen)) == ["welders", "welders, nor"]


def test_a_quotation_is_bookmarked_and_shown_in_margin_list_and_bar(on_one_call, beside):
    database = beside()
    do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=LETTER))
    screen, officer = open_reading(on_one_call), on_one_call
    begun(officer, screen, database, "cannot find welders")
    officer.press("1")
    officer.settle()
    officer.press("Q")
    officer.settle()
    assert count(database, Bookmark) == 1
    chips = [chip for _, chip in screen.view.margin.placed()]
    assert all(chip.tag.is_quotation for chip in chips)
    assert len(chips) == 2
    assert "quotation" in screen.panes.tags.model().index(0, 0).data()
    assert screen.panes.tag_bar.quote.isChecked()
    officer.press("Q")
    officer.settle()
    assert count(database, Bookmark) == 0
    officer.press("Ctrl+Z")
    officer.wait(lambda: screen.panes.tag_bar.quote.isChecked())
    assert count(database, Bookmark) == 1


@pytest.mark.thorough
def test_a_whole_submission_is_no_quotation(on_one_call, beside):
    database = beside()
    do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=LETTER))
    _screen, officer = open_reading(on_one_call), on_one_call
    for key in ("3", "Q", "+"):
        officer.press(key)
    officer.settle()
    assert "is on the whole submission" in officer.told()
    assert count(database, Bookmark) == 0


@pytest.mark.thorough
def test_a_priority_is_made_from_the_picker_and_the_words_tagged_in_one_step(on_one_call, beside):
    database = beside()
    do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=LETTER))
    screen, officer = open_reading(on_one_call), on_one_call
    before = count(database, Priority)
    officer.press(".")
    officer.press("/")
    picker = officer.window.findChild(PriorityPicker)
    officer.wait(picker.isVisible)
    officer.type("Hydrogen <b>hub</b>", on=picker.line)
    officer.press("Enter", on=picker.line)
    officer.press("S")
    officer.settle()
    made = rows(database, Priority)[-1]
    assert made.name == "Hydrogen <b>hub</b>"
    [tag] = rows(database, Tag)
    assert (tag.priority_id, tag.stance.key) == (made.id, "support")
    [chip] = [chip for _, chip in screen.view.margin.placed()]
    assert chip.tag.priority == made.code
    officer.press("Ctrl+Z")
    officer.press("Ctrl+Z")
    officer.wait(lambda: count(database, Priority) == before)
    assert count(database, Tag) == count(database, Excerpt) == 0


@pytest.mark.thorough
def test_tagging_paints_only_the_paragraph_of_the_tag(on_one_call, beside, monkeypatch):
    """What is looked at is what the text is asked to paint between the key and the highlight."""
    database = beside()
    letter = "\n".join(f"Paragraph {number} says that skills are short." for number in range(12))
    do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=letter))
    painted = []
    paint = ReadingView.paintEvent

    def note(view, event):
        if len(view.highlights) == 1 and not painted:
            painted.append(QRect(event.rect()))
        paint(view, event)

    monkeypatch.setattr(ReadingView, "paintEvent", note)
    screen, officer = open_reading(on_one_call), on_one_call
    officer.press(".")
    officer.rest()
    officer.press("1")
    officer.wait(lambda: screen.view.highlights)
    officer.wait(lambda: painted)
    block = screen.view.document().firstBlock()
    height = screen.view.blockBoundingRect(block).height()
    assert painted[0].height() <= height + 12
    assert painted[0].height() < screen.view.viewport().height() / 4


@pytest.fixture
def at_many(on_one_call, beside):
    """Return an officer before four submissions of several kinds."""
    database = beside()
    for draft in (
        SubmissionDraft(answers={1: "Skills."}, type_token="business-small"),
        SubmissionDraft(answers={1: "n/a", 2: "Roads."}, type_token="business-small"),
        SubmissionDraft(answers={2: "Buses."}),
        SubmissionDraft(letter="Dear all."),
    ):
        do(database, add_submission, call_id=1, draft=draft)
    do(database, add_tag, submission_id=1, priority_id=2, draft=TagDraft())
    return on_one_call, open_reading(on_one_call), database


def choices_of(database):
    with database.reading() as session:
        return reading_choices(session, 1)


def choose(officer, screen, kind, place):
    """Open the menu of filters by its key, and choose in it by the arrow keys."""
    officer.press("L")
    [menu] = [each for each in screen.findChildren(QMenu) if each.isVisible()]
    for _ in range(kind):
        officer.press("Down", on=menu)
    officer.press("Right", on=menu)
    officer.wait(lambda: QApplication.activePopupWidget() is not menu)
    below = QApplication.activePopupWidget()
    for _ in range(place):
        officer.press("Down", on=below)
    officer.press("Enter", on=below)
    officer.settle()


@pytest.mark.thorough
def test_filters_are_chosen_by_keys_and_hold_together(at_many):
    officer, screen, database = at_many
    ids = screen.list.model.ids
    choose(officer, screen, 1, 2)
    officer.wait(lambda: list(ids()) == [2, 3])
    officer.click(screen.list.shelves[next(iter(screen.list.shelves))])
    officer.settle()
    business = [each.name for each in choices_of(database).types].index("Business")
    choose(officer, screen, 2, business + 1)
    officer.wait(lambda: list(ids()) == [2])
    officer.wait(lambda: screen.list.count.text() == "1 submission")
    officer.click(screen.list.narrowing.everything)
    officer.wait(lambda: list(ids()) == [1, 2, 3, 4])
    choose(officer, screen, 3, 2)
    officer.wait(lambda: list(ids()) == [1])


@pytest.mark.thorough
def test_filters_are_remembered_for_the_call(at_many, open_window, tmp_path):
    officer, screen, _database = at_many
    choose(officer, screen, 1, 1)
    officer.wait(lambda: list(screen.list.model.ids()) == [1])
    officer.window.close()
    again = open_window(tmp_path / "one.lisdesk", now="2019-01-07T10:00")
    screen = again.go("reading")
    again.wait(lambda: list(screen.list.model.ids()) == [1])
    assert not screen.list.narrowing.everything.isChecked()
    again.click(screen.list.narrowing.everything)
    again.wait(lambda: len(screen.list.model.ids()) == 4)


@pytest.mark.thorough
def test_letters_typed_into_fields_stay_there(at_many):
    officer, screen, database = at_many
    officer.click(screen.list.search)
    officer.type("0q+-=rvlw/", on=screen.list.search)
    assert screen.list.search.text() == "0q+-=rvlw/"
    officer.press("Ctrl+F")
    officer.type("1vlqr+", on=screen.finder.line)
    assert screen.finder.line.text() == "1vlqr+"
    officer.settle()
    assert count(database, Tag) == 1
    assert first(database, Bookmark) is None
    assert officer.window.current_screen() is screen
