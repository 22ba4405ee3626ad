"""A heat map on a sheet: its own cells, the darker the larger their number."""

from collections.abc import Sequence

from lisdesk.exchange.workbook.chart_parts import ChartCells
from lisdesk.table import Chart, Column

_FAINTEST, _STRONGEST = "FFFFFFFF", "FF7FA9D9"
"""Opaque; letters in black are read on both."""


def shading_xml(chart: Chart, columns: Sequence[Column], row_count: int) -> str:
    """Return what shades the cells of a heat map; a cell with a text in place of a number stays as
    it is.

    Raises ValueError if the chart names a column that the table does not have.
    """
    cells = ChartCells(columns, "", row_count).ranges(chart.series)
    return (
        f'<conditionalFormatting sqref="{cells}"><cfRule type="colorScale" priority="1">'
        '<colorScale><cfvo type="num" val="0"/><cfvo type="max"/>'
        f'<color rgb="{_FAINTEST}"/><color rgb="{_STRONGEST}"/>'
        "</colorScale></cfRule></conditionalFormatting>"
    )
