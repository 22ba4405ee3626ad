"""The rows of an OpenDocument table, and which rows and columns of it are hidden."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from lisdesk.exchange.documents.xml_parts import Element, attribute, local_name

CELLS = ("table-cell", "covered-table-cell")
_ROWS = ("table-header-rows", "table-rows", "table-row-group")
_COLUMNS = ("table-header-columns", "table-columns", "table-column-group")


def table_rows(table: Element) -> Iterator[tuple[list[Element], list[Element]]]:
    """Give, row by row, the cells that are shown, and what is not: the row itself, or cells that
    stand in hidden columns alone.
    """
    columns = _HiddenColumns(table)
    for row in _within(table, "table-row", _ROWS):
        if _is_hidden(row):
            yield [], [row]
            continue
        shown: list[Element] = []
        hidden: list[Element] = []
        place = 0
        for cell in (each for each in row if local_name(each) in CELLS):
            repeated = _number(cell, "number-columns-repeated")
            width = max(repeated, _number(cell, "number-columns-spanned"))
            (hidden if columns.have(place, place + width) else shown).append(cell)
            place += repeated
        yield shown, hidden


class _HiddenColumns:
    """The columns of a table that are hidden, as ranges one after the other."""

    def __init__(self, table: Element) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        place = 0
        for column in _within(table, "table-column", _COLUMNS):
            end = place + _number(column, "number-columns-repeated")
            if _is_hidden(column) and self._ends and self._ends[-1] == place:
                self._ends[-1] = end
            elif _is_hidden(column):
                self._starts.append(place)
                self._ends.append(end)
            place = end

    def have(self, start: int, end: int) -> bool:
        """Whether all columns from `start` until before `end` are hidden."""
        nearest = bisect_right(self._starts, start) - 1
        return nearest >= 0 and end <= self._ends[nearest]


def _within(parent: Element, wanted: str, groups: tuple[str, ...]) -> Iterator[Element]:
    for each in parent:
        name = local_name(each)
        if name == wanted:
            yield each
        elif name in groups:
            yield from _within(each, wanted, groups)


def _is_hidden(element: Element) -> bool:
    return attribute(element, "visibility") in ("collapse", "filter")


def _number(element: Element, name: str) -> int:
    said = attribute(element, name) or "1"
    return max(1, int(said)) if said.isascii() and said.isdecimal() and len(said) < 6 else 1
