"""Lines in which bodies are named, with type-ahead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from lisdesk.queries.call_page import BodyName


def body_completer(bodies: Sequence[BodyName], parent: QObject) -> QCompleter:
    """Return what completes any part of a body's everyday name."""
    completer = QCompleter([body.name for body in bodies], parent)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer


class BodiesLine(QLineEdit):
    """Several bodies, with a semicolon between them; each is completed as it is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("None, or several with a semicolon between them")
        self._completer: QCompleter | None = None
        self.textEdited.connect(self._offer)

    def offer(self, bodies: Sequence[BodyName]) -> None:
        """Complete by these bodies."""
        self._completer = body_completer(bodies, self)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._take)

    def names(self) -> list[str]:
        """Return the bodies that are named."""
        return [name.strip() for name in self.text().split(";") if name.strip()]

    def _offer(self, text: str) -> None:
        if self._completer is None:
            return
        typed = text[: self.cursorPosition()].rpartition(";")[2].strip()
        self._completer.setCompletionPrefix(typed)
        if typed and self._completer.completionCount():
            self._completer.complete()
        else:
            popup = self._completer.popup()
            if popup is not None:
                popup.hide()

    def _take(self, name: str) -> None:
        before, mark, _ = self.text().rpartition(";")
        self.setText(f"{before}{mark}{' ' if mark else ''}{name}; ")
