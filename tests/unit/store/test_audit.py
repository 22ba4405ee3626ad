"""The audit: one entry for each edit, with every row that the edit changed."""

import json
import shutil
import zlib
from datetime import datetime

import pytest
from sqlalchemy import LargeBinary, delete, insert, update

from lisdesk.edits.calls import close_call
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.history import take_back
from lisdesk.edits.life_cycle import begin_analysis
from lisdesk.edits.merging import mark_duplicate
from lisdesk.edits.publications import record_publication
from lisdesk.edits.questions import add_question
from lisdesk.edits.settings import change_setting
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    edit_submission,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.edits.tags import remove_tag
from lisdesk.errors import RefusedError
from lisdesk.outcome import Kind
from lisdesk.rules.vocabulary import SetAside
from lisdesk.store import audit
from lisdesk.store.changes import Operation, RowChange
from lisdesk.store.entities import (
    AuditChange,
    AuditEntry,
    AuditValue,
    Question,
    Setting,
    Tag,
    all_entities,
)
from lisdesk.store.entities.entity import Numbered
from lisdesk.store.entities.strict_types import Moment, WholeNumber, Words
from lisdesk.store.opening import open_database
from lisdesk.store.recorded_changes import recorded_changes
from lisdesk.store.rows import plain_row
from tests.desk_work import DESK, at, content, count, do, entries, first, log, rows, tag
from tests.story import (
    PUBLISHED,
    fill_frame,
    fill_memos,
    fill_merges,
    fill_redactions,
    fill_register,
    fill_suggestions,
    fill_work,
    tell,
)

UNAUDITED = {"audit_entry", "audit_change", "audit_value", "draft", "reference_counter"}
ENTITIES = sorted(
    (entity for name, entity in all_entities().items() if name not in UNAUDITED),
    key=lambda entity: entity.__tablename__,
)


def test_an_edit_makes_one_entry_that_says_who_when_and_what(database, call):
    before = entries(database)
    done = do(database, add_question, call_id=call.id, text="And what else?")
    assert entries(database) == before + 1
    entry = rows(database, AuditEntry)[-1]
    assert done.entry_id == entry.id
    assert (entry.officer, entry.verb, entry.verb_version) == ("Ann Officer", "add_question", 1)
    assert (entry.at, entry.clock_is_set) == (datetime.fromisoformat("2018-12-10T09:00Z"), True)
    assert (entry.call_id, entry.subject) == (call.id, call.reference)
    assert entry.takes_back_id is None
    assert done.changed == {Kind.QUESTION}


def test_an_entry_follows_the_hash_of_the_one_before_it(database, call):
    found = rows(database, AuditEntry)
    hashes = [audit.GENESIS, *(entry.hash for entry in found)]
    assert [entry.previous_hash for entry in found] == hashes[:-1]


def test_taking_back_names_the_edit_it_takes_back(database, call):
    done = do(database, add_question, call_id=call.id, text="And what else?")
    undone = do(database, take_back, entry_id=done.entry_id, desk=at(2018, 12, 11))
    entry = first(database, AuditEntry, AuditEntry.id == undone.entry_id)
    assert (entry.verb, entry.takes_back_id) == ("take_back", done.entry_id)
    assert (entry.subject, entry.call_id) == (call.reference, call.id)
    assert entry.at.day == 11


def test_an_edit_that_changes_nothing_leaves_no_entry(database, call):
    do(database, change_setting, name="attachment_limit_mb", value="30")
    log(database, call, answers={1: "One."})
    before = entries(database)
    unchanged = [
        do(database, change_setting, name="attachment_limit_mb", value="30"),
        do(
            database,
            edit_submission,
            submission_id=1,
            correction=SubmissionCorrection(answers={1: "One."}),
        ),
    ]
    assert entries(database) == before
    assert {(done.entry_id, done.inverse, done.changed) for done in unchanged} == {
        (None, None, frozenset())
    }


def test_an_edit_inside_another_belongs_to_the_outer_one(database, call):
    before = entries(database)
    with database.writing(DESK) as work:
        outer = work.run("outer", 3, lambda: add_question(work, call_id=call.id, text="Inner?"))
    assert entries(database) == before + 1
    assert outer.result.entry_id is None
    entry = rows(database, AuditEntry)[-1]
    assert (entry.verb, entry.verb_version) == ("outer", 3)


def test_a_row_written_outside_an_edit_is_refused(database):
    with pytest.raises(RuntimeError), database.writing(DESK) as work:
        work.session.add(Setting(name="x", value="1"))
        work.session.flush()
    assert count(database, Setting) == 0


@pytest.mark.parametrize(
    "statement",
    [
        update(Question).values(text="x"),
        delete(Question),
        insert(Setting).values(name="x", value="1", version=1),
    ],
    ids=["update", "delete", "insert"],
)
def test_a_bulk_statement_past_the_audit_is_refused(database, call, statement):
    before = content(database)
    with pytest.raises(RuntimeError), database.writing(DESK) as work:
        work.run("bulk", 1, lambda: work.session.execute(statement))
    assert content(database) == before


def changes_of(work, edit):
    """Return (rows that SQLite says were changed, rows that were recorded, the operations)."""
    connection = work.session.connection().connection.driver_connection
    before, recorded = connection.total_changes, len(work._changes)
    edit()
    work.session.flush()
    new = work._changes[recorded:]
    return (
        connection.total_changes - before,
        sum(len(change.row_ids) for change in new),
        {(change.table.name, change.operation) for change in new},
    )


def altered(entity):
    """Return a column that may hold another value than it does, and that value."""
    changes = {
        Words: lambda now: f"{now}x",
        LargeBinary: lambda now: now + b"x",
        Moment: lambda now: datetime.fromisoformat("2001-01-01T00:00Z"),
        WholeNumber: lambda now: 2 if now == 1 else 1,
    }
    for kind, change in changes.items():
        for column in type(entity).__table__.columns:
            if type(column.type) is kind and not column.primary_key and column.name != "version":
                now = getattr(entity, column.name)
                is_one_of_a_kind = kind is WholeNumber and column.unique
                return column.name, now + 1_000 if is_one_of_a_kind else change(now)
    raise AssertionError(f"no column of {entity} to try")


LETTER = {"call_id": 1, "seed_id": 1, "submission_ids": [4, 5], "name": "Letter"}


@pytest.fixture(scope="module")
def full_file(empty_file, tmp_path_factory):
    """Return a file with rows in every table; what a test changes in it, it takes back."""
    path = tmp_path_factory.mktemp("full") / "full.lisdesk"
    shutil.copy(empty_file, path)
    database = open_database(path)
    tell(database)
    do(database, confirm_campaign, **LETTER)
    fill_register(database)
    fill_merges(database)
    fill_redactions(database)
    fill_memos(database)
    fill_suggestions(database)
    fill_frame(database)
    fill_work(database)
    with database.writing(DESK) as work:
        work.run("rest", 1, lambda: _add_the_rest(work))
    yield database
    database.close()


def _add_the_rest(work):
    request_confidentiality(work, submission_id=1, reason="Secret.")
    set_submission_aside(work, submission_id=2, kind=SetAside.OFF_TOPIC, reason="Misread.")
    mark_duplicate(work, submission_id=3, of_id=1)
    close_call(work, call_id=1, reason="Enough.")
    record_publication(work, call_id=1, file=PUBLISHED)
    begin_analysis(work, call_id=1)


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.__tablename__)
def test_rows_changed_are_rows_recorded(full_file, entity):
    name = entity.__tablename__
    with full_file.writing(DESK) as work:
        work.run("probe", 1, lambda: _change_every_way(work, entity, name))
        work.session.rollback()


def _change_every_way(work, entity, name):
    work.session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    row = work.session.query(entity).first()
    assert row is not None, f"{name} has no row to try"
    values = {column.name: getattr(row, column.name) for column in entity.__table__.columns}
    operations = [
        (Operation.UPDATE, lambda: setattr(row, *altered(row))),
        (Operation.DELETE, lambda: work.remove(row)),
        (Operation.INSERT, lambda: work.add(entity(**values))),
    ]
    if issubclass(entity, Numbered):
        operations += [
            (Operation.DELETE, lambda: work.delete_rows(entity, [values["id"]])),
            (Operation.INSERT, lambda: work.insert_rows(entity, [values])),
        ]
    for operation, edit in operations:
        assert changes_of(work, edit) == (1, 1, {(name, operation)})


def test_a_row_that_is_changed_and_deleted_at_once_comes_back_as_it_stood(database, call):
    number = tag(database, log(database, call, letter="Better buses."), note="As it stood.")
    before = content(database)

    def change_and_delete(work):
        chosen = work.session.get_one(Tag, number)
        chosen.note = "On the way out."
        work.remove(chosen)

    with database.writing(DESK) as work:
        done = work.run("remove_tag", 1, lambda: change_and_delete(work))
    do(database, take_back, entry_id=done.entry_id)
    assert content(database) == before


@pytest.mark.parametrize("count_of_rows", [0, 1, 2_000, 2_001])
def test_many_rows_are_kept_in_the_same_bytes_as_a_few(count_of_rows):
    table = Question.__table__
    kept = [{"id": n, "call_id": 1, "number": n, "text": "Why?"} for n in range(count_of_rows)]
    change = RowChange(table, Operation.DELETE, [each["id"] for each in kept], rows=kept)
    digest, salt, payload = audit._sealed(change)
    content = zlib.decompress(payload)
    assert json.loads(content) == {"rows": [plain_row(table, each) for each in kept]}
    assert content == audit._canonical(json.loads(content))
    assert audit.digest_of(salt, content) == digest


def test_erasing_the_values_of_an_edit_keeps_the_chain_whole_and_the_edit_for_good(database, call):
    entry = log(database, call, respondent="Ann Nym", answers={1: "My name is Ann Nym."})
    logged = rows(database, AuditEntry)[-1].id
    own = AuditChange.entry_id == logged
    change_ids = [change.id for change in rows(database, AuditChange, own)]
    with database.writing(DESK) as work:
        connection = work.session.connection()
        connection.execute(delete(AuditValue).where(AuditValue.change_id.in_(change_ids)))
    before = content(database)
    with database.reading() as session:
        assert list(audit.broken_links(session)) == []
        assert all(change.is_erased for change in recorded_changes(session, logged))
    with pytest.raises(RefusedError) as refused:
        do(database, take_back, entry_id=logged)
    assert "erased" in refused.value.happened
    assert content(database) == before
    tagged = tag(database, entry, quote="Ann")
    assert do(database, remove_tag, tag_id=tagged).entry_id is not None
