"""Rows written many at once, by the driver's own batch call and many to a statement: a quarter of
the time of going through SQLAlchemy's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Table, insert

from lisdesk.store.entities.strict_types import STRUCTURES

_FIRST_VERSION = 1
_ROWS_A_STATEMENT = 50


def insert_together(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all give the same columns; a row of a versioned table that gives no version
    has the first.
    """
    if not connection.dialect.positional:
        connection.execute(insert(table), rows)
        return
    names = _filled_columns(table, rows)
    columns = [_bound(_values(rows, name), table.columns[name], connection) for name in names]
    values = list(zip(*columns, strict=True))
    whole = len(values) - len(values) % _ROWS_A_STATEMENT
    for some, at_once in ((values[:whole], _ROWS_A_STATEMENT), (values[whole:], 1)):
        if some:
            statement = _statement(table, names, at_once, connection.dialect)
            places = range(0, len(some), at_once)
            parameters = [tuple(chain(*some[place : place + at_once])) for place in places]
            connection.exec_driver_sql(statement, parameters)


@lru_cache(maxsize=64)
def _statement(table: Table, names: tuple[str, ...], rows: int, dialect: Dialect) -> str:
    """Return the statement that inserts so many rows, each value a parameter in its place."""
    return str(insert(table).values([dict.fromkeys(names)] * rows).compile(dialect=dialect))


def _filled_columns(table: Table, rows: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Return the columns to be written, in the table's order: the driver is slow with NULL, so
    those that no row fills are left out.
    """
    return tuple(
        column.name
        for column in table.columns
        if not column.nullable or any(row[column.name] is not None for row in rows)
    )


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
    if isinstance(column.type, STRUCTURES):
        nothing = process({})
        return [process(value) if value != {} else nothing for value in values]
    bound = {value: process(value) for value in set(values)}
    return [bound[value] for value in values]
