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
    GRID_COLOUR,
    WIDTH_CM,
    ChartCells,
    anchor_of,
    colour_of,
    line_of,
    title_of,
)
from lisdesk.table import Chart, Column, Row

POINT_LIMIT = 60
"""The names of more points cannot be read; the chart then shows the first, and says so."""

_HEIGHT_CM = 14
_POINT_SIZE = 8
_SIDES = ("r", "t", "l", "b")
_MARK, _NAME = 0.012, 0.05
"""How wide half a point and a code are, as shares of the axis."""
_UNSAID = ("showVal", "showCatName", "showLegendKey", "showPercent", "showBubbleSize")

_Place = tuple[int, int]
_Span = tuple[int, float, float]


def points_chart(
    chart: Chart,
    columns: Sequence[Column],
    sheet_name: str,
    row_count: int,
    rows: Sequence[Row] = (),
) -> ScatterChart:
    """Return the chart over the first rows of the sheet, anchored to the right of its table.

    A point is a series of its own, for only the name of a series can stand beside a point. Only
    references are kept in it, no copies of values; `rows`, where they are at hand, decide on which
    side of its point a name has room. Raises ValueError if the chart names a column
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
    sides = _sides([_place(chart, columns, row) for row in rows[:shown]], shown)
    drawn.series = [_point(chart, cells, place, side) for place, side in enumerate(sides)]
    _lay_out_axes(drawn, chart)
    drawn.width, drawn.height = WIDTH_CM, _HEIGHT_CM
    drawn.anchor = anchor_of(columns)
    return drawn


def _place(chart: Chart, columns: Sequence[Column], row: Row) -> _Place | None:
    """Return where a point stands; None if it stands nowhere."""
    headings = [each.heading for each in columns]
    along, up = (row[headings.index(each)] for each in chart.series)
    return (along, up) if isinstance(along, int) and isinstance(up, int) else None


def _sides(places: Sequence[_Place | None], shown: int) -> list[str]:
    """Return on which side of each point its name stands; nothing where no side has room."""
    if not places:
        return [_SIDES[0]] * shown
    reach = max((each[0] for each in places if each), default=0)
    taken = [_span(each, "", reach) for each in places if each]
    found: list[str] = []
    for place in places:
        free = (side for side in _SIDES if place and _is_free(_span(place, side, reach), taken))
        found.append(next(free, ""))
        if place and found[-1]:
            taken.append(_span(place, found[-1], reach))
    return found


def _span(place: _Place, side: str, reach: int) -> _Span:
    """Return in which line, and from where to where, a name stands; without a side, the point."""
    x, y = place
    mark, name = reach * _MARK, reach * _NAME
    if side in ("r", "l"):
        start = x + mark if side == "r" else x - mark - name
        return (3 * y, start, start + name)
    if side in ("t", "b"):
        return (3 * y + (1 if side == "t" else -1), x - name / 2, x + name / 2)
    return (3 * y, x - mark, x + mark)


def _is_free(span: _Span, taken: Sequence[_Span]) -> bool:
    line, start, end = span
    return not any(line == each and start < last and first < end for each, first, last in taken)


def _point(chart: Chart, cells: ChartCells, place: int, side: str) -> XYSeries:
    along, up = chart.series
    point = XYSeries()
    point.idx = point.order = place
    name = chart.names[0] if chart.names else chart.category
    point.tx = SeriesLabel(strRef=StrRef(cells.value(name, place)))
    point.xVal = AxDataSource(numRef=NumRef(f=cells.value(along, place)))
    point.yVal = NumDataSource(numRef=NumRef(f=cells.value(up, place)))
    colour = GraphicalProperties(solidFill=colour_of("", 0), ln=LineProperties(noFill=True))
    point.marker = Marker(symbol="circle", size=_POINT_SIZE, spPr=colour)
    point.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    point.smooth = False
    unsaid = dict.fromkeys(_UNSAID, False)
    if side:
        point.dLbls = DataLabelList(dLblPos=side, showSerName=True, **unsaid)
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
