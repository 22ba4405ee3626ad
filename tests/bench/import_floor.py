"""The floor of an import: a library reads, raw SQL writes the same rows into the same tables.

No worker process, no plan, no rule, no audit, no import rows; references between tables unchecked.
The tables, their indexes and the full text index are the product's own. The library is calamine,
which is the quickest, or openpyxl, which is the usual one:

    python -m tests.bench.import_floor SHEET FILE calamine
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pysqlite3.dbapi2 as sqlite
from python_calamine import CalamineWorkbook

from lisdesk.tasks.files import create_file
from tests.bench.measure import print_cost
from tests.bench.tagged_file import DESK

_SUBMISSION = (
    "INSERT INTO submission (id, call_id, reference, respondent_id, submitted_by, channel, "
    "received_at, is_confidential, content, timing, disposition, extras, unread, version) "
    "VALUES (?, 1, ?, ?, '', 'online', ?, 0, 'some', 'in-time', 'counted', '{}', '{}', 1)"
)
_TEXT = (
    "INSERT INTO source_text (submission_id, question_id, body, sha256, is_non_answer, is_current) "
    "VALUES (?, ?, ?, ?, 0, 1)"
)


def main(sheet: Path, file: Path, library: str) -> None:
    """Measure reading and writing alone."""
    for leftover in file.parent.glob(f"{file.name}*"):
        leftover.unlink()
    create_file(file, DESK).close()
    connection = sqlite.connect(file, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    print_cost(lambda: _import(connection, _READERS[library](sheet)))
    connection.close()


def _read_by_calamine(sheet: Path) -> list[Sequence[Any]]:
    return CalamineWorkbook.from_path(sheet).get_sheet_by_index(0).to_python()[1:]


def _read_by_openpyxl(sheet: Path) -> list[Sequence[Any]]:
    workbook = openpyxl.load_workbook(sheet, read_only=True)
    return list(workbook.worksheets[0].iter_rows(min_row=2, values_only=True))


_READERS = {"calamine": _read_by_calamine, "openpyxl": _read_by_openpyxl}


def _import(connection: sqlite.Connection, rows: Sequence[Sequence[Any]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO stakeholder (id, name, name_key, email, version) VALUES (?, ?, ?, '', 1)",
        ((number, row[2] or row[1], row[2] or row[1]) for number, row in enumerate(rows, start=1)),
    )
    connection.executemany(
        _SUBMISSION, ((n, row[0], n, row[5]) for n, row in enumerate(rows, start=1))
    )
    connection.executemany(
        _TEXT,
        (
            (number, question, row[5 + question], _sha256(row[5 + question]))
            for number, row in enumerate(rows, start=1)
            for question in range(1, 6)
            if row[5 + question]
        ),
    )
    connection.executemany(
        "INSERT INTO submission_search (rowid, respondent, body) VALUES (?, ?, ?)",
        (
            (n, row[2] or row[1], " ".join(filter(None, row[6:11])))
            for n, row in enumerate(rows, start=1)
        ),
    )
    connection.execute("COMMIT")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
