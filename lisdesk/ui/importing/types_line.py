"""One line of the import dialog: words for types that are not known, and the way to say more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from lisdesk.exchange.sheets.type_words import TypeWord
from lisdesk.ui.plain import WrappedLabel, with_hidden_shown

_NAMED = 3
_LONGEST_WORD = 32


class TypesLine(QWidget):
    """Out of sight as long as the file's list of types knows every word."""

    def __init__(self) -> None:
        super().__init__()
        self.words = WrappedLabel(look="caution")
        self.button = QPushButton("Say what they &mean …")
        self.button.setAccessibleName("Say what the sheet’s words for types mean")
        self.button.setAutoDefault(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        self.hide()

    def show_words(self, found: Sequence[TypeWord]) -> None:
        """Say which words are not known; else that all are read as the officer said."""
        unknown = [each for each in found if not each.meaning]
        self.setVisible(bool(found))
        self.words.set_look("caution" if unknown else "muted")
        self.words.setText(unknown_words(unknown) if unknown else _said(len(found)))


def unknown_words(unknown: Sequence[TypeWord]) -> str:
    """Return some words with the number of their rows, and how many more there are."""
    named = ", ".join(f"{quoted(each.word)} ({each.rows:,})" for each in unknown[:_NAMED])
    more = f" and {len(unknown) - _NAMED:,} more" if len(unknown) > _NAMED else ""
    are = "is no type of stakeholder" if len(unknown) == 1 else "are no types of stakeholder"
    return f"{named}{more} {are}: such rows come in without one."


def quoted(word: str) -> str:
    """Return a word of the sheet in quotation marks, as long as there is room for it."""
    cut = word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD].rstrip()}…"
    return f"“{with_hidden_shown(cut)}”"


def _said(count: int) -> str:
    if count == 1:
        return "One word for a type of stakeholder is read as you said."
    return f"{count:,} words for types of stakeholder are read as you said."
