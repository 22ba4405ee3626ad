"""The text of a member of a group beside its seed: what was added, and what was left out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from lisdesk.queries.campaigns import Difference
from lisdesk.ui.plain import WrappedLabel, set_look
from lisdesk.ui.theme import current_theme

_MOST_LETTERS = 200_000
"""Of a longer text the beginning is shown; Reading shows it all."""


class DifferenceView(QWidget):
    """Shows a text with its own words underlined and those of the seed alone struck through."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Difference | None = None
        self.told = WrappedLabel("", "muted")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setAccessibleName("Text beside the seed")
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        set_look(self.text, "reading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.told)
        layout.addWidget(self.text, 1)

    def show_difference(self, words: str, found: Difference | None) -> None:
        """Show a text, and above it in one line how it differs; None shows no text."""
        self.told.setText(words)
        self.text.setAccessibleDescription(words)
        if found != self._found:
            self._found = found
            self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Write the words in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._found is not None:
            self._write()

    def _write(self) -> None:
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        room = _MOST_LETTERS
        for piece in self._found.pieces if self._found is not None else ():
            parts = [(piece.variant, _SAME)] if piece.is_same else [
                (_closed(piece.seed), _GONE), (piece.variant, _OWN)
            ]  # fmt: skip
            for words, kind in parts:
                shown = words[:room].replace("\0", "\ufffd")
                bare = shown.rstrip()
                cursor.insertText(bare, _format(kind))
                cursor.insertText(shown[len(bare) :], _format(_SAME))
                room -= len(shown)
        if not room:
            cursor.insertText(" … The rest is in Reading.", _format(_SAME))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)


_SAME, _GONE, _OWN = "same", "gone", "own"


def _closed(words: str) -> str:
    """Return words with room after them, without the lines that followed them."""
    return f"{words.rstrip()} " if words.strip() else ""


def _format(kind: str) -> QTextCharFormat:
    theme, made = current_theme(), QTextCharFormat()
    made.setForeground(QColor(theme.text))
    if kind == _OWN:
        made.setForeground(QColor(theme.positive))
        made.setFontUnderline(True)
    elif kind == _GONE:
        made.setForeground(QColor(theme.negative))
        made.setFontStrikeOut(True)
    return made
