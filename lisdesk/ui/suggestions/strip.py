"""A strip of up to three suggestions, each with the words that caused it and its key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lisdesk.rules.suggesting import MOST_SUGGESTED, Suggestion
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.plain import as_menu_text, set_look, set_tool_tip, with_hidden_shown

ACCEPT_KEYS = ("F6", "F7", "F8")
REJECT_KEYS = ("Shift+F6", "Shift+F7", "Shift+F8")
SHOW_KEY = "H"
_NOT_THIS = "✕"


class SuggestionStrip(QFrame):
    """Shows suggestions; what is pressed is told by the number of the suggestion, from 0."""

    accepted = Signal(int)
    rejected = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Suggested priorities")
        set_look(self, "foot")
        self.about = ElidedLabel("", "small")
        self.slots = [_Slot(number) for number in range(MOST_SUGGESTED)]
        for number, slot in enumerate(self.slots):
            slot.take.clicked.connect(lambda _checked, at=number: self.accepted.emit(at))
            slot.leave.clicked.connect(lambda _checked, at=number: self.rejected.emit(at))
        row = QHBoxLayout()
        row.setSpacing(12)
        for slot in self.slots:
            row.addWidget(slot, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(4)
        layout.addWidget(self.about)
        layout.addLayout(row)
        self.show_suggestions((), "")

    def show_suggestions(self, found: Sequence[Suggestion], about: str) -> None:
        """Show what is suggested, below a line on what for and by what."""
        self.about.setText(about)
        for number, slot in enumerate(self.slots):
            slot.show_suggestion(found[number] if number < len(found) else None)


class _Slot(QWidget):
    """One suggestion: a button that takes it, one that rejects it, and why it is made."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._keys = ACCEPT_KEYS[number], REJECT_KEYS[number]
        self.take, self.leave = QPushButton(), QPushButton(_NOT_THIS)
        set_look(self.take, "chip")
        set_look(self.leave, "quiet")
        self.name, self.why = ElidedLabel("", "strong"), ElidedLabel("", "small")
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.take)
        top.addWidget(self.name, 1)
        top.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.why)

    def show_suggestion(self, suggestion: Suggestion | None) -> None:
        """Show a suggestion, or nothing in its place."""
        for widget in (self.take, self.name, self.leave, self.why):
            widget.setVisible(suggestion is not None)
        if suggestion is None:
            return
        accept, reject = self._keys
        name = with_hidden_shown(suggestion.name)
        self.take.setText(f"{as_menu_text(with_hidden_shown(suggestion.code))}  {accept}")
        self.name.setText(name)
        whole = f"{suggestion.code} {name}"
        self.take.setAccessibleName(f"Accept {whole}")
        set_tool_tip(self.take, f"Tag to {whole} ({accept})\n{suggestion.source.label}")
        self.leave.setAccessibleName(f"Reject {whole}")
        set_tool_tip(self.leave, f"{whole} does not fit ({reject})")
        self.why.setText(with_hidden_shown(suggestion.reason))
