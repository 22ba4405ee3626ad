"""Officers write memos on words, and on whole submissions, by keyboard and by mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lisdesk.edits.memos import add_memo
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    SubmissionDraft,
    add_submission,
    edit_submission,
)
from lisdesk.rules.vocabulary import Permission
from lisdesk.store.entities import Memo, Tag
from lisdesk.ui.reading.note_dialog import NoteDialog
from tests.desk_work import BEA, do, rows
from tests.gui.test_redaction import select

LETTER = "Mary 😀 Holt knows. Ring her.\nYours, Mary Holt"


@pytest.fixture
def at_letter(on_one_call, beside):
    """Return an officer at the reading screen with a letter, another one beside it."""
    database = beside()
    for words in (LETTER, "Another letter."):
        draft = SubmissionDraft(letter=words, permission=Permission.UNNAMED)
        do(database, add_submission, call_id=1, draft=draft)
    on_one_call.settle()
    screen = on_one_call.go("reading")
    on_one_call.wait(lambda: screen.tagging.page is not None)
    on_one_call.settle()
    assert screen.tagging.page.head.id == 1
    return on_one_call, screen, database


def dialog(officer):
    """Return the dialog in which a memo is written, once it is there."""

    def shown():
        return [each for each in officer.window.findChildren(NoteDialog) if each.isVisible()]

    officer.wait(shown)
    officer.settle()
    return shown()[0]


def write(officer, words):
    """Write into the dialog that is open, in place of what is there, and save it."""
    opened = dialog(officer)
    opened.field.selectAll()
    officer.type(words, on=opened.field)
    officer.press("Ctrl+Enter", on=opened.field)
    officer.wait(lambda: not officer.window.findChildren(NoteDialog))
    officer.settle()


def noted(database):
    return [(each.start, each.end, each.words, each.officer) for each in rows(database, Memo)]


def test_f2_writes_a_memo_on_the_words_selected_and_changes_it(at_letter):
    officer, screen, database = at_letter
    select(screen, "😀 Holt")
    officer.press("F2")
    assert dialog(officer).windowTitle() == "Memo"
    write(officer, "Who is <b>she</b>?")
    [(start, end, words, writer)] = noted(database)
    assert (LETTER[start:end], words) == ("😀 Holt", "Who is <b>she</b>?")
    assert writer == screen.workspace.officer
    assert officer.window.status.last_edit.text() == "Wrote a memo on “😀 Holt”"
    assert screen.panes.beside.memos.list.count() == 1
    [shown] = screen.view.memos
    assert screen.view.toPlainText().encode("utf-16-le")[shown.start * 2 : shown.end * 2] == (
        "😀 Holt".encode("utf-16-le")
    )
    officer.press("F2")
    assert dialog(officer).field.toPlainText() == "Who is <b>she</b>?"
    write(officer, "Their director.")
    assert [each[2] for each in noted(database)] == ["Their director."]
    for keys, left in (("Ctrl+Z", "Who is <b>she</b>?"), ("Ctrl+Z", None), ("Ctrl+Y", "Who is")):
        officer.press(keys)
        officer.settle()
        assert [each[2][:6] for each in noted(database)] == ([left[:6]] if left else [])
        assert len(screen.view.memos) == bool(left)


def test_without_a_selection_the_memo_is_on_the_whole_submission(at_letter):
    officer, screen, database = at_letter
    officer.press("F2")
    write(officer, "Late.")
    assert noted(database) == [(None, None, "Late.", screen.workspace.officer)]
    assert (
        screen.panes.beside.memos.list.item(0)
        .text()
        .startswith("Late.\nAnn Officer · The whole submission")
    )
    officer.press("I")
    assert dialog(officer).field.toPlainText() == "Late."


def test_with_a_tag_at_hand_f2_notes_on_the_tag_and_i_on_the_words(at_letter):
    officer, screen, database = at_letter
    officer.press(".")
    officer.press("1")
    officer.settle()
    officer.press("F2")
    assert dialog(officer).windowTitle() == "Note on a tag"
    write(officer, "Of the tag.")
    officer.press("I")
    write(officer, "Of the words.")
    assert [each.note for each in rows(database, Tag)] == ["Of the tag."]
    assert [each[2] for each in noted(database)] == ["Of the words."]


def test_the_mark_in_the_margin_opens_a_memo_and_del_in_the_list_removes_it(at_letter):
    officer, screen, database = at_letter
    select(screen, "Ring her")
    officer.press("I")
    write(officer, "Done on Monday.")
    officer.wait(screen.view.margin.placed_memos)
    [(rect, _)] = screen.view.margin.placed_memos()
    QTest.mouseClick(screen.view.margin, Qt.MouseButton.LeftButton, pos=rect.center())
    assert dialog(officer).field.toPlainText() == "Done on Monday."
    officer.press("Esc", on=dialog(officer).field)
    officer.settle()
    officer.press("Shift+I")
    memos = screen.panes.beside.memos.list
    assert memos.hasFocus()
    officer.press("Enter", on=memos)
    officer.press("Esc", on=dialog(officer).field)
    officer.settle()
    assert [each.text() for each in memos.menu(1).actions()] == ["Open", "Remove"]
    officer.press("Del", on=memos)
    officer.wait(lambda: not rows(database, Memo))
    officer.settle()
    assert (memos.count(), screen.view.memos) == (0, [])
    assert screen.panes.beside.memos.isHidden()
    assert not memos.hasFocus()
    officer.press("Shift+I")
    officer.wait(lambda: "no memo on this submission" in officer.told())


def test_a_colleagues_memo_is_shown_to_be_read(at_letter):
    officer, screen, database = at_letter
    place = {"text_id": 1, "start": 0, "end": 4}
    do(database, add_memo, desk=BEA, submission_id=1, words="I know her.", **place)
    officer.wait(lambda: screen.view.memos)
    [entry] = [screen.panes.beside.memos.list.item(0)]
    assert BEA.officer in entry.text()
    officer.press("Shift+I")
    officer.press("Enter", on=screen.panes.beside.memos.list)
    opened = dialog(officer)
    assert opened.field.isReadOnly()
    assert opened.save.isHidden()
    officer.press("Esc", on=opened.field)
    select(screen, "Mary")
    officer.press("I")
    write(officer, "So do I.")
    assert [each[2] for each in noted(database)] == ["I know her.", "So do I."]


def test_a_memo_says_that_its_words_are_not_in_the_corrected_text(at_letter):
    officer, screen, database = at_letter
    place = {"text_id": 1, "start": 0, "end": 4}
    do(database, add_memo, submission_id=1, words="Ask.", **place)
    correction = SubmissionCorrection(letter="Nobody.")
    do(database, edit_submission, submission_id=1, correction=correction)
    memos = screen.panes.beside.memos.list
    officer.wait(lambda: memos.count() and "on an earlier version" in memos.item(0).text())
    officer.settle()
    assert screen.view.memos == []


def test_a_memo_without_words_is_refused_where_it_is_written(at_letter):
    officer, _screen, database = at_letter
    officer.press("I")
    opened = dialog(officer)
    officer.type("  ", on=opened.field)
    officer.press("Ctrl+Enter", on=opened.field)
    officer.wait(lambda: opened.fault.isVisible())
    assert "needs words" in opened.fault.text()
    assert rows(database, Memo) == []
