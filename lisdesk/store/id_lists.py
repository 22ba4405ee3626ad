"""Lists of a hundred thousand numbers, read at once."""

from __future__ import annotations

import json

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lisdesk.store.entities.strict_types import StrangeValueError


def listed_ids(session: Session, chosen: Select[int]) -> list[int]:
    """Return the numbers that a select of one column gives, in its order.

    SQLite hands them over as one text: row by row takes six times as long, and the window's thread
    waits for each.
    """
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return list(connection.scalars(chosen))
    (column,) = chosen.subquery().c
    found: list[int] = json.loads(connection.scalar(select(func.json_group_array(column))) or "[]")
    if not set(map(type, found)) <= {int}:
        raise StrangeValueError
    return found
