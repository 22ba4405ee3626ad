"""A statement is compiled once, whichever file and whichever engine it is for."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.sql.compiler import SQLCompiler

from lisdesk.store.entities import Call, Question
from lisdesk.store.opening import create_database
from tests.desk_work import DESK


@pytest.fixture
def compiled(monkeypatch):
    """Return the list of the texts of the statements that are compiled from now on."""
    texts, process = [], SQLCompiler.__init__

    def noted(compiler, *arguments, **options):
        process(compiler, *arguments, **options)
        texts.append(compiler.string)

    monkeypatch.setattr(SQLCompiler, "__init__", noted)
    return texts


def test_a_statement_is_compiled_once_for_all_files_and_both_engines(tmp_path, compiled):
    databases = [create_database(tmp_path / f"{name}.lisdesk") for name in ("one", "other")]
    chosen = select(func.count()).select_from(Question).where(Question.number == 4_711)
    compiled.clear()
    for database in databases:
        with database.reading() as session:
            assert session.scalar(chosen) == 0
        with database.writing(DESK) as work:
            assert work.session.scalar(chosen) == 0
        database.close()
    assert len([text for text in compiled if "question.number = ?" in text]) == 1


def test_files_keep_their_own_rows_and_settings(tmp_path):
    one, other = (create_database(tmp_path / f"{name}.lisdesk") for name in ("one", "other"))
    for database in (one, other):
        with database.reading() as session:
            assert session.scalar(select(func.count()).select_from(Call)) == 0
            assert session.connection().exec_driver_sql("PRAGMA query_only").scalar() == 1
            where = session.connection().exec_driver_sql("PRAGMA database_list").first()
        assert str(where[2]) == str(database.location)
        database.close()
