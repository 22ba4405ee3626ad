"""The audit: one entry per edit, chained by hashes, with values that a lawful erasure may remove.

digest of a change = SHA-256(salt + its canonical values); hash of an entry = SHA-256(hash of the
entry before it, the entry's own fields, the links of its changes: which rows, and the digest). Salt
and values can be erased; the links stay, so the chain still proves that no entry was altered, added
or dropped.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, insert, select, text
from sqlalchemy.orm import Session

from lisdesk.store.changes import RowChange, RowId, Seal
from lisdesk.store.entities import AuditChange, AuditEntry, AuditValue
from lisdesk.store.rows import content_bytes, plain_row

GENESIS = "0" * 64
"""What the first entry has for the hash of the entry before it."""

_SALT_BYTES = 16
_CHAIN_LOCK = 0x4C495344
_AT_ONCE = 1_000

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
    connection.execute(
        insert(AuditChange),
        [{"entry_id": entry_id, **dict(zip(_LINK_COLUMNS, link, strict=True))} for link in links],
    )
    own = select(AuditChange.id).where(AuditChange.entry_id == entry_id)
    change_ids = connection.scalars(own.order_by(AuditChange.ordinal))
    connection.execute(
        insert(AuditValue),
        [
            {"change_id": change_id, "salt": salt, "payload": payload}
            for change_id, (_, salt, payload) in zip(change_ids, sealed, strict=True)
        ],
    )
    return entry_id


def is_as_written(session: Session, entry: AuditEntry) -> bool:
    """Whether an entry, and which rows it says it changed, still fit its hash."""
    columns = (getattr(AuditChange, name) for name in _LINK_COLUMNS)
    chosen = select(*columns).where(AuditChange.entry_id == entry.id)
    changes = session.execute(chosen.order_by(AuditChange.ordinal))
    links: list[_Link] = [(*change,) for change in changes]
    return _hash(entry.previous_hash, _signature(entry), links) == entry.hash


def seal_of(table: Table, rows: Iterable[Mapping[str, Any]], salt: bytes | None = None) -> Seal:
    """Return the seal of some rows, with a new salt or, to compare, with the salt they were sealed
    with.
    """
    salt = os.urandom(_SALT_BYTES) if salt is None else salt
    return Seal(digest_of(salt, content_bytes(table, rows)), salt)


def digest_of(salt: bytes, content: bytes) -> str:
    """Return the digest of a change's content, in hexadecimal."""
    return hashlib.sha256(salt + content).hexdigest()


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
        own = _Changes(entry.id, [], is_true=True)
        while at_hand is not None and at_hand.entry_id <= entry.id:
            if at_hand.entry_id < entry.id:
                yield _stray_changes(at_hand.entry_id)
            else:
                own = at_hand
            at_hand = next(changes, None)
        if entry.previous_hash != previous_hash:
            yield f"Audit entry {entry.id} does not follow the entry before it."
        if _hash(entry.previous_hash, _signature(entry), own.links) != entry.hash:
            yield f"Audit entry {entry.id} was altered."
        if not own.is_true:
            yield f"The values kept with audit entry {entry.id} were altered."
        previous_hash, newest_id = entry.hash, entry.id
    while at_hand is not None:
        yield _stray_changes(at_hand.entry_id)
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


class _Changes(NamedTuple):
    """The changes of an entry as the chain sees them, and whether their kept values are true."""

    entry_id: int
    links: list[_Link]
    is_true: bool


def _changes_by_entry(session: Session) -> Iterator[_Changes]:
    rows = session.execute(
        select(
            AuditChange.entry_id,
            AuditChange.ordinal,
            AuditChange.table_name,
            AuditChange.operation,
            AuditChange.row_ids,
            AuditChange.digest,
            AuditValue.salt,
            AuditValue.payload,
        )
        .outerjoin(AuditValue, AuditValue.change_id == AuditChange.id)
        .order_by(AuditChange.entry_id, AuditChange.ordinal)
        .execution_options(yield_per=500)
    )
    for entry_id, group in groupby(rows, key=itemgetter(0)):
        links: list[_Link] = []
        is_true = True
        for _, ordinal, table_name, operation, row_ids, digest, salt, payload in group:
            links.append((ordinal, table_name, operation, row_ids, digest))
            is_true = is_true and _is_as_kept(operation, digest, salt, payload)
        yield _Changes(entry_id, links, is_true)


def _is_as_kept(operation: str, digest: str, salt: bytes | None, payload: bytes | None) -> bool:
    """Whether the kept values of a change fit its digest; True for erased ones, and for the seal of
    rows inserted together, which are compared where they stand.
    """
    if salt is None or payload is None:
        return salt is payload
    if payload == b"" and operation == "insert":
        return True
    try:
        return digest_of(salt, zlib.decompress(payload)) == digest
    except (zlib.error, TypeError):
        return False


def _sealed(change: RowChange) -> tuple[str, bytes, bytes]:
    """Return digest, salt and payload of a change."""
    if change.seal is not None:
        return change.seal.digest, change.seal.salt, b""
    if change.rows is not None:
        content = b"".join((b'{"rows":[', _canonical_rows(change.table, change.rows), b"]}"))
    else:
        content = _canonical({"before": change.before, "after": change.after})
    salt = os.urandom(_SALT_BYTES)
    return digest_of(salt, content), salt, zlib.compress(content, 1)


def _hash(previous_hash: str, signature: Signature, links: Sequence[_Link]) -> str:
    fields = {name: getattr(signature, name) for name in Signature.__slots__}
    fields["at"] = signature.at.isoformat()
    return hashlib.sha256(_canonical([previous_hash, fields, list(links)])).hexdigest()


def _signature(entry: AuditEntry) -> Signature:
    return Signature(**{name: getattr(entry, name) for name in Signature.__slots__})


def _canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _canonical_rows(table: Table, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return rows as they stand in a canonical list, some at a time: the window waits for each
    call, and all of a hundred thousand rows in one would take it a fifth of a second.
    """
    some = (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))
    return b",".join(_canonical([plain_row(table, row) for row in each])[1:-1] for each in some)


def _packed_ids(row_ids: Sequence[RowId]) -> str:
    """Pack ids as JSON; a run of numbers without a gap becomes [first, last] in a list of its
    own.
    """
    numbers = [row_id for row_id in row_ids if isinstance(row_id, int)]
    is_run = len(numbers) == len(row_ids) > 2 and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )
    return json.dumps([[numbers[0], numbers[-1]]] if is_run else list(row_ids))
