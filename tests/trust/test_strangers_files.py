"""Files that somebody else sent, or that a drive spoilt: a sentence each, and no byte changed."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from lisdesk.cli import main
from lisdesk.errors import (
    DamagedFileError,
    FileTooNewError,
    NotOurFileError,
    UserError,
)
from lisdesk.store.opening import open_database


def run(capsys, path: Path, *command: str) -> tuple[int, str, str]:
    """Run a command on a file; return exit code, standard output and standard error."""
    capsys.readouterr()
    code = main(["--db", str(path), *command])
    out, err = capsys.readouterr()
    return code, out, err


def assert_a_plain_answer(code: int, out: str, err: str) -> None:
    """Hold an answer to: a clean run, findings, or one sentence of refusal."""
    assert "Traceback" not in out + err
    if code == 0:
        assert err == ""
        return
    assert code == 1
    assert out == "" or "The file is NOT sound." in out
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert err.rstrip().endswith(".")


def everything_beside(path: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in path.parent.iterdir()}


@pytest.fixture(scope="session")
def lookalikes(own: Path) -> list[Path]:
    return sorted(own.glob("*.lisdesk"))


@pytest.mark.thorough
def test_every_lookalike_is_refused_in_a_sentence_and_left_byte_for_byte(
    lookalikes, tmp_path, capsys
):
    assert len(lookalikes) >= 6
    for lookalike in lookalikes:
        path = Path(shutil.copy(lookalike, tmp_path))
        for command in ("info", "check"):
            before = everything_beside(path)
            code, out, err = run(capsys, path, command)
            assert (code, out) == (1, ""), lookalike.name
            assert_a_plain_answer(code, out, err)
            assert lookalike.name in err
            assert everything_beside(path) == before, lookalike.name
        path.unlink()


def changed(path: Path, *statements: str) -> Path:
    with closing(sqlite.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON submission BEGIN DELETE FROM submission; END",
        "CREATE VIEW v AS SELECT 1",
    ],
)
def test_a_file_with_a_trigger_or_a_view_is_refused_untouched(path, statement):
    changed(path, "PRAGMA journal_mode = DELETE", statement)
    assert_refused_untouched(path, NotOurFileError)


def test_a_file_that_only_bears_our_mark_is_refused_untouched(tmp_path):
    path = changed(
        tmp_path / "marked.lisdesk", "PRAGMA application_id = 1279873860", "CREATE TABLE t (x)"
    )
    assert_refused_untouched(path, NotOurFileError)


@pytest.mark.parametrize("journal_mode", ["DELETE", "WAL"])
@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("ALTER TABLE tag RENAME TO gat", DamagedFileError),
        ("ALTER TABLE tag RENAME COLUMN note TO eton", DamagedFileError),
        ("DELETE FROM alembic_version", DamagedFileError),
        ("UPDATE alembic_version SET version_num = '0000'", DamagedFileError),
        ("UPDATE alembic_version SET version_num = x'ff'", DamagedFileError),
        ("UPDATE alembic_version SET version_num = '9999'", FileTooNewError),
    ],
)
def test_a_file_whose_tables_are_not_ours_is_refused_untouched(
    path, journal_mode, statement, error
):
    changed(path, f"PRAGMA journal_mode = {journal_mode}", statement)
    assert_refused_untouched(path, error)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE submission SET received_at = 'rubbish'",
        "UPDATE submission SET extras = '{'",
        "UPDATE submission SET channel = 'pigeon'",
        "UPDATE source_text SET body = CAST(x'fffe' AS TEXT)",
        "UPDATE audit_entry SET at = 5",
        "UPDATE stakeholder SET name = CAST(x'c1' AS TEXT)",
    ],
)
@pytest.mark.parametrize(
    "command",
    [
        ["info"],
        ["check"],
        ["history"],
        ["submission", "list", "LLEP-2018-01"],
        ["submission", "show", "LLEP-0001"],
    ],
    ids=" ".join,
)
def test_values_that_are_not_of_their_columns_type_are_damage_and_no_crash(
    small_file, tmp_path, capsys, statement, command
):
    path = Path(shutil.copy(small_file, tmp_path))
    changed(path, "PRAGMA ignore_check_constraints = ON", statement)
    code, out, err = run(capsys, path, *command)
    assert_a_plain_answer(code, out, err)
    assert code == 0 or "damaged" in err or "not sound" in err


def assert_refused_untouched(path: Path, error: type[UserError]) -> None:
    before = everything_beside(path)
    with pytest.raises(error) as refused:
        open_database(path)
    assert path.name in refused.value.happened
    assert everything_beside(path) == before


def flipped(content: bytes, chance: random.Random) -> bytes:
    """Return a copy with one, eight or sixty bits turned over."""
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 8, 60))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def in_use(content: bytes) -> list[int]:
    """Return the places of a file that are not zero, where a turned bit means something."""
    return [place for place, byte in enumerate(content) if byte]


@pytest.mark.parametrize(
    "copies", [60, pytest.param(500, marks=[pytest.mark.long, pytest.mark.timeout(600)])]
)
def test_a_file_with_turned_bits_is_read_found_unsound_or_refused(
    small_file, tmp_path, capsys, report_figures, copies
):
    chance = random.Random(copies)
    content, answers = small_file.read_bytes(), Counter()
    places = in_use(content)
    for number in range(copies):
        path = tmp_path / f"flipped-{number}.lisdesk"
        for command in ("info", "check"):
            spoilt = bytearray(content)
            for _ in range(chance.choice((1, 8, 60))):
                spoilt[chance.choice(places)] ^= 1 << chance.randrange(8)
            path.write_bytes(spoilt)
            code, out, err = run(capsys, path, command)
            try:
                assert_a_plain_answer(code, out, err)
            except AssertionError as error:
                raise AssertionError(f"copy {number}, {command}: {out} {err}") from error
            if err and "Nothing was changed" in err and "damaged" not in err:
                assert path.read_bytes() == spoilt
            answers[
                f"{command}: " + ("unsound" if out and code else "refused" if code else "clean")
            ] += 1
        path.unlink()
    report_figures(f"turned bits, {copies} copies of {len(content):,} bytes: {dict(answers)}")
