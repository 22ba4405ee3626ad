"""A hundred thousand numbers or words, read at once: as lists, or counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeVarTuple, cast

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select
from sqlalchemy.orm import Session

from lisdesk.store.entities.strict_types import StrangeValueError

Values = TypeVarTuple("Values")
_NO_NUMBER = "none"
_AT_ONCE = 10_000
_IN_NO_NUMBER = '".e'
"""What stands in the JSON of every text, broken number and truth value, and in no whole number."""


def listed_ids(session: Session, chosen: Select[int]) -> list[int]:
    """Return the numbers that a select of one column gives, in its order.

    SQLite hands them over as one text: row by row takes six times as long, and the window's thread
    waits for each.
    """
    (found,) = listed_columns(session, chosen)
    if None in found:
        raise StrangeValueError
    return cast("list[int]", found)


def listed_columns(session: Session, chosen: Select[*Values]) -> list[list[int | None]]:
    """Return the numbers of each column that a select gives, one list for each, in its order."""
    connection = session.connection()
    columns = chosen.subquery().c
    if connection.dialect.name != "sqlite":
        rows = cast("Sequence[tuple[int | None, ...]]", connection.execute(chosen).all())
        return [[row[place] for row in rows] for place in range(len(columns))]
    texts = connection.execute(select(*map(func.json_group_array, columns))).one()
    if any(letter in text for text in texts for letter in _IN_NO_NUMBER):
        raise StrangeValueError
    return [json.loads(text) for text in texts]


def counted_words(session: Session, chosen: Select[str]) -> Counter[str]:
    """Return how often a select of one column gives each text.

    SQLite would sort all of them to group them, which takes three times as long.
    """
    connection = session.connection()
    (word,) = chosen.subquery().c
    if connection.dialect.name != "sqlite":
        rows = connection.execute(select(word, func.count()).group_by(word))
        return Counter({each: number for each, number in rows})
    words = json.loads(connection.scalar(select(func.json_group_array(word))) or "[]")
    counts = Counter[str]()
    for start in range(0, len(words), _AT_ONCE):  # the window waits for each of these, too
        some = words[start : start + _AT_ONCE]
        if not set(map(type, some)) <= {str}:
            raise StrangeValueError
        counts.update(some)
    return counts


def reckoned(
    session: Session, number: ColumnElement[int], *columns: ColumnElement[Any]
) -> ColumnElement[Any]:
    """Return what a select is to give for a number that is reckoned from columns: SQLite takes
    words for nought, so that where one of them holds no whole number it is to give words.
    """
    if session.get_bind().dialect.name != "sqlite":
        return number
    are_whole = (func.typeof(each).in_(("integer", "null")) for each in columns)
    return case((and_(*are_whole), number), else_=literal(_NO_NUMBER))
