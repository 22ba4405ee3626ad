"""The text of a member of a group beside its seed: what was added, and what was left out."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

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
        """Write the whole text in few steps: each waits for its turn with the work beside it."""
        formats = {kind: _format(kind) for kind in (_SAME, _GONE, _OWN)}
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        cursor.beginEditBlock()
        for words, kind in _stretches(self._found):
            cursor.insertText(words, formats[kind])
        cursor.endEditBlock()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)


_SAME, _GONE, _OWN = "same", "gone", "own"


def _stretches(found: Difference | None) -> list[tuple[str, str]]:
    """Return what is written, each stretch of one kind as one; what is between words has none."""
    stretches: list[tuple[str, str]] = []
    room = _MOST_LETTERS
    for piece in found.pieces if found is not None else ():
        gone = "" if piece.is_same else _closed(piece.seed)
        own = _SAME if piece.is_same else _OWN
        for words, kind in ((gone, _GONE), (piece.variant, own)):
            shown = words[:room].replace("\0", "\ufffd")
            room -= len(shown)
            bare = shown.rstrip()
            stretches += [(bare, kind), (shown[len(bare) :], _SAME)]
    if not room:
        stretches.append((" … The rest is in Reading.", _SAME))
    kept = (each for each in stretches if each[0])
    return [
        ("".join(words for words, _ in same), kind)
        for kind, same in groupby(kept, key=itemgetter(1))
    ]


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
