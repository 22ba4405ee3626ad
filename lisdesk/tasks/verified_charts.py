"""Compare the charts of a workbook that was made earlier with those that it would have now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from lisdesk.exchange.finished.drawn_charts import drawn_charts
from lisdesk.exchange.workbook import WorkbookProperties, write_workbook
from lisdesk.rules.chart_changes import Charts, chart_changes
from lisdesk.rules.workbook_changes import SheetCells, WorkbookChange
from lisdesk.table import Table


def changes_of_charts(
    path: Path,
    then: Mapping[str, SheetCells],
    now: Mapping[str, SheetCells],
    tables: Sequence[Table],
    made_at: datetime,
    told: Sequence[WorkbookChange],
) -> list[WorkbookChange]:
    """Return what the charts of a workbook show otherwise than those of the tables as they are now,
    beyond what is told of the cells.
    """
    before = drawn_charts(path)
    after = _charts_now([each for each in tables if each.name in now], made_at)
    return list(chart_changes((before, then), (after, now), told))


def _charts_now(tables: Sequence[Table], made_at: datetime) -> Charts:
    """Return the charts that a workbook of tables would have; their rows must be at hand."""
    drawn = [each for each in tables if each.chart is not None and isinstance(each.rows, Sequence)]
    if not drawn:
        return {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "charts.xlsx"
        write_workbook(drawn, path, properties=WorkbookProperties("", "", made_at))
        return drawn_charts(path)
