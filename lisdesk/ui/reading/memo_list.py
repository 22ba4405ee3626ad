"""The memos on the submission in view, as a list beside its text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from lisdesk.queries.memos import MemoRow
from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.reading.entry_list import Entry, EntryList
from lisdesk.ui.reading.memo_words import memo_lines, whole_memo


class MemoList(EntryList):
    """One entry for each memo, those on the whole submission first; Enter opens one, Del removes
    it, and so does the menu of the mouse.
    """

    def __init__(self) -> None:
        super().__init__("Memos on this submission")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)

    def show_rows(self, rows: Sequence[MemoRow], zone: str) -> None:
        """Show other memos, without telling anybody, times as clocks in `zone` show them."""
        self.show_entries([Entry(row.id, memo_lines(row), whole_memo(row, zone)) for row in rows])

    def menu(self, number: int) -> QMenu:
        """Return what can be done with a memo."""
        menu = QMenu(self)
        menu.addAction("Open").triggered.connect(lambda _checked: self.entered.emit(number))
        menu.addAction("Remove").triggered.connect(lambda _checked: self.dropped.emit(number))
        return menu

    def _show_menu(self, at: QPoint) -> None:
        number: object = self.indexAt(at).data(Qt.ItemDataRole.UserRole)
        if isinstance(number, int):
            menu = self.menu(number)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(at))


class MemoPane(QWidget):
    """The list below how many there are; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self.list = PlainLabel("", "small"), MemoList()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._title)
        layout.addWidget(self.list)
        self.hide()

    def show_rows(self, rows: Sequence[MemoRow], zone: str) -> None:
        """Show other memos, without telling anybody, times as clocks in `zone` show them."""
        self.list.show_rows(rows, zone)
        self._title.setText(f"  Memos  {len(rows):,}")
        self.setVisible(bool(rows))
