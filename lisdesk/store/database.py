"""Sessions on one consultation file or server database: many readers, one writer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoResultFound
from sqlalchemy.orm import Session, sessionmaker

from lisdesk.errors import RefusedError
from lisdesk.store.file_dialect import COMPILED, DRIVER
from lisdesk.store.problems import busy, in_plain_words, overtaken
from lisdesk.store.standing_file import StandingFile

if TYPE_CHECKING:
    from lisdesk.store.desk import Desk
    from lisdesk.store.work import Work

BUSY_MS = 10_000
"""How long a transaction waits for another one's write lock before it gives up."""

CACHE_KIB = 8_192
"""What a connection holds of the file: an index of 100,000 submissions or 500,000 tags. With the
2,000 KiB that SQLite takes by itself each look-up there reads a page of the file again.
"""

FIRST_SAFE_SQLITE = ((3, 44, 6), (3, 50, 7), (3, 51, 3))
"""SQLite up to 3.51.2 can lose data in WAL mode; these are the first releases with the mend."""


class Database:
    """Hands out sessions; every session lives inside one `with` block on one thread.

    `location` is the path of a consultation file, or a PostgreSQL URL (postgresql+psycopg://…).
    """

    def __init__(self, location: Path | URL) -> None:
        self.location = location
        self._standing: StandingFile | None = None
        if isinstance(location, Path):
            self._standing = StandingFile(location)
            self._reader = _sqlite_engine(location, begin="BEGIN", query_only=True)
            self._writer = _sqlite_engine(location, begin="BEGIN IMMEDIATE", query_only=False)
        else:
            self._reader, self._writer = _postgresql_engines(location)
        self._turn = Lock() if isinstance(location, Path) else None
        self._read_sessions = sessionmaker(self._reader, autoflush=False)
        self._write_sessions = sessionmaker(self._writer, expire_on_commit=False)

    @property
    def name(self) -> str:
        """What to call it in a sentence: the file's name, or the database's address without its
        password and settings, which may hold another one.
        """
        if isinstance(self.location, Path):
            return self.location.name
        return self.location.set(query={}).render_as_string(hide_password=True)

    @property
    def is_on_server(self) -> bool:
        """Whether it is a server database, which several work on."""
        return not isinstance(self.location, Path)

    @property
    def write_engine(self) -> Engine:
        """The engine that migrations and backups run on."""
        return self._writer

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session that sees one moment of the file and cannot write."""
        self._keep_log()
        with in_plain_words(self.name), self._read_sessions() as session:
            yield session
            self._note_file()

    @contextmanager
    def writing(self, desk: Desk) -> Iterator[Work]:
        """Yield work that is saved whole when the block ends, or not at all if it raises.

        StaleEditError if something has been changed, or is gone, since it was looked up;
        TargetError if the file itself is gone.
        """
        from lisdesk.store.work import Work  # opening a file does not wait for what changes it

        self._keep_log()
        try:
            with (
                self._in_turn(),
                in_plain_words(self.name),
                self._write_sessions.begin() as session,
            ):
                self._refuse_if_gone()
                work = Work(session, desk)
                yield work
                work.refuse_if_failed()
        except NoResultFound as error:
            raise overtaken() from error

    @contextmanager
    def keeping(self) -> Iterator[Session]:
        """Yield a session for what is no evidence, such as drafts: committed, but not audited."""
        self._keep_log()
        with self._in_turn(), in_plain_words(self.name), self._write_sessions.begin() as session:
            self._refuse_if_gone()
            yield session

    def reconnect(self) -> None:
        """Open every connection anew, which takes the locks on the file again.

        Those to a file that is gone stay: through them it can still be saved elsewhere.
        """
        if self._standing is not None and not self._standing.is_gone():
            self.close()
            self._standing.forget_log()

    def is_gone(self) -> bool:
        """Whether the file was deleted, moved or replaced while it was open here."""
        return self._standing is not None and self._standing.is_gone()

    def close(self) -> None:
        """Close every connection, so that the file can be moved or copied."""
        self._reader.dispose()
        self._writer.dispose()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Let the threads of this process write a file one after another: each begins as soon as
        the one before has ended, where SQLite would look again after up to a tenth of a second. It
        still guards against other programs. BusyError after as long as SQLite would wait.
        """
        if self._turn is None:
            yield
            return
        if not self._turn.acquire(timeout=BUSY_MS / 1000):
            raise busy(self.name)
        try:
            yield
        finally:
            self._turn.release()

    def _keep_log(self) -> None:
        if self._standing is not None and self._standing.has_lost_log():
            self.reconnect()

    def _refuse_if_gone(self) -> None:
        if self._standing is not None:
            self._standing.refuse_if_gone()

    def _note_file(self) -> None:
        if self._standing is not None:
            self._standing.note()


def located(text: str) -> Path | URL:
    """Return the path or the server URL that an officer named; RefusedError for another kind of
    URL.
    """
    if "://" not in text:
        return Path(text)
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise RefusedError(
            "The database address cannot be read.",
            do="Write it as postgresql+psycopg://user@host/database.",
        ) from error
    if url.get_backend_name() != "postgresql":
        raise RefusedError(
            f"lisdesk keeps consultations in a file or in PostgreSQL, not in “{url.drivername}”.",
            do="Name a file, or an address that begins with postgresql+psycopg://.",
        )
    return url.set(drivername="postgresql+psycopg")


def wal_is_safe(version: tuple[int, int, int] = sqlite.sqlite_version_info) -> bool:
    """Whether this SQLite release keeps every acknowledged row in WAL mode."""
    same_series = [first for first in FIRST_SAFE_SQLITE if first[:2] == version[:2]]
    return version >= (same_series[0] if same_series else FIRST_SAFE_SQLITE[-1])


def _postgresql_engines(location: URL) -> tuple[Engine, Engine]:
    """Return the reading and the writing engine; RefusedError if the driver is not installed."""
    try:
        reader = create_engine(
            location,
            isolation_level="REPEATABLE READ",
            execution_options={"postgresql_readonly": True},
        )
        return reader, create_engine(location)
    except ModuleNotFoundError as error:
        raise RefusedError(
            "The driver for PostgreSQL is not installed here.",
            do="Install lisdesk with it: pip install lisdesk[team].",
        ) from error


def _sqlite_engine(path: Path, *, begin: str, query_only: bool) -> Engine:
    engine = create_engine(
        URL.create(DRIVER, database=str(path)),
        module=sqlite,
        execution_options={"compiled_cache": COMPILED},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite.Connection, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy begins and ends transactions, not the driver
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.execute(f"PRAGMA journal_mode = {'WAL' if wal_is_safe() else 'DELETE'}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute(f"PRAGMA query_only = {int(query_only)}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
