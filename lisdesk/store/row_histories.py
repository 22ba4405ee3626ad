"""What the audit says of every row: where it came from, and which edits touched it since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.store.changes import Operation, RowId
from lisdesk.store.entities import AuditChange, AuditValue
from lisdesk.store.recorded_changes import altered, operation_of, unpacked_ids

_AT_ONCE = 1_000


class Event(NamedTuple):
    """A change of one row; later changes have higher numbers."""

    change_id: int
    operation: Operation


@dataclass(slots=True)
class Batch:
    """Rows that were inserted together under one seal."""

    birth: Event
    entry_id: int
    row_ids: Sequence[RowId]


@dataclass(slots=True)
class TableHistory:
    """What the audit says of the rows of one table."""

    batches: list[Batch] = field(default_factory=list)
    """Without those that were removed again as a whole."""
    events: dict[RowId, list[Event]] = field(default_factory=dict)
    """What happened to single rows, oldest first: to those of a batch since it came, too."""

    def add(self, batch: Batch) -> None:
        """Take note of rows inserted together."""
        self.batches.append(batch)

    def touch(self, row_id: RowId, event: Event) -> None:
        """Take note of what happened to a single row."""
        self.events.setdefault(row_id, []).append(event)

    def remove(self, row_ids: Sequence[RowId], event: Event) -> None:
        """Take note of rows deleted together: as a rule all of a batch, when it is taken back."""
        for place in range(len(self.batches) - 1, -1, -1):
            if self.batches[place].row_ids == row_ids:
                born_at = self.batches.pop(place).birth.change_id
                for row_id in row_ids:
                    self._forget_since(born_at, row_id)
                self._end_later_batches(place, row_ids, event)
                return
        for row_id in row_ids:
            self.touch(row_id, event)

    def _forget_since(self, change_id: int, row_id: RowId) -> None:
        """Forget what happened to a row since a change; earlier lives of it stay known."""
        earlier = [each for each in self.events.pop(row_id, ()) if each.change_id < change_id]
        if earlier:
            self.events[row_id] = earlier

    def _end_later_batches(self, place: int, row_ids: Sequence[RowId], event: Event) -> None:
        """Take note that rows are gone which were removed before and came back together since."""
        kept = []
        for batch in self.batches[place:]:
            own = _in_both(batch.row_ids, row_ids)
            if len(own) < len(batch.row_ids):
                kept.append(batch)
                for row_id in own:
                    self.touch(row_id, event)
        self.batches[place:] = kept


def _in_both(some: Sequence[RowId], others: Sequence[RowId]) -> list[RowId]:
    """Return the numbers in two runs; those of rows written together ascend."""
    first, last = some[0], some[-1]
    if isinstance(first, int) and isinstance(others[0], int):
        assert isinstance(last, int)
        assert isinstance(others[-1], int)
        if last < others[0] or first > others[-1]:
            return []
    known = set(others)
    return [each for each in some if each in known]


def row_histories(session: Session) -> dict[str, TableHistory]:
    """Return the history of every table by its name, in memory that grows with the single changes
    and not with the rows.

    Raises DamagedFileError if the audit cannot be read.
    """
    histories: defaultdict[str, TableHistory] = defaultdict(TableHistory)
    newest_id = 0
    for change_id, entry_id, table_name, words, packed, size in _changes(session):
        if change_id <= newest_id:  # numbers are given out in the order of the changes
            raise altered(entry_id)
        newest_id = change_id
        history, operation = histories[table_name], operation_of(entry_id, words)
        event, row_ids = Event(change_id, operation), unpacked_ids(entry_id, packed)
        is_single = len(row_ids) == 1
        if operation is Operation.INSERT and (size == 0 or not is_single):
            history.add(Batch(event, entry_id, row_ids))
        elif operation is Operation.DELETE and not is_single:
            history.remove(row_ids, event)
        else:
            for row_id in row_ids:
                history.touch(row_id, event)
    return dict(histories)


def _changes(session: Session) -> Iterator[tuple[int, int, str, str, str, int | None]]:
    """Yield the changes without their values; a kept value of size 0 is a seal."""
    chosen = (
        select(
            AuditChange.id,
            AuditChange.entry_id,
            AuditChange.table_name,
            AuditChange.operation,
            AuditChange.row_ids,
            func.length(AuditValue.payload),
        )
        .outerjoin(AuditValue, AuditValue.change_id == AuditChange.id)
        .order_by(AuditChange.entry_id, AuditChange.ordinal)
        .execution_options(yield_per=_AT_ONCE)
    )
    for row in session.execute(chosen):
        yield tuple(row)
