"""The excerpts that may be quoted in a finding; Enter takes one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from lisdesk.queries.evidence.best_quotations import Quotable
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown

_HEIGHT_PX = 144
_BOOKMARKED = "❝ "
MOST_LISTED = 500
"""A longer list nobody reads; what is to be quoted can be bookmarked, and then stands first."""


class QuotationList(QListWidget):
    """Those that were bookmarked stand first."""

    taken = Signal(str)
    """The words of the one that was taken, with the name to give."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Quotations that are permitted")
        self.setMinimumHeight(_HEIGHT_PX)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._found: tuple[Quotable, ...] = ()
        self.itemDoubleClicked.connect(lambda _item: self._take())

    def show_quotations(self, found: Sequence[Quotable]) -> None:
        """List what may be quoted."""
        self._found = tuple(found[:MOST_LISTED])
        self.clear()
        for each in self._found:
            mark = _BOOKMARKED if each.is_bookmarked else ""
            item = QListWidgetItem(f"{mark}{each.submission}  {with_hidden_shown(each.words)}")
            item.setToolTip(as_tool_tip(each.words))
            self.addItem(item)
        if found:
            self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the one in hand by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._take()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        at = self.currentRow()
        if 0 <= at < len(self._found):
            self.taken.emit(self._found[at].words)
