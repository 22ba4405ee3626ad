"""Rows as they stand in their tables, as JSON values, taken strictly.

SQLite keeps any value in any column, and the types of the entities forgive much: a truth value of 2
is true, and a date may be written in many ways. What the program would not have written itself is
told here, not read as something that it is not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Enum,
    Integer,
    Select,
    Table,
    Time,
    func,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from lisdesk.outcome import Json
from lisdesk.store.changes import RowId
from lisdesk.store.entities.strict_types import (
    STRUCTURES,
    Day,
    Moment,
    Truth,
    Words,
    Zone,
)
from lisdesk.store.rows import PROVEN_BY_HASH, content_columns, plain

_AT_ONCE = 500


class Strange:
    """Stands for a value that the program would not have written."""


STRANGE: Final = Strange()


class StoredRow(NamedTuple):
    """A row as it stands: its content by column, but for what a hash among the rest proves."""

    row_id: RowId
    version: int | None
    """None in a table that keeps no versions."""
    values: dict[str, Json | Strange]


class StoredRows:
    """The rows of one table."""

    def __init__(self, session: Session, table: Table) -> None:
        self._session = session
        (self._key,) = table.primary_key.columns
        self._has_versions = "version" in table.columns
        proven = PROVEN_BY_HASH.get(table.name)
        names = [name for name in content_columns(table) if name != proven]
        self._names = names
        self._readers = [_reader(table.columns[name]) for name in names]
        wanted = [self._key.name, *(["version"] if self._has_versions else []), *names]
        columns = [type_coerce(table.columns[name], NullType()) for name in wanted]
        self._all = select(*columns).order_by(self._key)

    def count(self) -> int:
        """Return how many rows there are."""
        counted = select(func.count()).select_from(self._key.table)
        return self._session.scalar(counted) or 0

    def ids(self) -> Iterator[RowId]:
        """Yield the numbers, or other keys, of all rows."""
        key: ColumnElement[Any] = type_coerce(self._key, NullType())
        yield from self._session.scalars(select(key).execution_options(yield_per=_AT_ONCE))

    def between(self, first: RowId, last: RowId) -> list[StoredRow]:
        """Return the rows with keys from `first` to `last`, both included, in their order."""
        return self._read(self._all.where(self._key >= first, self._key <= last))

    def with_ids(self, row_ids: Iterable[RowId]) -> list[StoredRow]:
        """Return the rows with these keys that are there."""
        keys = list(row_ids)
        rows: list[StoredRow] = []
        for start in range(0, len(keys), _AT_ONCE):
            rows += self._read(self._all.where(self._key.in_(keys[start : start + _AT_ONCE])))
        return rows

    def _read(self, chosen: Select[*tuple[Any, ...]]) -> list[StoredRow]:
        columns = list(zip(*self._session.execute(chosen), strict=True))
        if not columns:
            return []
        keys, *rest = columns
        versions: Sequence[int | None] = rest.pop(0) if self._has_versions else [None] * len(keys)
        values = [
            [read(value) for value in column]
            for read, column in zip(self._readers, rest, strict=True)
        ]
        return [
            StoredRow(key, version, dict(zip(self._names, row, strict=True)))
            for key, version, row in zip(keys, versions, zip(*values, strict=True), strict=True)
        ]


def _reader(column: Column[Any]) -> Callable[[Any], Json | Strange]:
    """Return the function that makes a JSON value of what a driver gives for a column."""
    if isinstance(column.type, Enum):
        return partial(_word, frozenset(column.type.enums))
    if isinstance(column.type, STRUCTURES):
        return _structure
    return next(read for kind, read in _READERS if isinstance(column.type, kind))


def _word(known: frozenset[str], value: object) -> Json | Strange:
    return value if value is None or (isinstance(value, str) and value in known) else STRANGE


def _text(value: object) -> Json | Strange:
    return value if value is None or isinstance(value, str) else STRANGE


def _whole_number(value: object) -> Json | Strange:
    return value if value is None or type(value) is int else STRANGE


def _truth(value: object) -> Json | Strange:
    return bool(value) if type(value) in (bool, int) and value in (0, 1) else STRANGE


def _moment(value: object) -> Json | Strange:
    if value is None or isinstance(value, datetime):  # from PostgreSQL
        return plain(value)
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return STRANGE
    is_ours = moment.tzinfo is None and moment.isoformat(" ", "microseconds") == value
    return plain(moment.replace(tzinfo=UTC)) if is_ours else STRANGE


def _day(value: object) -> Json | Strange:
    if value is None or isinstance(value, date):  # from PostgreSQL
        return plain(value)
    try:
        day = date.fromisoformat(str(value)).isoformat()
    except ValueError:
        return STRANGE
    return day if day == value else STRANGE


def _time_of_day(value: object) -> Json | Strange:
    if value is None or isinstance(value, time):  # from PostgreSQL
        return plain(value)
    try:
        clock = time.fromisoformat(str(value))
    except ValueError:
        return STRANGE
    return plain(clock) if clock.isoformat("microseconds") == value else STRANGE


def _structure(value: object) -> Json | Strange:
    if isinstance(value, (dict, list)):  # from PostgreSQL
        return value
    try:
        found = json.loads(value) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        return STRANGE
    return found if isinstance(found, (dict, list)) else STRANGE


_READERS: tuple[tuple[type[Any], Callable[[Any], Json | Strange]], ...] = (
    (Words, _text),
    (Zone, _text),
    (Integer, _whole_number),
    (Truth, _truth),
    (Moment, _moment),
    (Day, _day),
    (Time, _time_of_day),
)
