"""E-mails are dropped, looked at and filed: whose they are, when they came, what ails them."""

import csv
import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from lisdesk.edits.history import take_back
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.store.entities import (
    Attachment,
    AuditEntry,
    Import,
    Mail,
    MailFile,
    Stakeholder,
    Submission,
)
from lisdesk.ui.filing.dialog import FilingDialog
from lisdesk.ui.filing.mails_model import FATE, RECEIVED, RESPONDENT, SENDER, SUBJECT
from lisdesk.ui.guide import GuidePages
from lisdesk.ui.importing.dialog import ImportDialog
from lisdesk.ui.intake.model import SECOND_LINE, TICK
from tests.desk_work import at, count, do, rows, standing_texts
from tests.written_mails import KNOWN, known, message, save, twelve_mails

STRANGER = "Maud Ellery"


@pytest.fixture
def at_desk(on_one_call, beside):
    """Return an officer at a call whose register knows the senders, and the file beside it."""
    database = beside()
    for name, address in KNOWN:
        draft = SubmissionDraft(respondent=name, email=address, letter=f"Earlier words of {name}.")
        do(database, add_submission, desk=at(2019, 1, 2), call_id=1, draft=draft)
    on_one_call.settle()
    return on_one_call, database


def dialog_of(officer, kind=FilingDialog):
    officer.wait(lambda: [each for each in officer.window.findChildren(kind) if each.isVisible()])
    return next(each for each in officer.window.findChildren(kind) if each.isVisible())


def shown(officer):
    """Return the dialog once the mails are in it."""
    dialog = dialog_of(officer)
    officer.wait(lambda: not dialog.busy.isVisible())
    return dialog


def cell(dialog, row, column, role=Qt.ItemDataRole.DisplayRole):
    return dialog.table.mails.index(row, column).data(role)


def fates(dialog):
    return [cell(dialog, row, FATE) for row in range(dialog.table.mails.rowCount())]


def header(dialog):
    grid = dialog.preview.grid
    words = [grid.itemAt(place).widget().text() for place in range(grid.count())]
    return dict(zip(words[::2], words[1::2], strict=True))


def type_name(officer, name):
    """Type a name: the first letter takes the keyboard from the table to the respondent's line."""
    officer.type(name[0])
    officer.type(name[1:])


def told(officer, words):
    officer.wait(lambda: words in officer.told())
    officer.settle()
    return officer.told()


def texts_of(database):
    return [
        text for each in rows(database, Submission) for text in standing_texts(database, each.id)
    ]


def test_j3_twelve_mails_are_filed_with_one_action_for_the_stranger_and_one_undo(
    at_desk, tmp_path, journey, record_property
):
    officer, database = at_desk
    paths = twelve_mails(tmp_path / "inbox")
    before = count(database, Submission), count(database, Stakeholder)
    officer.actions, started = 0, time.perf_counter()
    officer.drop(*paths)
    dialog = shown(officer)
    shown_s = time.perf_counter() - started
    record_property("figures", f"twelve mails proposed and shown in {shown_s:.2f} s")
    assert dialog.counts.text() == "10 will be filed, 1 waits for you, 1 twice"
    assert cell(dialog, 11, RESPONDENT) == f"New: {STRANGER}"
    assert cell(dialog, 0, RESPONDENT, SECOND_LINE) == "Same address."
    assert (cell(dialog, 8, FATE), cell(dialog, 8, FATE, SECOND_LINE)) == (
        "Twice",
        "The same as 01.eml.",
    )
    assert cell(dialog, 11, FATE) == "Waits for you"
    assert dialog.table.places() == [11]
    officer.press("Space")
    assert fates(dialog)[11] == "Will be filed"
    assert dialog.go.text() == "File 11 e-mails"
    officer.press("Enter")
    words = told(officer, "11 e-mails filed")
    journey("J3, twelve e-mails, one of a stranger", officer.actions, 2 + 1)
    assert words == "11 e-mails filed, 1 twice."
    assert shown_s <= 2
    assert count(database, Submission) == before[0] + 11
    assert count(database, Stakeholder) == before[1] + 1
    assert [each.name for each in rows(database, Attachment)] == ["our letter.pdf"]
    assert "Freight trains keep us at work." in texts_of(database)
    officer.click(officer.window.notices.action)
    officer.wait(lambda: count(database, Submission) == before[0])
    assert count(database, Import) == count(database, Mail) == 0
    officer.settle()
    officer.press("Ctrl+Y", on=officer.window)
    officer.wait(lambda: count(database, Submission) == before[0] + 11)


def test_mails_and_a_mailbox_that_are_gone_while_they_are_looked_at_are_filed_whole(
    at_desk, tmp_path
):
    officer, database = at_desk
    before = count(database, Submission)
    mail, with_file = twelve_mails(tmp_path / "inbox")[:2]
    box = save(tmp_path, "box.mbox", known(4, 100), known(5, 101))
    letter = known(6, 102)
    letter.add_attachment(b"Our letter.", "text", "plain", filename="letter.txt")
    with_file.write_bytes(letter.as_bytes())
    officer.drop(mail, with_file, box)
    shown(officer)
    for each in (mail, with_file, box):
        each.unlink()
    officer.press("Enter")
    assert told(officer, "e-mails filed") == "4 e-mails filed."
    assert count(database, Submission) == before + 4
    assert [each.name for each in rows(database, Attachment)] == ["letter.txt"]


def test_j3_when_the_register_knows_every_sender_it_is_a_drop_and_enter(at_desk, tmp_path, journey):
    officer, database = at_desk
    paths = twelve_mails(tmp_path / "inbox", stranger=False)
    officer.actions = 0
    officer.drop(*paths)
    dialog = shown(officer)
    assert dialog.counts.text() == "11 will be filed, 1 twice"
    officer.press("Enter")
    told(officer, "11 e-mails filed")
    journey("J3, twelve e-mails of known senders", officer.actions, 2)
    assert count(database, Mail) == 11
    filed = {str(path) for path in paths} - {str(paths[8])}  # a second copy of the first
    assert {each.path for each in rows(database, MailFile)} == filed


def test_mails_are_chosen_by_keys_and_a_second_filing_of_them_changes_nothing(
    at_desk, ask, tmp_path
):
    officer, database = at_desk
    paths = twelve_mails(tmp_path / "inbox", stranger=False)
    ask.open = [paths, paths]
    officer.press("Ctrl+I")
    shown(officer)
    officer.press("Enter")
    told(officer, "11 e-mails filed")
    officer.press("Ctrl+I")
    dialog = shown(officer)
    assert dialog.counts.text() == "Nothing is new: every e-mail is here already."
    assert set(fates(dialog)) == {"Already here"}
    assert cell(dialog, 0, FATE, SECOND_LINE).startswith("LLEP-")
    assert not dialog.go.isEnabled()
    assert not dialog.fields.isEnabled()
    officer.press("Enter")
    officer.settle()
    assert count(database, Mail) == 11


def test_the_preview_shows_header_problems_words_and_files_and_folds_what_is_quoted(
    at_desk, tmp_path
):
    officer, _ = at_desk
    officer.drop(*twelve_mails(tmp_path / "inbox"))
    dialog = shown(officer)
    preview, table = dialog.preview, dialog.table
    for _ in range(4):
        officer.press("Up")
    assert table.places() == [7]
    assert header(dialog)["From"] == "Blessing Achterberg <b.achterberg@example.com>"
    assert header(dialog)["File"] == "08 attached.eml"
    assert header(dialog)["Sent"] == "6 Jan 2019, 09:08, by Date"
    assert "6 Jan 2019, 09:09, found in Received" in dialog.fields.found.text()
    assert preview.attachments.item(0).text() == "our letter.pdf    15 bytes"
    assert not preview.fold.isVisible()
    for _ in range(3):
        officer.press("Down")
    assert header(dialog)["File"] == "11 inbox.mbox, message 1"
    assert "hold" not in preview.text.toPlainText()
    officer.click(preview.fold)
    assert "Please tell us what holds growth back." in preview.text.toPlainText()
    officer.click(preview.fold)
    assert "hold" not in preview.text.toPlainText()
    officer.press("Up", on=table)
    assert preview.problems.count()
    assert cell(dialog, 9, FATE, SECOND_LINE)
    assert not preview.fold.isVisible()


def test_another_respondent_is_typed_where_the_keyboard_is_and_a_moment_is_set(at_desk, tmp_path):
    officer, database = at_desk
    undated = twelve_mails(tmp_path / "inbox")[9]
    officer.drop(undated, save(tmp_path, "b.eml", known(3)))
    dialog = shown(officer)
    assert cell(dialog, 0, RECEIVED) == "When it is filed"
    assert dialog.fields.received.isVisible()
    type_name(officer, "Kest")
    officer.wait(lambda: dialog.fields.respondent.list.isVisible())
    assert dialog.rect().contains(dialog.fields.respondent.list.geometry())
    officer.press("Enter")
    officer.wait(lambda: QApplication.focusWidget() is dialog.table)
    assert cell(dialog, 0, RESPONDENT) == "Kestrel Photonics Ltd"
    assert cell(dialog, 0, RESPONDENT, SECOND_LINE) == "Chosen by the officer."
    officer.click(dialog.fields.received.known, QPoint(8, 10))
    officer.wait(lambda: cell(dialog, 0, RECEIVED, SECOND_LINE) == "set by you")
    dialog.fields.received.edit.setFocus()
    officer.press("Up")
    wanted = dialog.fields.received.moment()
    officer.press("Enter", on=dialog)
    told(officer, "2 e-mails filed")
    [mail] = [each for each in rows(database, Mail) if each.file_name == undated.name]
    [filed] = rows(database, Submission, Submission.id == mail.submission_id)
    [respondent] = rows(database, Stakeholder, Stakeholder.id == filed.respondent_id)
    assert respondent.name == "Kestrel Photonics Ltd"
    assert filed.submitted_by == KNOWN[0][0]
    assert filed.received_at == wanted
    assert mail.received_source == "the officer"


def test_a_new_name_is_typed_and_enter_in_its_line_files_nothing_yet(at_desk, tmp_path):
    officer, database = at_desk
    before = count(database, Stakeholder)
    officer.drop(save(tmp_path, "a.eml", known(0)), save(tmp_path, "b.eml", known(1)))
    dialog = shown(officer)
    type_name(officer, "Loom Menders Guild")
    officer.press("Enter")
    officer.wait(lambda: QApplication.focusWidget() is dialog.table)
    assert dialog.isVisible()
    assert cell(dialog, 0, RESPONDENT) == "New: Loom Menders Guild"
    assert "Added with the mail." in dialog.fields.why.text()
    officer.press("Down")
    assert dialog.fields.respondent.line.text() == KNOWN[1][0]
    officer.press("Up")
    assert dialog.fields.respondent.line.text() == "Loom Menders Guild"
    officer.press("Enter")
    told(officer, "2 e-mails filed")
    assert count(database, Stakeholder) == before + 1
    assert "Loom Menders Guild" in [each.name for each in rows(database, Stakeholder)]


def test_mails_are_left_out_accepted_again_and_named_in_the_notice(at_desk, tmp_path):
    officer, database = at_desk
    paths = [save(tmp_path, f"{place}.eml", known(place)) for place in range(3)]
    paths.append(save(tmp_path, "s.eml", message(f"{STRANGER} <m@e.example.com>", "No.", number=9)))
    officer.drop(*paths)
    dialog = shown(officer)
    officer.click(dialog.table.viewport(), place_of(dialog, 0, TICK))
    assert fates(dialog)[0] == "Left out"
    officer.press("Del", on=dialog.table)
    assert fates(dialog) == ["Left out", "Will be filed", "Will be filed", "Left out"]
    officer.press("Alt+M", on=dialog)
    officer.wait(lambda: fates(dialog) == ["Will be filed"] * 3 + ["Left out"])
    officer.press("Alt+A", on=dialog)
    officer.wait(lambda: fates(dialog) == ["Will be filed"] * 4)
    officer.press("Ctrl+A", on=dialog.table)
    officer.press("Space", on=dialog.table)
    assert fates(dialog) == ["Left out"] * 4
    assert not dialog.go.isEnabled()
    officer.press("Alt+M", on=dialog)
    officer.wait(dialog.go.isEnabled)
    officer.press("Enter", on=dialog)
    assert told(officer, "filed") == "3 e-mails filed, 1 left out (“s.eml”)."
    assert count(database, Mail) == 3


@pytest.mark.thorough
def test_the_second_of_two_like_mails_is_not_filed_when_the_first_is_left_out(at_desk, tmp_path):
    officer, database = at_desk
    officer.drop(*(save(tmp_path, f"{n}.eml", known(0)) for n in (1, 2)),
         save(tmp_path, "3.eml", known(1)))  # fmt: skip
    dialog = shown(officer)
    officer.press("Del", on=dialog.table)
    assert fates(dialog) == ["Left out", "Twice", "Will be filed"]
    officer.press("Enter")
    assert told(officer, "filed") == "1 e-mail filed, 1 twice, 1 left out (“1.eml”)."
    assert [each.file_name for each in rows(database, Mail)] == ["3.eml"]


def place_of(dialog, row, column):
    return dialog.table.visualRect(dialog.table.mails.index(row, column)).center()


@pytest.mark.thorough
def test_sheets_come_after_the_mails_and_nothing_that_was_dropped_goes_unsaid(at_desk, tmp_path):
    officer, database = at_desk
    folder = tmp_path / "everything"
    save(folder / "deeper", "a.eml", known(0))
    save(folder, "b.eml", known(1))
    with (folder / "answers.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["Response ID", "Organisation", "Q"], ["1", "Acme", "No"]])
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    (tmp_path / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "empty").mkdir()
    officer.drop(folder, tmp_path / "map.png", tmp_path / "empty")
    dialog = shown(officer)
    assert dialog.note.text() == "Then 2 sheets to import."
    listed = [dialog.set_aside.item(row).text() for row in range(dialog.set_aside.count())]
    assert [line.split(":")[0] for line in listed] == ["empty", "map.png"]
    officer.press("Enter")
    words = told(officer, "2 e-mails filed")
    assert "2 no e-mail, document or sheet (“empty”, “map.png”)" in words
    sheets = dialog_of(officer, ImportDialog)
    officer.wait(lambda: "answers.csv" in sheets.name.text() and sheets.go.isEnabled())
    officer.press("Enter", on=sheets)
    officer.wait(lambda: "1 new" in officer.told())
    broken = dialog_of(officer, ImportDialog)
    officer.wait(lambda: broken.fault.isVisible())
    officer.press("Esc", on=broken)
    officer.settle()
    assert count(database, Mail) == 2
    assert count(database, Import) == 2


@pytest.mark.thorough
def test_an_unreadable_sheet_does_not_hide_the_next_and_cancelling_names_what_was_dropped(
    at_desk, tmp_path
):
    officer, _ = at_desk
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 nothing")
    for name in ("b.csv", "c.csv"):
        (tmp_path / name).write_text("Response ID,Organisation,Q\n1,Acme,No\n")
    officer.drop(*(tmp_path / name for name in ("a.xlsx", "b.csv", "c.csv")))
    first = dialog_of(officer, ImportDialog)
    officer.wait(lambda: first.fault.isVisible())
    officer.press("Esc", on=first)
    officer.wait(lambda: "b.csv" in dialog_of(officer, ImportDialog).name.text())
    officer.press("Esc", on=dialog_of(officer, ImportDialog))
    officer.wait(lambda: "“c.csv”" in officer.told())


@pytest.mark.thorough
def test_a_mail_that_cannot_be_read_is_named_and_holds_up_no_other(at_desk, tmp_path):
    officer, database = at_desk
    broken = tmp_path / "broken.msg"
    broken.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    officer.drop(broken, save(tmp_path, "a.eml", known(0)))
    dialog = shown(officer)
    assert dialog.set_aside.item(0).text().startswith("broken.msg: ")
    officer.press("Enter")
    words = told(officer, "filed")
    assert words == "1 e-mail filed, 1 could not be read (“broken.msg”)."
    assert count(database, Mail) == 1
    officer.drop(broken)
    dialog = shown(officer)
    assert not dialog.go.isVisible()
    assert not dialog.table.isVisible()
    assert QApplication.focusWidget() is dialog.cancel
    officer.press("Esc")
    officer.wait(lambda: not dialog_is_open(officer))


def dialog_is_open(officer):
    return any(each.isVisible() for each in officer.window.findChildren(FilingDialog))


@pytest.mark.thorough
def test_cancel_while_reading_and_while_filing_leaves_the_file_as_it_was(at_desk, tmp_path):
    officer, database = at_desk
    before = count(database, Submission)
    many = tmp_path / "inbox.mbox"
    save(tmp_path, many.name, *(message(f"P{n} <p{n}@x.example.com>", f"Words {n}.", number=n)
                                for n in range(400)))  # fmt: skip
    folder = tmp_path / "folder"
    for number in range(40):
        save(folder, f"{number}.eml", message("A <a@x.example.com>", f"{number}", number=number))
    officer.drop(folder)
    dialog = dialog_of(officer)
    officer.wait(lambda: "of 40 files" in dialog.counts.text())
    officer.press("Esc", on=dialog)
    officer.settle()
    assert not dialog_is_open(officer)
    officer.drop(many)
    dialog = shown(officer)
    officer.press("Alt+A", on=dialog)
    officer.wait(dialog.go.isEnabled)
    officer.press("Enter", on=dialog)
    officer.wait(officer.window.progress.isVisible)
    officer.click(officer.window.progress.cancel)
    again = shown(officer)
    assert "Cancelled" in told(officer, "")
    assert again.fault.text() == "Cancelled. Nothing was filed."
    assert again.go.text() == "File 400 e-mails"
    officer.press("Esc", on=again)
    assert not dialog_is_open(officer)
    assert count(database, Submission) == before


@pytest.mark.thorough
def test_a_refusal_while_filing_opens_the_dialog_again_with_what_was_decided(at_desk, tmp_path):
    officer, database = at_desk
    officer.drop(save(tmp_path, "a.eml", known(0)), save(tmp_path, "b.eml", known(1)))
    dialog = shown(officer)
    type_name(officer, "Kestrel Photonics Ltd")
    officer.press("Enter")
    officer.wait(lambda: cell(dialog, 0, RESPONDENT) == "Kestrel Photonics Ltd")
    added = [each.id for each in rows(database, AuditEntry) if each.verb == "add_submission"]
    do(database, take_back, entry_id=added[4])  # another officer undoes how Kestrel came in
    assert KNOWN[4][0] not in [each.name for each in rows(database, Stakeholder)]
    officer.press("Enter", on=dialog)
    again = dialog_of(officer)
    officer.wait(lambda: again.fault.isVisible())
    assert cell(again, 0, RESPONDENT) == "Kestrel Photonics Ltd"
    assert count(database, Mail) == 0


MARKUP = '<b>Bold</b><img src="file:///nowhere/leak.png">'


def hostile() -> EmailMessage:
    found = message("A <a@x.example.com>", f"Words {MARKUP}\n", subject=f"About {MARKUP}")
    del found["From"]
    found["From"] = '"<b>Bold</b>\u202egpj.exe" <a@x.example.com>'
    found.add_attachment(
        b"x", maintype="application", subtype="octet-stream", filename="annexe\u202exslx.exe"
    )
    return found


@pytest.mark.thorough
def test_markup_and_turning_characters_of_a_mail_are_shown_as_they_are(at_desk, tmp_path):
    officer, _ = at_desk
    officer.drop(save(tmp_path, "\u202elme.<b>x</b>.eml".replace("/", "∕"), hostile()))
    dialog = shown(officer)
    assert cell(dialog, 0, RESPONDENT).endswith("Bold</b>[U+202E]gpj.exe")
    assert cell(dialog, 0, SUBJECT) == f"About {MARKUP}"
    assert "[U+202E]" in cell(dialog, 0, SENDER)
    assert cell(dialog, 0, SENDER, SECOND_LINE).startswith("[U+202E]lme")
    assert "[U+202E]" in header(dialog)["From"]
    assert header(dialog)["Subject"] == f"About {MARKUP}"
    assert MARKUP in dialog.preview.text.toPlainText()
    assert dialog.preview.attachments.item(0).text().startswith("annexe[U+202E]xslx.exe")
    for column in range(dialog.table.mails.columnCount()):
        assert "<b>" not in str(cell(dialog, 0, column, Qt.ItemDataRole.ToolTipRole))


@pytest.mark.thorough
def test_f1_leads_to_the_page_about_filing(at_desk, tmp_path):
    officer, _ = at_desk
    officer.drop(save(tmp_path, "a.eml", known(0)))
    dialog = shown(officer)
    officer.press("F1", on=dialog.table)
    officer.wait(lambda: dialog.findChildren(GuidePages))
    [pages] = dialog.findChildren(GuidePages)
    assert pages.toPlainText().startswith("Filing e-mails")


@pytest.mark.thorough
def test_a_file_that_is_opened_for_looking_only_takes_no_mails(on_one_call, open_window, tmp_path):
    looking = open_window(tmp_path / "one.lisdesk", now="2019-01-07T10:00")
    looking.drop(save(tmp_path, "a.eml", known(0)))
    looking.wait(lambda: "Nothing was imported" in looking.told())
    assert not dialog_is_open(looking)


@pytest.mark.thorough
def test_where_a_submission_came_from_stands_in_its_preview_and_beside_its_text(at_desk, tmp_path):
    officer, _ = at_desk
    officer.drop(twelve_mails(tmp_path / "inbox")[10])
    shown(officer)
    officer.press("Enter")
    told(officer, "1 e-mail filed")
    screen = officer.go("submissions")
    officer.press("Home", on=screen.table)
    officer.wait(lambda: screen.preview.shown is not None)
    officer.settle()
    rows_shown = [
        screen.preview.grid.itemAt(place).widget().text()
        for place in range(screen.preview.grid.count())
    ]
    origin = rows_shown[rows_shown.index("Came from") + 1]
    assert origin.startswith("The e-mail “11 inbox.mbox”, message 1, from ")
    assert "“Re: Call for evidence”" in origin
    officer.click(screen.preview.open)
    officer.settle()
    reading = officer.window.current_screen()
    officer.wait(lambda: "Came from" in words_of(reading.panes.beside.details))
    assert "Please tell us what holds growth back." in words_of(reading.panes.beside.details)


def words_of(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.mark.thorough
def test_a_moment_that_no_clock_showed_is_refused_beside_its_field(at_desk, tmp_path):
    officer, _ = at_desk
    officer.drop(twelve_mails(tmp_path / "inbox")[9])
    dialog = shown(officer)
    field = dialog.fields.received
    officer.click(field.known, QPoint(8, 10))
    field.edit.setFocus()
    officer.press("Ctrl+A")
    officer.type("31 Mar 2019, 01:30")
    assert "does not exist on Sun 31 Mar 2019" in field.edit.echo.text()
    assert cell(dialog, 0, RECEIVED) == "When it is filed"
    officer.click(dialog.go)
    assert dialog.isVisible()
    assert QApplication.focusWidget() is field.edit.line
    officer.press("Ctrl+A")
    officer.type("31 Mar 2019, 02:30")
    assert cell(dialog, 0, RECEIVED) == "31 Mar 2019, 02:30"


@pytest.mark.thorough
def test_a_consultation_file_is_opened_and_what_was_dropped_with_it_is_named(on_one_call, tmp_path):
    officer = on_one_call
    mail = save(tmp_path, "a.eml", known(0))
    officer.drop(Path(tmp_path / "one.lisdesk"), mail)
    officer.wait(lambda: "Only “one.lisdesk” is opened" in officer.told())


@pytest.mark.thorough
def test_a_mail_that_is_still_being_copied_is_waited_for_and_the_waiting_can_be_cancelled(
    at_desk, tmp_path
):
    officer, database = at_desk
    before = count(database, Submission)
    mail = tmp_path / "a.eml"
    whole = known(0).as_bytes()
    mail.write_bytes(whole[:80])
    copying = QTimer(officer.window)
    copying.timeout.connect(lambda: mail.write_bytes(mail.read_bytes() + b"x"))
    copying.start(5)
    officer.drop(mail)
    strip = officer.window.progress
    officer.wait(lambda: strip.counts.text() == "waiting until they are written whole")
    assert strip.isVisible()
    officer.click(strip.cancel)
    told(officer, "Cancelled. Nothing was changed.")
    copying.stop()
    assert not officer.window.findChildren(FilingDialog)
    assert count(database, Submission) == before
