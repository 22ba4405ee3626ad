"""The audit: one entry per edit, chained by hashes, with values that a lawful erasure may remove.

digest of a change = SHA-256(salt + its canonical values); hash of an entry = SHA-256(hash of the
entry before it, the entry's own fields, the links of its changes: which rows, and the digest). Salt
and values can be erased; the links stay, so the chain still proves that no entry was altered, added
or dropped.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, insert, select, text
from sqlalchemy.orm import Session

from lisdesk.store.changes import Operation, RowChange, RowId, Seal
from lisdesk.store.entities import AuditChange, AuditEntry, AuditValue
from lisdesk.store.rows import content_bytes, plain_row

GENESIS = "0" * 64
"""What the first entry has for the hash of the entry before it."""

_SALT_BYTES = 16
_CHAIN_LOCK = 0x4C495344

_Link = tuple[int, str, str, str, str]
"""What the chain holds of a change, by these columns."""
_LINK_COLUMNS = ("ordinal", "table_name", "operation", "row_ids", "digest")


@dataclass(frozen=True, slots=True)
class Signature:
    """Everything of an audit entry but its changes and its place in the chain."""

    at: datetime
    clock_is_set: bool
    officer: str
    verb: str
    verb_version: int
    subject: str
    call_id: int | None
    takes_back_id: int | None


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """A change as it stands in the audit."""

    table_name: str
    operation: Operation
    row_ids: list[RowId]
    digest: str
    salt: bytes | None
    values: dict[str, Any] | None
    """`before` and `after` of one row, or `rows` of many; None for rows inserted together."""
    is_erased: bool


def record(connection: Connection, signature: Signature, changes: Sequence[RowChange]) -> int:
    """Write the audit entry of an edit in the edit's own transaction; return its id."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer; here entries must queue
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
    newest = select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
    previous_hash = connection.scalar(newest) or GENESIS
    sealed = [_sealed(change) for change in changes]
    links: list[_Link] = [
        (
            ordinal,
            change.table.name,
            change.operation.value,
            _packed_ids(change.row_ids),
            digest,
        )
        for ordinal, (change, (digest, _, _)) in enumerate(zip(changes, sealed, strict=True))
    ]
    fields = {name: getattr(signature, name) for name in Signature.__slots__}
    entry_id = connection.scalar(
        insert(AuditEntry)
        .values(**fields, previous_hash=previous_hash, hash=_hash(previous_hash, signature, links))
        .returning(AuditEntry.id)
    )
    assert isinstance(entry_id, int)
    change_ids = connection.scalars(
        insert(AuditChange).returning(AuditChange.id, sort_by_parameter_order=True),
        [{"entry_id": entry_id, **dict(zip(_LINK_COLUMNS, link, strict=True))} for link in links],
    )
    connection.execute(
        insert(AuditValue),
        [
            {"change_id": change_id, "salt": salt, "payload": payload}
            for change_id, (_, salt, payload) in zip(change_ids, sealed, strict=True)
        ],
    )
    return entry_id


def recorded_changes(session: Session, entry_id: int) -> list[RecordedChange]:
    """Return the changes of an entry, in the order in which they were made."""
    found = session.execute(
        select(AuditChange, AuditValue)
        .outerjoin(AuditValue, AuditValue.change_id == AuditChange.id)
        .where(AuditChange.entry_id == entry_id)
        .order_by(AuditChange.ordinal)
    )
    return [_recorded(change, value) for change, value in found]


def rows_changed_by(session: Session, verbs: Collection[str], table_name: str) -> set[RowId]:
    """Return the numbers of a table's rows that edits of these verbs have changed."""
    chosen = (
        select(AuditChange.row_ids)
        .join(AuditEntry, AuditEntry.id == AuditChange.entry_id)
        .where(AuditEntry.verb.in_(verbs), AuditChange.table_name == table_name)
    )
    return {row_id for packed in session.scalars(chosen) for row_id in _unpacked_ids(packed)}


def seal_of(table: Table, rows: Iterable[Mapping[str, Any]], salt: bytes | None = None) -> Seal:
    """Return the seal of some rows, with a new salt or, to compare, with the salt they were sealed
    with.
    """
    salt = secrets.token_bytes(_SALT_BYTES) if salt is None else salt
    return Seal(_digest(salt, content_bytes(table, rows)), salt)


def broken_links(session: Session) -> Iterator[str]:
    """Yield a sentence for every place where the chain or a kept value does not fit its hash."""
    try:
        yield from _broken_links(session)
    except (TypeError, ValueError):  # a value that is not of its column's type
        yield "The audit holds something that cannot be read."


def _broken_links(session: Session) -> Iterator[str]:
    previous_hash, newest_id = GENESIS, 0
    changes = _changes_by_entry(session)
    at_hand = next(changes, None)
    for entry in session.scalars(
        select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=500)
    ):
        own: list[tuple[AuditChange, AuditValue | None]] = []
        while at_hand is not None and at_hand[0] <= entry.id:
            if at_hand[0] < entry.id:
                yield _stray_changes(at_hand[0])
            else:
                own = at_hand[1]
            at_hand = next(changes, None)
        if entry.previous_hash != previous_hash:
            yield f"Audit entry {entry.id} does not follow the entry before it."
        links = [_link(change) for change, _ in own]
        if _hash(entry.previous_hash, _signature(entry), links) != entry.hash:
            yield f"Audit entry {entry.id} was altered."
        yield from _altered_values(entry.id, own)
        previous_hash, newest_id = entry.hash, entry.id
    while at_hand is not None:
        yield _stray_changes(at_hand[0])
        at_hand = next(changes, None)
    if newest_id != _last_id_given_out(session, newest_id):
        yield f"The audit's last entries, after entry {newest_id}, are missing."


def _stray_changes(entry_id: int) -> str:
    return f"Audit changes belong to entry {entry_id}, which is not there."


def _last_id_given_out(session: Session, newest_id: int) -> int:
    """Return the number of the last entry ever written; PostgreSQL's counter cannot tell."""
    if session.get_bind().dialect.name == "postgresql":
        return newest_id
    counter = text("SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry'")
    return session.scalar(counter) or 0


def _changes_by_entry(
    session: Session,
) -> Iterator[tuple[int, list[tuple[AuditChange, AuditValue | None]]]]:
    rows = session.execute(
        select(AuditChange, AuditValue)
        .outerjoin(AuditValue, AuditValue.change_id == AuditChange.id)
        .order_by(AuditChange.entry_id, AuditChange.ordinal)
        .execution_options(yield_per=500)
    )
    for entry_id, group in groupby(rows, key=lambda row: row[0].entry_id):
        yield entry_id, [(change, value) for change, value in group]


def _altered_values(
    entry_id: int, own: list[tuple[AuditChange, AuditValue | None]]
) -> Iterator[str]:
    for change, value in own:
        if value is None or not value.payload:
            continue
        try:
            is_true = _digest(value.salt, zlib.decompress(value.payload)) == change.digest
        except (zlib.error, TypeError):
            is_true = False
        if not is_true:
            yield f"The values kept with audit entry {entry_id} were altered."


def _sealed(change: RowChange) -> tuple[str, bytes, bytes]:
    """Return digest, salt and payload of a change."""
    if change.seal is not None:
        return change.seal.digest, change.seal.salt, b""
    if change.rows is not None:
        content = _canonical({"rows": [plain_row(change.table, row) for row in change.rows]})
    else:
        content = _canonical({"before": change.before, "after": change.after})
    salt = secrets.token_bytes(_SALT_BYTES)
    return _digest(salt, content), salt, zlib.compress(content, 1)


def _digest(salt: bytes, content: bytes) -> str:
    return hashlib.sha256(salt + content).hexdigest()


def _hash(previous_hash: str, signature: Signature, links: Sequence[_Link]) -> str:
    fields = {name: getattr(signature, name) for name in Signature.__slots__}
    fields["at"] = signature.at.isoformat()
    return hashlib.sha256(_canonical([previous_hash, fields, list(links)])).hexdigest()


def _link(change: AuditChange) -> _Link:
    return change.ordinal, change.table_name, change.operation, change.row_ids, change.digest


def _signature(entry: AuditEntry) -> Signature:
    return Signature(**{name: getattr(entry, name) for name in Signature.__slots__})


def _canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _recorded(change: AuditChange, value: AuditValue | None) -> RecordedChange:
    kept = json.loads(zlib.decompress(value.payload)) if value and value.payload else None
    return RecordedChange(
        change.table_name,
        Operation(change.operation),
        _unpacked_ids(change.row_ids),
        change.digest,
        value.salt if value else None,
        kept,
        is_erased=value is None,
    )


def _packed_ids(row_ids: Sequence[RowId]) -> str:
    """Pack ids as JSON; a run of numbers without a gap becomes [first, last] in a list of its
    own.
    """
    numbers = [row_id for row_id in row_ids if isinstance(row_id, int)]
    is_run = len(numbers) == len(row_ids) > 2 and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )
    return json.dumps([[numbers[0], numbers[-1]]] if is_run else list(row_ids))


def _unpacked_ids(packed: str) -> list[RowId]:
    ids: list[RowId] = []
    for item in json.loads(packed):
        ids += range(item[0], item[1] + 1) if isinstance(item, list) else [item]
    return ids
