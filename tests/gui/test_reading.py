"""Reading: one submission after the other, tagged by keyboard, every character where it belongs."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from lisdesk.edits.coding_frame import PriorityCorrection, edit_priority
from lisdesk.edits.reading import mark_read
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.queries.finding import Found, FoundKind
from lisdesk.queries.reading_list import Shelf
from lisdesk.queries.untagged import few_untagged
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.store.entities import Excerpt, ReadMark, Tag
from lisdesk.ui.reading.note_dialog import NoteDialog
from lisdesk.ui.reading.picker import PriorityPicker
from lisdesk.ui.theme import priority_colour
from tests.desk_work import BOB, count, do, first, priority, rows

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


def test_a_second_number_tags_the_same_words_again_and_both_are_legible(at_letters):
    officer, screen, database = at_letters
    officer.press(".")
    officer.press("1")
    officer.press("2")
    officer.wait(lambda: len(screen.view.highlights) == 2)
    first_mark, second = screen.view.highlights
    assert (first_mark.start, first_mark.end) == (second.start, second.end)
    assert {first_mark.lane, second.lane} == {0, 1}
    assert count(database, Excerpt) == 1


def test_a_repeated_tag_is_refused_in_words(at_letters):
    officer, screen, database = at_letters
    officer.press(".")
    officer.press("1")
    officer.press("1")
    officer.wait(lambda: "tagged those words of LLEP-0001" in officer.told())
    assert count(database, Tag) == 1


def test_stance_strength_and_note_on_one_key_each(at_letters):
    officer, screen, database = at_letters
    officer.press(".")
    officer.press("2")
    officer.press("S")
    officer.press("C")
    officer.settle()
    [tag] = tags(database)
    assert (tag.stance, tag.strength) == (Stance.SUPPORT, Strength.CASE_DATA)
    officer.press("O")
    officer.settle()
    officer.press("O")
    officer.settle()
    assert tags(database)[0].stance is None
    officer.press("F2")
    dialog = officer.window.findChild(NoteDialog)
    officer.wait(dialog.isActiveWindow)
    assert not dialog.isModal()
    officer.type("Ring them & <b>ask</b>", on=dialog.field)
    officer.press("Ctrl+Enter", on=dialog.field)
    officer.wait(lambda: tags(database)[0].note == "Ring them & <b>ask</b>")
    officer.settle()
    assert officer.window.status.last_edit.text().startswith("Noted on ")


def test_without_a_selection_the_whole_submission_is_tagged(at_letters):
    officer, screen, database = at_letters
    officer.press("3")
    officer.wait(lambda: screen.panes.beside.tabText(0) == "Tags  1")
    [tag] = tags(database)
    assert tag.excerpt_id is None
    name = screen.tree.rows[2].name
    assert officer.window.status.last_edit.text().startswith("Tagged the whole of LLEP-0001 to ")
    assert officer.window.status.last_edit.text().endswith(name)


def test_a_key_pressed_while_the_next_one_is_read_is_about_the_next(at_letters):
    officer, _screen, database = at_letters
    officer.press("J")
    officer.press("1")
    officer.settle()
    [tag] = tags(database)
    assert tag.submission_id == 2


@pytest.mark.thorough
def test_delete_takes_off_the_tag_whose_chip_was_clicked(at_letters):
    officer, screen, database = at_letters
    for key in (".", "1", ".", "2"):
        officer.press(key)
    officer.settle()
    officer.press("Esc")
    officer.wait(lambda: len(screen.view.margin.placed()) == 2)
    rect, chip = screen.view.margin.placed()[1]
    officer.click(screen.view.margin, rect.center())
    assert screen.tagging.current == chip.tag.tag_id
    officer.press("Del")
    officer.wait(lambda: len(screen.view.highlights) == 1)
    assert [tag.id for tag in tags(database)] == [1]


@pytest.mark.thorough
def test_brackets_go_from_tag_to_tag_and_the_cursor_takes_one_in_hand(at_letters):
    officer, screen, _database = at_letters
    for key in (".", "1", ".", "2"):
        officer.press(key)
    officer.settle()
    officer.press("Esc")
    officer.press("]")
    assert screen.tagging.current == 1
    officer.press("]")
    assert screen.tagging.current == 2
    officer.press("[")
    assert screen.tagging.current == 1
    for _ in range(20):
        officer.press("Right")
    assert screen.tagging.current == 2


@pytest.mark.thorough
def test_marking_as_read_goes_on_and_is_never_done_by_itself(at_letters):
    officer, screen, database = at_letters
    officer.press("J")
    officer.settle()
    officer.press("K")
    officer.settle()
    assert count(database, ReadMark) == 0
    officer.press("M")
    officer.wait(lambda: screen.tagging.page.head.reference == "LLEP-0002")
    officer.settle()
    assert officer.window.status.last_edit.text() == "Marked LLEP-0001 as read"
    officer.press("Space")
    officer.wait(lambda: screen.tagging.page.head.reference == "LLEP-0003")
    officer.settle()
    assert [mark.submission_id for mark in rows(database, ReadMark)] == [1, 2]
    officer.click(screen.list.shelves[Shelf.UNREAD])
    officer.wait(lambda: len(screen.list.model.ids()) == 1)


def test_who_has_read_it_is_told_and_all_filters_have_a_letter_in_the_menu(at_letters):
    officer, screen, database = at_letters
    details = screen.panes.beside.details
    do(database, mark_read, desk=BOB, submission_ids=[1])

    def told():
        lines = [label.accessibleName() for label in details.findChildren(QLabel)]
        return [each for each in lines if each.startswith("Officers who read it")]

    officer.settle()
    officer.wait(lambda: told() == ["Officers who read it: Bob Officer"])
    for letter, shelf in (("U", Shelf.UNREAD), ("N", Shelf.UNTAGGED), ("M", Shelf.MINE)):
        for is_on in (True, False):
            officer.press("L")
            officer.wait(lambda: QApplication.activePopupWidget() is not None)
            officer.type(letter.lower(), on=QApplication.activePopupWidget())
            officer.wait(lambda shelf=shelf, on=is_on: screen.list.shelves[shelf].isChecked() is on)
            assert (shelf in screen.list.narrowing.filter.shelves) is is_on


@pytest.mark.thorough
def test_the_list_is_narrowed_by_shelf_and_by_words(at_letters):
    officer, screen, database = at_letters
    officer.press("1")
    officer.settle()
    officer.click(screen.list.shelves[Shelf.UNTAGGED])
    officer.wait(lambda: list(screen.list.model.ids()) == [2, 3])
    officer.click(screen.list.shelves[Shelf.UNTAGGED])
    officer.click(screen.list.shelves[Shelf.MINE])
    officer.wait(lambda: list(screen.list.model.ids()) == [1])
    officer.click(screen.list.narrowing.everything)
    officer.type("skills", on=screen.list.search)
    officer.wait(lambda: list(screen.list.model.ids()) == [2])
    assert count(database, Tag) == 1


def test_what_is_untagged_is_known_before_it_is_asked_for(at_letters):
    officer, screen, _ = at_letters
    jobs, call_id = officer.workspace.jobs, officer.workspace.call_id

    def known():
        with jobs.database.reading() as session:
            return few_untagged(session, call_id)

    officer.wait(lambda: known() is not None)
    before = known()
    current = screen.tagging.page.head.id
    assert current in before
    for key in (".", "1"):
        officer.press(key)
    officer.wait(lambda: known() == tuple(each for each in before if each != current))


@pytest.mark.thorough
def test_the_last_untagged_one_says_so_and_leads_to_the_first(at_letters):
    officer, screen, _database = at_letters
    for reference in ("LLEP-0002", "LLEP-0003"):
        officer.press("N")
        officer.wait(lambda wanted=reference: screen.tagging.page.head.reference == wanted)
    officer.press("N")
    officer.wait(lambda: "Nothing after this one in the list waits for a tag." in officer.told())
    officer.click(officer.window.notices.action)
    officer.wait(lambda: screen.tagging.page.head.reference == "LLEP-0001")


@pytest.mark.thorough
def test_find_in_text_marks_every_place_and_goes_from_one_to_the_next(at_letters):
    officer, screen, _database = at_letters
    officer.press("Ctrl+F")
    officer.type("t", on=screen.finder.line)
    assert screen.finder.told.text() == "1 of 4"
    places = []
    for _ in range(4):
        places.append(screen.view.textCursor().selectionStart())
        officer.press("Enter", on=screen.finder.line)
    assert places == [at for at, letter in enumerate(LETTER) if letter.lower() == "t"]
    officer.press("Esc", on=screen.finder.line)
    assert not screen.finder.isVisible()


@pytest.mark.thorough
def test_a_selection_over_two_answers_is_not_tagged(on_one_call, beside):
    database = beside()
    draft = SubmissionDraft(answers={1: "One.", 2: "Two."})
    do(database, add_submission, call_id=1, draft=draft)
    screen = open_reading(on_one_call)
    officer = on_one_call
    officer.press("Ctrl+A")
    officer.press("1")
    officer.wait(lambda: "runs over several answers" in officer.told())
    officer.settle()
    assert count(database, Tag) == 0
    assert screen.view.shown.words.count("\n") >= 3


@pytest.mark.thorough
def test_markup_stands_in_the_text_letter_by_letter(on_one_call, beside):
    database, markup = beside(), "<b>Hi</b> <img src=x> &amp; [a](http://b)"
    draft = SubmissionDraft(letter=markup, respondent=markup)
    do(database, add_submission, call_id=1, draft=draft)
    screen = open_reading(on_one_call)
    assert screen.view.toPlainText() == markup
    assert screen.panes.heading.respondent.text() == markup
    screen.view.selectAll()
    copied = screen.view.createMimeDataFromSelection()
    assert (copied.text(), copied.formats()) == (markup, ["text/plain"])


@pytest.mark.thorough
def test_targets_from_elsewhere_are_brought_into_view(at_letters):
    officer, screen, database = at_letters
    for key in (".", "2"):
        officer.press(key)
    officer.settle()
    officer.workspace.go_to("reading", 3)
    officer.wait(lambda: screen.tagging.page.head.id == 3)
    officer.workspace.go_to("reading", "TAG-0001")
    officer.wait(lambda: screen.tagging.page.head.id == 1 and screen.tagging.current == 1)
    people = priority(database, 1, "P2")
    officer.workspace.go_to("reading", Found(FoundKind.PRIORITY, people.id, "People", ""))
    officer.wait(lambda: list(screen.list.model.ids()) == [1])
    officer.workspace.go_to("reading", Found(FoundKind.SUBMISSION, 2, "LLEP-0002", ""))
    officer.wait(lambda: screen.tagging.page.head.id == 2)


@pytest.mark.thorough
def test_priorities_and_highlights_take_the_colours_of_another_theme(at_letters, theme_after):
    officer, screen, _database = at_letters
    officer.press(".")
    officer.press("1")
    officer.wait(lambda: screen.view.highlights)
    for theme in ("dark", "light"):
        officer.window.choose_theme(theme)
        QApplication.processEvents()
        wanted = priority_colour(0)
        item = screen.tree.topLevelItem(0)
        assert item.icon(0).pixmap(12, 12).toImage().pixelColor(6, 6) == wanted, theme
        assert screen.view.highlights[0].colour == wanted, theme


@pytest.mark.thorough
def test_keys_typed_into_the_search_do_nothing_else(at_letters):
    officer, screen, database = at_letters
    officer.click(screen.list.search)
    officer.type("1 m/n.s[", on=screen.list.search)
    assert screen.list.search.text() == "1 m/n.s["
    officer.settle()
    assert count(database, Tag) == 0 == count(database, ReadMark)
    assert screen.turning.submission_id == 1


@pytest.mark.thorough
def test_the_tool_tip_of_a_priority_follows_what_it_takes_in_and_leaves_out(at_letters):
    officer, screen, database = at_letters
    people = priority(database, 1, "P2")
    correction = PriorityCorrection(include="Apprenticeships", exclude="School places")
    do(database, edit_priority, priority_id=people.id, correction=correction)
    officer.wait(lambda: "Apprenticeships" in screen.tree.topLevelItem(1).toolTip(0))
    assert "School places" in screen.tree.topLevelItem(1).toolTip(0)
