"""Read back from the audit what an edit changed, and believe it only if it fits its digest."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from lisdesk.errors import OPEN_BACKUP, DamagedFileError
from lisdesk.store.audit import digest_of
from lisdesk.store.changes import Operation, RowId
from lisdesk.store.entities import AuditChange, AuditEntry, AuditValue

MOST_ROWS_TOGETHER = 10_000_000
"""No edit changes more rows together; a longer run of numbers is not of our making."""

_AT_ONCE = 500

MOST_LOOKED_THROUGH = 10_000
"""How many later changes are searched for the one that stands in the way of an edit."""


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """A change as it stands in the audit."""

    entry_id: int
    table_name: str
    operation: Operation
    row_ids: Sequence[RowId]
    digest: str
    salt: bytes | None
    values: dict[str, Any] | None
    """`before` and `after` of one row, or `rows` of many; None for rows inserted together."""
    is_erased: bool


def recorded_changes(session: Session, entry_id: int) -> list[RecordedChange]:
    """Return the changes of an entry, in the order in which they were made.

    Raises DamagedFileError if what was kept of one was altered.
    """
    return list(_chosen(session, AuditChange.entry_id == entry_id).values())


def changes_numbered(session: Session, change_ids: Sequence[int]) -> dict[int, RecordedChange]:
    """Return the changes with these numbers by number; DamagedFileError as above."""
    return _chosen(session, AuditChange.id.in_(change_ids))


def changes_of(session: Session, table_names: Collection[str]) -> list[RecordedChange]:
    """Return every change of some tables in the order in which they were made; DamagedFileError as
    above.
    """
    return list(_chosen(session, AuditChange.table_name.in_(table_names)).values())


def changes_in_call(session: Session, call_id: int, table_name: str) -> Iterator[RecordedChange]:
    """Yield the changes of a table by edits of a call, in the order in which they were made;
    DamagedFileError as above.
    """
    chosen = (
        select(AuditChange.id)
        .join(AuditEntry, AuditEntry.id == AuditChange.entry_id)
        .where(AuditEntry.call_id == call_id, AuditChange.table_name == table_name)
        .order_by(AuditChange.entry_id, AuditChange.ordinal)
    )
    ids = session.scalars(chosen).all()
    for start in range(0, len(ids), _AT_ONCE):
        yield from changes_numbered(session, ids[start : start + _AT_ONCE]).values()


def rows_changed_by(session: Session, verbs: Collection[str], table_name: str) -> set[RowId]:
    """Return the numbers of a table's rows that edits of these verbs have changed."""
    chosen = (
        select(AuditEntry.id, AuditChange.row_ids)
        .join(AuditEntry, AuditEntry.id == AuditChange.entry_id)
        .where(AuditEntry.verb.in_(verbs), AuditChange.table_name == table_name)
    )
    found = session.execute(chosen)
    return {row_id for entry_id, packed in found for row_id in unpacked_ids(entry_id, packed)}


def newest_change_of(
    session: Session, entry_id: int, table_name: str, row_ids: Collection[RowId]
) -> AuditEntry | None:
    """Return the newest edit after another one that changed any of these rows; None if there is
    none among the newest `MOST_LOOKED_THROUGH` changes of the table.
    """
    chosen = (
        select(AuditChange.entry_id, AuditChange.row_ids)
        .where(AuditChange.entry_id > entry_id, AuditChange.table_name == table_name)
        .order_by(AuditChange.entry_id.desc())
        .limit(MOST_LOOKED_THROUGH)
    )
    wanted = frozenset(row_ids)
    for later_id, packed in session.execute(chosen):
        if not wanted.isdisjoint(unpacked_ids(later_id, packed)):
            return session.get(AuditEntry, later_id)
    return None


def kept_values(entry_id: int, salt: bytes, payload: bytes, digest: str) -> dict[str, Any] | None:
    """Return what was kept of a change; None for rows inserted together, which have a seal.

    Raises DamagedFileError if it does not fit the digest.
    """
    if payload == b"":
        return None
    try:
        content = zlib.decompress(payload)
        if digest_of(salt, content) == digest:
            values: dict[str, Any] = json.loads(content)
            return values
    except (zlib.error, TypeError):  # a value of another type that somebody put there
        pass
    raise altered(entry_id)


def operation_of(entry_id: int, word: str) -> Operation:
    """Return the operation that a change names; DamagedFileError if it is none of ours."""
    try:
        return Operation(word)
    except ValueError as error:
        raise altered(entry_id) from error


def unpacked_ids(entry_id: int, packed: str) -> Sequence[RowId]:
    """Return the row numbers of a change; DamagedFileError if they are not ours."""
    try:
        items = json.loads(packed)
        runs = [range(item[0], item[1] + 1) for item in items if isinstance(item, list)]
        if sum(map(len, runs)) > MOST_ROWS_TOGETHER:
            raise altered(entry_id)
        if len(items) == len(runs) == 1:
            return runs[0]
        return [row_id for item in items for row_id in _ids(item)]
    except (LookupError, TypeError, ValueError) as error:
        raise altered(entry_id) from error


def altered(entry_id: int) -> DamagedFileError:
    """Return what to say of an edit that the audit no longer tells truly."""
    return DamagedFileError(
        f"What the audit keeps of edit {entry_id} was altered or is damaged.",
        do="Restore the newest backup with “lisdesk restore”, and keep the damaged file.",
        do_in_window=OPEN_BACKUP,
    )


def _ids(item: object) -> Sequence[RowId]:
    if isinstance(item, list):
        return range(item[0], item[1] + 1)
    if isinstance(item, int | str):
        return (item,)
    raise TypeError("a row number that is neither number nor text")


def _chosen(session: Session, condition: ColumnElement[bool]) -> dict[int, RecordedChange]:
    found = session.execute(
        select(
            AuditChange.id,
            AuditChange.entry_id,
            AuditChange.table_name,
            AuditChange.operation,
            AuditChange.row_ids,
            AuditChange.digest,
            AuditValue.salt,
            AuditValue.payload,
        )
        .outerjoin(AuditValue, AuditValue.change_id == AuditChange.id)
        .where(condition)
        .order_by(AuditChange.entry_id, AuditChange.ordinal)
    )
    return {change.id: _recorded(change) for change in found}


def _recorded(change: Row[*tuple[Any, ...]]) -> RecordedChange:
    entry_id, is_erased = change.entry_id, change.salt is None
    kept = None
    if not is_erased:
        kept = kept_values(entry_id, change.salt, change.payload, change.digest)
    return RecordedChange(
        entry_id,
        change.table_name,
        operation_of(entry_id, change.operation),
        unpacked_ids(entry_id, change.row_ids),
        change.digest,
        change.salt,
        kept,
        is_erased=is_erased,
    )
