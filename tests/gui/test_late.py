"""The screen Late: the queue by keyboard, its moments beside its text, decisions one by one and
together.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.submission_lists import set_submissions_aside
from lisdesk.edits.submissions import SubmissionDraft, add_submission, decide_late
from lisdesk.queries.late_queue import LateView
from lisdesk.rules.late_policy import LatePolicy
from lisdesk.rules.vocabulary import Channel, Disposition, LateChoice, SetAside
from lisdesk.store.entities import AuditEntry, LateDecision, Submission
from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.late.dialogs import ChangesDialog, PolicyDialog, SentDialog
from lisdesk.ui.theme import GRID_PX
from tests.desk_work import at, do, rows

DESK = at(2019, 2, 8)
COLLEAGUE = DESK._replace(officer="Sam Colleague")
LATE_ONES = (
    (Channel.POST, datetime(2019, 1, 30, 12, tzinfo=UTC), datetime(2019, 2, 4, 9, tzinfo=UTC)),
    (Channel.EMAIL, None, datetime(2019, 2, 1, 2, 5, tzinfo=UTC)),
    (Channel.POST, None, datetime(2019, 2, 5, 9, tzinfo=UTC)),
)


@pytest.fixture
def on_queue(open_window, one_call_file, tmp_path, beside):
    """Return an officer at a call with three late ones, and the file a second time."""
    path = tmp_path / "one.lisdesk"
    path.write_bytes(one_call_file.read_bytes())
    database = beside()
    for channel, sent, received in LATE_ONES:
        draft = SubmissionDraft(
            respondent=f"{channel.label} body",
            channel=channel,
            sent_at=sent,
            received_at=received,
            letter="Rents have doubled.",
        )
        do(database, add_submission, desk=DESK, call_id=1, draft=draft)
    policy = CallCorrection(late_policy=LatePolicy(LateChoice.ACCEPT_FLAGGED, 3))
    do(database, edit_call, desk=DESK, call_id=1, correction=policy)
    return open_window(path, now="2019-02-08T10:00"), database


def late(officer):
    screen = officer.go("late")
    chosen(officer, screen)
    return screen


def chosen(officer, screen):
    """Wait until what is selected was read with its proposal."""
    officer.wait(lambda: screen.deciding.lines or not screen.table.selected_ids())
    officer.settle()


def stands(database):
    return {each.id: each.disposition for each in rows(database, Submission)}


def test_j9_a_late_one_is_decided_about_in_three_actions_at_most(on_queue, journey):
    officer, database = on_queue
    officer.settle()
    officer.actions = 0
    officer.click(officer.window.current_screen().body.waiting)
    officer.settle()
    screen = officer.window.current_screen()
    assert (screen.key, screen.view) == ("late", LateView.WAITING)
    chosen(officer, screen)
    facts = {name: label.text() for name, label in screen.bar.facts.items()}
    assert facts == {
        "Sent": "Not known",
        "Postmark": "–",
        "Received": "1 Feb 2019, 02:05",
        "Deadline in force": "Thu 31 Jan 2019, 24:00 (Europe/London)",
        "Late by": "2 hours 5 minutes after 24:00 on 31 Jan 2019",
        "Proposed": "Accept, flagged as late",
    }
    assert "Rents have doubled." in screen.preview.texts.toPlainText()
    officer.press("F")
    officer.settle()
    journey("J9, a late submission", officer.actions, 3)
    [decision] = rows(database, LateDecision)
    assert (decision.submission_id, decision.choice) == (2, LateChoice.ACCEPT_FLAGGED)
    assert decision.reason == (
        "Received 2 hours 5 minutes after 24:00 on 31 Jan 2019. "
        "The call’s policy for late submissions: accept, flagged as late."
    )
    assert stands(database)[2] is Disposition.LATE_ACCEPTED
    assert list(screen.table.lines.ids()) == [1, 3]
    assert screen.table.current_id() == 1  # the next one is in hand


def test_columns_say_decisions_in_few_words_and_tell_the_whole_of_them_beside(on_queue):
    officer, database = on_queue
    screen = late(officer)
    draft = {"submission_id": 2, "choice": LateChoice.ACCEPT_FLAGGED, "reason": "By hand."}
    do(database, decide_late, desk=COLLEAGUE, **draft)
    screen.views.setCurrentIndex(list(LateView).index(LateView.ALL))
    lines = screen.table.lines
    officer.wait(lambda: lines.rowCount() == 3 and lines.row_at(0) is not None)
    officer.settle()
    row = lines.row_of(2)
    cells = {}
    for place, column in enumerate(lines.columns):
        index = lines.index(row, place)
        tip, spoken = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole
        cells[column.heading] = index.data(), index.data(tip), index.data(spoken)
        if column.heading in ("Proposed", "Stands as"):
            room = column.width - 2 * GRID_PX
            assert screen.table.fontMetrics().horizontalAdvance(index.data()) <= room
    whole = "Accept, flagged as late"
    assert cells["Proposed"] == ("Accept, flag", f"<qt>{whole}</qt>", f"Proposed: {whole}")
    assert cells["Stands as"] == (
        "Accepted, flagged",
        "<qt>Late, accepted and flagged</qt>",
        "Stands as: Late, accepted and flagged",
    )
    buttons = {each.text(): each for each in screen.bar.findChildren(ActionButton)}
    assert buttons["Accept, flag"].accessibleName() == whole
    assert buttons["Accept, flag"].toolTip() == f"<qt>{whole}: F</qt>"
    assert list(buttons) == ["As proposed", "Accept", "Accept, flag", "Note", "Refuse"]


def test_what_is_proposed_can_be_taken_or_not_with_a_reason_of_ones_own(on_queue):
    officer, database = on_queue
    screen = late(officer)
    officer.press("Down")
    chosen(officer, screen)
    assert screen.bar.facts["Proposed"].text() == "Accept"
    officer.press("R")  # with the reason for accepting
    assert "say why you decide otherwise" in screen.bar.fault.text()
    assert screen.bar.reason.selectedText() == screen.bar.reason.text() != ""
    assert rows(database, LateDecision) == []
    screen.table.setFocus()
    assert screen.bar.facts["Postmark"].text() == "30 Jan 2019"
    officer.press("Ctrl+Enter")
    officer.settle()
    assert rows(database, LateDecision)[-1].choice is LateChoice.ACCEPT
    chosen(officer, screen)
    officer.press("Ctrl+R")
    officer.type("Nobody knows when.", on=screen.bar.reason)
    officer.press("R", on=screen.bar.reason)  # a letter of the reason, and no decision
    assert screen.bar.reason.text() == "Nobody knows when.r"
    screen.bar.reason.setText(" ")
    screen.decisions[3].trigger()
    assert "goes on record" in screen.bar.fault.text()
    screen.bar.reason.setText("Nobody knows when.")
    screen.decisions[3].trigger()
    officer.settle()
    newest = rows(database, LateDecision)[-1]
    assert (newest.choice, newest.reason) == (LateChoice.REFUSE, "Nobody knows when.")


def test_several_are_decided_about_in_one_step_that_one_undo_takes_back(on_queue, monkeypatch):
    officer, database = on_queue
    screen = late(officer)
    for most in (200, 2):  # the second time as a job with its progress in view
        monkeypatch.setattr("lisdesk.ui.late.deciding._AS_A_JOB", most)
        officer.press("Ctrl+A", on=screen.table)
        chosen(officer, screen)
        assert screen.bar.facts["Proposed"].text() == "Accept, flagged as late; Accept"
        assert screen.bar.reason.text() == ""  # no reason holds for all of them
        screen.bar.reason.setText("The post was on strike.")
        before = len(rows(database, AuditEntry))
        officer.press("N", on=screen.table)
        officer.wait(lambda: set(stands(database).values()) == {Disposition.LATE_NOT_COUNTED})
        officer.settle()
        assert len(rows(database, AuditEntry)) == before + 1
        officer.wait(lambda: screen.stack.currentWidget() is screen.empty)
        assert screen.empty.heading.text() == "No late submission waits"
        officer.wait(lambda: officer.workspace.history.can_step(is_undo=True))
        officer.press("Ctrl+Z", on=officer.window)
        officer.wait(lambda: set(stands(database).values()) == {Disposition.LATE_WAITING})
        officer.settle()
        officer.wait(lambda: len(screen.table.lines.ids()) == 3)


def test_postmark_policy_and_what_decisions_changed(on_queue):
    officer, database = on_queue
    screen = late(officer)
    screen.table.point_at(3)
    chosen(officer, screen)
    assert "postmark is not known" in screen.bar.reason.text()
    officer.press("F2", on=screen.table)
    [sent] = officer.window.findChildren(SentDialog)
    assert (sent.field.edit.line.text(), sent.field.known.isChecked()) == ("", True)
    officer.click(sent.go)
    officer.settle()
    assert "nobody knows" in sent.fault.text()
    assert rows(database, Submission)[2].sent_at is None
    sent.field.edit.line.setText("29 Jan 2019")
    officer.click(sent.go)
    officer.settle()
    chosen(officer, screen)
    officer.wait(lambda: screen.bar.facts["Postmark"].text() == "29 Jan 2019")
    assert screen.bar.facts["Proposed"].text() == "Accept"
    screen.decisions[0].trigger()
    officer.settle()
    screen.policy.trigger()
    [policy] = officer.window.findChildren(PolicyDialog)
    policy.proposes.setCurrentText("Refuse")
    policy.grace.setValue(0)
    officer.click(policy.go)
    officer.settle()
    officer.wait(lambda: "proposed: Refuse" in screen.measure.text())
    assert stands(database)[1] is Disposition.LATE_WAITING  # the policy decides nothing
    screen.changes.trigger()
    officer.settle()
    [changes] = officer.window.findChildren(ChangesDialog)
    table = changes.table
    told = [
        [table.item(row, column).text() for column in (0, 3, 4, 5, 6)]
        for row in range(table.rowCount())
    ]
    assert told[:2] == [
        ["All decisions", "1", "Late, accepted", "0", "1"],
        ["All decisions", "1", "Late, waiting for a decision", "3", "2"],
    ]
    changes.accept()
    screen.views.setCurrentIndex(1)
    officer.settle()
    assert list(screen.table.lines.ids()) == [3]


def decided_by_another(database, submission_id):
    choice = {"choice": LateChoice.REFUSE, "reason": "Late."}
    do(database, decide_late, desk=COLLEAGUE, submission_id=submission_id, **choice)


@pytest.mark.thorough
def test_what_is_in_hand_stays_in_hand_while_others_decide_and_log(on_queue):
    officer, database = on_queue
    screen = late(officer)
    assert list(screen.table.lines.ids()) == [2, 1, 3]
    officer.press("Down")
    chosen(officer, screen)
    officer.press("Ctrl+R")
    officer.press("Ctrl+A", on=screen.bar.reason)
    officer.type("Half a reas", on=screen.bar.reason)
    decided_by_another(database, 2)
    officer.wait(lambda: list(screen.table.lines.ids()) == [1, 3])
    officer.settle()
    assert (screen.table.current_id(), screen.table.selected_ids()) == (1, [1])
    assert screen.bar.reason.text() == "Half a reas"
    officer.type("on.", on=screen.bar.reason)
    officer.press("Return", on=screen.bar.reason)
    officer.settle()
    newest = rows(database, LateDecision)[-1]
    assert (newest.submission_id, newest.choice) == (1, LateChoice.ACCEPT)
    assert newest.reason == "Half a reason."
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: len(screen.table.lines.ids()) == 2)
    officer.settle()
    screen.table.selectAll()
    chosen(officer, screen)
    draft = SubmissionDraft(received_at=datetime(2019, 2, 2, 9, tzinfo=UTC), letter="Rents.")
    do(database, add_submission, desk=COLLEAGUE, call_id=1, draft=draft)
    officer.wait(lambda: len(screen.table.lines.ids()) == 3)
    officer.settle()
    assert screen.table.lines.ids()[0] == 4
    assert screen.table.selected_ids() == [1, 3]


def test_where_what_is_in_hand_has_gone_nothing_is_decided_by_a_key_meant_for_it(on_queue):
    officer, database = on_queue
    screen = late(officer)
    officer.press("Ctrl+R")
    officer.press("Ctrl+A", on=screen.bar.reason)
    officer.type("About the e-mail", on=screen.bar.reason)
    decided_by_another(database, 2)
    officer.wait(lambda: list(screen.table.lines.ids()) == [1, 3])
    chosen(officer, screen)
    assert screen.table.selected_ids() == [1]  # the next one
    assert screen.bar.reason.text() == "About the e-mail"
    officer.press("Return", on=screen.bar.reason)
    officer.settle()
    assert "gone from this list" in screen.bar.fault.text()
    assert len(rows(database, LateDecision)) == 1
    officer.press("Ctrl+R", on=screen.bar.reason)
    assert screen.bar.reason.text().startswith("Postmarked 30 Jan 2019")
    screen.table.setFocus()
    decided_by_another(database, 1)
    pressed = []

    def press_at_once(*_ids):
        if not pressed:
            pressed.append(screen.table.selected_ids())
            screen.decisions[0].trigger()  # meant for what stood there a moment ago

    screen.table.lines.listed.connect(press_at_once)
    officer.wait(lambda: pressed)
    chosen(officer, screen)
    assert pressed == [[3]]
    assert len(rows(database, LateDecision)) == 2
    officer.press("Ctrl+Enter", on=screen.table)
    officer.settle()
    assert rows(database, LateDecision)[-1].submission_id == 3


@pytest.mark.thorough
def test_among_all_of_them_the_next_is_in_hand_after_a_decision(on_queue):
    officer, _database = on_queue
    screen = late(officer)
    screen.views.setCurrentIndex(tuple(LateView).index(LateView.ALL))
    officer.settle()
    screen.table.point_at(2)
    chosen(officer, screen)
    officer.press("Ctrl+Enter", on=screen.table)
    officer.wait(lambda: list(screen.table.lines.ids()) == [1, 3, 2])
    officer.settle()
    assert screen.table.selected_ids() == [1]


def test_a_decision_that_a_colleague_made_a_moment_ago_is_not_replaced(on_queue):
    officer, database = on_queue
    screen = late(officer)
    screen.bar.reason.setText("Snow.")
    for is_many in (False, True):
        if is_many:
            screen.table.selectAll()
            chosen(officer, screen)
            screen.bar.reason.setText("Snow.")
        about = screen.table.current_id()
        decided_by_another(database, about)  # the window has not heard of it yet
        had = len(rows(database, LateDecision))
        screen.decisions[0].trigger()
        officer.wait(lambda: "has decided about" in officer.told())
        officer.wait(lambda about=about: about not in screen.table.lines.ids())
        officer.settle()
        assert len(rows(database, LateDecision)) == had


@pytest.mark.thorough
def test_an_empty_queue_says_of_those_without_a_decision_that_they_need_none(on_queue):
    officer, database = on_queue
    screen = late(officer)
    aside = {"kind": SetAside.WITHDRAWN, "reason": "Asked."}
    do(database, set_submissions_aside, submission_ids=[1, 3], **aside)
    decided_by_another(database, 2)
    officer.wait(lambda: screen.stack.currentWidget() is screen.empty)
    officer.wait(lambda: screen.empty.words.text().startswith("1 decided"))
    assert "2 without a decision need none" in screen.empty.words.text()
