"""The store with one of its guards broken: what the trust tests must find out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import Engine, event

from lisdesk.store import database

_whole_engine = database._sqlite_engine

Breaking = Callable[[Path, str, bool], Engine]


def _begin_with(statement: str) -> Breaking:
    """Return a maker of engines whose writer begins with another statement than BEGIN IMMEDIATE."""

    def make(path: Path, begin: str, query_only: bool) -> Engine:
        said = begin if query_only else statement
        return _whole_engine(path, begin=said, query_only=query_only)

    return make


def _set(*settings: str) -> Breaking:
    """Return a maker of engines with other PRAGMA settings."""

    def make(path: Path, begin: str, query_only: bool) -> Engine:
        engine = _whole_engine(path, begin=begin, query_only=query_only)

        @event.listens_for(engine, "connect")
        def _set_again(connection: sqlite.Connection, _record: object) -> None:
            for setting in settings:
                connection.execute(f"PRAGMA {setting}")

        return engine

    return make


def _let_the_driver_begin(path: Path, begin: str, query_only: bool) -> Engine:
    """Make an engine as SQLAlchemy makes it by default: the driver begins when it likes."""
    said = begin if query_only else "SELECT 1"
    engine = _whole_engine(path, begin=said, query_only=query_only)

    @event.listens_for(engine, "connect")
    def _as_by_default(connection: sqlite.Connection, _record: object) -> None:
        connection.isolation_level = ""

    return engine


BROKEN: dict[str, Breaking] = {
    "no begin hook": _begin_with("SELECT 1"),
    "the driver begins": _let_the_driver_begin,
    "begin deferred": _begin_with("BEGIN"),
    "synchronous OFF": _set("synchronous = OFF"),
    "synchronous NORMAL": _set("synchronous = NORMAL"),
    "no write-ahead log": _set("journal_mode = DELETE"),
}


def break_store(name: str) -> None:
    """Break the store of this process: every engine it makes from now on is a broken one."""
    breaking = BROKEN[name]
    database._sqlite_engine = lambda path, *, begin, query_only: breaking(path, begin, query_only)


def mend_store() -> None:
    """Undo `break_store`."""
    database._sqlite_engine = _whole_engine
