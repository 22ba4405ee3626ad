"""Spoil a consultation file by the throw of dice, and run every command on what is left of it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from lisdesk.cli import main
from lisdesk.store.entities import all_tables

CALL, OTHER_CALL = "LLEP-2018-01", "SKILLS-2019-01"
SHADOWS = ("data", "docsize")
TABLES = (
    *all_tables().tables,
    "alembic_version",
    "sqlite_sequence",
    *(f"submission_search_{shadow}" for shadow in SHADOWS),
)
VALUES = (
    *("NULL", "0", "-1", "1", "7", "4294967296", "9223372036854775807", "1.5", "1e300"),
    *("''", "'x'", "'named'", "'late'", "'lead'", "'2019-02-03'", "'[]'", "'{}'", "'[1, null]'"),
    *("'{\"a\": [1]}'", "'0001-01-01 00:00:00.000000'", "'9999-12-31 23:59:59.999999'"),
    *("'9999-12-31'", "'Nowhere/Noplace'", "x''", "x'00ff10'", "CAST(x'ff41' AS TEXT)"),
    *(
        "char(0)",
        "char(55296)",
        "printf('%.*c', 40000, 'y')",
        "'=1+1'",
        "'[[1, 9]]'",
        "'[[0,9e9]]'",
    ),
)
READING = (
    ("call", "list"),
    ("call", "show", CALL),
    ("question", "list", CALL),
    ("priority", "list", CALL),
    ("submission", "list", CALL),
    ("submission", "list", CALL, "--search", "skills"),
    ("submission", "list", CALL, "--priority", "P1"),
    ("submission", "show", "LLEP-0001"),
    ("submission", "show", "LLEP-0045"),
    ("imports", "list", CALL),
    ("tags", "list", CALL),
    ("summary", CALL, "--by", "type"),
    ("summary", CALL, "--by", "area"),
    ("summary", CALL, "--by", "foundation"),
    ("summary", OTHER_CALL, "--by", "question"),
    ("setting", "list"),
    ("info",),
    ("history",),
    ("check",),
    ("export", CALL, "--out", "internal.xlsx"),
    ("export", CALL, "--out", "published.xlsx", "--edition", "publication"),
    ("backup", "copy.lisdesk"),
)
WRITING = (
    ("undo",),
    ("undo", "20"),
    ("imports", "undo", "IMP-0001"),
    (
        "submission",
        "add",
        CALL,
        "--respondent",
        "New Ltd",
        "--answer",
        "1=Skills.",
        "--area",
        "Leeds",
    ),
    ("submission", "edit", "LLEP-0001", "--answer", "1=Other words.", "--permission", "none"),
    ("submission", "decide", "LLEP-0037", "accept", "--reason", "Snow."),
    ("submission", "set-aside", "LLEP-0040", "off-topic", "--reason", "Misread."),
    ("submission", "confidential", "LLEP-0041", "--reason", "Secret."),
    ("tag", "LLEP-0041", "P2"),
    ("question", "add", CALL, "--text", "And?"),
    ("priority", "add", CALL, "--code", "P9", "--name", "More", "--parent", "P1"),
    ("call", "extend", CALL, "--closes", "2019-03-31", "--reason", "Time."),
    (
        "call",
        "close-due",
    ),
    ("setting", "set", "attachment_limit_mb", "31"),
)


@dataclass(frozen=True)
class Answer:
    """How a command ended: its exit code and what it said, or the exception that came out."""

    command: tuple[str, ...]
    code: int
    out: str
    err: str
    error: BaseException | None = None


@dataclass(frozen=True)
class Spoiling:
    """What was done to a file: a statement on a table, or bytes changed past SQLite."""

    what: str
    table: str = ""

    @property
    def must_be_told(self) -> bool:
        """Whether the check has to find it; what is erased, unused or counted on is no damage."""
        is_erasure = self.table == "audit_value" and self.what.startswith("DELETE")
        return self.table in all_tables().tables and not (
            is_erasure or self.table == "reference_counter"
        )


def spoil(path: Path, dice: random.Random) -> Spoiling:
    """Spoil a file once; return what was done."""
    if dice.random() < 0.15:
        return Spoiling(_spoil_bytes(path, dice))
    with closing(sqlite.connect(path, isolation_level=None)) as connection:
        connection.create_function("flipped", 1, lambda value: _flipped(value, dice))
        connection.execute("PRAGMA ignore_check_constraints = ON")
        while True:
            table = dice.choice(TABLES)
            statement = _statement(connection, table, dice)
            try:
                if connection.execute(statement).rowcount > 0:
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                    return Spoiling(statement, table)
            except sqlite.Error:  # a constraint holds: another throw
                continue


def _statement(connection: sqlite.Connection, table: str, dice: random.Random) -> str:
    rowids = [row[0] for row in connection.execute(f'SELECT rowid FROM "{table}"')] or [0]
    row = f"rowid = {dice.choice(rowids)}"
    column = dice.choice([row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')])
    kind = dice.random()
    if kind < 0.08:
        return f'DELETE FROM "{table}" WHERE {row}'
    if kind < 0.12:
        return f'DELETE FROM "{table}"'
    if kind < 0.2:
        is_there = f'length("{column}") > 0'
        return f'UPDATE "{table}" SET "{column}" = flipped("{column}") WHERE {row} AND {is_there}'
    other = f'(SELECT "{column}" FROM "{table}" WHERE rowid = {dice.choice(rowids)})'
    value = dice.choice([*VALUES, other])
    where = row if dice.random() < 0.8 else "true"
    return f'UPDATE "{table}" SET "{column}" = {value} WHERE {where} AND "{column}" IS NOT {value}'


def _flipped(value: object, dice: random.Random) -> object:
    if isinstance(value, int):
        return value + dice.choice([-1, 1, 100])
    raw = bytearray(value if isinstance(value, bytes) else str(value).encode())
    raw[dice.randrange(len(raw))] ^= 1 << dice.randrange(7)
    return bytes(raw) if isinstance(value, bytes) else raw.decode("utf-8", "replace")


def _spoil_bytes(path: Path, dice: random.Random) -> str:
    raw = bytearray(path.read_bytes())
    place = dice.randrange(100, len(raw))
    kind = dice.choice(["bit", "bits", "page", "end"])
    if kind == "bit":
        raw[place] ^= 1 << dice.randrange(8)
    elif kind == "bits":
        for _ in range(20):
            raw[dice.randrange(100, len(raw))] ^= 1 << dice.randrange(8)
    elif kind == "page":
        start = place // 4096 * 4096 or 4096
        raw[start : start + 4096] = bytes(4096)
    else:
        del raw[place:]
    path.write_bytes(raw)
    return f"{kind} at {place}"


def answers(path: Path, *, writing: bool = True) -> Iterator[Answer]:
    """Run every command on a file and yield how each ended; those that write have a copy each."""
    folder = path.parent
    for command in READING:
        words = [str(folder / word) if "." in word else word for word in command]
        yield _answer(path, command, words)
    for command in WRITING if writing else ():
        copy = folder / "written.lisdesk"
        for ending in ("", "-wal", "-shm"):
            copy.with_name(copy.name + ending).unlink(missing_ok=True)
        shutil.copy(path, copy)
        yield _answer(copy, command, list(command))


def _answer(path: Path, command: tuple[str, ...], words: list[str]) -> Answer:
    out, err = (TextIOWrapper(BytesIO(), "utf-8", newline="\n") for _ in range(2))
    error: BaseException | None = None
    code = -1
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(["--db", str(path), "--officer", "Ann", *words])
        except Exception as raised:  # noqa: BLE001 (whatever comes out is what the test looks for)
            error = raised
    said = []
    for stream in (out, err):
        stream.flush()
        stream.seek(0)
        said.append(stream.read())
    return Answer(command, code, said[0], said[1], error)
