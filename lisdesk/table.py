"""A table to be shown or written: what a query hands to the window and to every file format.

The rows of one `Table` feed the Evidence screen, the workbook and the reports alike, so that no two
of them can disagree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum


class CellKind(Enum):
    """What a column holds; decides alignment and number format."""

    TEXT = "text"
    LONG_TEXT = "long text"
    WHOLE_NUMBER = "whole number"
    DAY = "day"
    MOMENT = "moment"
    """An aware datetime, shown as Europe/London wall time."""


@dataclass(frozen=True, slots=True)
class SheetLink:
    """A cell that leads to another table of the same workbook."""

    text: str
    table_name: str


Cell = str | int | date | datetime | SheetLink | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, unique in its table without case, and what it holds."""

    heading: str
    kind: CellKind = CellKind.TEXT
    width: int | None = None
    """Width in characters; None lets the writer choose from the kind and the heading."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart over the table's own cells, so that the numbers stand beside it."""

    title: str
    category: str
    """Heading of the column that names the bars."""
    series: tuple[str, ...]
    """Headings of the whole-number columns that are drawn."""
    horizontal: bool = False
    stacked: bool = False
    category_axis: str = ""
    value_axis: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet's worth of rows. `rows` may be a one-pass iterator: long tables are streamed."""

    name: str
    """Sheet name, at most 31 characters, unique in the workbook without case."""
    title: str
    description: str
    unit: str
    """The filter in force and what is counted, in one line."""
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    chart: Chart | None = None
