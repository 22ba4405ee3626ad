"""Rows as JSON values and back: what the audit keeps and what an edit is taken back from."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Column, Enum, LargeBinary, Table, Time

from lisdesk.outcome import Json
from lisdesk.rules.vocabulary import Token
from lisdesk.store.entities.strict_types import Day, Moment

UNCOMPARED = frozenset({"version"})
"""Columns that say nothing about content."""

PROVEN_BY_HASH = {"source_text": "body", "blob": "content"}
"""Columns whose content a hash in the same row proves, so that digests need not read it again."""


def content_columns(table: Table) -> list[str]:
    """Return the names of a table's columns that make up its content, in the table's order."""
    return [column.name for column in table.columns if column.name not in UNCOMPARED]


def plain(value: object) -> Json:
    """Return a column's Python value as a JSON value."""
    if isinstance(value, Token):
        return value.key
    if isinstance(value, datetime):  # one moment has one form, whatever zone it came in
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return cast("Json", value)  # the remaining column types are JSON values already


def plain_row(table: Table, values: Mapping[str, Any]) -> dict[str, Json]:
    """Return a row's content as JSON values by column."""
    return {name: plain(values[name]) for name in content_columns(table) if name in values}


def row_values(table: Table, row: Mapping[str, Json]) -> dict[str, Any]:
    """Return the Python values of a row kept as JSON; KeyError for a column the table does not
    have.
    """
    return {name: _value(table.columns[name], value) for name, value in row.items()}


def content_bytes(table: Table, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the content of some rows as canonical JSON, for digests."""
    proven = PROVEN_BY_HASH.get(table.name)
    content = itemgetter(*(name for name in content_columns(table) if name != proven))
    values = [content(row) for row in rows]
    return json.dumps(values, default=plain, ensure_ascii=False, sort_keys=True).encode()


def _value(column: Column[Any], value: Json) -> object:
    if value is None:
        return None
    kind = column.type
    if isinstance(kind, Enum):
        assert kind.enum_class is not None
        return kind.enum_class.of(value)  # type: ignore[attr-defined]  # every enum of ours is a Token
    assert isinstance(value, str) or not isinstance(kind, (Moment, Day, Time, LargeBinary))
    if isinstance(kind, Moment):
        return datetime.fromisoformat(str(value))
    if isinstance(kind, Day):
        return date.fromisoformat(str(value))
    if isinstance(kind, Time):
        return time.fromisoformat(str(value))
    if isinstance(kind, LargeBinary):
        return base64.b64decode(str(value))
    return value
