"""A bar chart beside a table, drawn from the table's own cells."""

from collections.abc import Sequence

from openpyxl.chart import BarChart
from openpyxl.chart.axis import ChartLines, DateAxis
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from lisdesk.exchange.workbook.chart_parts import (
    GRID_COLOUR,
    WIDTH_CM,
    ChartCells,
    anchor_of,
    colour_of,
    line_of,
    title_of,
)
from lisdesk.table import Chart, Column

BAR_LIMIT = 60
"""A chart of more categories cannot be read; it then shows the first, and says so."""
DAY_LIMIT = 400
"""The same for bars on an axis of days, which need no name of their own each."""

_GAP_PERCENT = 40
_LEAST_HEIGHT_CM = 10
_HEIGHT_AROUND_BARS_CM = 4
_HEIGHT_OF_BAR_CM, _LEAST_HEIGHT_OF_BAR_CM = 0.6, 0.42
_PAGE_HEIGHT_CM = 15
"""What a printed page has below the headings of a sheet."""


def bar_chart(chart: Chart, columns: Sequence[Column], sheet_name: str, row_count: int) -> BarChart:
    """Return the chart over the first rows of the sheet, anchored to the right of its table.

    Only references are kept in it, no copies of values. Raises ValueError if the chart names a
    column that the table does not have, or draws nothing.
    """
    if not chart.series:
        raise ValueError(f"the chart {chart.title!r} draws no column")
    is_by_day = ChartCells(columns, sheet_name, row_count).is_day(chart.category)
    bars = min(row_count, DAY_LIMIT if is_by_day else BAR_LIMIT)
    cells = ChartCells(columns, sheet_name, bars)
    title = chart.title if bars == row_count else f"{chart.title} (first {bars})"
    drawn = BarChart()
    if is_by_day:
        _put_on_days(drawn)
    drawn.type = "bar" if chart.horizontal else "col"
    drawn.grouping = "stacked" if chart.stacked else "clustered"
    drawn.overlap = 100 if chart.stacked else None
    drawn.gapWidth = _GAP_PERCENT
    drawn.title = title_of(title, size_points=14, bold=True)
    drawn.roundedCorners = False
    drawn.series = [
        _series(heading, chart.category, cells, position)
        for position, heading in enumerate(_drawn_headings(chart))
    ]
    _lay_out_legend(drawn)
    _lay_out_axes(drawn, chart, is_by_day)
    drawn.width = WIDTH_CM
    drawn.height = _height_cm(chart, bars)
    drawn.anchor = anchor_of(columns)
    return drawn


def _drawn_headings(chart: Chart) -> list[str]:
    """Return what is drawn: the series, and beside bars that are not stacked their target."""
    is_beside = bool(chart.target) and not chart.stacked
    return [*chart.series, *([chart.target] if is_beside else [])]


def _series(heading: str, category: str, cells: ChartCells, position: int) -> Series:
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
        solidFill=colour_of(heading, position), ln=LineProperties(noFill=True)
    )
    series.invertIfNegative = False
    return series


def _height_cm(chart: Chart, bars: int) -> int:
    if not chart.horizontal:
        return _LEAST_HEIGHT_CM
    bars_drawn = bars if chart.stacked else bars * len(_drawn_headings(chart))
    wide, narrow = (
        _HEIGHT_AROUND_BARS_CM + round(bars_drawn * each)
        for each in (_HEIGHT_OF_BAR_CM, _LEAST_HEIGHT_OF_BAR_CM)
    )
    return max(_LEAST_HEIGHT_CM, min(wide, max(_PAGE_HEIGHT_CM, narrow)))


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
        axis.title = title_of(title, size_points=10, bold=False) if title else None
        axis.graphicalProperties = line_of(GRID_COLOUR)
    categories.number_format = "d mmm yyyy" if is_by_day else "General"
    categories.tickLblPos = "low"
    values.number_format = "#,##0"
    values.majorGridlines = ChartLines(spPr=line_of(GRID_COLOUR))
    values.scaling.min = 0
    if chart.horizontal:
        # Excel draws horizontal bars from the bottom up; the first row belongs at the top.
        categories.scaling.orientation = "maxMin"
        values.crosses = "max"
