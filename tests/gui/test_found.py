"""What a search found is shown: where, the words around, marked in the line and beside it."""

import sys

import pytest
from PySide6.QtCore import Qt

from lisdesk.app import SWITCH_SECONDS
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.queries.register import RegisterColumn
from lisdesk.rules.words import folded
from lisdesk.ui.go_to import GoToBox
from lisdesk.ui.workspace import edit_with
from tests.bench.heartbeat import Heartbeat
from tests.desk_work import do


@pytest.fixture
def on_register(on_sample):
    screen = on_sample.go("submissions")
    on_sample.wait(lambda: screen.preview.shown is not None)
    return on_sample, screen


def search(officer, screen, words):
    officer.press("Ctrl+F", on=screen.table)
    officer.type(words, on=screen.filters.line)


def found_column(screen):
    return [column.key for column in screen.model.columns].index("found")


def test_lines_tell_where_a_search_found_them_while_there_is_one(on_register):
    officer, screen = on_register
    column = found_column(screen)
    assert screen.table.isColumnHidden(column)
    search(officer, screen, "bus")
    officer.wait(lambda: 0 < screen.model.rowCount() < 60)
    officer.wait(lambda: screen.model.row_at(0) and screen.model.row_at(0).found)
    assert not screen.table.isColumnHidden(column)
    for row in range(screen.model.rowCount()):
        found = screen.model.row_at(row).found
        marked = [piece.text for piece in found.pieces if piece.is_found]
        assert marked
        assert all(folded(words).startswith("bus") for words in marked)
        cell = screen.model.index(row, column).data()
        assert cell.startswith(f"{found.where} · ")
        assert cell.split(" · ")[0] in ("Letter", "Respondent", "Submitted by") or cell.startswith(
            ("Question ", "Note on ")
        )
    officer.press("Esc", on=screen.filters.line)
    officer.wait(lambda: screen.model.rowCount() == 60)
    assert screen.table.isColumnHidden(column)


def test_found_words_are_marked_in_the_text_beside_the_list(on_register):
    officer, screen = on_register
    search(officer, screen, "bus")
    officer.wait(lambda: 0 < screen.model.rowCount() < 60)
    texts = screen.preview.texts
    officer.wait(lambda: texts.extraSelections())
    words = [each.cursor.selectedText() for each in texts.extraSelections()]
    assert all(folded(each).startswith("bus") for each in words)
    assert texts.cursorRect(texts.extraSelections()[0].cursor).top() < texts.viewport().height()
    officer.press("Esc", on=screen.filters.line)
    officer.wait(lambda: not texts.extraSelections())


def test_a_search_is_sorted_by_relevance_and_by_date_again_once_it_is_cleared(on_register):
    officer, screen = on_register
    search(officer, screen, "bus")
    officer.wait(lambda: 0 < screen.model.rowCount() < 60)
    by_date = list(screen.model.ids())
    screen.table.sort_by(RegisterColumn.FOUND)
    officer.wait(lambda: list(screen.model.ids()) != by_date)
    assert sorted(screen.model.ids()) == sorted(by_date)
    header = screen.table.horizontalHeader()
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    officer.press("Esc", on=screen.filters.line)
    officer.wait(lambda: screen.model.rowCount() == 60)
    assert screen.table.order.column is RegisterColumn.RECEIVED


@pytest.fixture
def as_it_runs():
    """Let work beside the window hold the interpreter no longer than in the program."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    yield
    sys.setswitchinterval(before)


@pytest.mark.thorough
@pytest.mark.usefixtures("as_it_runs")
def test_a_letter_of_a_hundred_thousand_paragraphs_does_not_hold_the_window_up(on_register):
    officer, screen = on_register
    letter = "\n".join(f"Paragraph {number} on the bus" for number in range(100_000))
    draft = SubmissionDraft(respondent="Long Ltd", letter=f"{letter}\nzugzwang")
    workspace = officer.workspace
    workspace.do(edit_with(add_submission, call_id=workspace.call_id, draft=draft), "Logged")
    officer.wait(lambda: screen.model.rowCount() == 61)
    officer.settle()
    heart = Heartbeat(officer.window)
    search(officer, screen, "zugzwang")
    officer.wait(lambda: screen.model.rowCount() == 1)
    texts = screen.preview.texts
    officer.wait(lambda: texts.extraSelections())
    assert texts.toPlainText().endswith("zugzwang")
    officer.press("Esc", on=screen.filters.line)
    officer.wait(lambda: texts.toPlainText().startswith("Letter"))
    assert texts.toPlainText().endswith("more letters: open it in Reading.")
    officer.settle()
    assert heart.figures()["own_ms"] < 200


LETTER = (
    "Our pinata 😀 needs acrobats. A town-centre Piñata’s acrobats leave; piñatas close.\n"
    "Town centre."
)


@pytest.fixture
def with_a_letter(on_sample, beside):
    """Return an officer at Submissions; a letter was logged that says piñata in three ways."""
    draft = SubmissionDraft(respondent="Zyxel Circus", letter=LETTER)
    do(beside(), add_submission, call_id=on_sample.workspace.call_id, draft=draft)
    draft = SubmissionDraft(respondent="Others", letter="Nothing about it.")
    do(beside(), add_submission, call_id=on_sample.workspace.call_id, draft=draft)
    screen = on_sample.go("submissions")
    on_sample.wait(lambda: screen.preview.shown is not None)
    on_sample.wait(lambda: screen.model.rowCount() == 62)
    return on_sample, screen


def in_reading(officer):
    officer.comes_to("reading")
    reading = officer.window.current_screen()
    officer.wait(lambda: reading.tagging.page is not None)
    officer.settle()
    return reading


def steps(officer, reading, count):
    """Return what F3 selects, so many times."""
    found = []
    for _ in range(count):
        officer.press("F3")
        found.append(reading.view.textCursor().selectedText())
    return found


def test_reading_steps_through_what_a_search_found_and_the_text_has_the_keyboard(with_a_letter):
    officer, screen = with_a_letter
    search(officer, screen, "pinata")
    officer.wait(lambda: screen.model.rowCount() == 1)
    officer.press("Enter", on=screen.filters.line)
    officer.press("Enter", on=screen.table)
    reading = in_reading(officer)
    assert reading.finder.isVisible()
    assert reading.finder.line.text() == "pinata"
    assert reading.finder.told.text() == "1 of 3"
    assert reading.view.hasFocus()
    assert not reading.view.textCursor().hasSelection()
    assert reading.view.textCursor().position() == LETTER.index("pinata")
    assert steps(officer, reading, 4) == ["Piñata’s", "piñatas", "pinata", "Piñata’s"]
    officer.press("Shift+F3")
    assert reading.view.textCursor().selectedText() == "pinata"
    officer.press("Esc")
    assert not reading.finder.isVisible()
    officer.press("1")  # the keys are about the place that was found
    officer.wait(lambda: [tag.quote for tag in reading.tagging.page.tags] == ["pinata"])


@pytest.mark.thorough
def test_a_phrase_is_found_in_reading_as_it_is_searched_until_something_is_typed(with_a_letter):
    officer, screen = with_a_letter
    search(officer, screen, '"town centre" -parking')
    officer.wait(lambda: screen.model.rowCount() and LETTER in screen.preview.texts.toPlainText())
    officer.click(screen.preview.open)
    reading = in_reading(officer)
    assert reading.finder.told.text() == "1 of 2"
    assert steps(officer, reading, 2) == ["Town centre", "town-centre"]
    officer.press("Ctrl+F")
    officer.type("acrobats", on=reading.finder.line)
    assert reading.finder.told.text().endswith(" of 2")


@pytest.mark.thorough
def test_another_submission_shows_its_own_places_and_a_name_found_shows_no_bar(with_a_letter):
    officer, screen = with_a_letter
    search(officer, screen, "acrobats")
    officer.wait(lambda: screen.model.rowCount() < 62)
    officer.press("Enter", on=screen.filters.line)
    officer.press("Enter", on=screen.table)
    reading = in_reading(officer)
    assert reading.finder.told.text() == "1 of 2"
    officer.press("J")
    officer.settle()
    assert reading.finder.told.text() == "Not in this text"
    officer.press("F3")
    assert not reading.view.textCursor().hasSelection()
    officer.press("K")
    officer.settle()
    assert reading.finder.told.text() == "2 places"
    assert reading.view.textCursor().position() == 0
    assert steps(officer, reading, 1) == ["acrobats"]
    screen = officer.go("submissions")
    officer.press("Ctrl+F", on=screen.table)
    screen.filters.line.selectAll()
    officer.type("zyxel", on=screen.filters.line)
    officer.wait(lambda: screen.model.search == "zyxel*")
    officer.settle()
    officer.press("Enter", on=screen.filters.line)
    officer.press("Enter", on=screen.table)
    assert not in_reading(officer).finder.isVisible()


@pytest.mark.thorough
def test_the_box_for_everything_leads_to_a_search_of_the_texts_and_on_to_reading(with_a_letter):
    officer, screen = with_a_letter
    officer.press("Ctrl+K")
    box = officer.window.findChild(GoToBox)
    officer.type("pinatas cl", on=box.line)
    officer.wait(lambda: box.lines() == ["Search the texts for “pinatas cl”"])
    officer.press("Enter", on=box.line)
    officer.wait(lambda: screen.model.rowCount() == 1)
    assert screen.filters.line.text() == "pinatas cl*"
    screen.table.setFocus()
    officer.press("Enter", on=screen.table)
    reading = in_reading(officer)
    assert reading.finder.line.text() == "pinatas cl"
    assert steps(officer, reading, 2) == ["piñatas", "close"]
