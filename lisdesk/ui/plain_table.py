"""A small table in a dialog, filled at once; its words are only ever words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.steady_selection import SteadySelection
from lisdesk.ui.theme import ROW_PX

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PlainTable(SteadySelection, QTableWidget):
    """Lines that are chosen by the keyboard; one column takes the room that is left."""

    def __init__(self, name: str, headings: Sequence[str], widths_px: Sequence[int]) -> None:
        """`widths_px` has 0 for the column that takes the room that is left."""
        super().__init__(0, len(headings))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headings))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, width in enumerate(widths_px):
            mode = QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(place, mode)
            if width:
                header.resizeSection(place, width)

    def fill(self, rows: Sequence[Sequence[str | int]]) -> None:
        """Show other lines; the one in hand stays in hand where there is one at its place."""
        at = max(self.currentRow(), 0)
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, value in enumerate(row):
                words = f"{value:,}" if isinstance(value, int) else with_hidden_shown(value)
                item = QTableWidgetItem(" ".join(words.split()))
                item.setToolTip(as_tool_tip(words))
                if isinstance(value, int):
                    item.setTextAlignment(_RIGHT)
                self.setItem(place, column, item)
        if rows:
            self.setCurrentCell(min(at, len(rows) - 1), 0)

    def selected_rows(self) -> list[int]:
        """Return the places of the lines that are selected, from the top."""
        return sorted({index.row() for index in self.selectedIndexes()})
