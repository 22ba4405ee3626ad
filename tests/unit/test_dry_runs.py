"""A dry run of an import: exact, out of everybody's way, and gone without a trace."""

import csv
import tempfile
from pathlib import Path

import pytest

from lisdesk.errors import CancelledError, TargetError
from lisdesk.store import database as database_module
from lisdesk.store.database import Database
from lisdesk.store.entities import Submission
from lisdesk.tasks.importing import import_sheet
from lisdesk.tasks.trial_copy import FOLDER_PREFIX
from tests.desk_work import DESK, content, count, log

CALL = "LLEP-2018-01"


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """Let the folder for temporary files be one of the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "export.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        written = csv.writer(file)
        written.writerow(["Response ID", "Name", "Which skills are hardest to find?"])
        written.writerows([place, f"Body {place}", f"Welders {place}"] for place in range(600))
    return path


def dry_run(database, sheet, progress=None):
    return import_sheet(database, DESK, CALL, sheet, dry_run=True, progress=progress)


def test_somebody_else_can_write_at_every_step_of_a_dry_run(
    database, call, sheet, temporary, monkeypatch
):
    monkeypatch.setattr(database_module, "BUSY_MS", 20)
    other = Database(database.location)
    steps = []

    def meanwhile(done, total):
        log(other, call, respondent=f"Caller {len(steps)}", letter="By telephone.")
        steps.append((done, total))

    result = dry_run(database, sheet, meanwhile)
    assert steps[0] == (0, 0)
    assert [done for done, total in steps if total] == [0, 200, 400, 601]
    assert (result.report.new, result.report.rows) == (600, 600)
    assert count(database, Submission) == len(steps)
    assert list(temporary.iterdir()) == []
    other.close()


def test_a_dry_run_counts_what_the_import_then_does_and_changes_nothing(
    database, call, sheet, temporary
):
    before = content(database)
    foreseen = dry_run(database, sheet)
    assert content(database) == before
    done = import_sheet(database, DESK, CALL, sheet)
    assert foreseen.report.reference is None
    for name in ("rows", "new", "changed", "already_here", "joined", "blank", "problems"):
        assert getattr(foreseen.report, name) == getattr(done.report, name), name
    assert dry_run(database, sheet).report.already_here == 600
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("step", [0, 1, 2])
def test_a_cancelled_dry_run_leaves_nothing_behind(database, call, sheet, temporary, step):
    before, steps = content(database), []

    def stop(done, total):
        steps.append((done, total))
        if len(steps) > step:
            raise CancelledError

    with pytest.raises(CancelledError):
        dry_run(database, sheet, stop)
    assert content(database) == before
    assert list(temporary.iterdir()) == []


def test_a_copy_that_a_killed_program_left_goes_with_the_next_dry_run(
    database, call, sheet, temporary
):
    left = temporary / f"{FOLDER_PREFIX}left"
    left.mkdir()
    (left / ".in-use").touch()
    (left / "consultation.lisdesk").write_bytes(b"somebody's words")
    dry_run(database, sheet)
    assert list(temporary.iterdir()) == []


def test_without_room_for_the_copy_the_officer_is_told_where_to_make_some(
    database, call, sheet, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(Path(database.location).parent / "none"))
    with pytest.raises(TargetError, match="temporary files"):
        dry_run(database, sheet)
