"""A button that opens a menu below itself, without holding up the work behind it."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QToolButton, QWidget


class MenuButton(QToolButton):
    """Opens its menu by click, Space or the arrow down."""

    def __init__(
        self, words: str = "", menu: QMenu | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.opens = menu or QMenu(self)
        self.setText(words)
        self.clicked.connect(lambda _on: self.open_menu())

    def open_menu(self) -> None:
        """Open the menu below the button."""
        self.opens.popup(self.mapToGlobal(QPoint(0, self.height())))
