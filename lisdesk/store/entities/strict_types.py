"""Column types that hand out nothing but what the program itself would have written.

SQLite keeps any value in any column, so a file that was altered by hand or spoilt by a drive can
hold words for a number, or a day in the year 9999. Such a value is stopped here, where it is read,
and never reaches a rule. PostgreSQL keeps the types by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Boolean, Date, DateTime, Dialect, Integer, String, TypeDecorator
from sqlalchemy.types import JSON

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""No call for evidence lies beyond these; reckoning with days and zones is safe within them."""

_Reader = Callable[[Any], Any]


class StrangeValueError(ValueError):
    """A stored value is none that the program would have written there."""


class Words(String):
    """Text, and nothing else."""

    def result_processor(self, dialect: Dialect, coltype: object) -> _Reader | None:
        """Return what looks at each value that SQLite gives."""
        return _words if dialect.name == "sqlite" else None


class WholeNumber(Integer):
    """A whole number, and nothing else."""

    def result_processor(self, dialect: Dialect, coltype: object) -> _Reader | None:
        """Return what looks at each value that SQLite gives."""
        return _whole_number if dialect.name == "sqlite" else None


class Truth(Boolean):
    """True or false, and nothing else."""

    def result_processor(self, dialect: Dialect, coltype: object) -> _Reader | None:
        """Return what looks at each value that SQLite gives."""
        return _truth if dialect.name == "sqlite" else None


class Moment(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in the file."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store an aware moment as UTC; a naive one is a bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        utc = value.astimezone(UTC)
        if dialect.name == "sqlite":
            return datetime.combine(utc.date(), utc.time())  # `replace` takes five times as long
        return utc

    def result_processor(self, dialect: Dialect, coltype: object) -> _Reader | None:
        """Return what gives each moment back in UTC; a list of submissions has many of them."""
        return _moment if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back in UTC."""
        if value is None:
            return None
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise StrangeValueError
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Day(TypeDecorator[date]):
    """A day that a call can lie on."""

    impl = Date
    cache_ok = True

    def process_result_value(self, value: date | None, dialect: Dialect) -> date | None:
        """Give the day back."""
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise StrangeValueError
        return value


class Zone(TypeDecorator[str]):
    """The name of a time zone that is known here."""

    impl = Words
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Give the name back."""
        if value is not None and not _is_zone(value):
            raise StrangeValueError
        return value


class WordList(TypeDecorator[list[str]]):
    """Texts in their order."""

    impl = JSON
    cache_ok = True

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> list[str]:
        """Give the texts back."""
        if not isinstance(value, list) or not _are_words([*value]):
            raise StrangeValueError
        return value


class NamedWords(TypeDecorator[dict[str, str]]):
    """Texts by their names."""

    impl = JSON
    cache_ok = True

    def process_result_value(
        self, value: dict[str, str] | None, dialect: Dialect
    ) -> dict[str, str]:
        """Give the texts back."""
        if value is None or not _is_named_words(value):
            raise StrangeValueError
        return value


class NamedWordsList(TypeDecorator[list[dict[str, str]]]):
    """Several times texts by their names, in their order."""

    impl = JSON
    cache_ok = True

    def process_result_value(
        self, value: list[dict[str, str]] | None, dialect: Dialect
    ) -> list[dict[str, str]]:
        """Give the texts back."""
        if not isinstance(value, list) or not all(map(_is_named_words, value)):
            raise StrangeValueError
        return value


STRUCTURES = (WordList, NamedWords, NamedWordsList)
"""The types that are kept as JSON."""


def _moment(value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise StrangeValueError from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise StrangeValueError
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    return datetime.combine(moment.date(), moment.time(), UTC)  # `replace` takes twice as long


def _words(value: object) -> object:
    if value is None or isinstance(value, str):
        return value
    raise StrangeValueError


def _whole_number(value: object) -> object:
    if value is None or isinstance(value, int):
        return value
    raise StrangeValueError


def _truth(value: object) -> object:
    if value is None:
        return None
    if value in (0, 1):
        return bool(value)
    raise StrangeValueError


def _are_words(values: list[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _is_named_words(value: object) -> bool:
    return isinstance(value, dict) and _are_words(list(value.values()))


@lru_cache
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (LookupError, OSError, ValueError):  # such as the name of a folder of zones
        return False
    return True
