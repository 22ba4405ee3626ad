"""Undo and redo where others are at work on the same file."""

from functools import partial
from threading import Event

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.store.entities import Submission
from tests.desk_work import count


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


def test_undo_means_the_edit_that_is_still_being_saved(on_one_call, beside):
    officer, database = on_one_call, beside()
    for letter in ("A", "B"):
        edit = partial(add_submission, call_id=1, draft=SubmissionDraft(letter=letter))
        if letter == "B":  # the lane of edits is busy when it comes
            let_go = Event()
            jobs = officer.window.desk.jobs
            jobs.call_beside(let_go.wait, owner=officer.window, then=lambda _: None)
        officer.workspace.do(edit, f"Logged {letter}")
        if letter == "A":
            officer.wait(lambda: officer.workspace.history.stack.undoText() == "Logged A")
    officer.press("Ctrl+Z", on=officer.window)
    let_go.set()
    officer.wait(lambda: officer.window.status.last_edit.text() == "Undone: Logged B")
    officer.settle()
    assert count(database, Submission) == 1
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: officer.window.status.last_edit.text() == "Undone: Logged A")
    officer.press("Ctrl+Y", on=officer.window)
    officer.press("Ctrl+Y", on=officer.window)
    officer.wait(lambda: officer.window.status.last_edit.text() == "Redone: Logged B")
    officer.settle()
    assert count(database, Submission) == 2
