"""The begin hook and the durable settings, each held by a guard that is seen to fail without it."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, PendingRollbackError

from lisdesk.edits.settings import change_setting
from lisdesk.errors import UserError
from lisdesk.store.database import Database
from lisdesk.store.entities import Setting
from lisdesk.store.migrate import upgrade
from tests.desk_work import DESK, first
from tests.thorough import one_in
from tests.trust.broken_stores import break_store, mend_store

SETTING = "attachment_limit_mb"
UPDATES = 20


class PowerCutError(Exception):
    """Stands for the program dying between two statements."""


@contextmanager
def broken(guard: str | None) -> Iterator[None]:
    if guard:
        break_store(guard)
    try:
        yield
    finally:
        mend_store()


def assert_a_failed_migration_leaves_nothing(path: Path) -> None:
    """Let the first migration die in its middle; hold the file to being as it was: empty."""
    path.touch()
    database = Database(path)
    left = iter(range(30))

    def die(*_: object) -> None:
        if next(left, None) is None:
            raise PowerCutError

    event.listen(database.write_engine, "before_cursor_execute", die)
    with pytest.raises(PowerCutError):
        upgrade(database)
    database.close()
    with closing(sqlite.connect(path)) as connection:
        made = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    assert made == 0, f"half a migration: {made} tables and indexes"


def assert_no_update_is_lost(path: Path, guard: str | None) -> None:
    """Let two processes raise one number, each reading it first; hold them to every raise."""
    processes = multiprocessing.get_context("spawn")
    barrier = processes.Barrier(2)
    refusals = processes.Value("i", 0)
    arguments = (path, guard, barrier, refusals)
    workers = [processes.Process(target=_raise_a_setting, args=arguments) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    database = Database(path)
    value = int(first(database, Setting).value)
    database.close()
    assert (value, refusals.value) == (1 + 2 * UPDATES, 0), "updates lost or refused"


def _raise_a_setting(path, guard, barrier, refusals) -> None:
    with broken(guard):
        database = Database(path)
    barrier.wait(30)
    for _ in range(UPDATES):
        try:
            with database.writing(DESK) as work:
                standing = work.session.get(Setting, SETTING)
                now = int(standing.value) if standing else 1
                time.sleep(0.003)  # so that the other one reads the same, if it may
                change_setting(work, name=SETTING, value=str(now + 1))
        except (UserError, DBAPIError, PendingRollbackError):
            with refusals.get_lock():
                refusals.value += 1
    database.close()


def assert_the_settings_are_durable(path: Path) -> None:
    """Hold reader and writer to the settings that a power cut was replayed with."""
    database = Database(path)
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0}
    with database.reading() as session:
        reader = {name: session.scalar(text(f"PRAGMA {name}")) for name in wanted}
    with database.writing(DESK) as work:
        writer = {name: work.session.scalar(text(f"PRAGMA {name}")) for name in wanted}
    database.close()
    assert (reader, writer) == (wanted, wanted), "not the durable settings"


def test_a_migration_that_fails_in_its_middle_leaves_nothing(tmp_path):
    assert_a_failed_migration_leaves_nothing(tmp_path / "new.lisdesk")


@pytest.mark.parametrize("guard", ["no begin hook", "the driver begins"])
def test_half_a_migration_is_found_out(tmp_path, guard):
    with broken(guard), pytest.raises(AssertionError, match="half a migration"):
        assert_a_failed_migration_leaves_nothing(tmp_path / "new.lisdesk")


def test_two_processes_that_update_the_same_thing_lose_nothing(path):
    assert_no_update_is_lost(path, None)


@pytest.mark.parametrize("guard", one_in(2, ["no begin hook", "begin deferred"]))
def test_lost_or_refused_updates_are_found_out(path, guard):
    with pytest.raises(AssertionError, match="updates lost or refused"):
        assert_no_update_is_lost(path, guard)


def test_files_are_kept_on_the_durable_settings(path):
    assert_the_settings_are_durable(path)


@pytest.mark.parametrize("guard", ["synchronous OFF", "synchronous NORMAL", "no write-ahead log"])
def test_a_weaker_setting_is_found_out(path, guard):
    with broken(guard), pytest.raises(AssertionError, match="not the durable settings"):
        assert_the_settings_are_durable(path)
