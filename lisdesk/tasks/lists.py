"""Bring in lists that officers keep in a spreadsheet, such as tags."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from lisdesk.edits.tag_lists import TagEntry, TagListReport, add_tags
from lisdesk.edits.tags import TagDraft
from lisdesk.errors import RefusedError, UserError
from lisdesk.exchange.sheets.grid import CellValue, SheetGrid, UncalculatedFormula
from lisdesk.exchange.sheets.limits import DEFAULT_LIMITS
from lisdesk.exchange.sheets.reading import read_sheet
from lisdesk.rules.guarded_cells import unguarded
from lisdesk.rules.partial_dates import (
    MONTHS,
    checked_partial_words,
    is_of_last_century,
    may_be_month_first,
)
from lisdesk.rules.vocabulary import Stance, Strength, Token
from lisdesk.store.database import Database
from lisdesk.store.lookup import call_by_reference
from lisdesk.store.work import Desk

T = TypeVar("T", bound=Token)

_LIST_LIMITS = replace(DEFAULT_LIMITS, rows=1_000_000)
"""A list is the officers' own: one of all the tags of a large call may be long."""

LEFT_OUT = "left out; it may have"
"""In the sentence about columns of a list that are not known."""

_TAG_COLUMNS = ("submission", "priority", "quote", "nth", "question", "stance", "strength", "note")


def import_tags(database: Database, desk: Desk, reference: str, path: Path) -> TagListReport:
    """Add the tags of a list with at least the columns submission and priority.

    A line without a quote and without a question tags the whole submission. Lines that are there
    already are counted and left alone, so that a list can be brought in again.
    """
    rows = named_rows(path, _TAG_COLUMNS, needed=("submission", "priority"))
    entries = [
        TagEntry(f"row {number}", row["submission"], row["priority"], _tag_draft(number, row))
        for number, row in rows
    ]
    with database.writing(desk) as work:
        call_id = call_by_reference(work.session, reference).id
        return add_tags(work, call_id=call_id, entries=entries).result


def _tag_draft(number: int, row: Mapping[str, str]) -> TagDraft:
    return TagDraft(
        quote=row.get("quote") or None,
        nth=_whole_number(number, "nth", row.get("nth", "")) or 1,
        question=_whole_number(number, "question", row.get("question", "").lstrip("Qq")),
        stance=_token(number, Stance, "stance", row),
        strength=_token(number, Strength, "strength", row),
        note=row.get("note", ""),
    )


def _token(number: int, tokens: type[T], column: str, row: Mapping[str, str]) -> T | None:
    """Return the member of a closed list that a cell names; None for an empty cell."""
    if column not in row:
        return None
    try:
        return tokens.parse(row[column], column)
    except RefusedError as error:
        raise RefusedError(f"In row {number}, {error.happened}", do=error.do) from error


def _whole_number(number: int, column: str, text: str) -> int | None:
    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdecimal() and len(text) < 10):
        raise RefusedError(
            f"In row {number}, {column} is not a whole number.",
            do="Correct the cell and try again.",
        )
    return int(text)


def named_rows(
    path: Path,
    columns: Sequence[str],
    needed: Sequence[str],
    *,
    keeps_empty: bool = False,
    dates: Collection[str] = (),
    told: list[str] | None = None,
    faults: list[UserError] | None = None,
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield row numbers and cells by column of a list whose first row with content names its
    columns; `needed` are those that every row must fill. Empty cells are left out, or with
    `keeps_empty` given as such for each column that there is, but not beyond the end of a row that
    is shorter than the first. In the columns `dates` a cell is a date as
    `rules.partial_dates` reads it, or nothing; which of them another could read otherwise is added
    to `told`, in whole sentences, before its row is given, and so is before the first row which
    columns are unknown. A known column that stands twice is refused. What is wrong with a row is
    added to `faults`, if these are given, and the row left out; else it is raised.
    """
    headings: list[str] | None = None
    grid = read_sheet(path, limits=_LIST_LIMITS, is_list=True)
    for number, cells in grid.rows():
        try:
            _refuse_formulas(path, number, cells)
            texts = [_text(cell) for cell in cells]
            if not any(text.strip() for text in texts):
                continue
            if headings is None:
                found = [text.strip().casefold() for text in texts]
                _check_headings(path, found, columns, needed)
                if told is not None:
                    told.extend(_unknown_headings(found, columns))
                headings = found
                continue
            if dates:
                texts = [
                    _date_words(number, heading, cell, grid, told) if heading in dates else text
                    for heading, cell, text in zip(headings, cells, texts, strict=False)
                ]
            row = {
                heading: text
                for heading, text in zip(headings, texts, strict=False)
                if heading in columns and text.strip()
            }
            _check_row(number, row, needed)
        except RefusedError as error:
            if faults is None or headings is None:
                raise
            faults.append(error)
            continue
        if keeps_empty:
            said = headings[: len(texts)]
            row = {heading: row.get(heading, "") for heading in said if heading in columns}
        yield number, row
    if headings is None:
        raise RefusedError(f"“{path.name}” is empty.", do="Check that it is the right file.")


def headings_of(path: Path) -> list[str]:
    """Return the columns that the first row with content of a list names, in small letters."""
    for _, cells in read_sheet(path, limits=_LIST_LIMITS, is_list=True).rows():
        headings = [_text(cell).strip().casefold() for cell in cells]
        if any(headings):
            return headings
    return []


def _refuse_formulas(path: Path, number: int, cells: Sequence[CellValue]) -> None:
    if any(isinstance(cell, UncalculatedFormula) for cell in cells):
        raise RefusedError(
            f"Row {number} of “{path.name}” has a formula that was never calculated.",
            do="Open the file in Excel or LibreOffice, save it, and try again.",
        )


def _date_words(
    number: int, heading: str, cell: CellValue, grid: SheetGrid, told: list[str] | None
) -> str:
    """Return what a cell says of a date, in the words in which dates are kept."""
    place = f"In row {number}, {heading}"
    if isinstance(cell, date):
        said = f"{cell.day} {MONTHS[cell.month - 1]} {cell.year}"
        if grid.kind != "xlsx":
            raise RefusedError(
                f"{place}: the spreadsheet keeps {said}, but it may show the month alone.",
                do=f"Save the list as .xlsx, or write the date as text, such as “on {said}” or "
                "“in March 2019”.",
            )
        return checked_partial_words(said)
    text = unguarded(_text(cell))
    try:
        words = checked_partial_words(text)
    except RefusedError as error:
        raise error.reworded(happened=f"{place}: {error.happened}") from error
    if told is not None and may_be_month_first(text):
        read = words.removeprefix("on ")
        told.append(f"{place}: “{text.strip()}” was read as {read}, with the day first.")
    elif told is not None and is_of_last_century(text):
        told.append(f"{place}: “{text.strip()}” was read as {words}, of the last century.")
    return words


def _check_headings(
    path: Path, headings: Sequence[str], columns: Sequence[str], needed: Sequence[str]
) -> None:
    missing = [name for name in needed if name not in headings]
    if missing:
        raise RefusedError(
            f"“{path.name}” has no column {' and no column '.join(missing)}.",
            do=f"Name the columns in the first row; these are known: {', '.join(columns)}.",
        )
    twice = [name for name in columns if headings.count(name) > 1]
    if twice:
        raise RefusedError(
            f"“{path.name}” has the column {' and the column '.join(twice)} twice.",
            do="Make one column of the two, and try again.",
        )


def _unknown_headings(headings: Sequence[str], columns: Sequence[str]) -> list[str]:
    """Return the sentence that tells which columns of a list are left out; none without any."""
    unknown = [f"“{each}”" for each in dict.fromkeys(headings) if each and each not in columns]
    if not unknown:
        return []
    are = "is no column" if len(unknown) == 1 else "are no columns"
    were = "was" if len(unknown) == 1 else "were"
    named = " and ".join(unknown)
    return [f"{named} {are} of this list and {were} {LEFT_OUT} {', '.join(columns)}."]


def _check_row(number: int, row: Mapping[str, str], needed: Sequence[str]) -> None:
    missing = [name for name in needed if name not in row]
    if missing:
        raise RefusedError(
            f"Row {number} has no {' and no '.join(missing)}.",
            do="Fill the cell, or take the row out, and try again.",
        )


def _text(cell: CellValue) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell if isinstance(cell, str) else str(cell)
