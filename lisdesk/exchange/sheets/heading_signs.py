"""What tells a row of headings from a first response, by the words of its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

TopRow = tuple[int, list[str]]
"""A row's number from 1, and its cells as texts with white space folded."""

NUMBER = re.compile(r"[-+£$€]?[\d.,\s]+%?")

_LONGEST_HEADING_CHARACTERS = 400
_CODE = re.compile(
    r"(?:ident|id|q|question|qid|column|col|field|var|item|v)?[\s_.-]*\d+[a-z]?(?:[_.]\d+)?",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"\S+@\S+\.\S+|https?://\S+|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?:[T ,].*)?"
    r"|\d{1,2}(?:st|nd|rd|th)?[ -][a-z]{3,9}[ -]\d{2,4}(?:[ ,].*)?",
    re.IGNORECASE,
)
"""An address, or a date: an answer, and no heading of a survey."""

_SUB_HEADINGS = frozenset(
    {"response", "open-ended response", "other (please specify)", "please specify", "comments"}
)
_IMPORT_CODE = '{"importid"'


@dataclass(frozen=True, slots=True)
class HeadingSigns:
    """How a text is known for a heading; each is a question about the text of one cell."""

    is_wanted: Callable[[str], bool]
    """Does the map name a column so?"""
    is_known: Callable[[str], bool]
    """Is it the heading of a field, or the text of a question of the call?"""
    is_number: Callable[[str], bool]
    """Is it only the number of a question of the call?"""
    is_near: Callable[[str], bool]
    """Does it stand for a question of the call, if only nearly?"""
    is_choice: Callable[[str], bool]
    """May it be an answer too, such as “Organisation” to who is responding?"""
    is_asking_enough: bool
    """Whether a question mark makes a heading: not where the call has questions of its own."""


def known_cells(top: Sequence[TopRow], place: int, signs: HeadingSigns) -> set[str]:
    """Return the cells of a row that are known as headings, and are not answers of the row."""
    return {
        cell
        for column, cell in enumerate(top[place][1])
        if cell
        and len(cell) <= _LONGEST_HEADING_CHARACTERS
        and signs.is_known(cell)
        and not _is_answer_too(top, place, column, signs)
    }


def is_row_of_headings(top: Sequence[TopRow], place: int, signs: HeadingSigns) -> bool:
    """Whether a row that looks like headings is known to be one: it could be a first response."""
    cells = filled(top[place])
    if any(signs.is_wanted(cell) for cell in cells):
        return True
    if any(_ANSWER.fullmatch(cell) or _is_bare_number(cell, signs) for cell in cells):
        return False
    return bool(known_cells(top, place, signs)) or any(
        signs.is_number(cell) or signs.is_near(cell) or _is_asking(top, place, column, signs)
        for column, cell in enumerate(top[place][1])
        if cell
    )


def is_code(text: str) -> bool:
    """Whether a text is a code, such as Q1 or 7a, that stands for what another row says."""
    return _CODE.fullmatch(text) is not None


def is_mostly_known(row: TopRow, signs: HeadingSigns) -> bool:
    """Whether most of a row's codes are known: then they are the headings themselves."""
    cells = filled(row)
    return 2 * sum(signs.is_known(cell) or signs.is_number(cell) for cell in cells) > len(cells)


def is_sub_header(row: TopRow) -> bool:
    """Whether a row mostly has "Response" or import codes, which survey programs put there."""
    cells = [cell.casefold() for cell in filled(row)]
    found = [cell for cell in cells if cell in _SUB_HEADINGS or cell.startswith(_IMPORT_CODE)]
    return bool(cells) and 2 * len(found) > len(cells)


def filled(row: TopRow) -> list[str]:
    """Return the cells of a row that are not blank."""
    return [cell for cell in row[1] if cell]


def _is_answer_too(top: Sequence[TopRow], place: int, column: int, signs: HeadingSigns) -> bool:
    """Whether a cell that may be a heading stands among answers of its own kind."""
    cell, below = top[place][1][column], _cells_below(top, place, column)
    if cell in below:
        return True
    choices = sum(map(signs.is_choice, below))
    return signs.is_choice(cell) and bool(below) and 2 * choices >= len(below)


def _is_asking(top: Sequence[TopRow], place: int, column: int, signs: HeadingSigns) -> bool:
    """Whether a cell asks something or is the code of a question, and no cell below does too."""
    cell = top[place][1][column]
    if not signs.is_asking_enough:
        return False
    if is_code(cell):
        return not NUMBER.fullmatch(cell)
    below = _cells_below(top, place, column)
    return cell.endswith("?") and not any(one.endswith("?") for one in below)


def _is_bare_number(cell: str, signs: HeadingSigns) -> bool:
    return NUMBER.fullmatch(cell) is not None and not signs.is_number(cell)


def _cells_below(top: Sequence[TopRow], place: int, column: int) -> list[str]:
    """Return the cells of a column below a row, but for those of rows that are equal to it."""
    return [
        cells[column]
        for _, cells in top[place + 1 :]
        if column < len(cells) and cells[column] and cells != top[place][1]
    ]
