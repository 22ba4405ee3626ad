"""Rows written many to a statement, each with an audit record of its own.

So an edit of many single rows is taken back in a few statements, and every row still has the
history that it would have had alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, select
from sqlalchemy.orm.exc import StaleDataError

from lisdesk.store.bulk_insert import insert_together
from lisdesk.store.changes import Operation, RowChange, RowId
from lisdesk.store.rows import content_columns, plain_row

_CHUNK = 500


def key_of(table: Table) -> Column[Any]:
    """Return the column by which the rows of a table are known."""
    (key,) = table.primary_key.columns
    return key


def held_rows(
    connection: Connection,
    table: Table,
    row_ids: Iterable[RowId],
    names: Sequence[str] | None = None,
) -> dict[RowId, dict[str, Any]]:
    """Return the rows with these keys that are there, by key, as Python values: all their columns,
    or those that are named, the key and the version among them.

    On a server they are held until the transaction ends, so that they stay as they are read.
    """
    key, wanted = key_of(table), list(row_ids)
    columns = table.columns if names is None else [table.c[name] for name in names]
    found: dict[RowId, dict[str, Any]] = {}
    for start in range(0, len(wanted), _CHUNK):
        chosen = select(*columns).where(key.in_(wanted[start : start + _CHUNK])).order_by(key)
        for row in connection.execute(chosen.with_for_update()).mappings():
            found[row[key.name]] = dict(row)
    return found


def insert_each(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
) -> list[RowChange]:
    """Insert rows in their first version; a column that a row does not give is left empty."""
    empty = dict.fromkeys(content_columns(table))
    whole = [{**empty, **row} for row in rows]
    insert_together(connection, table, whole)
    name = key_of(table).name
    return [
        RowChange(table, Operation.INSERT, (row[name],), after=plain_row(table, row))
        for row in whole
    ]


def delete_each(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
) -> list[RowChange]:
    """Delete rows, given as they were read; StaleDataError if one is gone meanwhile."""
    key = key_of(table)
    for start in range(0, len(rows), _CHUNK):
        chunk = [row[key.name] for row in rows[start : start + _CHUNK]]
        _expect(len(chunk), connection.execute(table.delete().where(key.in_(chunk))).rowcount)
    return [
        RowChange(table, Operation.DELETE, (row[key.name],), before=plain_row(table, row))
        for row in rows
    ]


def update_each(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    values: Sequence[Mapping[str, Any]],
) -> list[RowChange]:
    """Give rows, as they were read, new values of some columns each; count their versions on.

    Raises StaleDataError if one has another version meanwhile, or is gone.
    """
    changes, changed = [], []
    for row, new in zip(rows, values, strict=True):
        change = _updated(table, row, new)
        if change is not None:
            changes.append(change)
            changed.append((row, new))
    names = {name for change in changes for name in change.after or ()}
    if changes:
        _update(connection, table, sorted(names), changed)
    return changes


def _updated(table: Table, row: Mapping[str, Any], new: Mapping[str, Any]) -> RowChange | None:
    before = plain_row(table, {name: row[name] for name in new})
    after = plain_row(table, new)
    names = [name for name in after if after[name] != before[name]]
    if not names:
        return None
    return RowChange(
        table,
        Operation.UPDATE,
        (row[key_of(table).name],),
        before={name: before[name] for name in names},
        after={name: after[name] for name in names},
    )


def _update(
    connection: Connection,
    table: Table,
    names: Collection[str],
    changed: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]],
) -> None:
    """Write the columns that any of the rows changes; the others keep what they have of them."""
    key = key_of(table)
    statement = table.update().where(key == bindparam("its_key"))
    statement = statement.values({name: bindparam(f"becoming_{name}") for name in names})
    if "version" in table.columns:
        version = table.c.version
        statement = statement.where(version == bindparam("its_version"))
        statement = statement.values(version=version + 1)
    parameters = [
        {
            "its_key": row[key.name],
            "its_version": row.get("version"),
            **{f"becoming_{name}": new.get(name, row[name]) for name in names},
        }
        for row, new in changed
    ]
    _expect(len(parameters), connection.execute(statement, parameters).rowcount)


def _expect(expected: int, written: int) -> None:
    if written != expected:
        raise StaleDataError(f"{expected} rows were to be written, {written} were there")
