"""Tables come from migrations: whole or not at all, and exactly those that the program knows."""

import shutil
from contextlib import closing
from datetime import UTC, datetime

import pysqlite3.dbapi2 as sqlite
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, inspect, text

from lisdesk.edits.incoming_mails import IncomingMails
from lisdesk.edits.mail_filing import file_mails
from lisdesk.errors import BusyError, DamagedFileError
from lisdesk.queries.calls import calls
from lisdesk.queries.frame_history import frame_at
from lisdesk.queries.mails import filed_mail
from lisdesk.queries.soundness import findings
from lisdesk.rules.life_cycle import Stage
from lisdesk.store import database as database_module
from lisdesk.store import migrate
from lisdesk.store.database import Database
from lisdesk.store.entities import all_tables
from lisdesk.store.migrate import HEAD, current_revision, migrations_folder, upgrade
from lisdesk.store.opening import open_database
from lisdesk.store.search import matching_ids
from tests.desk_work import content, do, log, open_call, tag
from tests.schema_comparison import belongs_to_search
from tests.story import a_mail

ADD_A_COLUMN = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade():
    with op.batch_alter_table("submission", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.String(), nullable=False, server_default="blue"))
    {last}
"""

WITHOUT_SAMPLES = """
DROP TABLE carried_memo; DROP TABLE memo;
DROP TABLE file_words; DROP TABLE coverage_target; DROP TABLE chase; DROP TABLE contact_export;
DROP TABLE acknowledgement; DROP TABLE acknowledgement_text;
DROP TABLE body_name; DROP TABLE programme_update; DROP TABLE programme_document;
DROP TABLE programme_theme; DROP TABLE programme_member; DROP TABLE programme_spelling;
DROP TABLE programme_area;
DROP TABLE publication_check; DROP INDEX ix_tag_officer_submission_id;
DROP TABLE unsettled_publication; DROP TABLE kept_words; DROP TABLE redaction;
DROP TABLE assignment; DROP TABLE settlement; DROP TABLE blind_tag; DROP TABLE coded_item;
DROP TABLE sample_item; DROP TABLE sample_coder; DROP TABLE sample_stratum;
DROP TABLE coding_sample;
"""
"""Takes a file back to before samples were coded twice, and words redacted."""


class PowerCutError(Exception):
    """Stands for the program dying between two statements."""


@pytest.fixture
def blank_file(tmp_path):
    """Return a database on a file of no bytes, as `create_database` reserves it."""
    path = tmp_path / "new.lisdesk"
    path.touch(0o600)
    database = Database(path)
    yield database
    database.close()


def everything_in(path):
    with closing(sqlite.connect(path)) as connection:
        header = [
            connection.execute(f"PRAGMA {name}").fetchone()
            for name in ("application_id", "user_version")
        ]
        schema = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        return (header, schema), {
            name: connection.execute(f'SELECT * FROM "{name}"').fetchall()
            for kind, name, sql in schema
            if kind == "table" and "VIRTUAL" not in sql
        }


def statements_of_the_migration(database):
    counted = []
    event.listen(
        database.write_engine,
        "before_cursor_execute",
        lambda connection, cursor, statement, *rest: counted.append(statement),
    )
    upgrade(database)
    return counted


def test_the_newest_migration_is_the_one_the_program_names():
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


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


@pytest.mark.thorough
def test_a_migration_that_dies_before_any_statement_leaves_the_file_and_can_be_repeated(
    blank_file, tmp_path
):
    template = tmp_path / "template.lisdesk"
    template.touch()
    statements = statements_of_the_migration(Database(template))
    assert len(statements) > 60
    untouched = everything_in(blank_file.location)
    left = None

    def die(*_):
        nonlocal left
        left -= 1
        if left < 0:
            raise PowerCutError

    event.listen(blank_file.write_engine, "before_cursor_execute", die)
    for place in range(len(statements)):
        left = place
        with pytest.raises(PowerCutError):
            upgrade(blank_file)
        assert everything_in(blank_file.location) == untouched, statements[place]
    left = len(statements)
    upgrade(blank_file)
    assert everything_in(blank_file.location) == everything_in(template)


def test_a_file_that_is_at_hand_is_not_migrated_again(database):
    seen = []
    event.listen(database.write_engine, "before_cursor_execute", lambda *rest: seen.append(rest[2]))
    upgrade(database)
    assert seen == []


def test_a_database_locked_by_another_cannot_be_migrated_now(blank_file, monkeypatch):
    monkeypatch.setattr(database_module, "BUSY_MS", 50)
    with closing(sqlite.connect(blank_file.location, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError):
            upgrade(blank_file)


@pytest.fixture
def with_a_second_migration(monkeypatch, tmp_path):
    """Return a function that adds the next migration; its argument is the last line of it."""

    def add(last):
        folder = tmp_path / "migrations"
        shutil.copytree(migrations_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
        following = f"{int(HEAD) + 1:04d}"
        source = ADD_A_COLUMN.format(revision=following, before=HEAD, last=last)
        (folder / "versions" / f"{following}_colour.py").write_text(source)
        monkeypatch.setattr(migrate, "HEAD", following)
        monkeypatch.setattr(migrate, "migrations_folder", lambda: folder)

    return add


def test_an_older_file_is_copied_and_then_migrated_with_all_it_holds(
    database, call, with_a_second_migration
):
    before = content(database)
    with_a_second_migration("pass")
    upgrade(database)
    assert content(database) == before
    assert everything_in(database.location)[0][0][1] == (int(HEAD) + 1,)
    copy = open_database(
        database.location.with_name(f"consultation-before-{int(HEAD) + 1:04d}.lisdesk")
    )
    assert content(copy) == before
    copy.close()


def test_a_file_of_before_the_paths_of_mails_were_kept_opens_with_its_mails(database, call):
    incoming = IncomingMails("three.mbox", "4" * 64, [a_mail(2, None)])
    do(database, file_mails, call_id=call.id, incoming=incoming)
    before = content(database)
    database.close()
    with closing(sqlite.connect(database.location)) as connection:
        connection.executescript(
            "DROP TABLE finding; DROP TABLE feedback; DROP TABLE quantifier_scale;"
            "DROP TABLE call_date; DROP TABLE stage_change; DROP TABLE reminder_days;"
            "DROP TABLE late_policy; DROP TABLE set_relevance; DROP TABLE hand_over;"
            "DROP TABLE question_detail; DROP TABLE call_wording;"
            "DROP TABLE saved_view;"
            "DROP TABLE suggestion_decision; DROP TABLE suggestion_switch;"
            "DROP TABLE learnt_model;"
            f"{WITHOUT_SAMPLES} DROP TABLE bookmark; DROP INDEX ix_source_text_answers;"
            "DROP TABLE mail_file; DROP TABLE carried_over; DROP TABLE frame_event;"
            "DROP TABLE priority_detail; UPDATE alembic_version SET version_num = '0011';"
            "PRAGMA user_version = 11;"
        )
    later = open_database(database.location)
    assert content(later) == before
    with later.reading() as session:
        mail = filed_mail(session, 1)
        assert [each for each in findings(session) if each.problems] == []
    assert (mail.file_name, mail.path) == ("three.mbox", "")
    later.close()


def test_a_frame_of_before_its_changes_were_kept_stood_from_the_start(database, call):
    entry = log(database, call, letter="Skills.")
    tag(database, entry, "P2")
    before = content(database)
    database.close()
    with closing(sqlite.connect(database.location)) as connection:
        connection.executescript(
            "DROP TABLE finding; DROP TABLE feedback; DROP TABLE quantifier_scale;"
            "DROP TABLE call_date; DROP TABLE stage_change; DROP TABLE reminder_days;"
            "DROP TABLE late_policy; DROP TABLE set_relevance; DROP TABLE hand_over;"
            "DROP TABLE question_detail; DROP TABLE call_wording;"
            "DROP TABLE saved_view;"
            "DROP TABLE suggestion_decision; DROP TABLE suggestion_switch;"
            "DROP TABLE learnt_model;"
            f"{WITHOUT_SAMPLES} DROP TABLE bookmark; DROP INDEX ix_source_text_answers;"
            "DROP TABLE carried_over; DROP TABLE frame_event; DROP TABLE priority_detail;"
            "UPDATE alembic_version SET version_num = '0012'; PRAGMA user_version = 12;"
        )
    later = open_database(database.location)
    assert content(later) == before
    with later.reading() as session:
        then = frame_at(session, call.id, datetime(2018, 1, 1, tzinfo=UTC))
        assert [each for each in findings(session) if each.problems] == []
    assert {row.code: row.own for row in then.rows}["P2"] == 1
    later.close()


def test_a_failing_migration_of_an_older_file_leaves_it_as_it_was(
    database, call, with_a_second_migration
):
    database.close()
    before = everything_in(database.location)
    with_a_second_migration("raise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        upgrade(database)
    database.close()
    assert everything_in(database.location) == before
    open_call(database)


def test_a_migration_that_breaks_a_reference_is_undone(database, call, with_a_second_migration):
    database.close()
    before = everything_in(database.location)
    with_a_second_migration('op.execute("UPDATE deadline SET call_id = 99")')
    with pytest.raises(DamagedFileError):
        upgrade(database)
    database.close()
    assert everything_in(database.location) == before


def test_the_notes_of_an_older_file_are_searched_once_it_is_opened(
    database, call, with_a_second_migration
):
    tag(database, log(database, call, letter="Buses"), note="Ask the county.")
    log(database, call, letter="Trains")
    with database.write_engine.begin() as connection:
        connection.execute(text("DELETE FROM submission_search WHERE rowid = 1"))
        connection.execute(
            text("INSERT INTO submission_search (rowid, respondent, body) VALUES (1, '', 'buses')")
        )
    with database.reading() as session:
        assert [each.rule for each in findings(session) if each.problems] == [
            "the search index is whole"
        ]
    with_a_second_migration("pass")
    upgrade(database)
    with database.reading() as session:
        assert list(session.scalars(matching_ids(session, "county buses"))) == [1]
        assert list(session.scalars(matching_ids(session, "trains"))) == [2]
        (found,) = [each for each in findings(session) if each.rule == "the search index is whole"]
        assert not found.problems


def test_the_programme_comes_to_an_older_file_and_can_be_taken_from_one(database, call):
    before = content(database)
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    with database.write_engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0022")
        tables = inspect(connection).get_table_names()
        assert [name for name in tables if name.startswith(("programme_", "body_name"))] == []
        assert current_revision(connection) == "0022"
    upgrade(database)
    assert content(database) == before
    with database.write_engine.connect() as connection:
        assert current_revision(connection) == HEAD


def test_a_file_of_before_there_were_stages_opens_with_its_calls_by_the_clock(database, call):
    before = content(database)
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    with database.write_engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0023")
        assert not inspect(connection).has_table("stage_change")
        assert not inspect(connection).has_table("reminder_days")
    upgrade(database)
    assert content(database) == before
    with database.reading() as session:
        (row,) = calls(session, datetime(2019, 2, 2, tzinfo=UTC))
    assert (row.stage, row.stored_stage, row.reminder_days) == (Stage.CLOSED, None, (14, 7, 3, 1))
