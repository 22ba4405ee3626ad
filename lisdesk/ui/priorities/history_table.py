"""What happened to a priority, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from lisdesk.queries.frame_lineage import HistoryRow
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.theme import ROW_PX

_WHEN_PX, _OFFICER_PX = 144, 112
_NONE_YET = "Nothing has been changed since the start."


class HistoryTable(QTreeWidget):
    """When, what happened with the reason, and by whom."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("History of the priority")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setHeaderLabels(["When", "What", "Officer"])
        head = self.header()
        head.setStretchLastSection(False)
        self.setColumnWidth(0, _WHEN_PX)
        self.setColumnWidth(2, _OFFICER_PX)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: Sequence[HistoryRow], priority_id: int, zone: str) -> None:
        """Show what happened to a priority, and to others that had to do with it, in the wall time
        of the call.
        """
        self.clear()
        for row in rows:
            whose = f"{row.priority}: " if row.priority_id != priority_id else ""
            reason = f" ({row.reason})" if row.reason else ""
            cells = [
                local_words(row.at, zone),
                with_hidden_shown(f"{whose}{row.words}{reason}"),
                with_hidden_shown(row.officer),
            ]
            item = QTreeWidgetItem(self, cells)
            item.setSizeHint(0, QSize(0, ROW_PX))
            for column, text in enumerate(cells):
                item.setData(column, Qt.ItemDataRole.ToolTipRole, as_tool_tip(text))
        if not rows:
            QTreeWidgetItem(self, ["", _NONE_YET, ""])
