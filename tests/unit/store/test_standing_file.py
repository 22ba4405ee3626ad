"""A file that is deleted, moved or unlocked under an open window: nothing is lost in silence."""

import os
import shutil
import subprocess
import sys

import pytest

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.errors import TargetError
from lisdesk.store.backup import back_up
from lisdesk.store.entities import Submission
from lisdesk.store.opening import open_database
from tests.desk_work import count, do
from tests.journeys.command_line import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps open files where they are")


@pytest.fixture
def opened(database, call):
    assert call.id == 1
    assert count(database, Submission) == 0
    return database


def remove(path):
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def test_an_edit_to_a_deleted_file_is_refused_and_what_was_saved_can_be_backed_up(opened, tmp_path):
    do(opened, add_submission, call_id=1, draft=SubmissionDraft(letter="Saved before"))
    assert count(opened, Submission) == 1
    remove(opened.location)
    with pytest.raises(TargetError, match="no longer where it was opened"):
        do(opened, add_submission, call_id=1, draft=SubmissionDraft(letter="Too late"))
    opened.reconnect()  # as after a file dialog
    assert count(opened, Submission) == 1
    back_up(opened, tmp_path / "saved.lisdesk")
    copy = open_database(tmp_path / "saved.lisdesk")
    assert count(copy, Submission) == 1
    copy.close()


def test_an_edit_is_refused_where_another_file_stands_in_its_place(opened, tmp_path):
    other = tmp_path / "other.lisdesk"
    shutil.copy(opened.location, other)
    other.replace(opened.location)
    with pytest.raises(TargetError, match="moved, deleted or replaced"):
        do(opened, add_submission, call_id=1, draft=SubmissionDraft(letter="Too late"))


def test_edits_go_on_where_another_program_has_removed_the_log(opened):
    """As when a dialog made the system drop our locks, and a command was run on the file then."""
    do(opened, add_submission, call_id=1, draft=SubmissionDraft(letter="First"))
    assert count(opened, Submission) == 1
    for path in opened.location.parent.glob(f"{opened.location.name}*"):
        path.read_bytes()  # closing it lets every lock of this process go
    command = [sys.executable, "main.py", "--db", str(opened.location), "call", "list"]
    subprocess.run(command, check=True, cwd=ROOT, timeout=60, stdout=subprocess.DEVNULL)
    do(opened, add_submission, call_id=1, draft=SubmissionDraft(letter="Second"))
    assert count(opened, Submission) == 2
    elsewhere = open_database(opened.location)
    assert count(elsewhere, Submission) == 2
    elsewhere.close()
    opened.close()
    again = open_database(opened.location)
    assert count(again, Submission) == 2
    again.close()
