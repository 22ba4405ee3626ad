"""Compare every row that stands with what the audit says it must be.

A row that was inserted by itself is what its insertion and its updates left. Rows inserted together
have no copy in the audit but a seal: they are walked back, from how they stand, over the updates
since, to how they came in, and the seal must fit. Where the values of a change were lawfully
erased, the rows that need them are told apart as not proven.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain, islice
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from lisdesk.outcome import Json
from lisdesk.store.audit import seal_of
from lisdesk.store.changes import Operation, RowId
from lisdesk.store.entities import all_tables
from lisdesk.store.recorded_changes import RecordedChange, changes_numbered
from lisdesk.store.row_histories import Batch, Event, TableHistory, row_histories
from lisdesk.store.stored_rows import STRANGE, StoredRow, StoredRows, Strange
from lisdesk.store.walking_back import before_deletion, is_same, last_life, left_by, walked_back

UNAUDITED = frozenset({"audit_entry", "audit_change", "audit_value", "draft", "reference_counter"})
"""Tables whose rows the audit does not tell of."""

_AT_ONCE = 500


class Kind(Enum):
    """How a row differs from what the audit says."""

    ALTERED = "altered"
    STRANGE = "strange"
    MISCOUNTED = "miscounted"
    MISSING = "missing"
    RETURNED = "returned"
    ADDED = "added"
    SEAL_BROKEN = "seal broken"
    SEAL_UNPROVEN = "seal unproven"


@dataclass(frozen=True, slots=True)
class Difference:
    """A row, or some rows that came in together, that do not stand as the audit says."""

    kind: Kind
    table_name: str
    row_ids: Sequence[RowId]
    entry_id: int | None = None
    """The edit that left the row otherwise."""
    column: str | None = None
    values: Mapping[str, Json | Strange] = field(default_factory=dict)
    """The row as it stands, or as it should."""


class Verdict(Enum):
    """What is said of a row that does not differ."""

    PROVEN = "proven"
    ERASED = "erased"


Result = Difference | Verdict


def compared_rows(session: Session) -> Iterator[Result]:
    """Yield a verdict or a difference for every row of the audited tables, some rows at a time.

    The audit itself must be whole. Raises DamagedFileError if it cannot be read.
    """
    histories = row_histories(session)
    for table in all_tables().sorted_tables:
        if table.name not in UNAUDITED:
            history = histories.pop(table.name, TableHistory())
            yield from _Comparison(session, table, history).results()


class _Comparison:
    """The comparison of one table."""

    def __init__(self, session: Session, table: Table, history: TableHistory) -> None:
        self._session = session
        self._table = table
        self._history = history
        self._stored = StoredRows(session, table)
        self._found = 0
        self._settled: set[RowId] = set()
        """Rows of a batch that were touched, but neither deleted nor inserted since."""

    def results(self) -> Iterator[Result]:
        """Yield the results of all rows."""
        for batch in self._history.batches:
            yield from self._batch(batch)
        singles = (row_id for row_id in self._history.events if row_id not in self._settled)
        while chunk := list(islice(singles, _AT_ONCE)):
            yield from self._singles(chunk)
        if self._stored.count() != self._found:
            yield from self._added()

    def _batch(self, batch: Batch) -> Iterator[Result]:
        """Compare rows that came in together, and prove them by their seal."""
        lives = {row_id: self._life_since(batch, row_id) for row_id in self._touched(batch)}
        changes = self._changes(chain([batch.birth], *lives.values()))
        stored = self._standing(batch.row_ids)
        rows_then: list[Mapping[str, Any] | None] = []
        standing = 0
        for row_id in batch.row_ids:
            life = [changes[event.change_id] for event in lives.get(row_id, ())]
            end = life.pop() if life and life[-1].operation is Operation.DELETE else None
            row = stored.get(row_id)
            if end is not None:
                rows_then.append(walked_back(before_deletion(end, row_id), life))
            elif row is None:
                yield self._difference(Kind.MISSING, row_id, batch.entry_id)
            else:
                standing += 1
                yield from self._differing(row, left_by(life), updates=len(life))
                rows_then.append(walked_back(row.values, life))
        self._found += standing
        yield from self._sealed(batch, changes[batch.birth.change_id], rows_then, standing)

    def _touched(self, batch: Batch) -> Iterator[RowId]:
        events = self._history.events
        return (row_id for row_id in batch.row_ids if row_id in events) if events else iter(())

    def _life_since(self, batch: Batch, row_id: RowId) -> list[Event]:
        """Return what happened to a row of a batch until it was deleted, or until now."""
        life = []
        for event in self._history.events[row_id]:
            if event.change_id > batch.birth.change_id:
                life.append(event)
                if event.operation is not Operation.UPDATE:
                    return life
        self._settled.add(row_id)
        return life

    def _standing(self, row_ids: Sequence[RowId]) -> dict[RowId, StoredRow]:
        is_run = isinstance(row_ids, range)
        rows = (
            self._stored.between(row_ids[0], row_ids[-1])
            if is_run
            else self._stored.with_ids(row_ids)
        )
        return {row.row_id: row for row in rows}

    def _sealed(
        self,
        batch: Batch,
        own: RecordedChange,
        rows_then: list[Mapping[str, Any] | None],
        standing: int,
    ) -> Iterator[Result]:
        """Yield what the seal says of rows as they came in; None stands for one that is erased."""
        known = [row for row in rows_then if row is not None]
        verdict = Verdict.PROVEN
        is_whole = len(rows_then) == len(batch.row_ids)
        if own.is_erased or len(known) < len(rows_then):
            verdict = Verdict.ERASED
        elif not is_whole or any(STRANGE in row.values() for row in known):
            if len(batch.row_ids) > 1:  # of a single row it is said already
                yield self._of_batch(Kind.SEAL_UNPROVEN, batch)
        elif seal_of(self._table, known, own.salt).digest != own.digest:
            yield self._of_batch(Kind.SEAL_BROKEN, batch)
        for _ in range(standing):
            yield verdict

    def _singles(self, row_ids: Sequence[RowId]) -> Iterator[Result]:
        """Compare rows whose last insertion or deletion was of themselves alone."""
        lives = {row_id: last_life(self._history.events[row_id]) for row_id in row_ids}
        changes = self._changes(chain(*lives.values()))
        stored = {row.row_id: row for row in self._stored.with_ids(row_ids)}
        self._found += len(stored)
        for row_id, events in lives.items():
            life = [changes[event.change_id] for event in events]
            yield from self._single(row_id, life, stored.get(row_id))

    def _single(
        self, row_id: RowId, life: Sequence[RecordedChange], row: StoredRow | None
    ) -> Iterator[Result]:
        birth = life[0]
        if birth.operation is not Operation.INSERT:
            if row is not None:
                yield self._difference(Kind.RETURNED, row_id, birth.entry_id, row.values)
            return
        left = left_by(life)
        if row is None:
            values = {name: value for name, (value, _) in left.items()}
            yield self._difference(Kind.MISSING, row_id, birth.entry_id, values)
            return
        yield from self._differing(row, left, updates=len(life) - 1)
        yield Verdict.ERASED if any(change.is_erased for change in life) else Verdict.PROVEN

    def _differing(
        self, row: StoredRow, left: Mapping[str, tuple[Json, int]], *, updates: int
    ) -> Iterator[Difference]:
        """Yield a difference for each column that is not as an edit left it."""
        if STRANGE in row.values.values():
            for name, value in row.values.items():
                if value is STRANGE:
                    yield self._difference(Kind.STRANGE, row.row_id, None, row.values, name)
        for name, (value, entry_id) in left.items():
            stands = row.values.get(name, value)
            if stands is not STRANGE and not is_same(stands, value):
                yield self._difference(Kind.ALTERED, row.row_id, entry_id, row.values, name)
        if row.version not in (None, 1 + updates):
            yield self._difference(Kind.MISCOUNTED, row.row_id, None, row.values)

    def _added(self) -> Iterator[Difference]:
        """Yield the rows that the audit knows nothing of."""
        known = set(self._history.events)
        for batch in self._history.batches:
            known.update(batch.row_ids)
        strangers = (row_id for row_id in self._stored.ids() if row_id not in known)
        while chunk := list(islice(strangers, _AT_ONCE)):
            for row in self._stored.with_ids(chunk):
                yield self._difference(Kind.ADDED, row.row_id, None, row.values)

    def _changes(self, events: Iterable[Event]) -> dict[int, RecordedChange]:
        numbers = [event.change_id for event in events]
        found: dict[int, RecordedChange] = {}
        for start in range(0, len(numbers), _AT_ONCE):
            found |= changes_numbered(self._session, numbers[start : start + _AT_ONCE])
        return found

    def _difference(
        self,
        kind: Kind,
        row_id: RowId,
        entry_id: int | None,
        values: Mapping[str, Json | Strange] | None = None,
        column: str | None = None,
    ) -> Difference:
        return Difference(kind, self._table.name, (row_id,), entry_id, column, values or {})

    def _of_batch(self, kind: Kind, batch: Batch) -> Difference:
        return Difference(kind, self._table.name, batch.row_ids, batch.entry_id)
