"""Bring a consultation file, or a server database, to this version's tables."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.expression import column, table

from lisdesk.errors import DamagedFileError, FileTooNewError
from lisdesk.paths import shipped
from lisdesk.store.database import Database
from lisdesk.store.file_header import APPLICATION_ID
from lisdesk.store.problems import translated

HEAD = "0032"
"""The newest migration; a test holds it to the migrations folder."""

_VERSIONS = table("alembic_version", column("version_num"))


def upgrade(database: Database) -> None:
    """Create or upgrade the tables in one transaction; leave the file untouched if that fails.

    Raises FileTooNewError for a database of a later version of lisdesk. Alembic is loaded only when
    there is something to do: it takes half a second.
    """
    with database.reading() as session:  # a reader, so that nobody who writes is waited for
        revision = current_revision(session.connection())
    if revision == HEAD:
        return
    if revision is not None and revision > HEAD:
        raise FileTooNewError(
            f"“{database.name}” was made by a later version of lisdesk.",
            do="Install the newest version and open it with that.",
        )
    try:
        _upgrade_from(database, revision)
    except DBAPIError as error:
        raise translated(error, database.name) from error


def current_revision(connection: Connection) -> str | None:
    """Return the revision of a database; None if it has no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(select(_VERSIONS.c.version_num))


def migrations_folder() -> Path:
    """Return the folder of the migrations."""
    return shipped("db") / "migrations"


def _upgrade_from(database: Database, revision: str | None) -> None:
    from alembic import command
    from alembic.config import Config

    from lisdesk.store import indexing

    if revision is not None and isinstance(database.location, Path):
        from lisdesk.store.backup import back_up

        copy = database.location.with_name(f"{database.location.stem}-before-{HEAD}.lisdesk")
        back_up(database, copy, replace=True)
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    engine = database.write_engine.execution_options()
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if is_sqlite:  # rebuilt tables would empty the ones that refer to them
            _set_foreign_keys(connection, on=False)
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                if not is_sqlite and revision is not None:
                    indexing.rebuild(connection)
                elif revision is not None:
                    indexing.rebuild_noted(connection)
                if is_sqlite:
                    _check_foreign_keys(connection, database.name)
                    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                    connection.exec_driver_sql(f"PRAGMA user_version = {int(HEAD)}")
        finally:
            if is_sqlite:
                _set_foreign_keys(connection, on=True)
    if is_sqlite:  # the header must tell what the file is, even if the program dies right now
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _set_foreign_keys(connection: Connection, *, on: bool) -> None:
    """Switch the check of foreign keys; SQLite ignores the switch inside a transaction."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA foreign_keys = {int(on)}")


def _check_foreign_keys(connection: Connection, name: str) -> None:
    if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise DamagedFileError(
            f"“{name}” holds rows that refer to rows which are not there.",
            do="Run “lisdesk check” on it and restore the newest backup.",
        )
