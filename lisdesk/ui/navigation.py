"""The list of screens at the left, with a count beside a name where that helps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from lisdesk.ui.commands import screen_keys
from lisdesk.ui.icons import icon
from lisdesk.ui.plain import as_tool_tip

_WIDTH_PX, _BESIDE_PX = 184, 66
_KEY_ROLE = Qt.ItemDataRole.UserRole


class Navigation(QListWidget):
    """Chooses a screen by click, by arrow keys, or by Ctrl and its number."""

    chosen = Signal(str)
    """The key of the screen that was chosen."""

    def __init__(self, screens: Sequence[tuple[str, str]], parent: QWidget) -> None:
        """`screens` are keys and titles, in their order."""
        super().__init__(parent)
        self.setProperty("look", "navigation")
        self.setAccessibleName("Screens")
        self.setFixedWidth(_WIDTH_PX)
        self.setIconSize(QSize(20, 20))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._titles = dict(screens)
        self.ensurePolished()  # or the rows are laid out without the room that the style gives them
        for number, (key, title) in enumerate(screens, start=1):
            item = QListWidgetItem(icon(key), title, self)
            item.setData(_KEY_ROLE, key)
            item.setToolTip(as_tool_tip(f"{title}, {screen_keys(number)}"))
        self.currentItemChanged.connect(self._tell)

    def choose(self, key: str) -> None:
        """Show a screen as the chosen one."""
        for row in range(self.count()):
            if self.item(row).data(_KEY_ROLE) == key:
                self.setCurrentRow(row)

    def show_count(self, key: str, count: int) -> None:
        """Show a count beside a screen's name; none for 0."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_KEY_ROLE) == key:
                item.setText(f"{self._titles[key]}  {count:,}" if count else self._titles[key])
                self._make_room_for(item.text())

    def _make_room_for(self, words: str) -> None:
        """Grow with a count that would be cut where its screen is the chosen one, and so bold."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        wanted = QFontMetrics(bold).horizontalAdvance(words) + _BESIDE_PX
        self.setFixedWidth(max(_WIDTH_PX, wanted))

    def show_icons(self) -> None:
        """Draw the icons again, in the colours of another theme."""
        for row in range(self.count()):
            self.item(row).setIcon(icon(self.item(row).data(_KEY_ROLE)))

    def _tell(self, current: QListWidgetItem | None) -> None:
        if current is not None:
            self.chosen.emit(current.data(_KEY_ROLE))
