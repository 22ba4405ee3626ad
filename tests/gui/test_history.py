"""Undo and redo where others are at work on the same file."""

from functools import partial

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
