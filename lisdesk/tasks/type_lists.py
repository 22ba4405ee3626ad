"""Stakeholder types as a list in a file: brought in, and written as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from lisdesk.edits.types import TypeEntry, TypeListReport, import_types
from lisdesk.errors import RefusedError
from lisdesk.exchange.atomic import atomic_target
from lisdesk.queries.types import type_pages
from lisdesk.rules.guarded_cells import guarded, unguarded
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.lists import named_rows

COLUMNS = ("key", "label", "parent", "retired", "synonyms")
_BETWEEN = "; "
_YES, _NO = frozenset({"yes", "y", "true", "1"}), frozenset({"no", "n", "false", "0", ""})


def bring_in_types(database: Database, desk: Desk, path: Path) -> TypeListReport:
    """Bring in a list of types with at least the column label, such as `write_types` makes.

    Parents stand before their children; several synonyms stand in one cell with semicolons
    between. Raises RefusedError, with the row, and changes nothing if a line does not fit.
    """
    entries = [
        TypeEntry(
            where=f"Row {number}",
            key=row.get("key", "").strip(),
            label=row["label"],
            parent=row.get("parent", "").strip(),
            is_retired=_truth(number, row.get("retired", "")),
            synonyms=[word for word in row.get("synonyms", "").split(";") if word.strip()],
        )
        for number, row in _rows(path)
    ]
    with database.writing(desk) as work:
        return import_types(work, entries=entries).result


def write_types(database: Database, path: Path) -> int:
    """Write the types of a file as CSV, which spreadsheets open; return how many there are. What
    begins like a formula has an apostrophe before it, which `bring_in_types` takes off again.
    """
    with database.reading() as session:
        pages = type_pages(session)
    with (
        atomic_target(path) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for each in pages:
            retired = "yes" if each.is_retired else ""
            words = _BETWEEN.join(each.synonyms)
            cells = each.key, each.label, each.parent, retired, words
            writer.writerow([guarded(cell) for cell in cells])
    return len(pages)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    for number, row in named_rows(path, COLUMNS, needed=("label",)):
        yield number, {name: unguarded(text) for name, text in row.items()}


def _truth(number: int, text: str) -> bool:
    said = text.strip().casefold()
    if said not in _YES | _NO:
        raise RefusedError(
            f"In row {number}, retired is neither yes nor no.", do="Write yes, or leave it empty."
        )
    return said in _YES
