"""The coding frame as a list in a file: written as CSV or for Excel, and brought in again."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from lisdesk.edits.frame_import import FRAME_COLUMNS, FrameEntry, FrameImport, import_frame
from lisdesk.errors import RefusedError
from lisdesk.exchange.atomic import atomic_target
from lisdesk.queries.coding import PriorityRow, priorities
from lisdesk.rules.cell_text import CELL_LIMIT, clean_text, utf16_units
from lisdesk.rules.guarded_cells import guarded, unguarded
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.lists import named_rows
from lisdesk.tasks.trying import tried

CSV, EXCEL, CODEBOOK = ".csv", ".xlsx", ".qdc"


def read_frame(path: Path) -> list[FrameEntry]:
    """Return the lines of a list with at least the column code, such as `write_frame` makes.

    Several keywords stand in one cell with commas between, several foundations with semicolons.
    """
    rows = named_rows(path, FRAME_COLUMNS, needed=("code",), keeps_empty=True)
    return [
        FrameEntry(f"row {number}", {name: unguarded(text) for name, text in row.items()})
        for number, row in rows
    ]


def preview_frame(
    database: Database, desk: Desk, call_id: int, entries: Sequence[FrameEntry]
) -> FrameImport:
    """Return what bringing a list in would do; nothing is changed. Raises what it would raise."""
    edit = partial(import_frame, call_id=call_id, entries=entries)
    return tried(database, desk, lambda _done, _all: None, edit=edit)


def write_frame(database: Database, call_id: int, path: Path) -> int:
    """Write the coding frame of a call as CSV or, to a name that ends so, for Excel or as a
    codebook of REFI-QDA; return how many priorities it has.

    What begins like a formula has an apostrophe before it in a list, which `read_frame` takes off
    again. Raises RefusedError for another ending, and for a codebook without a priority.
    """
    ending = path.suffix.lower()
    if ending == CODEBOOK:
        return _write_codebook(database, call_id, path)
    if ending not in (CSV, EXCEL):
        raise RefusedError(
            f"“{path.name}” is neither a CSV file, an Excel workbook nor a codebook.",
            do="Give a name that ends in .csv, .xlsx or .qdc.",
        )
    with database.reading() as session:
        rows = [_cells(row) for row in priorities(session, call_id)]
    with atomic_target(path) as temporary:
        if ending == CSV:
            with temporary.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows([FRAME_COLUMNS, *rows])
        else:
            _write_workbook(temporary, rows)
    return len(rows)


def _write_codebook(database: Database, call_id: int, path: Path) -> int:
    from lisdesk.exchange.refi.writing import write_codebook
    from lisdesk.queries.coded_project import frame_as_codes

    with database.reading() as session:
        codes = frame_as_codes(session, call_id)
    write_codebook(codes, path)
    return len(codes)


def _write_workbook(path: Path, rows: Sequence[Sequence[str]]) -> None:
    from lisdesk.exchange.workbook.plain_list import write_list

    for row in rows:
        for name, text in zip(FRAME_COLUMNS, row, strict=True):
            if utf16_units(text) > CELL_LIMIT or clean_text(text) != text:
                raise RefusedError(
                    f"No cell of Excel can hold the {name} of {row[0]}: it is too long, or has a "
                    "character that no workbook takes.",
                    do="Write the list as CSV, or shorten the text.",
                )
    write_list(path, "Coding frame", FRAME_COLUMNS, rows)


def _cells(row: PriorityRow) -> list[str]:
    cells = {
        "code": row.code,
        "name": row.name,
        "parent": row.parent,
        "foundation": "; ".join(row.labels),
        "definition": row.definition,
        "include": row.include,
        "exclude": row.exclude,
        "examples": row.examples,
        "keywords": ", ".join(row.keywords),
        "colour": row.colour.key if row.colour is not None else "",
        "status": row.status.key,
    }
    return [guarded(cells[name].replace("\r\n", "\n")) for name in FRAME_COLUMNS]
