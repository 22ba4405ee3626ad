"""What a search found is shown: where, the words around, marked in the line and beside it."""

import pytest
from PySide6.QtCore import Qt

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.queries.register import RegisterColumn
from lisdesk.rules.words import folded
from lisdesk.ui.workspace import edit_with
from tests.bench.heartbeat import Heartbeat


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


def test_a_letter_of_a_hundred_thousand_paragraphs_does_not_hold_the_window_up(on_register):
    officer, screen = on_register
    letter = "\n".join(f"Paragraph {number} on the bus" for number in range(100_000))
    draft = SubmissionDraft(respondent="Long Ltd", letter=f"{letter}\nzugzwang")
    workspace = officer.workspace
    workspace.do(edit_with(add_submission, call_id=workspace.call_id, draft=draft), "Logged")
    officer.wait(lambda: screen.model.rowCount() == 61)
    heart = Heartbeat(officer.window)
    heart.begin()
    search(officer, screen, "zugzwang")
    officer.wait(lambda: screen.model.rowCount() == 1)
    texts = screen.preview.texts
    officer.wait(lambda: texts.extraSelections())
    assert texts.toPlainText().endswith("zugzwang")
    officer.press("Esc", on=screen.filters.line)
    officer.wait(lambda: texts.toPlainText().startswith("Letter"))
    assert texts.toPlainText().endswith("more letters: open it in Reading.")
    officer.settle()
    assert heart.figures()["own_ms"] < 300
