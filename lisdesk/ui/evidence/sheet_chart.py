"""The workbook's own chart of a sheet, for the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lisdesk.ui.charts.chart import BarChart, Series, without_empty
from lisdesk.ui.evidence.cell_words import cell_words

if TYPE_CHECKING:
    from lisdesk.table import Chart, Column, Row

_HUES = {
    "Support": "positive",
    "Oppose": "negative",
    "Mixed": "caution",
    "Neutral": "accent",
    "Unstated": "control",
    "In time": "accent",
    "Late": "caution",
    "Before opening": "control",
}
_SHOWN_BARS = 60
"""The bars that are drawn; the table below has every number."""


def chart_of(chart: Chart, columns: Sequence[Column], rows: Sequence[Row], zone: str) -> BarChart:
    """Return a chart over the cells of a sheet; of very many rows the first."""
    headings = [each.heading for each in columns]
    shown = rows[:_SHOWN_BARS] if chart.horizontal else rows
    names = headings.index(chart.category)
    series = tuple(
        Series(heading, _numbers(shown, headings.index(heading)), _HUES.get(heading, str(at)))
        for at, heading in enumerate(chart.series)
    )
    return BarChart(
        chart.title,
        chart.category_axis,
        chart.value_axis,
        tuple(cell_words(row[names], zone) for row in shown),
        without_empty(series),
        is_horizontal=chart.horizontal,
    )


def _numbers(rows: Sequence[Row], column: int) -> tuple[int, ...]:
    """Return a column's numbers; one that is withheld has no length."""
    return tuple(cell if isinstance(cell := row[column], int) else 0 for row in rows)
