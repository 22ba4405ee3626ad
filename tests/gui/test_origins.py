"""Where a submission came from is shown, and the document that it came in as is opened."""

from pathlib import Path
from time import sleep

import pytest
from PySide6.QtWidgets import QLabel

from lisdesk.edits.incoming_mails import IncomingMails
from lisdesk.edits.mail_filing import file_mails
from lisdesk.edits.submissions import (
    AttachedFile,
    SubmissionCorrection,
    SubmissionDraft,
    add_submission,
    edit_submission,
)
from lisdesk.exchange.mail import mail_files
from lisdesk.exchange.sheets.plan import IMPORTER_VERSION
from lisdesk.store.entities import Submission
from lisdesk.tasks.incoming_paths import import_paths
from lisdesk.ui.file_opener import FileOpener
from tests.desk_work import DESK, count, do
from tests.story import a_mail
from tests.written_documents import letter, save_document
from tests.written_mails import known, save

pytestmark = pytest.mark.thorough

WORDS = letter("Dear LEP,", "Freight trains keep the town awake.")


@pytest.fixture
def came_in(on_one_call, beside, tmp_path):
    """Return what brings files in beside the window, which then shows the newest submission."""
    database = beside()

    def bring(*paths):
        import_paths(database, DESK, "LLEP-2018-01", paths)
        on_one_call.settle()
        screen = on_one_call.go("submissions")
        on_one_call.wait(lambda: screen.table.model().rowCount() == count(database, Submission))
        on_one_call.press("Home", on=screen.table)
        on_one_call.wait(lambda: screen.preview.shown is not None)
        on_one_call.settle()
        return screen

    return bring, database


@pytest.fixture
def opened(monkeypatch):
    """Return the list of what was handed to other programs."""
    urls = []
    monkeypatch.setattr(FileOpener, "open_file", staticmethod(lambda url: urls.append(url) or True))
    return urls


def facts(preview):
    """Return the facts above the tabs, by name."""
    shown = [preview.grid.itemAt(place).widget() for place in range(preview.grid.count())]
    return {name.text(): value.text() for name, value in zip(shown[::2], shown[1::2], strict=True)}


def words_of(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_a_row_of_a_sheet_tells_where_the_sheet_was_and_that_it_is_not_kept(
    on_one_call, came_in, tmp_path
):
    bring, _ = came_in
    sheet = tmp_path / "portal.csv"
    sheet.write_text("Response ID,Name,What holds growth back?\nR-1,Ann,No buses after six.\n")
    screen = bring(sheet)
    told = facts(screen.preview)
    assert told["Came from"].startswith("Row 2 of “portal.csv” (IMP-0001, ")
    kept = "The sheet itself is not kept in this file."
    assert told["Read by"] == f"{IMPORTER_VERSION}, from {sheet}. {kept}"
    others = screen.preview.others
    [kept_map] = [others.item(row).text() for row in range(others.count())][-1:]
    assert kept_map.startswith("Map of IMP-0001:\nheader_rows = 1\n")
    assert '"respondent" = "Name"' in kept_map
    assert screen.preview.files.list.count() == 0
    assert not screen.preview.files.open.isEnabled()
    on_one_call.click(screen.preview.open)
    on_one_call.settle()
    details = on_one_call.window.current_screen().panes.beside.details
    on_one_call.wait(lambda: "Read by" in words_of(details))
    assert f"{IMPORTER_VERSION}, from {sheet}. {kept}" in words_of(details)
    assert '"respondent" = "Name"' in words_of(details)


def test_the_document_that_a_submission_came_in_as_opens_as_a_copy(
    on_one_call, came_in, tmp_path, opened
):
    bring, database = came_in
    screen = bring(save_document(tmp_path, "letter.docx", WORDS))
    annex = SubmissionCorrection(attachments=(AttachedFile("annex.txt", b"More."),))
    do(database, edit_submission, submission_id=1, correction=annex)
    files = screen.preview.files
    on_one_call.wait(lambda: files.list.count() == 2)
    told = facts(screen.preview)
    assert told["Came from"].startswith("The document “letter.docx” (IMP-0001, ")
    assert told["Came from"].endswith("kept among the files: open a copy there")
    assert "Read by" not in told
    assert files.list.currentItem().text().endswith("it came in as this")
    assert "it came in" not in files.list.item(1).text()
    on_one_call.press("Ctrl+Shift+O", on=screen.table)
    on_one_call.wait(lambda: opened)
    assert Path(opened.pop().toLocalFile()).read_bytes() == WORDS
    on_one_call.click(screen.preview.open)
    on_one_call.settle()
    reading = on_one_call.window.current_screen()
    on_one_call.wait(lambda: "Came from" in words_of(reading.panes.beside.details))
    on_one_call.press("F")
    on_one_call.press("Enter")
    on_one_call.wait(lambda: opened)
    copy = Path(opened[0].toLocalFile())
    assert (copy.name, copy.read_bytes()) == ("letter.docx", WORDS)
    assert not copy.stat().st_mode & 0o222


def test_a_sheet_opens_as_a_copy_while_it_lies_unchanged_where_it_was(
    on_one_call, came_in, tmp_path, opened, ask
):
    bring, database = came_in
    ask.agree = [True]  # a table may hold formulas that call other programs
    sheet = tmp_path / "portal.csv"
    sheet.write_text("Response ID,Name,What holds growth back?\nR-1,Ann,No buses after six.\n")
    was = sheet.read_bytes()
    screen = bring(sheet)
    on_one_call.press("Ctrl+Shift+O", on=screen.table)
    on_one_call.wait(lambda: opened)
    copy = Path(opened[0].toLocalFile())
    assert (copy.name, copy.read_bytes(), copy.stat().st_mode & 0o222) == ("portal.csv", was, 0)
    sheet.write_bytes(was + b"R-2,Bea,More.\n")
    on_one_call.press("Ctrl+Shift+O", on=screen.table)
    on_one_call.wait(lambda: "no longer lies at" in on_one_call.told())
    assert len(opened) == 1
    do(database, add_submission, call_id=1, draft=SubmissionDraft(letter="Told by telephone."))
    on_one_call.wait(lambda: screen.table.model().rowCount() == 2)
    on_one_call.press("Home", on=screen.table)
    on_one_call.settle()
    on_one_call.press("Ctrl+Shift+O", on=screen.table)
    on_one_call.wait(lambda: "was typed in by an officer" in on_one_call.told())


def test_an_e_mail_opens_as_a_copy_while_it_lies_unchanged_where_it_was(
    on_one_call, came_in, tmp_path, opened, ask
):
    bring, _ = came_in
    ask.agree = [True]  # a mail may lead elsewhere
    path = save(tmp_path, "late bus.eml", known(1))
    was = path.read_bytes()
    screen = bring(path)
    told = facts(screen.preview)
    assert told["Came from"].startswith("The e-mail “late bus.eml”, from Kirby Underhill ")
    kept = "The mail itself is not kept in this file."
    assert told["Read by"] == f"lisdesk-mail 1, from {path}. {kept}"
    on_one_call.press("Ctrl+Shift+O", on=screen.table)
    on_one_call.wait(lambda: opened)
    copy = Path(opened[0].toLocalFile())
    assert (copy.name, copy.read_bytes(), copy.stat().st_mode & 0o222) == ("late bus.eml", was, 0)
    assert "“late bus.eml”" in ask.asked[0].words
    path.write_bytes(was + b"More.\n")
    on_one_call.press("Ctrl+Shift+O", on=screen.table)
    on_one_call.wait(lambda: "no longer lies at" in on_one_call.told())
    assert f"“late bus.eml” no longer lies at {path} as it came in. " in on_one_call.told()
    assert "with the SHA-256 " in on_one_call.told()
    assert len(opened) == 1
    on_one_call.click(screen.preview.open)
    on_one_call.settle()
    details = on_one_call.window.current_screen().panes.beside.details
    on_one_call.wait(lambda: f"lisdesk-mail 1, from {path}. {kept}" in words_of(details))


def test_one_message_of_a_mailbox_opens_by_itself(on_one_call, came_in, tmp_path, opened, ask):
    bring, _ = came_in
    ask.agree = [True]
    screen = bring(save(tmp_path, "box.mbox", known(0), known(1)))
    on_one_call.wait(lambda: screen.table.model().rowCount() == 2)
    newest = screen.preview.shown.mail.file_place
    on_one_call.press("Ctrl+Shift+O", on=screen.table)
    on_one_call.wait(lambda: opened)
    copy = Path(opened[0].toLocalFile())
    assert copy.name == f"box message {newest}.eml"
    assert copy.read_bytes().strip() == known(newest - 1).as_bytes().strip()
    assert not copy.stat().st_mode & 0o222


@pytest.mark.thorough
def test_the_search_of_a_large_mailbox_is_in_view_and_can_be_cancelled(
    on_one_call, came_in, tmp_path, opened, monkeypatch
):
    bring, _ = came_in
    large = known(1)
    large.add_attachment(bytes(300_000), "application", "pdf", filename="report.pdf")
    screen = bring(save(tmp_path, "box.mbox", *[large] * 20, known(5)))
    split = mail_files.messages_of

    def slowly(stream, most_bytes):
        for each in split(stream, most_bytes):
            sleep(0.2)
            yield each

    monkeypatch.setattr(mail_files, "messages_of", slowly)
    strip = on_one_call.window.progress
    on_one_call.press("Ctrl+Shift+O", on=screen.table)
    on_one_call.wait(lambda: strip.isVisible() and "megabytes" in strip.counts.text())
    assert strip.words.text() == "Looking for the e-mail"
    on_one_call.click(strip.cancel)
    on_one_call.wait(lambda: on_one_call.told() == "Cancelled. Nothing was opened.")
    assert not strip.isVisible()
    assert opened == []


def test_a_mail_of_which_no_path_is_known_says_so(on_one_call, came_in, opened):
    bring, database = came_in
    earlier = IncomingMails("three.mbox", "4" * 64, [a_mail(2, None)])
    do(database, file_mails, call_id=1, incoming=earlier)
    screen = bring()
    assert facts(screen.preview)["Read by"].startswith("lisdesk-mail 1, from a place that is not ")
    on_one_call.press("Ctrl+Shift+O", on=screen.table)
    on_one_call.wait(lambda: "It is not known where its file was" in on_one_call.told())
    assert "The mail itself is not kept: its letter, sender" in on_one_call.told()
    assert opened == []
