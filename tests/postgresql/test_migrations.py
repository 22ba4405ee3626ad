"""The migrations make the same tables on PostgreSQL, whole or not at all."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import event, inspect, text

from lisdesk.errors import FileTooNewError, TargetError
from lisdesk.store.database import Database
from lisdesk.store.entities import LeadBody, all_tables
from lisdesk.store.migrate import HEAD, current_revision, migrations_folder, upgrade
from lisdesk.store.opening import open_database
from tests.desk_work import content, count
from tests.schema_comparison import belongs_to_search


def test_migrations_make_exactly_the_tables_that_the_program_knows(database):
    with database.write_engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_object": lambda thing, name, *rest: not belongs_to_search(thing, name),
                "compare_type": True,
            },
        )
        assert compare_metadata(context, all_tables()) == []
        assert current_revision(connection) == HEAD


def test_a_failing_migration_leaves_nothing_and_can_be_repeated(address):
    database = Database(address)
    left = 40

    def die(*_):
        nonlocal left
        left -= 1
        if left == 0:
            raise ZeroDivisionError

    event.listen(database.write_engine, "before_cursor_execute", die)
    with pytest.raises(ZeroDivisionError):
        upgrade(database)
    with database.write_engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    upgrade(database)
    assert count(database, LeadBody) == 0
    database.close()


def test_a_later_versions_database_is_refused(database):
    with database.write_engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(FileTooNewError) as refused:
        open_database(database.location)
    assert "postgresql" in refused.value.happened


def test_a_server_that_is_not_there_does_not_answer(server):
    with pytest.raises(TargetError) as refused:
        open_database(server.set(query={"host": "/nowhere"}))
    assert "does not answer" in refused.value.happened


def test_the_programme_comes_to_an_older_database_and_can_be_taken_from_one(database):
    before = content(database)
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    with database.write_engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0022")
        assert not inspect(connection).has_table("programme_area")
    upgrade(database)
    assert content(database) == before
