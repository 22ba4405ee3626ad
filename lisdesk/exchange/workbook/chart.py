"""A bar chart beside a table, drawn from the table's own cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.chart import BarChart
from openpyxl.chart.axis import ChartLines, DateAxis
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.utils import get_column_letter, quote_sheetname

from lisdesk.exchange.workbook.sheet import FIRST_ROW, HEADER_ROW
from lisdesk.exchange.workbook.text import clean_text
from lisdesk.table import CellKind, Chart, Column

BAR_LIMIT = 60
"""A chart of more categories cannot be read; it then shows the first, and says so."""
DAY_LIMIT = 400
"""The same for bars on an axis of days, which need no name of their own each."""

_COLOURS = ("1F4E79", "E0912F", "5AA897", "B23A48", "8C7BB5", "A6ADB5")
_GRID_COLOUR = "D5DAE1"
_TEXT_COLOUR = "3A4652"
_GAP_PERCENT = 40
_LINE_WIDTH_EMU = 9_525
_WIDTH_CM = 22
_LEAST_HEIGHT_CM = 10
_HEIGHT_AROUND_BARS_CM = 4
_HEIGHT_OF_BAR_CM = 0.6
_HUNDREDTHS_OF_POINT = 100


def bar_chart(chart: Chart, columns: Sequence[Column], sheet_name: str, row_count: int) -> BarChart:
    """Return the chart over the first rows of the sheet, anchored to the right of its table.

    Only references are kept in it, no copies of values. Raises ValueError if the chart names a
    column that the table does not have, or draws nothing.
    """
    if not chart.series:
        raise ValueError(f"the chart {chart.title!r} draws no column")
    is_by_day = _ChartCells(columns, sheet_name, row_count).is_day(chart.category)
    bars = min(row_count, DAY_LIMIT if is_by_day else BAR_LIMIT)
    cells = _ChartCells(columns, sheet_name, bars)
    title = chart.title if bars == row_count else f"{chart.title} (first {bars})"
    drawn = BarChart()
    if is_by_day:
        _put_on_days(drawn)
    drawn.type = "bar" if chart.horizontal else "col"
    drawn.grouping = "stacked" if chart.stacked else "clustered"
    drawn.overlap = 100 if chart.stacked else None
    drawn.gapWidth = _GAP_PERCENT
    drawn.title = _title(title, size_points=14, bold=True)
    drawn.roundedCorners = False
    drawn.series = [
        _series(heading, chart.category, cells, position)
        for position, heading in enumerate(chart.series)
    ]
    _lay_out_legend(drawn)
    _lay_out_axes(drawn, chart, is_by_day)
    drawn.width = _WIDTH_CM
    drawn.height = _height_cm(chart, bars)
    drawn.anchor = f"{get_column_letter(len(columns) + 2)}{FIRST_ROW}"
    return drawn


@dataclass(frozen=True, slots=True)
class _ChartCells:
    """Where on the sheet the charted columns stand."""

    columns: Sequence[Column]
    sheet_name: str
    row_count: int

    def heading(self, heading: str) -> str:
        """Return the address of a column's heading."""
        return f"{self._sheet}${self._letters(heading)}${HEADER_ROW}"

    def values(self, heading: str) -> str:
        """Return the range of a column's charted cells."""
        letters = self._letters(heading)
        last_row = HEADER_ROW + self.row_count
        return f"{self._sheet}${letters}${FIRST_ROW}:${letters}${last_row}"

    def is_day(self, heading: str) -> bool:
        """Say whether the column holds days."""
        return self.columns[self._index(heading)].kind is CellKind.DAY

    @property
    def _sheet(self) -> str:
        return f"{quote_sheetname(self.sheet_name)}!"

    def _letters(self, heading: str) -> str:
        return get_column_letter(self._index(heading) + 1)

    def _index(self, heading: str) -> int:
        for index, column in enumerate(self.columns):
            if column.heading.casefold() == heading.casefold():
                return index
        raise ValueError(f"the chart draws {heading!r}, which is not a column of its table")


def _series(heading: str, category: str, cells: _ChartCells, position: int) -> Series:
    series = Series()
    series.idx = series.order = position
    series.tx = SeriesLabel(strRef=StrRef(cells.heading(heading)))
    labels = cells.values(category)
    series.cat = (
        AxDataSource(numRef=NumRef(f=labels))
        if cells.is_day(category)
        else AxDataSource(strRef=StrRef(labels))
    )
    series.val = NumDataSource(numRef=NumRef(f=cells.values(heading)))
    series.graphicalProperties = GraphicalProperties(
        solidFill=_COLOURS[position % len(_COLOURS)], ln=LineProperties(noFill=True)
    )
    series.invertIfNegative = False
    return series


def _height_cm(chart: Chart, bars: int) -> int:
    if not chart.horizontal:
        return _LEAST_HEIGHT_CM
    bars_drawn = bars if chart.stacked else bars * len(chart.series)
    return max(_LEAST_HEIGHT_CM, _HEIGHT_AROUND_BARS_CM + round(bars_drawn * _HEIGHT_OF_BAR_CM))


def _lay_out_legend(drawn: BarChart) -> None:
    if len(drawn.series) == 1:
        drawn.legend = None
    elif drawn.legend is not None:
        drawn.legend.position = "b"
        drawn.legend.overlay = False


def _put_on_days(drawn: BarChart) -> None:
    """Give a chart an axis on which each day has its place, also one on which nothing came."""
    days = DateAxis(baseTimeUnit="days", majorTimeUnit="days", lblOffset=100)
    days.auto = False  # what is given to DateAxis it forgets
    days.crossAx, drawn.y_axis.crossAx = drawn.y_axis.axId, days.axId
    drawn.x_axis = days


def _lay_out_axes(drawn: BarChart, chart: Chart, is_by_day: bool) -> None:
    categories, values = drawn.x_axis, drawn.y_axis
    for axis, title in ((categories, chart.category_axis), (values, chart.value_axis)):
        # Left unsaid, Excel reads that the axis was deleted.
        axis.delete = False
        axis.title = _title(title, size_points=10, bold=False) if title else None
        axis.graphicalProperties = _line(_GRID_COLOUR)
    categories.number_format = "d mmm yyyy" if is_by_day else "General"
    categories.tickLblPos = "low"
    values.number_format = "#,##0"
    values.majorGridlines = ChartLines(spPr=_line(_GRID_COLOUR))
    values.scaling.min = 0
    if chart.horizontal:
        # Excel draws horizontal bars from the bottom up; the first row belongs at the top.
        categories.scaling.orientation = "maxMin"
        values.crosses = "max"


def _line(colour: str) -> GraphicalProperties:
    return GraphicalProperties(ln=LineProperties(solidFill=colour, w=_LINE_WIDTH_EMU))


def _title(text: str, *, size_points: int, bold: bool) -> Title:
    characters = CharacterProperties(
        sz=size_points * _HUNDREDTHS_OF_POINT, b=bold, solidFill=_TEXT_COLOUR
    )
    run = RegularTextRun(rPr=characters, t=" ".join(clean_text(text).split()))
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=characters), r=[run])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)
