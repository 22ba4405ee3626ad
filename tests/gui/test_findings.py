"""Findings by keyboard: words that the numbers give, quotations that are permitted."""

import pytest
from PySide6.QtWidgets import QApplication

from lisdesk.edits.feedback import FeedbackDraft
from lisdesk.edits.findings import set_finding
from lisdesk.queries.findings import findings_page
from lisdesk.rules.feedback import FeedbackStatus, OwnerKind
from lisdesk.rules.vocabulary import Permission
from lisdesk.store.desk import Desk
from lisdesk.store.drafts import keep_draft, kept_forms
from lisdesk.store.entities import Excerpt, Finding, QuantifierScale, SourceText, Submission
from lisdesk.ui.findings.feedback_dialog import FeedbackDialog, draft_of
from lisdesk.ui.findings.finding_dialog import FindingDialog
from lisdesk.ui.findings.scale_dialog import ScaleDialog
from tests.desk_work import DESK, count, do, rows

P2, P3 = 2, 3


def on_screen(officer):
    screen = officer.go("findings")
    officer.wait(lambda: screen.grid.page is not None and screen.grid.rowCount())
    return screen


def shown(officer, kind):
    officer.wait(lambda: any(each.isVisible() for each in officer.window.findChildren(kind)))
    officer.settle()
    return next(each for each in officer.window.findChildren(kind) if each.isVisible())


def database_of(officer):
    return officer.window.desk.jobs.database


def text_of(officer, priority_id, type_id=None):
    found = rows(database_of(officer), Finding, Finding.priority_id == priority_id)
    return next((each.text for each in found if each.type_id == type_id), "")


def page_of(officer):
    with database_of(officer).reading() as session:
        return findings_page(session, officer.workspace.call_id)


@pytest.fixture
def sample(on_sample):
    return on_sample


def test_a_finding_is_written_by_keyboard_with_an_offered_word_and_a_quotation(sample):
    officer = sample
    screen = on_screen(officer)
    screen.grid.point_at((P3, None))
    screen.grid.setFocus()
    given = page_of(officer).row(P3).whole.numbers
    officer.actions = 0
    officer.press("Enter")
    dialog = shown(officer, FindingDialog)
    officer.press("Ctrl+A", on=dialog.text)
    officer.press("F4", on=dialog.text)
    officer.type(" speak of buses: ", on=dialog.text)
    officer.press("F6", on=dialog.text)
    assert QApplication.focusWidget() is dialog.quotations
    officer.press("Down", on=dialog.quotations)
    officer.press("Enter", on=dialog.quotations)
    assert QApplication.focusWidget() is dialog.text
    officer.press("Ctrl+Enter", on=dialog.text)
    officer.settle()
    officer.wait(lambda: "speak of buses" in text_of(officer, P3))
    assert officer.actions == 8
    written = text_of(officer, P3)
    assert (given.part, given.whole) == (17, 58)
    assert written.startswith("Less than half speak of buses: “")
    assert written.endswith(")")
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: "speak of buses" not in text_of(officer, P3))


def test_only_what_may_be_quoted_is_offered(sample):
    officer = sample
    screen = on_screen(officer)
    screen.grid.point_at((P2, None))
    screen.write.trigger()
    dialog = shown(officer, FindingDialog)
    officer.wait(lambda: dialog.quotations.count())
    offered = [dialog.quotations.item(at).text() for at in range(dialog.quotations.count())]
    database = database_of(officer)
    texts = {each.id: each.submission_id for each in rows(database, SourceText)}
    excerpts = rows(database, Excerpt)
    barred = [
        each
        for each in rows(database, Submission)
        if each.permission in (None, Permission.NONE) or each.is_confidential or each.set_aside
    ]
    withheld = {each.id: each.reference for each in barred}
    assert withheld
    assert any(texts[each.text_id] in withheld for each in excerpts)
    assert not [line for line in offered if line.split()[0].lstrip("❝") in withheld.values()]
    dialog.reject()


def test_a_claim_that_the_numbers_do_not_bear_is_told_while_it_is_written(sample):
    officer = sample
    screen = on_screen(officer)
    screen.grid.point_at((P3, None))
    screen.write.trigger()
    dialog = shown(officer, FindingDialog)
    assert not dialog.warning.isVisible()
    officer.press("Ctrl+A", on=dialog.text)
    officer.type("Most speak of buses.", on=dialog.text)
    assert dialog.warning.text() == (
        "It says “most”; 17 of 58 (29%) is “less than half” on the scale."
    )
    assert dialog.warning.isVisible()
    officer.press("Ctrl+A", on=dialog.text)
    officer.type("Less than half do.", on=dialog.text)
    assert not dialog.warning.isVisible()
    officer.workspace.ask.agree.append(True)
    officer.press("Esc", on=dialog)
    officer.settle()
    assert text_of(officer, P3).startswith("Less than half spoke")


def test_two_officers_on_one_finding_lose_nothing(sample):
    officer = sample
    screen = on_screen(officer)
    screen.grid.point_at((P2, None))
    screen.write.trigger()
    dialog = shown(officer, FindingDialog)
    officer.press("Ctrl+A", on=dialog.text)
    officer.type("Mine.", on=dialog.text)
    other = Desk("Ben Clerk", DESK.clock)
    do(database_of(officer), set_finding, desk=other, priority_id=P2, text="Theirs.")
    officer.press("Ctrl+Enter", on=dialog.text)
    officer.wait(lambda: dialog.told.isVisible())
    assert "Somebody else changed the same thing" in dialog.fault.text()
    assert "“Theirs.”" in dialog.told.text()
    assert dialog.text.toPlainText() == "Mine."
    assert text_of(officer, P2) == "Theirs."
    officer.press("Ctrl+Enter", on=dialog.text)
    officer.wait(lambda: text_of(officer, P2) == "Mine.")


def test_what_was_typed_is_told_of_and_there_again(sample, open_window, beside, tmp_path):
    for form in ("finding LLEP-1999-01 P3", "finding LLEP-2018-01 P3"):
        keep_draft(beside(), DESK, form, {"text": "Half a sentence"})
    sample.window.close()
    again = open_window(tmp_path / "sample.lisdesk", officer=DESK.officer)
    again.wait(lambda: "as a finding on P3, and had not saved, is kept." in again.told())
    again.click(again.window.notices.action)
    again.comes_to("findings")
    screen = again.window.current_screen()
    again.wait(lambda: screen.grid.row_in_hand() and screen.grid.row_in_hand().code == "P3")
    again.press("Enter", on=screen.grid)
    dialog = shown(again, FindingDialog)
    again.wait(lambda: dialog.text.toPlainText() == "Half a sentence")
    again.type(", and the rest.", on=dialog.text)
    again.press("Ctrl+Enter", on=dialog.text)
    again.wait(lambda: text_of(again, P3) == "Half a sentence, and the rest.")
    forms = ["finding LLEP-1999-01 P3"]
    again.wait(lambda: kept_forms(database_of(again), DESK.officer) == forms)


def test_what_is_done_is_said_by_keyboard(sample):
    officer = sample
    screen = on_screen(officer)
    screen.grid.point_at((P3, None))
    screen.grid.setFocus()
    officer.actions = 0
    officer.press("F3")
    dialog = shown(officer, FeedbackDialog)
    assert dialog.you_said.placeholderText().startswith("Less than half spoke")
    officer.type("A new bus plan.", on=dialog.we_did)
    officer.press("Tab", on=dialog.we_did)
    officer.type("Jo Fern", on=dialog.owner)
    officer.press("Ctrl+Enter", on=dialog.owner)
    officer.settle()
    officer.wait(lambda: page_of(officer).row(P3).feedback is not None)
    assert officer.actions == 5
    assert draft_of(page_of(officer).row(P3).feedback) == FeedbackDraft(
        we_did="A new bus plan.", owner="Jo Fern", owner_kind=OwnerKind.OFFICER
    )
    officer.settle()
    screen.grid.setCurrentCell(screen.grid.currentRow(), 1)
    assert screen.grid.currentItem().text() == FeedbackStatus.PLANNED.label
    officer.press("Del", on=screen.grid)
    officer.wait(lambda: page_of(officer).row(P3).feedback is None)


def test_a_scale_with_a_gap_is_told_at_once_and_not_used(sample):
    officer = sample
    screen = on_screen(officer)
    screen.scale.trigger()
    dialog = shown(officer, ScaleDialog)
    officer.press("Ctrl+A", on=dialog.steps)
    officer.type("many: 25%", on=dialog.steps)
    assert "Shares below “many” have no word." in dialog.fault.text()
    officer.click(dialog.go)
    officer.settle()
    assert count(database_of(officer), QuantifierScale) == 0
    officer.press("Enter", on=dialog.steps)
    officer.type("some: 0", on=dialog.steps)
    assert (
        dialog.printed.text()
        == "Printed as: many: 25% or more; some: under 25%, but not none; none: 0"
    )
    officer.click(dialog.go)
    officer.wait(lambda: count(database_of(officer), QuantifierScale) == 1)
    officer.settle()
    officer.wait(lambda: [step.word for step in screen.grid.page.scale] == ["many", "some"])


def test_evidence_leads_to_the_finding_that_deserves_a_look(sample):
    officer = sample
    evidence = officer.go("evidence")
    officer.wait(lambda: evidence.preview is not None)
    chip = next(each for each in evidence.head.obstacles if "beyond" in each.text())
    assert "P3.1" in chip.accessibleName()
    officer.click(chip)
    officer.settle()
    screen = officer.window.current_screen()
    assert screen.key == "findings"
    officer.wait(lambda: screen.grid.page is not None)
    officer.settle()
    assert screen.grid.row_in_hand().code == "P3.1"
    assert screen.grid.currentItem().text().startswith("Look: ")
    assert "It says “most”" in screen.pane.looks.text()
