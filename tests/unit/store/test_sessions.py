"""Sessions on a file: who may write, what a reader sees, who waits for whom."""

import multiprocessing
import threading
import time
from contextlib import closing

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from lisdesk.edits.questions import add_question
from lisdesk.edits.settings import change_setting
from lisdesk.errors import BusyError, RefusedError, StaleEditError, TargetError
from lisdesk.store import database as database_module
from lisdesk.store.database import CACHE_KIB, Database, located, wal_is_safe
from lisdesk.store.entities import LeadBody, Question, Setting, all_entities
from lisdesk.store.entities.entity import Versioned
from lisdesk.store.opening import open_database
from tests.desk_work import DESK, count, do, entries, first, rows

EDITABLE = {
    "acknowledgement_text",
    "area",
    "call",
    "call_date",
    "call_wording",
    "campaign",
    "carried_memo",
    "coding_sample",
    "coverage_target",
    "feedback",
    "finding",
    "late_policy",
    "lead_body",
    "membership",
    "memo",
    "own_permission",
    "priority",
    "priority_detail",
    "programme_area",
    "quantifier_scale",
    "question",
    "question_detail",
    "redaction",
    "reminder_days",
    "sample_coder",
    "saved_view",
    "setting",
    "stakeholder",
    "stakeholder_contact",
    "stakeholder_type",
    "submission",
    "suggestion_decision",
    "suggestion_switch",
    "tag",
}


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("cache_size", -CACHE_KIB),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("application_id", 0x4C495344),
    ],
)
def test_reader_and_writer_run_on_the_durable_settings(database, pragma, value):
    with database.reading() as session:
        assert session.scalar(text(f"PRAGMA {pragma}")) == value
    with database.writing(DESK) as work:
        assert work.session.scalar(text(f"PRAGMA {pragma}")) == value


def test_a_reading_session_cannot_write(database):
    with pytest.raises(TargetError), database.reading() as session:
        session.add(Setting(name="x", value="1"))
        session.flush()
    with pytest.raises(TargetError), database.reading() as session:
        session.execute(text("DELETE FROM lead_body"))
    assert count(database, LeadBody) == 38


def test_a_reader_sees_one_moment_while_others_write(database, call):
    with database.reading() as session:
        before = session.scalar(text("SELECT count(*) FROM question"))
        do(database, add_question, call_id=call.id, text="And what else?")
        assert session.scalar(text("SELECT count(*) FROM question")) == before
    assert count(database, Question) == before + 1


def test_an_error_inside_the_block_leaves_nothing(database, call):
    before = entries(database)
    with pytest.raises(ZeroDivisionError), database.writing(DESK) as work:
        add_question(work, call_id=call.id, text="And what else?")
        _ = 1 / 0
    assert entries(database) == before
    assert count(database, Question, Question.text == "And what else?") == 0


def test_an_edit_that_was_refused_halfway_cannot_be_saved_by_swallowing_the_refusal(database, call):
    with pytest.raises(RuntimeError), database.writing(DESK) as work:
        add_question(work, call_id=call.id, text="First?")
        with pytest.raises(RefusedError):
            work.run("half", 1, lambda: _write_half_a_question(work, call))
    assert count(database, Question, Question.text.in_(["First?", "Half"])) == 0


def _write_half_a_question(work, call):
    add_question(work, call_id=call.id, text="Half")
    raise RefusedError("No.", do="Wait.")


def test_every_table_that_an_officer_edits_counts_its_versions():
    versioned = {name for name, entity in all_entities().items() if issubclass(entity, Versioned)}
    assert versioned == EDITABLE
    for name in EDITABLE:
        mapper = all_entities()[name].__mapper__
        assert mapper.version_id_col is mapper.local_table.c.version


def test_a_stale_edit_is_refused_with_nothing_changed(database, call):
    with pytest.raises(StaleEditError), database.writing(DESK) as work:
        question = work.session.get_one(Question, 1)
        raw = work.session.connection().connection.driver_connection
        raw.execute("UPDATE question SET text = 'Other', version = version + 1 WHERE id = 1")
        work.run("reword", 1, lambda: setattr(question, "text", "Mine"))
    assert first(database, Question, Question.id == 1).text not in ("Other", "Mine")


def test_every_edit_of_a_row_raises_its_version(database):
    for value in ("30", "40", "50"):
        do(database, change_setting, name="attachment_limit_mb", value=value)
    assert [(row.value, row.version) for row in rows(database, Setting)] == [("50", 3)]


def _hold_the_write_lock(path, held, let_go):
    with closing(sqlite.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        held.set()
        let_go.wait(20)
        connection.execute("ROLLBACK")


@pytest.fixture
def held_by_another_process(database, monkeypatch):
    """Hold the write lock of the test's file in another process; wait for locks 50 ms only."""
    monkeypatch.setattr(database_module, "BUSY_MS", 50)
    database.close()  # so that the short wait holds for every connection from now on
    processes = multiprocessing.get_context("spawn")
    held, let_go = processes.Event(), processes.Event()
    holder = processes.Process(
        target=_hold_the_write_lock, args=(str(database.location), held, let_go)
    )
    holder.start()
    assert held.wait(20)
    yield
    let_go.set()
    holder.join()


def test_a_thread_writes_as_soon_as_another_has_ended(database):
    """SQLite looks again after up to a tenth of a second, more and more seldom."""
    begun, waited = threading.Event(), []

    def hold():
        with database.keeping():
            begun.set()
            time.sleep(0.12)
            waited.append(time.perf_counter())

    for _ in range(5):
        begun.clear()
        holder = threading.Thread(target=hold)
        holder.start()
        assert begun.wait(5)
        with database.keeping():
            waited[-1] = time.perf_counter() - waited[-1]
        holder.join()
    assert min(waited) < 0.02


def test_a_turn_that_does_not_come_is_a_busy_file(database, monkeypatch):
    monkeypatch.setattr(database_module, "BUSY_MS", 50)
    refused = []

    def write():
        try:
            with database.keeping():
                pass
        except BusyError as error:
            refused.append(error.happened)

    with database.keeping():
        other = threading.Thread(target=write)
        other.start()
        other.join()
    assert len(refused) == 1
    assert "consultation.lisdesk" in refused[0]


def test_a_lock_held_longer_than_we_wait_is_a_busy_file(database, held_by_another_process):
    with pytest.raises(BusyError) as refused:
        do(database, change_setting, name="attachment_limit_mb", value="30")
    assert "consultation.lisdesk" in refused.value.happened
    assert count(database, Setting) == 0


def test_a_file_can_be_opened_and_read_while_another_process_writes(
    database, held_by_another_process
):
    again = open_database(database.location)
    assert count(again, LeadBody) == 38
    again.close()


def _raise_a_setting(path, times):
    database = Database(path)
    for _ in range(times):
        with database.writing(DESK) as work:
            standing = work.session.get(Setting, "attachment_limit_mb")
            now = int(standing.value) if standing else 1
            change_setting(work, name="attachment_limit_mb", value=str(now + 1))
    database.close()


def test_writers_in_threads_wait_for_each_other_and_lose_no_update(database):
    threads = [
        threading.Thread(target=_raise_a_setting, args=(database.location, 15)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert first(database, Setting).value == str(1 + 4 * 15)


def test_writers_in_processes_wait_for_each_other_and_lose_no_update(database):
    processes = [
        multiprocessing.get_context("spawn").Process(
            target=_raise_a_setting, args=(database.location, 15)
        )
        for _ in range(2)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert first(database, Setting).value == str(1 + 2 * 15)
    assert entries(database) == 1 + 2 * 15


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((4, 0, 0), True),
    ],
)
def test_wal_is_used_only_on_releases_without_its_data_loss_bug(version, is_safe):
    assert wal_is_safe(version) is is_safe


def test_the_sqlite_that_ships_is_a_safe_one():
    assert wal_is_safe()


@pytest.mark.parametrize("text", ["mysql://me@host/db", "http://[", "sqlite:///x.db"])
def test_a_database_of_another_kind_is_refused(text):
    with pytest.raises(RefusedError):
        located(text)


def test_a_server_address_is_taken_with_or_without_its_driver():
    assert located("postgresql://me@host/db").drivername == "postgresql+psycopg"
    assert located("postgresql+psycopg://me:secret@host/db").password == "secret"


@pytest.mark.parametrize(
    "address", ["postgresql://me:secret@host/db", "postgresql://me@host/db?password=secret"]
)
def test_the_name_of_a_database_tells_no_password(address):
    name = Database(located(address)).name
    assert "secret" not in name
    assert name.endswith("@host/db")


def test_a_driver_error_that_no_one_can_act_on_stays_itself(database):
    with pytest.raises(DatabaseError), database.reading() as session:
        session.execute(text("SELECT * FROM no_such_table"))
