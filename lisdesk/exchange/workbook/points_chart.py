"""A chart of points beside a table, each with its name, drawn from the table's own cells."""

from collections.abc import Sequence

from openpyxl.chart import ScatterChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import SeriesLabel, XYSeries
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from lisdesk.exchange.workbook.chart_parts import (
    COLOURS,
    GRID_COLOUR,
    WIDTH_CM,
    ChartCells,
    anchor_of,
    line_of,
    title_of,
)
from lisdesk.table import Chart, Column

POINT_LIMIT = 60
"""The names of more points cannot be read; the chart then shows the first, and says so."""

_HEIGHT_CM = 14
_POINT_SIZE = 8


def points_chart(
    chart: Chart, columns: Sequence[Column], sheet_name: str, row_count: int
) -> ScatterChart:
    """Return the chart over the first rows of the sheet, anchored to the right of its table.

    A point is a series of its own, for only the name of a series can stand beside a point. Only
    references are kept in it, no copies of values. Raises ValueError if the chart names a column
    that the table does not have, or has no two series.
    """
    if len(chart.series) != 2:
        raise ValueError(f"the points of {chart.title!r} have no place")
    shown = min(row_count, POINT_LIMIT)
    cells = ChartCells(columns, sheet_name, shown)
    drawn = ScatterChart()
    drawn.style = None
    drawn.scatterStyle = "lineMarker"
    title = chart.title if shown == row_count else f"{chart.title} (first {shown})"
    drawn.title = title_of(title, size_points=14, bold=True)
    drawn.roundedCorners = False
    drawn.legend = None
    drawn.series = [_point(chart, cells, place) for place in range(shown)]
    _lay_out_axes(drawn, chart)
    drawn.width, drawn.height = WIDTH_CM, _HEIGHT_CM
    drawn.anchor = anchor_of(columns)
    return drawn


def _point(chart: Chart, cells: ChartCells, place: int) -> XYSeries:
    along, up = chart.series
    point = XYSeries()
    point.idx = point.order = place
    point.tx = SeriesLabel(strRef=StrRef(cells.value(chart.category, place)))
    point.xVal = AxDataSource(numRef=NumRef(f=cells.value(along, place)))
    point.yVal = NumDataSource(numRef=NumRef(f=cells.value(up, place)))
    colour = GraphicalProperties(solidFill=COLOURS[0], ln=LineProperties(noFill=True))
    point.marker = Marker(symbol="circle", size=_POINT_SIZE, spPr=colour)
    point.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    point.smooth = False
    point.dLbls = DataLabelList(
        dLblPos="r",
        showSerName=True,
        showVal=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
        showBubbleSize=False,
    )
    return point


def _lay_out_axes(drawn: ScatterChart, chart: Chart) -> None:
    grades = ", ".join(f"{at} {step}" for at, step in enumerate(chart.steps, 1))
    up = f"{chart.series[1]}: {grades}" if grades else chart.series[1]
    for axis, title in ((drawn.x_axis, chart.value_axis), (drawn.y_axis, up)):
        # Left unsaid, Excel reads that the axis was deleted.
        axis.delete = False
        axis.title = title_of(title, size_points=10, bold=False) if title else None
        axis.graphicalProperties = line_of(GRID_COLOUR)
        axis.majorGridlines = ChartLines(spPr=line_of(GRID_COLOUR))
        axis.number_format = "#,##0"
        axis.scaling.min = 0
    if chart.steps:
        drawn.y_axis.scaling.max = len(chart.steps) + 1
        drawn.y_axis.majorUnit = 1
