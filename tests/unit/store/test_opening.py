"""What is opened, what is refused untouched, what a new file is like."""

import os
import stat
from contextlib import closing

import pysqlite3.dbapi2 as sqlite
import pytest

from lisdesk.errors import (
    DamagedFileError,
    FileTooNewError,
    NotFoundError,
    NotOurFileError,
    RefusedError,
    TargetError,
    UserError,
)
from lisdesk.store import first_look, opening
from lisdesk.store.entities import LeadBody
from lisdesk.store.file_header import APPLICATION_ID
from lisdesk.store.migrate import HEAD
from lisdesk.store.opening import create_database, open_database
from tests.desk_work import count, set_up


@pytest.fixture
def closed_file(empty_file, tmp_path):
    path = tmp_path / "mine.lisdesk"
    path.write_bytes(empty_file.read_bytes())
    return path


def changed_by_sql(path, statement):
    with closing(sqlite.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
    return path


def assert_refused_untouched(path, error):
    before = path.read_bytes()
    beside = sorted(path.parent.iterdir())
    with pytest.raises(error) as refused:
        open_database(path)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside
    assert path.name in refused.value.happened
    assert refused.value.do
    return refused.value


def test_a_new_file_is_its_owners_alone_and_says_what_it_is(tmp_path):
    path = tmp_path / "folder" / "new.lisdesk"
    create_database(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    header = path.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID == 0x4C495344
    assert int.from_bytes(header[60:64], "big") == int(HEAD)
    assert header[18:20] == b"\x02\x02"  # write-ahead log
    assert [entry.name for entry in path.parent.iterdir()] == ["new.lisdesk"]


def test_a_file_says_what_it_is_before_it_is_closed(tmp_path):
    database = create_database(tmp_path / "new.lisdesk")
    header = database.location.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    database.close()


def test_a_closed_file_opens_again_with_what_it_held(tmp_path):
    set_up(create_database(tmp_path / "new.lisdesk")).close()
    database = open_database(tmp_path / "new.lisdesk")
    assert count(database, LeadBody) == 38
    database.close()


def test_a_whole_file_is_known_without_a_look_at_each_table(closed_file, monkeypatch):
    with closing(first_look.connect_as_found(closed_file)) as connection:
        columns = connection.execute(first_look.COLUMNS)
        assert first_look.fingerprint(columns) == first_look.WHOLE
    monkeypatch.setattr(first_look, "all_tables", lambda: pytest.fail("all tables are loaded"))
    open_database(closed_file).close()


def test_a_file_with_more_than_our_tables_is_looked_at_and_opened(closed_file):
    changed_by_sql(closed_file, "CREATE TABLE beside (note TEXT)")
    changed_by_sql(closed_file, "ANALYZE")
    open_database(closed_file).close()


def test_nothing_is_made_over_something_else(closed_file):
    before = closed_file.read_bytes()
    with pytest.raises(RefusedError):
        create_database(closed_file)
    assert closed_file.read_bytes() == before


def test_a_file_that_cannot_be_made_is_a_problem_of_its_folder(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(TargetError):
        create_database(tmp_path / "file" / "new.lisdesk")


def test_a_file_whose_making_fails_is_taken_away_again(tmp_path, monkeypatch):
    def fail(database):
        raise ZeroDivisionError

    monkeypatch.setattr(opening, "upgrade", fail)
    with pytest.raises(ZeroDivisionError):
        create_database(tmp_path / "new.lisdesk")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(NotFoundError):
        open_database(tmp_path / "nowhere.lisdesk")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_consultation_file(tmp_path):
    with pytest.raises(NotOurFileError):
        open_database(tmp_path)


@pytest.mark.parametrize("size", [0, 1, 99])
def test_a_file_of_no_bytes_or_cut_in_its_header_is_damage(closed_file, size):
    os.truncate(closed_file, size)
    assert_refused_untouched(closed_file, DamagedFileError)


def test_a_file_cut_short_is_damage(closed_file):
    os.truncate(closed_file, 5000)
    assert_refused_untouched(closed_file, DamagedFileError)


def test_a_file_cut_at_a_page_is_damage(closed_file):
    os.truncate(closed_file, 4096 * 3)
    assert_refused_untouched(closed_file, DamagedFileError)


def test_a_file_overwritten_with_zeros_after_its_header_is_damage(closed_file):
    size = closed_file.stat().st_size
    closed_file.write_bytes(closed_file.read_bytes()[:100] + bytes(size - 100))
    assert_refused_untouched(closed_file, DamagedFileError)


@pytest.mark.parametrize("words", [b"a,b\n1,2\n" * 50, b"\x89PNG\r\n\x1a\n" + bytes(200)])
def test_a_file_of_another_kind_is_not_ours(tmp_path, words):
    path = tmp_path / "other.lisdesk"
    path.write_bytes(words)
    assert_refused_untouched(path, NotOurFileError)


def test_another_programs_sqlite_file_is_not_ours(tmp_path):
    path = changed_by_sql(tmp_path / "other.db", "CREATE TABLE t (x)")
    assert_refused_untouched(path, NotOurFileError)


def test_a_later_versions_file_is_refused_by_its_header(closed_file):
    changed_by_sql(closed_file, f"PRAGMA user_version = {int(HEAD) + 1}")
    assert_refused_untouched(closed_file, FileTooNewError)


def test_a_later_versions_file_is_refused_by_its_migration(closed_file):
    changed_by_sql(closed_file, "UPDATE alembic_version SET version_num = '9999'")
    assert_refused_untouched(closed_file, FileTooNewError)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read it all")
def test_a_file_that_may_not_be_read_says_so(closed_file):
    closed_file.chmod(0)
    with pytest.raises(UserError):
        open_database(closed_file)
