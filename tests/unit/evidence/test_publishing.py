"""A file that is handed over always has its record, whatever fails on the way."""

import hashlib
import os
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

import lisdesk.tasks.exporting
from lisdesk.errors import BusyError, TargetError
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.entities import AuditEntry, Publication
from tests.desk_work import content, rows
from tests.thorough import one_in

OLD = b"what stood there before"


@pytest.fixture
def target(tmp_path):
    """Return the path to publish to, where an older file stands."""
    path = tmp_path / "out.xlsx"
    path.write_bytes(OLD)
    return path


def publications(database):
    return [record.sha256 for record in rows(database, Publication)]


def verbs(database, many):
    return [entry.verb for entry in rows(database, AuditEntry)][-many:]


def assert_nothing_left(target):
    assert not list(target.parent.glob(".lisdesk*"))


def failing_commits(database, at):
    """Let the commits of these numbers fail, as a drive that has gone away makes them."""
    count = 0

    def fail(_connection):
        nonlocal count
        count += 1
        if count in at:
            raise OperationalError("COMMIT", None, Exception("disk I/O error"))

    event.listen(database.write_engine, "commit", fail)


def at_the_place(monkeypatch, target, act, *, after=False):
    """Let something happen just before, or just after, the file gets its place."""
    replace = Path.replace

    def replace_and_act(self, goal):
        if goal != target:
            return replace(self, goal)
        if after:
            replace(self, goal)
        return act()

    monkeypatch.setattr(Path, "replace", replace_and_act)


def failing_place(monkeypatch, target, error, *, after=False):
    """Let the step in which the file gets its place fail, before or after it is done."""

    def fail():
        raise error

    at_the_place(monkeypatch, target, fail, after=after)


def test_a_commit_that_fails_leaves_no_file_and_no_record(busy_database, export, target):
    before = content(busy_database)
    failing_commits(busy_database, {1})
    with pytest.raises(TargetError, match="was not saved"):
        export(busy_database, Edition.PUBLICATION)
    assert target.read_bytes() == OLD
    assert content(busy_database) == before
    assert_nothing_left(target)
    report = export(busy_database, Edition.PUBLICATION)
    assert publications(busy_database) == [report.sha256]


@pytest.mark.parametrize(
    "error", [OSError(5, "Input/output error"), OSError(28, "No space left on device")], ids=str
)
def test_a_file_that_gets_no_place_is_taken_off_the_record(
    busy_database, export, target, monkeypatch, error
):
    before = content(busy_database)
    with monkeypatch.context() as broken:
        failing_place(broken, target, error)
        with pytest.raises(TargetError) as refused:
            export(busy_database, Edition.PUBLICATION)
    assert "Nothing was handed over, and its record was taken back." in str(refused.value)
    assert target.read_bytes() == OLD
    assert content(busy_database) == before
    assert verbs(busy_database, 2) == ["record_publication", "retract_publication"]
    assert_nothing_left(target)
    report = export(busy_database, Edition.PUBLICATION)
    assert publications(busy_database) == [report.sha256]


def test_a_target_that_another_program_holds_to_the_end_is_refused(
    busy_database, export, target, monkeypatch
):
    monkeypatch.setattr("lisdesk.exchange.atomic._RETRY_DELAYS_SECONDS", (0.0, 0.0))
    failing_place(monkeypatch, target, PermissionError(13, "Permission denied"))
    with pytest.raises(TargetError, match="could not be replaced"):
        export(busy_database, Edition.PUBLICATION)
    assert target.read_bytes() == OLD
    assert publications(busy_database) == []


def test_a_target_that_is_seen_to_be_held_leaves_nothing_in_the_history(
    busy_database, export, target
):
    target.with_name("~$out.xlsx").write_bytes(b"")
    before = len(rows(busy_database, AuditEntry))
    with pytest.raises(TargetError, match="Excel"):
        export(busy_database, Edition.PUBLICATION)
    assert len(rows(busy_database, AuditEntry)) == before


def test_a_record_that_cannot_be_taken_back_is_told(busy_database, export, target, monkeypatch):
    failing_place(monkeypatch, target, OSError(5, "Input/output error"))
    failing_commits(busy_database, {2})
    with pytest.raises(TargetError) as refused:
        export(busy_database, Edition.PUBLICATION)
    assert "the history says that one was" in str(refused.value)
    assert target.read_bytes() == OLD
    assert len(publications(busy_database)) == 1
    assert_nothing_left(target)


def test_stopping_before_the_file_has_its_place_takes_the_record_back(
    busy_database, export, target, monkeypatch
):
    failing_place(monkeypatch, target, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        export(busy_database, Edition.PUBLICATION)
    assert target.read_bytes() == OLD
    assert publications(busy_database) == []


@pytest.mark.thorough
def test_stopping_once_the_file_has_its_place_leaves_the_record(
    busy_database, export, target, monkeypatch
):
    failing_place(monkeypatch, target, KeyboardInterrupt(), after=True)
    with pytest.raises(KeyboardInterrupt):
        export(busy_database, Edition.PUBLICATION)
    assert publications(busy_database) == [hashlib.sha256(target.read_bytes()).hexdigest()]


@pytest.mark.thorough
def test_a_place_that_cannot_be_read_counts_as_taken(busy_database, export, target, monkeypatch):
    failing_place(monkeypatch, target, OSError(5, "Input/output error"))

    def unreadable(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", unreadable)
    with pytest.raises(TargetError):
        export(busy_database, Edition.PUBLICATION)
    assert len(publications(busy_database)) == 1


@pytest.mark.thorough
def test_bytes_that_do_not_reach_the_disk_are_not_recorded(
    busy_database, export, target, monkeypatch
):
    def fail(path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(lisdesk.tasks.exporting, "force_to_disk", fail)
    before = len(rows(busy_database, AuditEntry))
    with pytest.raises(TargetError, match="not enough room"):
        export(busy_database, Edition.PUBLICATION)
    assert len(rows(busy_database, AuditEntry)) == before
    assert target.read_bytes() == OLD


@pytest.mark.thorough
def test_a_record_that_has_to_wait_too_long_leaves_the_old_file(
    busy_database, export, target, monkeypatch
):
    def busy(work, **_arguments):
        raise BusyError("Busy.", do="Wait.")

    monkeypatch.setattr(lisdesk.tasks.exporting, "record_publication", busy)
    with pytest.raises(BusyError):
        export(busy_database, Edition.PUBLICATION)
    assert target.read_bytes() == OLD
    assert_nothing_left(target)


@pytest.mark.thorough
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize(
    "step", one_in(3, ["before the record", "after the record", "after the file"])
)
def test_a_program_killed_while_publishing_leaves_no_file_without_record(
    busy_database, export, target, monkeypatch, step
):
    def die(*_arguments):
        os._exit(9)

    busy_database.close()
    child = os.fork()
    if child == 0:
        if step == "before the record":
            event.listen(busy_database.write_engine, "commit", die)
        else:
            at_the_place(monkeypatch, target, die, after=step == "after the file")
        try:
            export(busy_database, Edition.PUBLICATION)
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    recorded = publications(busy_database)
    stands = hashlib.sha256(target.read_bytes()).hexdigest()
    assert (target.read_bytes() == OLD) == (step != "after the file")
    assert (stands in recorded) == (step == "after the file")
    assert len(recorded) == (0 if step == "before the record" else 1)
    report = export(busy_database, Edition.PUBLICATION)
    assert report.sha256 in publications(busy_database)
    assert_nothing_left(target)
