"""What stands in the way of writing the rows of an edit back: something added since that needs one
of them, took the place of one, or took away what one needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Table,
    TextClause,
    UniqueConstraint,
    select,
    text,
    tuple_,
)
from sqlalchemy.orm import Session

from lisdesk.store.change_runs import values_of
from lisdesk.store.changes import Operation, RowId
from lisdesk.store.entities import AuditEntry, all_tables
from lisdesk.store.recorded_changes import RecordedChange, newest_change_of
from lisdesk.store.rows import row_values
from lisdesk.store.single_rows import held_rows, key_of

_AT_ONCE = 500
_MOST_ROWS = 20_000
"""Of an edit of more rows these are looked at: a refusal is not to take minutes."""
_Row = Mapping[str, Any]


def newest_obstacle(session: Session, changes: Sequence[RecordedChange]) -> AuditEntry | None:
    """Return the newest edit after that of `changes` which stands in the way of taking them back;
    None if none is found.
    """
    in_the_way: dict[str, set[RowId]] = {}
    for alike in _alike(changes):
        for table, row_ids in _in_the_way_of(session, alike):
            in_the_way.setdefault(table.name, set()).update(row_ids)
    later = (
        newest_change_of(session, changes[0].entry_id, name, row_ids)
        for name, row_ids in in_the_way.items()
        if row_ids
    )
    return max((each for each in later if each is not None), key=lambda each: each.id, default=None)


def _alike(changes: Sequence[RecordedChange]) -> Iterable[Sequence[RecordedChange]]:
    """Return changes by table and kind, so that single rows are looked up many to a statement."""
    found: dict[tuple[str, Operation], list[RecordedChange]] = {}
    for change in changes:
        found.setdefault((change.table_name, change.operation), []).append(change)
    return found.values()


def _in_the_way_of(
    session: Session, alike: Sequence[RecordedChange]
) -> Iterator[tuple[Table, list[RowId]]]:
    """Yield rows that depend on those which an edit wrote, or stand where its own did."""
    table = all_tables().tables[alike[0].table_name]
    if alike[0].operation is Operation.INSERT:
        row_ids = list(islice((each for change in alike for each in change.row_ids), _MOST_ROWS))
        for start in range(0, len(row_ids), _AT_ONCE):
            yield from _depending(session, table, row_ids[start : start + _AT_ONCE])
        return
    before = _rows_before(session, table, alike)
    for start in range(0, len(before), _AT_ONCE):
        yield from _in_their_place(session, table, before[start : start + _AT_ONCE])
        yield from _missing(session, table, before[start : start + _AT_ONCE])


def _rows_before(session: Session, table: Table, alike: Sequence[RecordedChange]) -> Sequence[_Row]:
    """Return rows as they were; an update keeps of a row only what it changed."""
    kept = (
        (row_id, row)
        for change in alike
        if change.values is not None
        for row_id, row in zip(
            change.row_ids,
            change.values.get("rows") or [values_of(change)["before"]],
            strict=True,
        )
    )
    before: dict[RowId, _Row] = {}
    with suppress(KeyError):  # of an older version of the table: it could not be taken back anyway
        before = {row_id: row_values(table, row) for row_id, row in islice(kept, _MOST_ROWS)}
    if alike[0].operation is Operation.UPDATE:
        held = held_rows(session.connection(), table, before)
        return [{**row, **before[row_id]} for row_id, row in held.items()]
    return list(before.values())


def _depending(
    session: Session, table: Table, row_ids: Sequence[RowId]
) -> Iterator[tuple[Table, list[RowId]]]:
    for other in all_tables().tables.values():
        for key in other.foreign_keys:
            if key.column.table is table:
                yield other, _ids(session, other, key.parent.in_(row_ids))


def _in_their_place(
    session: Session, table: Table, before: Sequence[_Row]
) -> Iterator[tuple[Table, list[RowId]]]:
    """Yield rows with the values that only one may have, and that rows of the edit had."""
    own = {row.get(key_of(table).name) for row in before}
    for columns, where in _only_once(table):
        wanted = [tuple(row.get(column.name) for column in columns) for row in before]
        whole = [values for values in wanted if None not in values]
        if whole:
            found = _ids(session, table, tuple_(*columns).in_(whole), *where)
            yield table, [each for each in found if each not in own]


def _only_once(table: Table) -> Iterator[tuple[list[Column[Any]], list[TextClause]]]:
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield list(constraint.columns), []
    for index in table.indexes:
        columns = [each for each in index.expressions if isinstance(each, Column)]
        if index.unique and len(columns) == len(index.expressions):
            yield columns, _condition(index)


def _condition(index: Index) -> list[TextClause]:
    """Return when an index counts, as every database reads it: on a server a truth is no number."""
    where = index.dialect_options["sqlite"]["where"]
    return [] if where is None else [text(str(where).replace("is_current = 1", "is_current"))]


def _missing(
    session: Session, table: Table, before: Sequence[_Row]
) -> Iterator[tuple[Table, list[RowId]]]:
    """Yield what the rows need and what is there no more."""
    for key in table.foreign_keys:
        wanted = (row.get(key.parent.name) for row in before)
        needed: set[RowId] = {each for each in wanted if each is not None}
        held = _ids(session, key.column.table, key.column.in_(needed)) if needed else []
        yield key.column.table, list(needed - set(held))


def _ids(
    session: Session, table: Table, *conditions: ColumnElement[bool] | TextClause
) -> list[RowId]:
    return list(session.connection().scalars(select(key_of(table)).where(*conditions)))
