"""Pairs that are probably one, as a list with the reasons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from lisdesk.queries.stakeholder_matches import MatchRow
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.theme import ROW_PX

_WIDTHS_PX = (208, 208, 240, 64)
_MOST_SHOWN = 200
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class MatchList(QTreeWidget):
    """One line for each pair, the likeliest first; Enter merges."""

    pointed_at = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.matches: Sequence[MatchRow] = ()
        """Those that are shown."""
        self.found: Sequence[MatchRow] = ()
        """All that were found."""
        self._fitting: frozenset[int] | None = None
        self.setAccessibleName("Stakeholders that are probably the same")
        self.setHeaderLabels(["One", "The other", "Why", "Likely"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setStretchLastSection(False)
        for place, width in enumerate(_WIDTHS_PX):
            header.resizeSection(place, width)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(lambda *_items: self.pointed_at.emit())
        self.itemDoubleClicked.connect(lambda *_item: self.opened.emit())

    def show_matches(self, matches: Sequence[MatchRow]) -> None:
        """Show the pairs; the line in hand stays in hand, or the one that took its place."""
        self.found = matches
        self._show()

    def narrow(self, stakeholder_ids: frozenset[int] | None) -> None:
        """Show only the pairs with one of some stakeholders; all of them without any given."""
        if stakeholder_ids != self._fitting:
            self._fitting = stakeholder_ids
            self._show()

    def _show(self) -> None:
        place = max(self.currentIndex().row(), 0)
        fitting = self._fitting
        matches = [
            row for row in self.found if fitting is None or fitting & {row.one.id, row.other.id}
        ]
        matches = matches[:_MOST_SHOWN]
        self.matches = matches
        self.clear()
        for row in matches:
            cells = [row.one.name, row.other.name, " ".join(row.why), f"{row.score}"]
            shown = [with_hidden_shown(cell) for cell in cells]
            item = QTreeWidgetItem(shown)
            item.setToolTip(0, as_tool_tip(shown[0]))
            item.setToolTip(1, as_tool_tip(shown[1]))
            item.setToolTip(2, as_tool_tip("\n".join(row.why)))
            item.setTextAlignment(3, _RIGHT)
            item.setSizeHint(0, QSize(0, ROW_PX))
            self.addTopLevelItem(item)
        chosen = self.topLevelItem(min(place, len(matches) - 1))
        if chosen is not None:
            self.setCurrentItem(chosen)

    def current(self) -> MatchRow | None:
        """Return the pair in hand."""
        place = self.currentIndex().row()
        return self.matches[place] if 0 <= place < len(self.matches) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Merge the current pair with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current():
            self.opened.emit()
        else:
            super().keyPressEvent(event)
