"""Undo and redo where edits are quick, refused, many, or others' on the same file."""

from functools import partial
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import QObject

from lisdesk.edits.history import take_back
from lisdesk.edits.reading import mark_read
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.errors import BusyError, RefusedError
from lisdesk.store.entities import AuditEntry, SourceText, Submission
from lisdesk.ui import history_steps
from tests.desk_work import BOB, count, do, rows


def test_undo_holds_while_the_steps_are_being_read_again(on_one_call, beside):
    officer, database = on_one_call, beside()
    history = officer.workspace.history
    edit = partial(add_submission, call_id=1, draft=SubmissionDraft(letter="A"))
    officer.workspace.do(edit, "Logged LLEP-0001")
    officer.wait(lambda: history.stack.undoText() == "Logged LLEP-0001")
    history.reload()  # as when a colleague's edit is noticed
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: officer.window.status.last_edit.text() == "Undone: Logged LLEP-0001")
    officer.settle()
    assert count(database, Submission) == 0
    officer.wait(lambda: history.stack.redoText() == "Logged LLEP-0001")
    officer.press("Ctrl+Y", on=officer.window)
    officer.wait(lambda: history.stack.undoText() == "Logged LLEP-0001")
    officer.settle()
    assert count(database, Submission) == 1


def log(officer, letter, words):
    draft = SubmissionDraft(letter=letter)
    officer.workspace.do(partial(add_submission, call_id=1, draft=draft), words)


def told(officer, words):
    officer.wait(lambda: officer.window.status.last_edit.text() == words)


@pytest.fixture
def after_one(on_one_call):
    """Return an officer who has logged a submission, and a function that holds the lane of edits up
    and returns the event that lets it go on.
    """
    log(on_one_call, "A", "Logged LLEP-0001")
    told(on_one_call, "Logged LLEP-0001")
    events = []

    def hold_up():
        events.append(Event())
        jobs = on_one_call.window.desk.jobs
        jobs.call_beside(events[-1].wait, owner=on_one_call.window, then=lambda _: None)
        return events[-1]

    yield on_one_call, hold_up
    for event in events:
        event.set()


def test_undo_means_the_edit_that_is_still_being_saved(after_one, beside):
    (officer, hold_up), database = after_one, beside()
    let_go = hold_up()
    log(officer, "B", "Logged LLEP-0002")
    officer.press("Ctrl+Z", on=officer.window)
    let_go.set()
    told(officer, "Undone: Logged LLEP-0002")
    officer.settle()
    assert count(database, Submission) == 1
    officer.press("Ctrl+Z", on=officer.window)
    told(officer, "Undone: Logged LLEP-0001")
    officer.press("Ctrl+Y", on=officer.window)
    officer.press("Ctrl+Y", on=officer.window)
    told(officer, "Redone: Logged LLEP-0002")
    officer.settle()
    assert count(database, Submission) == 2


def test_edits_undo_and_redo_of_a_moment_are_done_in_the_order_of_the_keys(after_one, beside):
    (officer, hold_up), database = after_one, beside()
    let_go = hold_up()
    log(officer, "B", "Logged LLEP-0002")
    officer.press("Ctrl+Z", on=officer.window)
    log(officer, "C", "Logged LLEP-0003")
    officer.press("Ctrl+Z", on=officer.window)
    officer.press("Ctrl+Y", on=officer.window)
    let_go.set()
    told(officer, "Redone: Logged LLEP-0003")
    officer.settle()
    letters = {text.body for text in rows(database, SourceText)}
    assert letters == {"A", "C"}


def test_undo_after_an_undo_means_the_edit_before_also_while_the_steps_are_read(after_one, beside):
    (officer, hold_up), database = after_one, beside()
    history, presses = officer.workspace.history, ["Ctrl+Z"]
    log(officer, "B", "Logged LLEP-0002")
    told(officer, "Logged LLEP-0002")
    history.told.connect(lambda _: presses and officer.press(presses.pop(), on=officer.window))
    let_go = hold_up()
    history.reload()  # as when a colleague's edit is noticed
    officer.press("Ctrl+Z", on=officer.window)
    let_go.set()
    told(officer, "Undone: Logged LLEP-0001")
    officer.settle()
    assert count(database, Submission) == 0


def test_undo_means_what_was_done_before_the_press_while_the_steps_are_read(after_one, beside):
    (officer, hold_up), database = after_one, beside()
    let_go = hold_up()
    officer.workspace.history.reload()  # as when a colleague's edit is noticed
    officer.press("Ctrl+Z", on=officer.window)
    log(officer, "B", "Logged LLEP-0002")
    let_go.set()
    told(officer, "Logged LLEP-0002")
    officer.settle()
    assert {text.body for text in rows(database, SourceText)} == {"B"}


def test_presses_beyond_the_edit_that_is_being_saved_are_done_in_their_order(after_one, beside):
    (officer, hold_up), database = after_one, beside()
    let_go = hold_up()
    log(officer, "B", "Logged LLEP-0002")
    officer.press("Ctrl+Z", on=officer.window)
    officer.press("Ctrl+Z", on=officer.window)
    log(officer, "C", "Logged LLEP-0003")
    let_go.set()
    told(officer, "Logged LLEP-0003")
    officer.settle()
    assert {text.body for text in rows(database, SourceText)} == {"C"}
    let_go = hold_up()
    log(officer, "D", "Logged LLEP-0004")
    for keys in ("Ctrl+Z", "Ctrl+Z", "Ctrl+Y"):
        officer.press(keys, on=officer.window)
    let_go.set()
    told(officer, "Redone: Logged LLEP-0003")
    officer.settle()
    assert {text.body for text in rows(database, SourceText)} == {"C"}


def test_redo_right_after_an_undo_of_what_was_being_saved_is_not_lost(after_one, beside):
    (officer, hold_up), database = after_one, beside()
    presses = ["Ctrl+Y"]
    let_go = hold_up()
    log(officer, "B", "Logged LLEP-0002")
    officer.press("Ctrl+Z", on=officer.window)
    officer.workspace.history.told.connect(
        lambda words: (
            words.startswith("Undone")
            and presses
            and officer.press(presses.pop(), on=officer.window)
        )
    )
    let_go.set()
    officer.wait(lambda: officer.window.status.last_edit.text().startswith("Redone: "))
    officer.settle()
    assert count(database, Submission) == 2


def test_undo_of_a_notice_is_followed_by_that_of_the_edit_before(after_one, beside):
    (officer, hold_up), database = after_one, beside()
    log(officer, "B", "Logged LLEP-0002")
    told(officer, "Logged LLEP-0002")
    newest = max(entry.id for entry in rows(database, AuditEntry))
    let_go = hold_up()
    officer.workspace.history.undo_entry(newest, "logged the second")
    officer.press("Ctrl+Z", on=officer.window)
    let_go.set()
    officer.wait(lambda: officer.workspace.history.stack.redoText() != "")
    officer.settle()
    assert count(database, Submission) == 0


@pytest.mark.thorough
def test_steps_that_were_read_before_an_edit_do_not_stand_in_for_it(after_one):
    (officer, hold_up) = after_one
    history = officer.workspace.history
    let_go = hold_up()
    history.reload()
    log(officer, "B", "Logged LLEP-0002")
    history.reload()
    log(officer, "C", "Logged LLEP-0003")
    let_go.set()
    told(officer, "Logged LLEP-0003")
    officer.settle()
    assert history.is_known
    assert history.stack.undoText() == "Logged LLEP-0003"
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    assert count(officer.workspace.jobs.database, Submission) == 1


@pytest.mark.thorough
def test_a_redo_of_an_undo_that_came_to_nothing_takes_nothing_back(after_one, beside, monkeypatch):
    (officer, hold_up), database = after_one, beside()
    failing = [BusyError("Somebody else writes.", do="Try again.")]
    known = history_steps._taken_back

    def taken_back(work, entry_id):
        if failing:
            raise failing.pop()
        return known(work, entry_id)

    monkeypatch.setattr(history_steps, "_taken_back", taken_back)
    let_go = hold_up()
    officer.press("Ctrl+Z", on=officer.window)
    officer.press("Ctrl+Y", on=officer.window)
    let_go.set()
    officer.wait(lambda: "Somebody else writes." in officer.told())
    officer.settle()
    assert count(database, Submission) == 1


@pytest.mark.thorough
def test_presses_made_before_a_refusal_is_told_take_back_nothing_below_it(
    after_one, beside, monkeypatch
):
    (officer, hold_up), database = after_one, beside()
    log(officer, "B", "Logged LLEP-0002")
    told(officer, "Logged LLEP-0002")
    newest = [RefusedError("Somebody changed it since.", do="Look at it.")]
    known = history_steps._taken_back

    def taken_back(work, entry_id):
        if newest:
            raise newest.pop()
        return known(work, entry_id)

    monkeypatch.setattr(history_steps, "_taken_back", taken_back)
    let_go = hold_up()
    for _ in range(3):
        officer.press("Ctrl+Z", on=officer.window)
    let_go.set()
    officer.wait(lambda: "Somebody changed it since." in officer.told())
    officer.settle()
    assert count(database, Submission) == 2
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    assert count(database, Submission) == 1


@pytest.mark.thorough
def test_an_undo_meant_for_an_edit_that_is_refused_takes_back_nothing_else(after_one, beside):
    (officer, hold_up), database = after_one, beside()
    let_go = hold_up()

    def refused(_work):
        raise RefusedError("This was refused.", do="Try another.")

    officer.workspace.do(refused, "Never done")
    officer.press("Ctrl+Z", on=officer.window)
    let_go.set()
    officer.wait(lambda: "This was refused." in officer.told())
    officer.settle()
    assert count(database, Submission) == 1


@pytest.mark.thorough
def test_as_much_as_is_kept_can_be_undone_after_a_restart_and_what_was_undone_redone(
    after_one, beside, monkeypatch
):
    (officer, _hold_up), database = after_one, beside()
    history = officer.workspace.history
    monkeypatch.setattr("lisdesk.ui.history.STEPS_KEPT", 3)
    history.stack.clear()
    history.stack.setUndoLimit(6)
    for number in range(2, 6):
        log(officer, str(number), f"Logged LLEP-000{number}")
    told(officer, "Logged LLEP-0005")
    for number in (5, 4):
        officer.press("Ctrl+Z", on=officer.window)
        told(officer, f"Undone: Logged LLEP-000{number}")
    history.reload()
    officer.settle()
    assert history.stack.undoText() == "Logged LLEP-0003"
    assert history.stack.redoText() == "Logged LLEP-0004"
    officer.press("Ctrl+Z", on=officer.window)
    told(officer, "Undone: Logged LLEP-0003")
    officer.settle()
    assert count(database, Submission) == 2


@pytest.mark.thorough
def test_the_steps_that_were_read_are_offered_once_and_not_one_after_the_other(after_one, beside):
    (officer, _hold_up), database = after_one, beside()
    stack, undo = officer.workspace.history.stack, officer.window.commands["undo"]
    log(officer, "B", "Logged LLEP-0002")
    told(officer, "Logged LLEP-0002")
    officer.wait(lambda: undo.text() == "Undo: Logged LLEP-0002")
    newest = max(entry.id for entry in rows(database, AuditEntry))
    do(database, take_back, entry_id=newest, desk=BOB)
    seen = []
    stack.undoTextChanged.connect(seen.append)
    officer.workspace.history.reload()
    assert undo.text() == "Undo"  # not known until it has been read
    officer.wait(lambda: undo.text() == "Undo: Logged LLEP-0001")
    assert seen == []


@pytest.mark.thorough
def test_what_somebody_else_took_back_is_no_step_of_mine(after_one, beside):
    (officer, _hold_up), database = after_one, beside()
    log(officer, "B", "Logged LLEP-0002")
    told(officer, "Logged LLEP-0002")
    newest = max(entry.id for entry in rows(database, AuditEntry))
    outcome = do(database, take_back, entry_id=newest, desk=BOB)
    officer.workspace.history.reload()
    officer.settle()
    assert officer.workspace.history.stack.undoText() == "Logged LLEP-0001"
    assert not officer.workspace.history.stack.canRedo()
    do(database, take_back, entry_id=outcome.entry_id, desk=BOB)
    officer.workspace.history.reload()
    officer.settle()
    assert officer.workspace.history.stack.undoText() == "Logged LLEP-0002"


def foot_says(officer, words):
    officer.wait(lambda: officer.window.status.counts.text().endswith(f" · {words}"))


@pytest.mark.thorough
def test_the_foot_does_not_say_saved_while_an_edit_or_its_undo_is_under_way(after_one):
    officer, hold_up = after_one
    foot_says(officer, "saved")
    let_go = hold_up()
    log(officer, "B", "Logged LLEP-0002")
    foot_says(officer, "saving …")
    let_go.set()
    foot_says(officer, "saved")
    told(officer, "Logged LLEP-0002")
    for key, verb, name in (("Ctrl+Z", "Undone", "undo"), ("Ctrl+Y", "Redone", "redo")):
        officer.settle()
        officer.wait(officer.window.commands[name].isEnabled)
        let_go = hold_up()
        officer.press(key, on=officer.window)
        foot_says(officer, "saving …")
        let_go.set()
        foot_says(officer, "saved")
        told(officer, f"{verb}: Logged LLEP-0002")


@pytest.mark.thorough
def test_the_foot_says_saved_again_after_an_edit_that_was_refused(after_one):
    officer, hold_up = after_one
    let_go = hold_up()

    def refused(_work):
        raise RefusedError("This was refused.", do="Try another.")

    officer.workspace.do(refused, "Never done")
    foot_says(officer, "saving …")
    let_go.set()
    foot_says(officer, "saved")


@pytest.mark.thorough
def test_the_foot_says_saved_again_after_an_edit_whose_asker_is_gone(after_one):
    officer, hold_up = after_one
    let_go = hold_up()
    asker = QObject()
    edit = partial(mark_read, submission_ids=[1])
    officer.workspace.jobs.write(edit, owner=asker)
    foot_says(officer, "saving …")
    shiboken6.delete(asker)
    let_go.set()
    foot_says(officer, "saved")


def test_a_notice_of_a_step_goes_when_that_step_is_undone_and_not_with_another(after_one):
    officer, _ = after_one
    notices = officer.window.notices
    draft = SubmissionDraft(letter="B")
    edit = partial(add_submission, call_id=1, draft=draft)
    officer.workspace.do(edit, "Logged LLEP-0002", lambda _: notices.warn("Two letters say so."))
    officer.wait(lambda: officer.told() == "Two letters say so.")
    log(officer, "C", "Logged LLEP-0003")
    told(officer, "Logged LLEP-0003")
    officer.press("Ctrl+Z", on=officer.window)
    told(officer, "Undone: Logged LLEP-0003")
    assert officer.told() == "Two letters say so."
    officer.press("Ctrl+Z", on=officer.window)
    told(officer, "Undone: Logged LLEP-0002")
    assert officer.told() == ""
    notices.warn("Something of no step.")
    officer.press("Ctrl+Y", on=officer.window)
    told(officer, "Redone: Logged LLEP-0002")
    assert officer.told() == "Something of no step."


def test_a_notice_of_a_step_goes_also_when_the_step_is_undone_by_its_entry(after_one):
    officer, _ = after_one
    edit = partial(add_submission, call_id=1, draft=SubmissionDraft(letter="B"))
    words = "Two letters say so."
    officer.workspace.do(edit, "Logged", lambda _: officer.window.notices.warn(words))
    officer.wait(lambda: officer.told() == words)
    officer.settle()
    newest = rows(officer.window.desk.jobs.database, AuditEntry)[-1].id
    officer.workspace.history.undo_entry(newest, "logged the second")
    officer.wait(lambda: not officer.told())
