"""Which changes of an edit can be taken back together: those of one table and one kind, if what
was changed between them does not depend on the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import Table, UniqueConstraint

from lisdesk.outcome import Json
from lisdesk.store.changes import Operation, RowId
from lisdesk.store.entities import all_tables
from lisdesk.store.recorded_changes import RecordedChange

_RUNS_LOOKED_AT = 8
"""How far back a change looks for others like it; edits of many rows repeat after a few."""


@dataclass(slots=True)
class ChangeRun:
    """Changes of one kind of single rows of one table, newest first, by the row's key.

    A change of rows written together, or one that is erased, is a run of its own.
    """

    table: Table
    operation: Operation
    is_single: bool
    changes: dict[RowId, RecordedChange] = field(default_factory=dict)
    columns: set[str] = field(default_factory=set)
    """What the updates of the run touch."""

    def take(self, change: RecordedChange) -> None:
        """Add a change."""
        self.changes[change.row_ids[0]] = change
        self.columns |= _touched(change)


def runs_to_take_back(newest_first: Iterable[RecordedChange]) -> list[ChangeRun]:
    """Return the changes of an edit in runs, in an order in which they can be taken back."""
    runs: list[ChangeRun] = []
    for change in newest_first:
        run = _run_for(runs, change)
        if run is None:
            table = all_tables().tables[change.table_name]
            run = ChangeRun(table, change.operation, _is_single(change))
            runs.append(run)
        run.take(change)
    return runs


def values_of(change: RecordedChange) -> Mapping[str, dict[str, Json]]:
    """Return what a change of a single row keeps: the row `before` and `after`."""
    assert change.values is not None
    return change.values


def _run_for(runs: list[ChangeRun], change: RecordedChange) -> ChangeRun | None:
    """Return the first run that a change may join, past those that do not depend on it."""
    if not _is_single(change):
        return None
    table = all_tables().tables[change.table_name]
    found = None
    for run in reversed(runs[-_RUNS_LOOKED_AT:]):
        if not run.is_single or (run.table is table and change.row_ids[0] in run.changes):
            break
        if run.table is table and run.operation is change.operation:
            found = run
        if not _may_pass(table, change, run):
            break
    return found


def _may_pass(table: Table, change: RecordedChange, run: ChangeRun) -> bool:
    """Whether a change can as well be taken back before a run as after it."""
    taken_back = (change.operation, run.operation)
    if Operation.UPDATE in taken_back:
        if run.table is table and not _leaves_room(table, change, run):
            return False
        return not (
            _refers(table, run.table, _touched(change)) or _refers(run.table, table, run.columns)
        )
    if run.table is table:
        return False
    if taken_back == (Operation.INSERT, Operation.INSERT):  # both go, what refers first
        return not _refers(run.table, table)
    if taken_back == (Operation.DELETE, Operation.DELETE):  # both come, what is referred to first
        return not _refers(table, run.table)
    return not (_refers(table, run.table) or _refers(run.table, table))


def _leaves_room(table: Table, change: RecordedChange, run: ChangeRun) -> bool:
    """Whether neither of a change and a run, one of them of updates, needs what must be unique in
    their table from a row of the other: a row that goes makes room.
    """
    if change.operation is Operation.INSERT:
        return True
    return _unique_columns(table).isdisjoint(_touched(change) | run.columns)


@cache
def _unique_columns(table: Table) -> frozenset[str]:
    """Return the columns on which it depends whether rows are unique; all, where a condition is
    part of it.
    """
    indexes = [index for index in table.indexes if index.unique]
    if any(index.dialect_options["sqlite"]["where"] is not None for index in indexes):
        return frozenset(table.columns.keys())
    names = {column.name for index in indexes for column in index.columns}
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            names |= set(constraint.columns.keys())
    return frozenset(names)


def _refers(table: Table, other: Table, names: set[str] | None = None) -> bool:
    """Whether a column of a table, or one of those named, refers to rows of another."""
    return any(
        key.column.table is other and (names is None or key.parent.name in names)
        for key in table.foreign_keys
    )


def _touched(change: RecordedChange) -> set[str]:
    is_update = change.operation is Operation.UPDATE and _is_single(change)
    return set(values_of(change)["before"]) if is_update else set()


def _is_single(change: RecordedChange) -> bool:
    return not change.is_erased and change.values is not None and "rows" not in change.values
