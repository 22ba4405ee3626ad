"""Which way round the dates of a column are written, if the column as a whole decides it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lisdesk.exchange.sheets.field_values import DATE_FIELDS
from lisdesk.exchange.sheets.grid import SheetGrid
from lisdesk.exchange.sheets.plan import DateOrder, PlannedColumn
from lisdesk.exchange.sheets.written_dates import (
    TWO_WAYS,
    DateFaultError,
    figure_orders,
    only_order,
    read_moment,
)

_WORDS = {DateOrder.DMY: "day/month/year", DateOrder.MDY: "month/day/year"}
_ADVICE = 'Say which is meant; in a map: dates = "dmy" or "mdy".'


def with_date_orders(
    columns: Sequence[PlannedColumn], grid: SheetGrid, data_starts_row: int, given: DateOrder | None
) -> tuple[tuple[PlannedColumn, ...], list[str]]:
    """Return the columns with the order of their dates, and what the officer is to know of it.

    The order is what the map gives; else the one in which every date in figures of the column can
    be read, if some can be read in no other; else none.
    """
    if given is not None:
        return tuple(_ordered(column, given) for column in columns), []
    warnings: list[str] = []
    ordered: list[PlannedColumn] = []
    for column in columns:
        if column.field not in DATE_FIELDS:
            ordered.append(column)
            continue
        texts, has_real_dates = _dates_of(grid, column.index, data_starts_row)
        order = only_order(texts)
        ordered.append(_ordered(column, order))
        warnings.extend(_warnings(column.heading, texts, order, has_real_dates))
    return tuple(ordered), warnings


def unclear_dates(grid: SheetGrid, index: int, data_starts_row: int) -> int:
    """Return how many dates of a column can be read in two ways while no order is given."""
    texts, _ = _dates_of(grid, index, data_starts_row)
    return sum(count for text, count in texts.items() if _is_unclear(text))


def _ordered(column: PlannedColumn, order: DateOrder | None) -> PlannedColumn:
    return replace(column, date_order=order) if column.field in DATE_FIELDS else column


def _dates_of(grid: SheetGrid, index: int, data_starts_row: int) -> tuple[Counter[str], bool]:
    """Return how often each text stands in a column, and whether real dates stand there too."""
    texts: Counter[str] = Counter()
    has_real_dates = False
    for number, row in grid.rows():
        if number < data_starts_row or index >= len(row):
            continue
        value = row[index]
        if isinstance(value, str):
            texts[value] += 1
        elif isinstance(value, date):
            has_real_dates = True
    return texts, has_real_dates


def _warnings(
    heading: str, texts: Counter[str], order: DateOrder | None, has_real_dates: bool
) -> list[str]:
    in_figures = {text for text in texts if figure_orders(text) & _WORDS.keys()}
    if not in_figures:
        return []
    warnings: list[str] = []
    if order is not None:
        warnings.append(
            f"The dates in “{heading}” are read as {_WORDS[order]}: only that order fits all."
        )
    elif unclear := sum(texts[text] for text in in_figures if _is_unclear(text)):
        warnings.append(
            f"“{heading}” has {unclear:,} dates that can be read in two ways. {_ADVICE}"
        )
    if has_real_dates:
        warnings.append(
            f"“{heading}” has both real dates and dates as text: a spreadsheet program may have "
            "exchanged day and month in the real ones. Check some against the source."
        )
    return warnings


def _is_unclear(text: str) -> bool:
    try:
        read_moment(text, None)
    except DateFaultError as fault:
        return str(fault) == TWO_WAYS
    return False
