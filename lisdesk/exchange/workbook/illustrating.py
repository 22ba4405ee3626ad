"""How the chart of a table is shown in a workbook: drawn beside it, or by shading its cells."""

from collections.abc import Sequence

from openpyxl.chart._chart import ChartBase

from lisdesk.exchange.workbook.chart import bar_chart
from lisdesk.exchange.workbook.points_chart import points_chart
from lisdesk.exchange.workbook.shading import shading_xml
from lisdesk.table import ChartKind, Table


def has_drawing(table: Table) -> bool:
    """Say whether a chart stands beside the table; a heat map is the table itself."""
    return table.chart is not None and table.chart.kind is not ChartKind.HEAT_MAP


def drawing_of(table: Table, sheet_name: str, row_count: int) -> ChartBase | None:
    """Return what stands beside the table, if anything does."""
    if table.chart is None or not has_drawing(table):
        return None
    if table.chart.kind is ChartKind.POINTS:
        rows = table.rows if isinstance(table.rows, Sequence) else ()
        return points_chart(table.chart, table.columns, sheet_name, row_count, rows)
    return bar_chart(table.chart, table.columns, sheet_name, row_count)


def shading_of(table: Table, row_count: int) -> str:
    """Return what shades the cells of the table, as XML; empty for most."""
    if table.chart is None or has_drawing(table) or not row_count:
        return ""
    return shading_xml(table.chart, table.columns, row_count)
