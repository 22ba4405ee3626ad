"""Letters, reports and scans are dropped, looked at, named and filed."""

import csv
import hashlib
import sys
import time
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lisdesk.app import SWITCH_SECONDS
from lisdesk.edits.history import take_back
from lisdesk.edits.submissions import AttachedFile, SubmissionDraft, add_submission
from lisdesk.rules.vocabulary import Channel, Permission
from lisdesk.store.drafts import kept_drafts
from lisdesk.store.entities import (
    Attachment,
    AuditEntry,
    Extraction,
    Import,
    Mail,
    Stakeholder,
    Submission,
)
from lisdesk.ui.documents import beginning
from lisdesk.ui.documents.dialog import DocumentsDialog
from lisdesk.ui.documents.documents_model import BEGINNING, DOCUMENT, FATE, RECEIVED, RESPONDENT
from lisdesk.ui.file_opener import FileOpener
from lisdesk.ui.filing.dialog import FilingDialog
from lisdesk.ui.guide import GuidePages
from lisdesk.ui.importing.dialog import ImportDialog
from lisdesk.ui.intake.model import SECOND_LINE, TICK
from tests.bench.documents import write_documents
from tests.bench.heartbeat import Heartbeat
from tests.desk_work import DESK, at, count, do, rows, standing_texts
from tests.unit.documents.made_word import paragraph, word_document
from tests.written_documents import (
    SCAN,
    documents_of_every_kind,
    files_that_are_no_documents,
    letter,
    save_document,
    twelve_letters,
)
from tests.written_mails import KNOWN, known, save

PARISH = KNOWN[1][0]
LONGEST_MS = 100


@pytest.fixture
def at_desk(on_one_call, beside):
    """Return an officer at a call whose register knows some names, and the file beside it."""
    database = beside()
    for name, address in KNOWN:
        draft = SubmissionDraft(respondent=name, email=address, letter=f"Earlier words of {name}.")
        do(database, add_submission, desk=at(2019, 1, 2), call_id=1, draft=draft)
    on_one_call.settle()
    return on_one_call, database


def dialog_of(officer, kind=DocumentsDialog):
    officer.wait(lambda: [each for each in officer.window.findChildren(kind) if each.isVisible()])
    return next(each for each in officer.window.findChildren(kind) if each.isVisible())


def is_open(officer, kind=DocumentsDialog):
    return any(each.isVisible() for each in officer.window.findChildren(kind))


def shown(officer, kind=DocumentsDialog):
    """Return the dialog once the documents are in it."""
    dialog = dialog_of(officer, kind)
    officer.wait(lambda: not dialog.busy.isVisible(), 30_000)
    return dialog


def cell(dialog, row, column, role=Qt.ItemDataRole.DisplayRole):
    return dialog.table.documents.index(row, column).data(role)


def column(dialog, number):
    return [cell(dialog, row, number) for row in range(dialog.table.documents.rowCount())]


def fates(dialog):
    return column(dialog, FATE)


def aside(dialog):
    return [dialog.set_aside.item(row).text() for row in range(dialog.set_aside.count())]


def type_where_the_keyboard_is(officer, words):
    """Type words one letter after the other, each where the keyboard is by then: one action."""
    officer.actions += 1
    for sign in words:
        officer.qtbot.keyClicks(QApplication.focusWidget(), sign)


def name_respondent(officer, dialog, words):
    """Type a name and take the one that comes up, or the new one."""
    type_where_the_keyboard_is(officer, words)
    officer.wait(lambda: dialog.fields.respondent.is_answered)
    officer.press("Enter")
    officer.wait(lambda: QApplication.focusWidget() is dialog.table)


def told(officer, words):
    officer.wait(lambda: words in officer.told(), 20_000)
    officer.settle()
    return officer.told()


def place_of(dialog, row, column):
    return dialog.table.visualRect(dialog.table.documents.index(row, column)).center()


def newest(database):
    return rows(database, Submission)[-1]


def test_twelve_letters_of_one_respondent_are_filed_in_one_go_and_taken_back_by_one_undo(
    at_desk, tmp_path, journey
):
    officer, database = at_desk
    paths = twelve_letters(tmp_path / "letters")
    before = count(database, Submission), count(database, Stakeholder)
    officer.actions = 0
    officer.drop(*paths)
    dialog = shown(officer)
    assert dialog.counts.text() == "0 will be filed, 12 wait for you"
    assert not dialog.go.isEnabled()
    officer.press("Ctrl+A")
    assert dialog.fields.why.text().startswith("For the 12 chosen documents.")
    name_respondent(officer, dialog, "Kirby Und")
    assert set(column(dialog, RESPONDENT)) == {PARISH}
    assert dialog.go.text() == "File 12 documents"
    officer.press("Enter")
    assert told(officer, "12 documents filed") == "12 documents filed."
    journey("twelve letters of one respondent", officer.actions, 5)
    assert count(database, Submission) == before[0] + 12
    assert count(database, Stakeholder) == before[1]
    assert len(rows(database, Extraction)) == 12
    first = rows(database, Submission)[before[0]]
    assert first.channel is Channel.POST
    assert standing_texts(database, first.id)[0].startswith("Dear LEP,\n\nVillage 1 has no bus")
    officer.click(officer.window.notices.action)
    officer.wait(lambda: count(database, Submission) == before[0])
    assert count(database, Import) == count(database, Extraction) == 0
    officer.settle()
    officer.press("Ctrl+Y", on=officer.window)
    officer.wait(lambda: count(database, Submission) == before[0] + 12)


def test_one_letter_is_a_drop_a_name_and_enter_twice(at_desk, tmp_path, journey):
    officer, database = at_desk
    path = save_document(tmp_path, "letter.docx", letter("The last bus leaves at six."))
    officer.actions = 0
    officer.drop(path)
    dialog = shown(officer)
    assert dialog.pane.text.toPlainText() == "The last bus leaves at six."
    name_respondent(officer, dialog, "Kestrel")
    officer.press("Enter")
    told(officer, "1 document filed")
    journey("one letter", officer.actions, 4)
    filed = newest(database)
    [respondent] = rows(database, Stakeholder, Stakeholder.id == filed.respondent_id)
    assert respondent.name == "Kestrel Photonics Ltd"
    assert [each.name for each in rows(database, Attachment)] == ["letter.docx"]


def test_enter_before_the_register_has_answered_makes_no_new_stakeholder(at_desk, tmp_path):
    officer, _ = at_desk
    officer.drop(*twelve_letters(tmp_path / "letters")[:1])
    dialog = shown(officer)
    type_where_the_keyboard_is(officer, "Kestrel")
    officer.press("Enter")
    officer.wait(lambda: dialog.fields.respondent.list.isVisible())
    assert QApplication.focusWidget() is dialog.fields.respondent.line
    officer.press("Enter")
    officer.wait(lambda: QApplication.focusWidget() is dialog.table)
    assert cell(dialog, 0, RESPONDENT) == "Kestrel Photonics Ltd"


def test_letters_of_different_bodies_are_named_one_after_the_other(at_desk, tmp_path, journey):
    officer, database = at_desk
    officer.actions = 0
    officer.drop(*twelve_letters(tmp_path / "letters")[:3])
    dialog = shown(officer)
    for row, name in enumerate(("Kirby", "Loom Menders Guild", "Kestrel")):
        assert dialog.table.places() == [row]
        name_respondent(officer, dialog, name)
    assert column(dialog, RESPONDENT) == [PARISH, "New: Loom Menders Guild", KNOWN[4][0]]
    officer.press("Enter")
    told(officer, "3 documents filed")
    journey("three letters of three respondents", officer.actions, 1 + 3 * 2 + 1)
    assert "Loom Menders Guild" in [each.name for each in rows(database, Stakeholder)]


def test_every_kind_is_read_and_nothing_is_filed_that_nobody_decided_about(at_desk, tmp_path):
    officer, database = at_desk
    before = count(database, Submission)
    empty = save_document(tmp_path, "empty.docx", b"")
    officer.drop(empty, *documents_of_every_kind(tmp_path / "kinds"))
    dialog = shown(officer)
    assert fates(dialog) == ["Waits for you"] * 7 + ["Twice"]
    words = column(dialog, DOCUMENT)
    assert words[0] == "1 parish council.docx"
    assert cell(dialog, 0, DOCUMENT, SECOND_LINE) == "22 words"
    assert cell(dialog, 0, BEGINNING).startswith("Dear LEP, The last bus from the village")
    assert cell(dialog, 0, BEGINNING, SECOND_LINE) == "1 tracked deletion was left out."
    assert cell(dialog, 3, DOCUMENT, SECOND_LINE) == "No text: type it in"
    assert "holds no text, as scans do" in cell(dialog, 3, FATE, SECOND_LINE)
    assert cell(dialog, 7, FATE, SECOND_LINE) == "The same as 7 lease.txt."
    assert aside(dialog)[0].startswith("empty.docx: The file is empty.")
    officer.press("Enter")
    assert dialog.isVisible()
    officer.press("Home", on=dialog.table)
    name_respondent(officer, dialog, "Kirby")
    officer.press("Enter")
    words = told(officer, "1 document filed")
    assert "6 not decided (“2 photonics.odt”, “3 housing.pdf”, “4 scanned letter.pdf”" in words
    assert count(database, Submission) == before + 1


def test_a_document_is_accepted_without_a_name_left_out_and_let_wait_by_keys(at_desk, tmp_path):
    officer, database = at_desk
    officer.drop(*twelve_letters(tmp_path / "letters")[:4])
    dialog = shown(officer)
    officer.press("Space")
    assert cell(dialog, 0, RESPONDENT) == "No name given"
    assert cell(dialog, 0, RESPONDENT, SECOND_LINE) == "Accepted without a name"
    assert dialog.table.places() == [1]
    officer.press("Del")
    officer.press("Down")
    officer.press("Alt+N", on=dialog)
    officer.wait(lambda: fates(dialog)[2] == "Will be filed")
    officer.press("End", on=dialog.table)
    name_respondent(officer, dialog, "Kestrel")
    assert fates(dialog) == ["Will be filed", "Left out", "Will be filed", "Will be filed"]
    officer.click(dialog.table.viewport(), place_of(dialog, 3, TICK))
    assert fates(dialog)[3] == "Left out"
    officer.press("End", on=dialog.table)
    type_where_the_keyboard_is(officer, "x")
    officer.press("Backspace")
    officer.press("Enter")
    officer.wait(lambda: fates(dialog)[3] == "Waits for you")
    dialog.table.setFocus()
    officer.press("Enter")
    words = told(officer, "2 documents filed")
    assert (
        words
        == "2 documents filed, 1 not decided (“letter 04.docx”), 1 left out (“letter 02.docx”)."
    )
    assert [each.respondent_id for each in rows(database, Submission)[-2:]] == [None, None]


def test_how_and_when_it_came_and_what_may_be_published_are_said_for_all_chosen_ones(
    at_desk, tmp_path
):
    officer, database = at_desk
    officer.drop(*twelve_letters(tmp_path / "letters")[:2])
    dialog = shown(officer)
    assert cell(dialog, 0, RECEIVED) == "When it is filed"
    assert cell(dialog, 0, RECEIVED, SECOND_LINE) == "Post"
    officer.press("Ctrl+A")
    name_respondent(officer, dialog, "Kestrel")
    officer.press("Alt+H", on=dialog)
    officer.type("e-m")
    officer.press("Alt+P", on=dialog)
    officer.type("publish without")
    officer.press("Alt+R", on=dialog)
    officer.press("Space")
    officer.wait(lambda: cell(dialog, 0, RECEIVED) == "7 Jan 2019, 10:00")
    officer.press("Tab")
    officer.press("Ctrl+A")
    officer.type("31 Mar 2019, 01:30")
    assert "does not exist on Sun 31 Mar 2019" in dialog.fields.received.edit.echo.text()
    officer.click(dialog.go)
    assert dialog.isVisible()
    officer.press("Ctrl+A")
    officer.type("4 Jan 2019, 09:15")
    assert "Europe/London" in dialog.fields.received.edit.echo.text()
    assert column(dialog, RECEIVED) == ["4 Jan 2019, 09:15"] * 2
    officer.press("Enter")
    told(officer, "2 documents filed")
    for filed in rows(database, Submission)[-2:]:
        assert filed.channel is Channel.EMAIL
        assert filed.permission is Permission.UNNAMED
        assert (filed.received_at.day, filed.received_at.hour) == (4, 9)


def test_a_scan_is_opened_beside_typed_in_and_not_thrown_away_unasked(
    at_desk, ask, tmp_path, monkeypatch
):
    officer, database = at_desk
    opened = []
    monkeypatch.setattr(
        FileOpener, "open_file", staticmethod(lambda url: opened.append(url) or True)
    )
    path = save_document(tmp_path, "scan.pdf", SCAN)
    officer.drop(path)
    dialog = shown(officer)
    assert "holds no text" in dialog.pane.problems.text()
    officer.press("Alt+O", on=dialog)
    officer.wait(lambda: opened)
    copy = tmp_path.__class__(opened[0].toLocalFile())
    assert (copy.name, copy.read_bytes()) == ("scan.pdf", SCAN)
    assert copy != path
    assert copy.stat().st_mode & 0o222 == 0
    name_respondent(officer, dialog, "Kirby")
    officer.press("Alt+T", on=dialog)
    assert QApplication.focusWidget() is dialog.pane.field
    officer.type("We walk home")
    officer.press("Enter")
    officer.type("along the main road.")
    assert dialog.isVisible()
    assert cell(dialog, 0, DOCUMENT, SECOND_LINE) == "7 words, typed by you"
    ask.agree = [False]
    officer.press("Esc")
    assert dialog.isVisible()
    assert "typed" in ask.asked[-1].words
    officer.press("Enter", on=dialog.table)
    assert told(officer, "1 document filed") == "1 document filed."
    assert standing_texts(database, newest(database).id) == ["We walk home\nalong the main road."]
    assert count(database, Extraction) == 0


@pytest.mark.thorough
def test_a_scan_that_was_not_typed_in_is_filed_and_named(at_desk, tmp_path):
    officer, database = at_desk
    officer.drop(save_document(tmp_path, "scan.pdf", SCAN))
    dialog = shown(officer)
    name_respondent(officer, dialog, "Kirby")
    officer.press("Enter")
    words = told(officer, "1 document filed")
    assert words == "1 document filed, 1 without words yet (“scan.pdf”)."
    assert standing_texts(database, newest(database).id) == []


@pytest.mark.thorough
def test_a_second_filing_changes_nothing_and_names_where_the_document_is(at_desk, ask, tmp_path):
    officer, database = at_desk
    paths = twelve_letters(tmp_path / "letters")[:2]
    ask.open = [paths, paths]
    officer.press("Ctrl+I")
    dialog = shown(officer)
    officer.press("Ctrl+A")
    name_respondent(officer, dialog, "Kirby")
    officer.press("Enter")
    told(officer, "2 documents filed")
    before = count(database, Submission)
    officer.press("Ctrl+I")
    dialog = shown(officer)
    assert dialog.counts.text() == "Nothing is new: every document is here already."
    assert fates(dialog) == ["Already here as LLEP-0009", "Already here as LLEP-0010"]
    assert not dialog.go.isEnabled()
    assert not dialog.fields.isEnabled()
    officer.press("Enter")
    officer.settle()
    assert count(database, Submission) == before


@pytest.mark.thorough
def test_a_mistaken_drop_says_of_each_file_what_it_is_and_what_to_do(at_desk, tmp_path):
    officer, database = at_desk
    before = count(database, Submission)
    officer.drop(*files_that_are_no_documents(tmp_path / "wrong"))
    dialog = shown(officer)
    listed = aside(dialog)
    assert [line.split(":")[0] for line in listed] == [
        "old.doc",
        "locked.pdf",
        "plan.pages",
        "map.png",
    ]
    for line, words in zip(
        listed,
        ("save it as .docx", "protected by a password", "Apple", "picture"),
        strict=True,
    ):
        assert words in line
    assert dialog.counts.text() == "No document can be filed."
    assert not dialog.table.isVisible()
    assert QApplication.focusWidget() is dialog.cancel
    officer.press("Esc")
    officer.wait(lambda: not is_open(officer))
    assert count(database, Submission) == before


@pytest.mark.thorough
def test_what_cannot_be_read_holds_up_no_other_document(at_desk, tmp_path):
    officer, database = at_desk
    wrong = files_that_are_no_documents(tmp_path / "wrong")
    officer.drop(*wrong, *twelve_letters(tmp_path / "letters")[:1])
    dialog = shown(officer)
    assert dialog.aside_words.text() == "Cannot be filed: 4"
    name_respondent(officer, dialog, "Kirby")
    officer.press("Enter")
    words = told(officer, "1 document filed")
    assert "4 could not be read (“old.doc”, “locked.pdf”, “plan.pages”, “map.png”)" in words


@pytest.mark.thorough
def test_an_empty_text_is_told_as_an_empty_file_and_is_no_sheet(at_desk, tmp_path):
    officer, _ = at_desk
    officer.drop(save_document(tmp_path, "minutes.txt", b""))
    dialog = shown(officer)
    [line] = aside(dialog)
    assert line.startswith("minutes.txt: The file is empty.")
    assert not dialog.go.isVisible()
    assert not is_open(officer, ImportDialog)


@pytest.mark.thorough
def test_the_windows_thread_asks_no_drive_about_what_was_dropped(at_desk, tmp_path, monkeypatch):
    officer, _ = at_desk
    folder = tmp_path / "empty"
    folder.mkdir()
    dropped = [folder, save_document(tmp_path, "map.png", b"\x89PNG\r\n\x1a\n")]
    dropped.append(save(tmp_path, "a.eml", known(0)))
    dropped += twelve_letters(tmp_path / "letters")[:1]
    asked, real = [], Path.stat

    def stat(path, **named):
        if current_thread() is main_thread():
            asked.append(path)
        return real(path, **named)

    monkeypatch.setattr(Path, "stat", stat)
    officer.drop(*dropped)
    shown(officer, FilingDialog)
    officer.press("Enter")
    dialog = shown(officer)
    assert sorted(line.split(":")[0] for line in aside(dialog)) == ["empty", "map.png"]
    assert not set(asked) & set(dropped)
    officer.press("Esc")
    officer.drop(*dropped[:3])
    dialog = shown(officer, FilingDialog)
    assert sorted(line.split(":")[0] for line in aside(dialog)) == ["empty", "map.png"]
    assert not set(asked) & set(dropped)
    officer.press("Esc")


@pytest.mark.thorough
def test_mails_come_first_then_documents_then_sheets(at_desk, tmp_path):
    officer, database = at_desk
    folder = tmp_path / "everything"
    save(folder / "deeper", "a.eml", known(0))
    save_document(folder, "letter.docx", letter("The last bus leaves at six."))
    save_document(folder, "map.png", b"\x89PNG\r\n\x1a\n")
    with (folder / "answers.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["Response ID", "Organisation", "Q"], ["1", "Acme", "No"]])
    officer.drop(folder)
    mails = shown(officer, FilingDialog)
    assert mails.note.text() == "Then 1 document to file and 1 sheet to import."
    assert not mails.aside.isVisible()
    officer.press("Enter")
    dialog = shown(officer)
    assert dialog.note.text() == "Then 1 sheet to import."
    assert [line.split(":")[0] for line in aside(dialog)] == ["map.png"]
    name_respondent(officer, dialog, "Kestrel")
    officer.press("Enter")
    sheets = dialog_of(officer, ImportDialog)
    officer.wait(lambda: sheets.go.isEnabled())
    officer.press("Enter", on=sheets)
    officer.wait(lambda: "1 new" in officer.told())
    assert (count(database, Mail), count(database, Import)) == (1, 3)


@pytest.mark.thorough
def test_a_letter_that_a_mail_carried_is_told_of(at_desk, tmp_path):
    officer, database = at_desk
    words = letter("The last bus leaves at six.")
    draft = SubmissionDraft(letter="See the file.", attachments=[AttachedFile("x.docx", words)])
    do(database, add_submission, call_id=1, draft=draft)
    officer.drop(save_document(tmp_path, "letter.docx", words))
    dialog = shown(officer)
    assert cell(dialog, 0, FATE) == "Waits for you"
    assert cell(dialog, 0, FATE, SECOND_LINE) == "The same file is attached to LLEP-0009."


@pytest.mark.thorough
def test_cancel_while_reading_and_while_filing_leaves_the_file_as_it_was(at_desk, tmp_path):
    officer, database = at_desk
    before = count(database, Submission)
    letters = [
        save_document(tmp_path / "many", f"{number}.docx", letter(f"Village {number}."))
        for number in range(150)
    ]
    officer.drop(tmp_path / "many")
    dialog = dialog_of(officer)
    officer.wait(lambda: "of 150 files" in dialog.counts.text())
    officer.press("Esc", on=dialog)
    officer.settle()
    assert not is_open(officer)
    officer.drop(*letters)
    dialog = shown(officer)
    officer.press("Ctrl+A")
    officer.press("Space")
    officer.wait(dialog.go.isEnabled)
    officer.press("Enter")
    officer.wait(officer.window.progress.isVisible)
    officer.click(officer.window.progress.cancel)
    again = shown(officer)
    assert "Cancelled" in told(officer, "")
    assert set(fates(again)) == {"Will be filed"}
    officer.press("Esc", on=again)
    assert not is_open(officer)
    assert count(database, Submission) == before


def kept_words(database):
    found = kept_drafts(database, DESK.officer, "scan ")
    return {form.removeprefix("scan "): draft["words"] for form, draft in found.items()}


def type_from_scan(officer, dialog, words):
    officer.press("Alt+T", on=dialog)
    officer.type(words)


@pytest.mark.thorough
def test_what_is_typed_from_a_scan_is_kept_and_found_again_by_the_files_bytes(
    at_desk, tmp_path, open_window
):
    officer, database = at_desk
    officer.drop(save_document(tmp_path, "scan.pdf", SCAN))
    dialog = shown(officer)
    dialog.drafts.timer.setInterval(20)
    type_from_scan(officer, dialog, "We walk")
    sha256 = hashlib.sha256(SCAN).hexdigest()
    officer.wait(lambda: kept_words(database) == {sha256: "We walk"})
    dialog.drafts.timer.setInterval(60_000)
    officer.type(" home")
    officer.window.close()  # the dialog is taken down, neither filed nor thrown away
    assert kept_words(database) == {sha256: "We walk home"}
    again = open_window(tmp_path / "one.lisdesk", now="2019-01-07T10:00", officer=DESK.officer)
    assert told(again, "“scan.pdf”") == (
        "What you typed from “scan.pdf”, and had not saved, is kept. Drop the file again to go on "
        "with it."
    )
    again.drop(
        save_document(tmp_path / "elsewhere", "letter 7.pdf", SCAN),
        *twelve_letters(tmp_path / "letters")[:1],
    )
    dialog = shown(again)
    assert cell(dialog, 0, DOCUMENT, SECOND_LINE) == "3 words, typed by you"
    assert dialog.pane.field.words() == "We walk home"
    name_respondent(again, dialog, "Kirby")
    again.press("Enter")
    told(again, "1 document filed")
    assert standing_texts(database, newest(database).id) == ["We walk home"]
    assert kept_words(database) == {}


@pytest.mark.thorough
def test_what_was_thrown_away_is_not_found_again_though_the_lane_of_edits_is_busy(
    at_desk, ask, tmp_path
):
    officer, database = at_desk
    path = save_document(tmp_path, "scan.pdf", SCAN)
    officer.drop(path)
    dialog = shown(officer)
    dialog.drafts.timer.setInterval(20)
    type_from_scan(officer, dialog, "We walk")
    officer.wait(lambda: kept_words(database))
    jobs, free = officer.window.desk.jobs, Event()
    jobs.call_beside(lambda: free.wait(20), owner=officer.window, then=lambda _done: None)
    ask.agree.append(True)
    officer.press("Esc", on=dialog.table)
    officer.drop(path)
    officer.qtbot.wait(300)  # long enough for the file to be read anew
    free.set()
    dialog = shown(officer)
    officer.settle()
    assert dialog.pane.field.words() == ""
    assert kept_words(database) == {}


@pytest.mark.thorough
def test_typed_words_are_kept_for_what_waits_and_gone_with_what_is_thrown_away(
    at_desk, ask, tmp_path
):
    officer, database = at_desk
    other = SCAN + b"% another\n"
    paths = [save_document(tmp_path, "a.pdf", SCAN), save_document(tmp_path, "b.pdf", other)]
    officer.drop(*paths)
    dialog = shown(officer)
    name_respondent(officer, dialog, "Kirby")
    officer.press("Home", on=dialog.table)
    type_from_scan(officer, dialog, "One")
    officer.press("Down", on=dialog.table)
    type_from_scan(officer, dialog, "Two")
    officer.press("Enter", on=dialog.table)
    told(officer, "1 document filed")
    assert list(kept_words(database).values()) == ["Two"]
    officer.drop(paths[1])
    dialog = shown(officer)
    assert dialog.pane.field.words() == "Two"
    ask.agree = [True]
    officer.press("Esc", on=dialog.table)
    officer.settle()
    assert kept_words(database) == {}
    officer.drop(paths[1])
    dialog = shown(officer)
    dialog.drafts.timer.setInterval(20)
    type_from_scan(officer, dialog, "x")
    officer.wait(lambda: kept_words(database))
    officer.press("Backspace")
    officer.wait(lambda: not kept_words(database))
    officer.press("Esc", on=dialog.table)


def wait_to_be_cancelled(*_what, progress):
    while True:
        progress(0, 1)
        time.sleep(0.01)


def fail(*_what, **_named):
    raise KeyError("place")


@pytest.mark.thorough
def test_what_was_typed_from_a_scan_outlives_a_cancelled_filing_and_a_mistake(
    at_desk, tmp_path, monkeypatch
):
    officer, database = at_desk
    officer.drop(save_document(tmp_path, "scan.pdf", SCAN))
    dialog = shown(officer)
    name_respondent(officer, dialog, "Kirby")
    officer.press("Alt+T", on=dialog)
    officer.type("We walk home")
    with monkeypatch.context() as patch:
        patch.setattr(beginning, "file_document", wait_to_be_cancelled)
        officer.press("Enter", on=dialog.table)
        officer.wait(officer.window.progress.isVisible)
        officer.click(officer.window.progress.cancel)
        again = shown(officer)
    assert again.fault.text() == "Cancelled. Nothing was filed."
    assert cell(again, 0, DOCUMENT, SECOND_LINE) == "3 words, typed by you"
    with monkeypatch.context() as patch, officer.qtbot.capture_exceptions() as caught:
        patch.setattr(beginning, "file_document", fail)
        officer.press("Enter", on=again.table)
        officer.wait(lambda: caught)
    third = shown(officer)
    assert third.fault.text() == "Nothing was filed."
    assert cell(third, 0, RESPONDENT) == PARISH
    officer.press("Enter", on=third.table)
    told(officer, "1 document filed")
    assert standing_texts(database, newest(database).id) == ["We walk home"]


@pytest.mark.thorough
def test_a_refusal_while_filing_opens_the_dialog_again_with_what_was_decided(at_desk, tmp_path):
    officer, database = at_desk
    before = count(database, Submission)
    officer.drop(*twelve_letters(tmp_path / "letters")[:2], save_document(tmp_path, "s.pdf", SCAN))
    dialog = shown(officer)
    officer.press("Ctrl+A")
    name_respondent(officer, dialog, "Kestrel")
    officer.press("End")
    officer.press("Alt+T", on=dialog)
    officer.type("Typed words")
    added = [each.id for each in rows(database, AuditEntry) if each.verb == "add_submission"]
    do(database, take_back, entry_id=added[4])  # another officer undoes how Kestrel came in
    officer.press("Enter", on=dialog.table)
    officer.wait(lambda: is_open(officer) and dialog_of(officer).fault.isVisible())
    again = dialog_of(officer)
    assert column(again, RESPONDENT) == [KNOWN[4][0]] * 3
    assert cell(again, 2, DOCUMENT, SECOND_LINE) == "2 words, typed by you"
    assert count(database, Submission) == before - 1


@pytest.mark.thorough
def test_a_file_that_changed_since_it_was_read_is_neither_opened_nor_filed(at_desk, tmp_path):
    officer, database = at_desk
    before = count(database, Submission)
    path = save_document(tmp_path, "letter.docx", letter("One."))
    officer.drop(path)
    dialog = shown(officer)
    path.write_bytes(letter("Two."))
    officer.click(dialog.pane.open)
    officer.wait(lambda: "has changed since it was read" in dialog.fault.text())
    name_respondent(officer, dialog, "Kestrel")
    officer.press("Enter")
    officer.wait(lambda: is_open(officer) and dialog_of(officer).fault.isVisible())
    assert count(database, Submission) == before
    again = dialog_of(officer)
    assert again.fault.text().endswith("Nothing was filed. Choose them again.")
    assert cell(again, 0, FATE, SECOND_LINE).startswith("“letter.docx” has changed")


@pytest.mark.thorough
def test_a_file_that_is_gone_is_left_out_with_its_reason_and_the_others_are_filed_by_one_key(
    at_desk, tmp_path
):
    officer, database = at_desk
    before = count(database, Submission)
    gone, *others = twelve_letters(tmp_path / "letters")[:3]
    officer.drop(gone, *others)
    dialog = shown(officer)
    officer.press("Ctrl+A")
    name_respondent(officer, dialog, "Kestrel")
    gone.unlink()
    officer.press("Enter", on=dialog.table)
    officer.wait(lambda: is_open(officer) and dialog_of(officer).fault.isVisible())
    again = dialog_of(officer)
    assert count(database, Submission) == before
    assert f"“{gone.name}” cannot be filed" in again.fault.text()
    assert fates(again) == ["Left out", "Will be filed", "Will be filed"]
    assert cell(again, 0, FATE, SECOND_LINE).startswith("It is no longer where it was.")
    officer.press("Enter", on=again.table)
    assert told(officer, "2 documents filed") == f"2 documents filed, 1 left out (“{gone.name}”)."
    assert count(database, Submission) == before + 2
    named = [each.name for each in rows(database, Attachment)[-2:]]
    assert named == [each.name for each in others]


@pytest.mark.thorough
def test_the_twin_of_a_file_that_is_gone_is_filed_in_its_place(at_desk, tmp_path):
    officer, database = at_desk
    before = count(database, Submission)
    first = save_document(tmp_path, "a.docx", letter("One."))
    twin = save_document(tmp_path, "b.docx", first.read_bytes())
    officer.drop(first, twin)
    dialog = shown(officer)
    assert fates(dialog)[1] == "Twice"
    name_respondent(officer, dialog, "Kestrel")
    first.unlink()
    officer.press("Enter", on=dialog.table)
    officer.wait(lambda: is_open(officer) and dialog_of(officer).fault.isVisible())
    again = dialog_of(officer)
    assert fates(again) == ["Twice", "Will be filed"]
    assert column(again, RESPONDENT)[1] == KNOWN[4][0]
    officer.press("Enter", on=again.table)
    told(officer, "1 document filed")
    assert count(database, Submission) == before + 1
    assert rows(database, Attachment)[-1].name == "b.docx"


MARKUP = '<b>Bold</b><img src="file:///nowhere/leak.png">'
ESCAPED = MARKUP.replace("&", "&amp;").replace("<", "&lt;")


@pytest.mark.thorough
def test_markup_and_turning_characters_of_documents_are_shown_as_they_are(at_desk, tmp_path):
    officer, _ = at_desk
    body = word_document(paragraph(f"<w:r><w:t>Words {ESCAPED}</w:t></w:r>"))
    officer.drop(
        save_document(tmp_path, "annexe\u202exslx.<b>x<∕b>.docx", body),
        save_document(tmp_path, "plain.txt", f"See {MARKUP} here.\n".encode()),
    )
    dialog = shown(officer)
    assert cell(dialog, 0, DOCUMENT).startswith("annexe[U+202E]xslx.<b>x")
    assert cell(dialog, 0, BEGINNING) == f"Words {MARKUP}"
    assert dialog.pane.text.toPlainText() == f"Words {MARKUP}"
    assert "[U+202E]" in dialog.pane.name.text()
    assert cell(dialog, 1, BEGINNING) == f"See {MARKUP} here."
    for row in range(2):
        for number in range(dialog.table.documents.columnCount()):
            assert "<b>" not in str(cell(dialog, row, number, Qt.ItemDataRole.ToolTipRole))
    type_where_the_keyboard_is(officer, MARKUP)
    officer.press("Enter")
    officer.wait(lambda: cell(dialog, 0, RESPONDENT) == f"New: {MARKUP}")
    assert "<b>" not in str(cell(dialog, 0, RESPONDENT, Qt.ItemDataRole.ToolTipRole))


@pytest.mark.thorough
def test_f1_leads_to_the_page_about_filing_documents(at_desk, tmp_path):
    officer, _ = at_desk
    officer.drop(*twelve_letters(tmp_path / "letters")[:1])
    dialog = shown(officer)
    officer.press("F1", on=dialog.table)
    officer.wait(lambda: dialog.findChildren(GuidePages))
    [pages] = dialog.findChildren(GuidePages)
    assert pages.toPlainText().startswith("Filing documents")


@pytest.mark.thorough
def test_the_window_keeps_still_while_documents_are_read_and_filed(
    at_desk, tmp_path, record_property
):
    """Gaps are counted in this process's own time: other programs' turns are not ours to mend."""
    officer, database = at_desk
    paths = write_documents(tmp_path, 20)
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        heart = Heartbeat(officer.window)
        started = time.perf_counter()
        officer.drop(*paths)
        shown(officer)
        read_s = time.perf_counter() - started
        reading = heart.figures()
        heart.begin()
        officer.press("Ctrl+A")
        officer.press("Space")
        officer.press("Enter")
        told(officer, "20 documents filed")
        filing = heart.figures()
    finally:
        sys.setswitchinterval(before)
    record_property(
        "figures",
        f"20 PDFs of 10 pages read in {read_s:.1f} s, longest gap {reading['own_ms']:.0f} ms; "
        f"filed with a longest gap of {filing['own_ms']:.0f} ms",
    )
    assert reading["own_ms"] <= LONGEST_MS, reading
    assert filing["own_ms"] <= LONGEST_MS, filing
    assert len(rows(database, Extraction)) == 20
