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


class ChartKind(Enum):
    """What a chart draws its numbers as."""

    BARS = "bars"
    HEAT_MAP = "heat map"
    """A field for each row and column, the darker the larger its number."""
    POINTS = "points"
    """A point for each row: the first series along, the second one up."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart over the table's own cells, so that the numbers stand beside it.

    It names columns and holds no number: the workbook draws the cells it points at, and
    `rules.charts.figure_of` takes their numbers for the window, pictures and reports.
    """

    title: str
    category: str
    """Heading of the column that names the bars, fields or points."""
    series: tuple[str, ...]
    """Headings of the whole-number columns that are drawn."""
    horizontal: bool = False
    stacked: bool = False
    category_axis: str = ""
    value_axis: str = ""
    kind: ChartKind = ChartKind.BARS
    names: tuple[str, ...] = ()
    """Headings of the columns that name a category where there is room, such as code and name; the
    category alone if there are none."""
    target: str = ""
    """Heading of a whole-number column with what each bar should reach, if there is one."""
    words: str = ""
    """Heading of a column that says in words what a point is, if there is one."""
    steps: tuple[str, ...] = ()
    """What the numbers 1, 2, 3 … of the second series of points mean, where they are grades."""
    note: str = ""
    """What has to be said below the chart, such as the rule for its words."""


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
