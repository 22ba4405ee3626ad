"""The targets of a call as a list in a file: brought in, and written as CSV."""

from __future__ import annotations

import csv
from pathlib import Path

from lisdesk.edits.targets import TargetEntry, TargetReport, import_targets
from lisdesk.errors import RefusedError
from lisdesk.exchange.atomic import atomic_target
from lisdesk.queries.coverage import coverage
from lisdesk.rules.guarded_cells import guarded, unguarded
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.lists import named_rows

COLUMNS = ("type", "area", "question", "target", "heard")
_ALL = frozenset({"", "all", "everybody", "any"})


def listed_targets(path: Path) -> list[TargetEntry]:
    """Read a list of targets with at least the column target; what is empty, or “all”, is all.

    Raises RefusedError, with the row, for a line that cannot be read.
    """
    return [
        TargetEntry(
            where=f"Row {number}",
            wanted=_number(number, "target", row["target"]),
            type=_said(row.get("type", "")),
            area=_said(row.get("area", "")),
            question=_question(number, _said(row.get("question", ""))),
        )
        for number, row in named_rows(path, COLUMNS, needed=("target",))
    ]


def bring_in_targets(database: Database, desk: Desk, call_id: int, path: Path) -> TargetReport:
    """Bring in a list of targets, such as `write_targets` makes, as one edit; see `listed_targets`.

    Raises RefusedError, with the row, and changes nothing if a line does not fit.
    """
    entries = listed_targets(path)
    with database.writing(desk) as work:
        return import_targets(work, call_id=call_id, entries=entries).result


def write_targets(database: Database, call_id: int, path: Path) -> int:
    """Write a call's targets as CSV with what was heard so far; return how many there are."""
    with database.reading() as session:
        lines = coverage(session, call_id)
    with (
        atomic_target(path) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for line in lines:
            words = (line.type or "all", line.area or "all", line.question or "all")
            writer.writerow([*map(guarded, words), line.wanted, line.heard])
    return len(lines)


def _said(text: str) -> str:
    said = unguarded(text).strip()
    return "" if said.casefold() in _ALL else said


def _question(row: int, text: str) -> int | None:
    return _number(row, "question", text.lstrip("Qq")) if text else None


def _number(row: int, column: str, text: str) -> int:
    said = text.strip()
    if not (said.isascii() and said.isdecimal() and len(said) < 10):
        raise RefusedError(
            f"In row {row}, {column} is not a whole number.",
            do="Correct the cell and try again.",
        )
    return int(said)
