"""The icon in the system tray, which is there once something was told there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon

from lisdesk.ui.icons import icon
from lisdesk.ui.theme import current_theme

_SHOWN_MS = 20_000


class Tray(QObject):
    """Says something outside the window; a click leads to what it is about."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._then: Callable[[], None] | None = None
        self.icon = QSystemTrayIcon(icon("information", current_theme().accent), self)
        self.icon.setToolTip("lisdesk")
        self.icon.messageClicked.connect(self._lead)
        self.icon.activated.connect(lambda _reason: self._lead())

    @staticmethod
    def is_there() -> bool:
        """Whether this computer has a tray that shows messages."""
        return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()

    def tell(self, words: str, then: Callable[[], None]) -> None:
        """Show a message for some seconds; `then` follows a click."""
        self._then = then
        self.icon.show()
        self.icon.showMessage("lisdesk", words, QSystemTrayIcon.MessageIcon.Information, _SHOWN_MS)

    def hide(self) -> None:
        """Take the icon away."""
        self.icon.hide()

    def _lead(self) -> None:
        if self._then is not None:
            self._then()
