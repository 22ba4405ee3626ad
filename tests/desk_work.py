"""Edits done as an officer does them, and all that a file holds, to compare before and after."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import CompoundSelect, Select, func, literal, select, text, union_all

import lisdesk.edits
from lisdesk.clock import fixed_clock
from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.edits.file import set_up_file
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.edits.verbs import VERBS
from lisdesk.errors import RefusedError, UserError
from lisdesk.exchange.reference import shipped_reference_data, shipped_template
from lisdesk.outcome import Outcome
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.store.database import Database
from lisdesk.store.entities import (
    AuditEntry,
    Call,
    Entity,
    LeadBody,
    Priority,
    SourceText,
    Submission,
    all_tables,
)
from lisdesk.store.lookup import priority_by_code, submission_by_reference
from lisdesk.store.sketches import SKETCH_VALUE, TEXT_SKETCH
from lisdesk.store.work import Desk

for _module in pkgutil.iter_modules(lisdesk.edits.__path__):  # every verb registers itself
    importlib.import_module(f"lisdesk.edits.{_module.name}")

NOW = datetime(2018, 12, 10, 9, tzinfo=UTC)
DESK = Desk("Ann Officer", fixed_clock(NOW))
BEA, BOB = Desk("Bea Officer", DESK.clock), Desk("Bob Officer", DESK.clock)
REFERENCE = shipped_reference_data()
TEMPLATE = shipped_template("lis-ten-questions")
UNCOMPARED_TABLES = {"audit_entry", "audit_change", "audit_value", "reference_counter"}


def at(*moment: int) -> Desk:
    """Return Ann's desk at a moment in UTC: year, month, day, hour …"""
    return Desk(DESK.officer, fixed_clock(datetime(*moment, tzinfo=UTC)))


def do(
    database: Database, edit: Callable[..., Outcome[Any]], *, desk: Desk = DESK, **arguments: Any
) -> Outcome[Any]:
    """Run one edit in a transaction of its own."""
    with database.writing(desk) as work:
        return edit(work, **arguments)


def take_back(database: Database, outcome: Outcome[Any], *, desk: Desk = DESK) -> Outcome[Any]:
    """Run the inverse that an edit gave."""
    assert outcome.inverse is not None
    inverse = VERBS[outcome.inverse.verb]
    return do(database, inverse, desk=desk, **outcome.inverse.arguments)


def assert_refused(
    database: Database,
    edit: Callable[..., Outcome[Any]],
    error: type[UserError] = RefusedError,
    **arguments: Any,
) -> UserError:
    """Run an edit that must be refused, and see that nothing changed; return the refusal."""
    before = content(database), entries(database)
    with pytest.raises(error) as refused:
        do(database, edit, **arguments)
    assert (content(database), entries(database)) == before
    return refused.value


def set_up(database: Database) -> Database:
    """Fill a new file or server database with the shipped lists."""
    do(database, set_up_file, reference=REFERENCE)
    return database


def open_call(database: Database, **changes: Any) -> Call:
    """Make the call of the stories: open from 6 December 2018 to 31 January 2019."""
    draft = CallDraft(
        **{
            "title": "Local Industrial Strategy",
            "lead": "LLEP",
            "opens_on": date(2018, 12, 6),
            "deadline": parse_deadline("2019-01-31"),
            **changes,
        }
    )
    made = do(database, new_call, draft=draft, template=TEMPLATE)
    return first(database, Call, Call.reference == made.result)


def log(database: Database, call: Call, *, desk: Desk = DESK, **draft: Any) -> Submission:
    """Log a submission and return it as it stands."""
    made = do(database, add_submission, desk=desk, call_id=call.id, draft=SubmissionDraft(**draft))
    return submission(database, made.result.reference)


def tag(
    database: Database, entry: Submission, code: str = "P2", *, desk: Desk = DESK, **draft: Any
) -> int:
    """Tag a submission to a priority; return the tag's number."""
    arguments = {
        "submission_id": entry.id,
        "priority_id": priority(database, entry.call_id, code).id,
        "draft": TagDraft(**draft),
    }
    made = do(database, add_tag, desk=desk, **arguments)
    return int(made.result.removeprefix("TAG-"))


def first(database: Database, entity: type[Entity], *conditions: Any) -> Any:
    """Return the first row that fulfils the conditions, detached; None if there is none."""
    with database.reading() as session:
        return session.scalar(select(entity).where(*conditions).limit(1))


def rows(database: Database, entity: type[Entity], *conditions: Any) -> list[Any]:
    """Return the rows that fulfil the conditions in the order of their numbers, detached."""
    with database.reading() as session:
        key = entity.__table__.primary_key.columns.values()[0]
        return list(session.scalars(select(entity).where(*conditions).order_by(key)))


def count(database: Database, entity: type[Entity], *conditions: Any) -> int:
    """Return how many rows fulfil the conditions."""
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(entity).where(*conditions))


def submission(database: Database, reference: str) -> Submission:
    """Return a submission by its reference."""
    with database.reading() as session:
        return submission_by_reference(session, reference)


def priority(database: Database, call_id: int, code: str) -> Priority:
    """Return a priority by its code."""
    with database.reading() as session:
        return priority_by_code(session, call_id, code)


def standing_texts(database: Database, submission_id: int) -> list[str]:
    """Return the texts of a submission that stand, in the order in which they came."""
    own = SourceText.submission_id == submission_id
    return [text.body for text in rows(database, SourceText, own, SourceText.is_current)]


def entries(database: Database) -> int:
    """Return how many edits the audit has."""
    return count(database, AuditEntry)


def body_named(database: Database, body_id: int) -> str:
    """Return the name of a lead body."""
    return first(database, LeadBody, LeadBody.id == body_id).name


def content(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of a database but for audit, counters and versions, its search index and
    its sketches.
    """
    statements, which = _statements_of_content()
    found: dict[str, list[tuple[Any, ...]]] = {name: [] for name in statements}
    with database.reading() as session:
        connection = session.connection()
        for name in list(connection.scalars(which)):
            found[name] = [tuple(row) for row in connection.execute(statements[name])]
    return {**found, "search": search_index(database)}


@cache
def _statements_of_content() -> tuple[dict[str, Select[Any]], CompoundSelect[str]]:
    """Return a statement for each table that is compared, and one that tells which have rows: made
    once, for most tables are empty, and hundreds of tests compare them all twice and more.
    """
    compared = [each for each in all_tables().sorted_tables if each.name not in UNCOMPARED_TABLES]
    tables = {each.name: each for each in (*compared, TEXT_SKETCH, SKETCH_VALUE)}
    statements = {
        name: select(*(column for column in table.columns if column.name != "version")).order_by(
            *table.primary_key.columns
        )
        for name, table in tables.items()
    }
    filled = union_all(
        *(
            select(literal(name)).where(select(literal(1)).select_from(table).exists())
            for name, table in tables.items()
        )
    )
    return statements, filled


def without_sketches(found: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Return a content but for its sketches, which large edits leave to a task."""
    sketches = {TEXT_SKETCH.name, SKETCH_VALUE.name}
    return {name: rows for name, rows in found.items() if name not in sketches}


def search_index(database: Database) -> list[tuple[Any, ...]]:
    """Return what is searchable: on SQLite words with their places, on PostgreSQL words alone.

    PostgreSQL puts the texts of a submission together in any order.
    """
    if isinstance(database.location, Path):
        return _fts5_instances(database.location)
    with database.reading() as session:
        chosen = (
            "SELECT submission_id, tsvector_to_array(document) "
            "FROM submission_search ORDER BY submission_id"
        )
        return [tuple(row) for row in session.execute(text(chosen))]


def _fts5_instances(path: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE temp.instance "
            "USING fts5vocab(main, submission_search, 'instance')"
        )
        chosen = "SELECT doc, col, offset, term FROM instance ORDER BY 1, 2, 3"
        return connection.execute(chosen).fetchall()
