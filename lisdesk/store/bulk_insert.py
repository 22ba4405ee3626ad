"""Rows written many at once, by the driver's own batch call: half the time of going through
SQLAlchemy's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, Column, Connection, Table, insert

_FIRST_VERSION = 1


def insert_together(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all give the same columns; a row of a versioned table that gives no version
    has the first.
    """
    names = _filled_columns(table, rows)
    compiled = insert(table).compile(dialect=connection.dialect, column_keys=names)
    if not compiled.positional:
        connection.execute(insert(table), rows)
        return
    names = compiled.positiontup or names
    columns = [_bound(_values(rows, name), table.columns[name], connection) for name in names]
    connection.exec_driver_sql(str(compiled), list(zip(*columns, strict=True)))


def _filled_columns(table: Table, rows: Sequence[dict[str, Any]]) -> list[str]:
    """Return the columns to be written, in the table's order: the driver is slow with NULL, so
    those that no row fills are left out.
    """
    return [
        column.name
        for column in table.columns
        if not column.nullable or any(row[column.name] is not None for row in rows)
    ]


def _values(rows: Sequence[dict[str, Any]], name: str) -> list[Any]:
    if name == "version":
        return [row.get(name, _FIRST_VERSION) for row in rows]
    return [row[name] for row in rows]


def _bound(values: list[Any], column: Column[Any], connection: Connection) -> list[Any]:
    """Return a column's values as the driver takes them; most stand in many rows."""
    implementation = column.type.dialect_impl(connection.dialect)
    process = implementation.bind_processor(connection.dialect)
    if process is None:
        return values
    if isinstance(column.type, JSON):
        nothing = process({})
        return [process(value) if value != {} else nothing for value in values]
    bound = {value: process(value) for value in set(values)}
    return [bound[value] for value in values]
