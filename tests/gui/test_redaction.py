"""Words are kept out of publications by keyboard, and what may be personal data is settled."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from lisdesk.edits.publications import record_publication
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    SubmissionDraft,
    add_submission,
    edit_submission,
)
from lisdesk.rules.vocabulary import KeptBack, Permission
from lisdesk.store.entities import KeptWords, Redaction
from lisdesk.ui.publishing.dialog import BeforeDialog
from lisdesk.ui.reading.redact_dialog import LiftDialog, ReasonsDialog, RedactDialog
from tests.desk_work import do, rows
from tests.story import PUBLISHED

LETTER = "Mary 😀 Holt knows. Ring 0116 496 0000 or jo@a.example.\nYours, Mary Holt"
OTHER = "Ring 0116 496 0000, LE1 5YZ."


@pytest.fixture
def at_letter(on_one_call, beside):
    """Return an officer at the reading screen with a permitted letter, another one beside it."""
    database = beside()
    for words in (LETTER, OTHER):
        draft = SubmissionDraft(letter=words, permission=Permission.UNNAMED)
        do(database, add_submission, call_id=1, draft=draft)
    on_one_call.settle()
    screen = on_one_call.go("reading")
    on_one_call.wait(lambda: screen.tagging.page is not None)
    on_one_call.settle()
    return on_one_call, screen, database


def dialog_of(officer, kind):
    """Return the dialog of a kind that is open, once it is."""
    found = []

    def is_there():
        found[:] = [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, kind) and each.isVisible()
        ]
        return found

    officer.wait(is_there)
    officer.settle()
    return found[0]


def select(screen, words):
    text = screen.view.toPlainText()
    at = len(text[: text.index(words)].encode("utf-16-le")) // 2
    screen.view.go_to(at, at + len(words.encode("utf-16-le")) // 2)


def redact(officer, screen, words, keys=("Down", "Enter")):
    select(screen, words)
    officer.press("B")
    dialog = dialog_of(officer, RedactDialog)
    for key in keys:
        officer.press(key, on=dialog.line)
    officer.settle()


def test_words_are_redacted_by_one_key_and_a_reason_and_seen_so(at_letter, journey):
    officer, screen, database = at_letter
    officer.press(".")
    officer.actions = 0
    officer.press("B")
    dialog = dialog_of(officer, RedactDialog)
    officer.press("Down", on=dialog.line)
    officer.press("Enter", on=dialog.line)
    officer.wait(lambda: screen.view.redacted)
    journey("Redact what is selected", officer.actions, 3)
    (made,) = rows(database, Redaction)
    assert (made.start, made.end, made.reason) == (0, 18, "third party named")
    beside = screen.panes.beside
    assert beside.redactions.item(0).text().splitlines() == [
        "Redacted: third party named",
        "Letter “Mary 😀 Holt knows.”",
    ]
    assert "Redacted  1" in [beside.tabText(place) for place in range(beside.count())]
    (box,) = screen.view.redacted
    assert (box.start, box.end) == (0, 19)
    officer.press("Ctrl+Z")
    officer.wait(lambda: not screen.view.redacted)
    assert beside.redactions.count() == 0


def test_own_words_are_a_reason_and_a_confidential_one_is_told_to_nobody(at_letter):
    officer, screen, database = at_letter
    select(screen, "jo@a.example")
    officer.press("B")
    dialog = dialog_of(officer, RedactDialog)
    officer.type("asked by phone", on=dialog.line)
    officer.press("Space", on=dialog.confidential)
    officer.press("Enter", on=dialog.line)
    officer.wait(lambda: screen.view.redacted)
    (made,) = rows(database, Redaction)
    assert (made.reason, made.kind) == ("asked by phone", KeptBack.CONFIDENTIAL)


def test_without_a_selection_the_key_says_what_to_do(at_letter):
    officer, screen, database = at_letter
    screen.let_go()
    officer.press("B")
    assert "Select the words" in officer.told()
    officer.press("Shift+B")
    assert "No redaction" in officer.told()
    assert rows(database, Redaction) == []


def test_a_redaction_is_lifted_in_the_text_and_in_the_list(at_letter):
    officer, screen, database = at_letter
    for words in ("0116 496 0000", "Yours"):
        redact(officer, screen, words)
    select(screen, "496")
    officer.press("Shift+B")
    officer.wait(lambda: len(screen.view.redacted) == 1)
    officer.press("D")
    officer.press("Del")
    officer.wait(lambda: not screen.view.redacted)
    assert all(each.lifted_at for each in rows(database, Redaction))


def test_what_was_published_is_lifted_with_a_reason_only(at_letter):
    officer, screen, database = at_letter
    redact(officer, screen, "Yours")
    do(database, record_publication, call_id=1, file=replace(PUBLISHED, file_name="p.xlsx"))
    officer.wait(lambda: screen.redacting.rows[0].was_published, 20_000)
    officer.press("D")
    officer.press("Del")
    dialog = dialog_of(officer, LiftDialog)
    officer.press("Enter", on=dialog.reason)
    officer.wait(dialog.fault.isVisible)
    officer.type("They agreed.", on=dialog.reason)
    officer.press("Enter", on=dialog.reason)
    officer.wait(lambda: not screen.view.redacted)
    assert rows(database, Redaction)[0].lifted_because == "They agreed."


@pytest.mark.thorough
def test_the_list_of_reasons_is_changed_in_the_window(at_letter):
    officer, screen, _database = at_letter
    select(screen, "Yours")
    officer.press("B")
    officer.click(dialog_of(officer, RedactDialog).edit_list)
    dialog = dialog_of(officer, ReasonsDialog)
    dialog.field.selectAll()
    officer.type("libel", on=dialog.field)
    officer.click(dialog.go)
    officer.settle()
    select(screen, "Yours")
    officer.press("B")
    listed = dialog_of(officer, RedactDialog).list
    assert [listed.item(row).text() for row in range(listed.count())] == ["libel"]


def test_what_may_be_personal_data_is_settled_by_one_key_each(at_letter, journey):
    officer, _screen, database = at_letter
    officer.press("Ctrl+Alt+P", on=officer.window)
    dialog = dialog_of(officer, BeforeDialog)
    officer.wait(lambda: dialog.found is not None)
    assert [each.words for each in dialog.found.findings] == [
        "0116 496 0000", "jo@a.example", "0116 496 0000", "LE1 5YZ",
    ]  # fmt: skip
    officer.actions = 0
    officer.press("Shift+R", on=dialog.list)
    officer.wait(lambda: dialog.found.count == 2)
    journey("Redact a finding everywhere", officer.actions, 1)
    officer.press("K", on=dialog.list)
    officer.wait(dialog.fault.isVisible)
    officer.type("a public mailbox", on=dialog.keep_because.field)
    officer.press("K", on=dialog.list)
    officer.wait(lambda: dialog.found.count == 1)
    officer.press("R", on=dialog.list)
    officer.wait(lambda: dialog.found.count == 0)
    assert "Nothing waits" in dialog.count.text()
    assert len(rows(database, Redaction)) == 3
    assert [each.reason for each in rows(database, KeptWords)] == ["a public mailbox"]


@pytest.mark.thorough
def test_a_finding_leads_to_its_text(at_letter):
    officer, screen, _database = at_letter
    officer.press("Ctrl+Alt+P", on=officer.window)
    dialog = dialog_of(officer, BeforeDialog)
    officer.wait(lambda: dialog.list.rowCount() == 4)
    officer.press("Down", on=dialog.list)
    officer.press("Down", on=dialog.list)
    officer.press("Enter", on=dialog.list)
    officer.wait(lambda: screen.tagging.page.head.reference == "LLEP-0002")


@pytest.mark.thorough
def test_a_lost_redaction_waits_too_and_says_what_to_do(at_letter):
    officer, screen, database = at_letter
    redact(officer, screen, "Yours")
    changed = SubmissionCorrection(letter="Yours is yours, Yours.")
    do(database, edit_submission, submission_id=1, correction=changed)
    officer.press("Ctrl+Alt+P", on=officer.window)
    dialog = dialog_of(officer, BeforeDialog)
    officer.wait(lambda: dialog.found is not None and dialog.found.left)
    officer.press("End", on=dialog.list)
    dialog.list.selectRow(dialog.list.rowCount() - 1)
    assert "lift the earlier redaction" in dialog.words.text()
    assert not dialog.redact.isEnabled()


@pytest.mark.thorough
def test_evidence_says_how_much_waits_and_a_publication_leads_there(at_letter, ask):
    officer, _screen, _database = at_letter
    screen = officer.go("evidence")
    officer.wait(screen.head.waiting.isVisible)
    assert screen.head.waiting.text() == "Personal data to settle: 4"
    ask.agree = [True]
    officer.press("Ctrl+Alt+E", on=officer.window)
    dialog = dialog_of(officer, BeforeDialog)
    assert ask.asked[0].verb == "Settle them now"
    assert dialog.windowTitle() == "Before you publish"
