"""What was changed in a call, by whom and when, with the values before and after."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from lisdesk.outcome import Json
from lisdesk.queries.evidence.sheets import (
    ROWS_AT_ONCE,
    Heading,
    Sheet,
    long_columns,
    streamed,
    yes,
)
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.store.entities import AuditChange, AuditEntry, AuditValue
from lisdesk.store.recorded_changes import kept_values, unpacked_ids
from lisdesk.table import CellKind, Column, Row

_LONGEST_VALUE = 200
"""Characters of a value that are shown; texts stand whole in Answers."""
_RECORDED_OUTSIDE = ("record_publication", "retract_publication")
"""Handing a workbook over does not change what it is made from."""


def changes_sheet(session: Session, evidence: Evidence) -> Sheet:
    """Return the audit entries of a call."""
    call_id = evidence.call.call_id
    count = select(func.count(AuditEntry.id)).where(*_of_call(call_id))
    return streamed(
        Heading(
            "Changes",
            "Changes",
            "Every change to the call since it was made, with values before and after; long "
            "values are cut after their first words.",
            "Unit: changes. Records of publications are not among them.",
        ),
        [
            Column("When", CellKind.MOMENT),
            Column("Clock set by hand", width=12),
            Column("Who"),
            Column("What", width=40),
            *long_columns("Before", "After"),
        ],
        _rows(session, call_id),
        session.scalar(count) or 0,
    )


class _Change(NamedTuple):
    entry_id: int
    at: datetime
    clock_is_set: bool
    officer: str
    verb: str
    subject: str
    takes_back_id: int | None
    table_name: str | None
    operation: str | None
    row_ids: str | None
    digest: str | None
    salt: bytes | None
    payload: bytes | None


def _of_call(call_id: int) -> tuple[ColumnElement[bool], ...]:
    return AuditEntry.call_id == call_id, AuditEntry.verb.not_in(_RECORDED_OUTSIDE)


def _rows(session: Session, call_id: int) -> Iterator[Row]:
    chosen = (
        select(
            AuditEntry.id,
            AuditEntry.at,
            AuditEntry.clock_is_set,
            AuditEntry.officer,
            AuditEntry.verb,
            AuditEntry.subject,
            AuditEntry.takes_back_id,
            AuditChange.table_name,
            AuditChange.operation,
            AuditChange.row_ids,
            AuditChange.digest,
            AuditValue.salt,
            AuditValue.payload,
        )
        .outerjoin(AuditChange, AuditChange.entry_id == AuditEntry.id)
        .outerjoin(AuditValue, AuditValue.change_id == AuditChange.id)
        .where(*_of_call(call_id))
        .order_by(AuditEntry.id, AuditChange.ordinal)
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    changes = (_Change._make(row) for row in session.execute(chosen))
    for _, own in groupby(changes, key=attrgetter("entry_id")):
        yield _row(list(own))


def _row(changes: Sequence[_Change]) -> Row:
    entry = changes[0]
    what = " ".join(part for part in (entry.verb.replace("_", " "), entry.subject) if part)
    if entry.takes_back_id is not None:
        what += f" (takes back entry {entry.takes_back_id})"
    before, after = [], []
    for change in changes:
        if change.table_name is not None:
            was, becomes = _before_and_after(change)
            before += [was] if was else []
            after += [becomes] if becomes else []
    return (
        entry.at,
        yes(entry.clock_is_set),
        entry.officer,
        what,
        "\n".join(before),
        "\n".join(after),
    )


def _before_and_after(change: _Change) -> tuple[str, str]:
    """Return a change in words; of many rows written together only their number is told."""
    name = str(change.table_name).replace("_", " ")
    row_ids = unpacked_ids(change.entry_id, change.row_ids or "[]")
    if len(row_ids) != 1:
        words = f"{len(row_ids):,} rows of {name}"
        return (words, "") if change.operation == "delete" else ("", words)
    subject = f"{name} {row_ids[0]}"
    if change.salt is None or change.payload is None:
        return "", f"{subject}: erased"
    values = kept_values(change.entry_id, change.salt, change.payload, change.digest or "")
    if values is None:
        return "", subject
    return _side(subject, values.get("before")), _side(subject, values.get("after"))


def _side(subject: str, values: Mapping[str, Json] | None) -> str:
    if not values:
        return ""
    told = [
        f"{column.replace('_', ' ')}: {_short(value)}"
        for column, value in values.items()
        if column != "id" and value not in (None, "", [], {})
    ]
    return f"{subject}: {'; '.join(told) or 'empty'}"


def _short(value: Json) -> str:
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return words if len(words) <= _LONGEST_VALUE else f"{words[:_LONGEST_VALUE]} …"
