"""Where a sheet's headings stand: past lines of preamble, in one row or in two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lisdesk.errors import RefusedError
from lisdesk.exchange.sheets.grid import CellValue, cell_text
from lisdesk.exchange.sheets.heading_signs import (
    NUMBER,
    HeadingSigns,
    TopRow,
    filled,
    is_code,
    is_mostly_known,
    is_row_of_headings,
    is_sub_header,
    known_cells,
)

TOP_ROWS = 100
"""How many rows are looked at for headings."""

_NEARLY_ALL = 0.8
_MOST = 0.6
_SELDOM = 0.1
_TEXT_SHARE = 0.8
_FEWEST_KNOWN = 2
_MOST_WIDE_ROWS_ABOVE = 3
_QUESTION_LIST = re.compile(r"column id\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a sheet, by column from 0."""

    rows: tuple[int, ...]
    data_starts_row: int
    headings: tuple[str, ...]
    """White space folded; "" for a column without."""
    other_names: tuple[tuple[str, ...], ...]
    """What else stands in the header rows of each column, such as its code."""
    rows_above: tuple[int, ...] = ()
    """Rows above the header that are not blank, and not imported."""


def top_rows(rows: Sequence[tuple[int, list[CellValue]]]) -> list[TopRow]:
    """Return rows as texts with white space folded."""
    return [(number, [" ".join(cell_text(cell).split()) for cell in row]) for number, row in rows]


def refuse_question_list(top: Sequence[TopRow]) -> None:
    """Raise RefusedError for a sheet that lists the questions of a survey and has no responses."""
    for number, cells in top[:10]:
        if cells and _QUESTION_LIST.match(cells[0]) and len([cell for cell in cells if cell]) > 1:
            raise RefusedError(
                f"This sheet is a list of questions, not of responses (row {number}, column A).",
                do="Add the questions to the call, and import the file that holds the responses.",
            )


def find_header(top: Sequence[TopRow], header_rows: int | None, signs: HeadingSigns) -> Header:
    """Return the header among the top rows.

    `header_rows` is what the map says. Raises RefusedError if there is no row of headings, and if
    it cannot be told from a first response: no row is taken for headings by its looks alone.
    """
    if header_rows == 0:
        return Header((), _first_filled(top, 0), (), ())
    if header_rows is not None:
        return _header_of(top[:header_rows], top, signs)
    sure_place = _best_place(top, signs)
    place = _place_by_shape(top, signs) if sure_place is None else sure_place
    has_codes = _is_code_row(top, place) and not is_mostly_known(top[place], signs)
    place += has_codes
    header = _header(top, place, last=place)
    _refuse_rows_above(top, header)
    is_sure = sure_place is not None and not has_codes
    if not is_sure and not is_row_of_headings(top, place, signs):
        raise _cannot_be_told(top, place, has_codes_above=has_codes)
    return header


def _header_of(heads: Sequence[TopRow], top: Sequence[TopRow], signs: HeadingSigns) -> Header:
    """Return the header in the rows that the map says are headings."""
    place = _best_place(heads, signs)
    if place is None:
        place = max(range(len(heads)), key=lambda at: len(filled(heads[at])))
    if _is_code_row(heads, place) and not is_mostly_known(heads[place], signs):
        place += 1
    return _header(top, place, last=len(heads) - 1)


def _cannot_be_told(top: Sequence[TopRow], place: int, *, has_codes_above: bool) -> RefusedError:
    """Return the error for a row that may hold the headings or the first response."""
    number = top[place][0]
    if has_codes_above:
        return RefusedError(
            f"Row {number - 1} holds codes, and it cannot be told whether row {number} says what "
            "they stand for or is the first response.",
            do="Say how many rows at the top are headings; in a map: header_rows = "
            f"{number - 1} or {number}.",
            do_in_window="Say under Headings how many rows at the top are headings.",
        )
    above = " and no response stands above it" if any(filled(row) for row in top[:place]) else ""
    is_one_column = all(len(filled(row)) < 2 for row in top)
    letter = "log a letter or a note with “lisdesk submission add” and --text"
    return RefusedError(
        f"It cannot be told whether row {number} holds headings or is a response: its cells are "
        "not known as headings of fields or of questions.",
        do=f"Say which; in a map: header_rows = {number} if it holds the headings{above}, or "
        "header_rows = 0 if the sheet has none; then its columns are called Column A, Column B and "
        "so on." + (f" It has one column only: {letter}." if is_one_column else ""),
        do_in_window="Say which under Headings: how many rows hold them, or that there are none."
        + (" It has one column only: log a letter or a note with Ctrl+L." if is_one_column else ""),
    )


def _refuse_rows_above(top: Sequence[TopRow], header: Header) -> None:
    """Raise RefusedError if more stands above the headings that were found than a preamble does."""
    wide = [
        row
        for row in top
        if row[0] in header.rows_above and len(filled(row)) >= max(2, len(header.headings) // 2)
    ]
    if len(wide) > _MOST_WIDE_ROWS_ABOVE:
        raise RefusedError(
            f"The headings seem to stand in row {header.rows[0]}, but {len(wide)} rows above it "
            "look like responses.",
            do="Say in the map how many rows at the top are headings, such as header_rows = 1.",
            do_in_window="Say under Headings how many rows at the top are headings.",
        )


def _best_place(top: Sequence[TopRow], signs: HeadingSigns) -> int | None:
    """Return the first of the rows with most headings that are named or known; None without any."""
    best, best_score = None, 0
    for place, row in enumerate(top):
        known = known_cells(top, place, signs)
        is_header = len(known) >= _FEWEST_KNOWN and _stands_out(top, place, known)
        wanted = sum(map(signs.is_wanted, set(filled(row))))
        score = 100 * wanted + (len(known) if is_header else 0)
        if score > best_score:
            best, best_score = place, score
    return best


def _stands_out(top: Sequence[TopRow], place: int, known: Collection[str]) -> bool:
    """Whether a row's known words make it a header, for "Organisation" may be an answer too.

    They do in the first row; in a later one if most of its cells are known, and stand in no other
    row.
    """
    if not any(filled(row) for row in top[:place]):
        return True
    if not any(filled(row) for row in top[place + 1 :]):
        return False
    elsewhere = {cell for at, row in enumerate(top) if at != place for cell in row[1]}
    return 2 * len(known) > len(filled(top[place])) and elsewhere.isdisjoint(known)


def _place_by_shape(top: Sequence[TopRow], signs: HeadingSigns) -> int:
    """Return the first row of words that heads nearly all columns, or most of them."""
    rows_of_words = [place for place in range(len(top)) if _is_of_words(top[place], signs)]
    for fewest in (_NEARLY_ALL, _MOST):
        for place in rows_of_words:
            if _headed_share(top, place) >= fewest:
                return place
    raise RefusedError(
        "No row of headings was found: none at the top is as wide as the table and made of words.",
        do="Say in the map how many rows at the top are headings: header_rows = 1, or 0 for none.",
    )


def _is_of_words(row: TopRow, signs: HeadingSigns) -> bool:
    """Whether the cells of a row are words, or some words and otherwise numbers of questions."""
    cells = filled(row)
    words = sum(not NUMBER.fullmatch(cell) for cell in cells)
    numbers = sum(NUMBER.fullmatch(cell) is not None and signs.is_number(cell) for cell in cells)
    return words > 0 and words + numbers >= _TEXT_SHARE * len(cells)


def _headed_share(top: Sequence[TopRow], place: int) -> float:
    """Return which share of the columns that are filled below a row are filled in it.

    A column that hardly any row below fills is none of the table: one row that is split wrongly
    must not pass for its width.
    """
    rows_below = [row for row in top[place + 1 :] if filled(row)]
    if not rows_below:  # the last row heads nothing, unless there is no other
        return 0.0 if any(filled(row) for row in top[:place]) else 1.0
    counts = Counter(column for row in rows_below for column, cell in enumerate(row[1]) if cell)
    fewest = _SELDOM * len(rows_below)
    below = {column for column, count in counts.items() if count > fewest}
    headed = {column for column, cell in enumerate(top[place][1]) if cell}
    return len(below & headed) / len(below)


def _is_code_row(top: Sequence[TopRow], place: int) -> bool:
    """Whether a row holds codes, such as Q1, and the next one what they stand for."""
    codes = filled(top[place])
    following = filled(top[place + 1]) if place + 1 < len(top) else []
    if not all(map(is_code, codes)):
        return False
    is_wide = len(following) >= _MOST * len(codes)
    return is_wide and not any(NUMBER.fullmatch(cell) for cell in following)


def _header(top: Sequence[TopRow], place: int, last: int) -> Header:
    """Return the header with its headings at `place` and its last row at `last` or below."""
    after = last + 1
    while after < len(top) and is_sub_header(top[after]):
        after += 1
    fewest = _NEARLY_ALL * len(filled(top[place]))
    above = place - 1
    first = above if above >= 0 and len(filled(top[above])) >= max(2.0, fewest) else place
    used = [at for at in range(first, max(after, place + 1)) if filled(top[at])]
    width = max(len(top[at][1]) for at in used)
    headings: list[str] = []
    others: list[tuple[str, ...]] = []
    question = ""
    for column in range(width):
        names = {at: top[at][1][column] if column < len(top[at][1]) else "" for at in used}
        heading = names.pop(place)
        rest = [name for name in names.values() if name]
        if not heading and rest:
            is_below = names.get(place + 1) == rest[0]
            heading = f"{question} - {rest[0]}" if is_below and question else rest[0]
        elif heading:
            question = heading
        headings.append(heading)
        others.append(tuple(rest))
    return Header(
        rows=tuple(top[at][0] for at in used),
        data_starts_row=_first_filled(top, max(after, place + 1)),
        headings=tuple(headings),
        other_names=tuple(others),
        rows_above=tuple(row[0] for row in top[: used[0]] if filled(row)),
    )


def _first_filled(top: Sequence[TopRow], after: int) -> int:
    """Return the number of the first row from this place on that is not blank."""
    for number, cells in top[after:]:
        if any(cells):
            return number
    return top[after][0] if after < len(top) else (top[-1][0] + 1 if top else 1)
