"""The calls of the file as cards, one below the other; the one at hand is marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lisdesk.queries.calls import CallRow
from lisdesk.rules.deadline_words import deadline_words, words_of_stage
from lisdesk.rules.life_cycle import BY_CLOCK, Stage
from lisdesk.rules.vocabulary import CallState
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.plain import NameLabel, PlainLabel, WrappedLabel

_LOOKS = {
    CallState.OPEN: "positive",
    CallState.CLOSED: "negative",
    CallState.SCHEDULED: "caution",
}


class CallCard(QFrame):
    """One call: state, deadline, days left, submissions, lead and partners."""

    chosen = Signal(int)

    def __init__(self, call: CallRow, now: datetime, *, is_at_hand: bool) -> None:
        super().__init__()
        self.call = call
        self.setProperty("look", "card")
        self.setProperty("chosen", is_at_hand)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = words_of_stage(
            deadline_words(now, call.state, call.opens_on, call.deadline, call.closed_by_hand_at),
            call.stage,
        )
        held = "1 submission" if call.submissions == 1 else f"{call.submissions:,} submissions"
        partners = f" with {', '.join(call.partners)}" if call.partners else ""
        at_hand = ", the call at hand" if is_at_hand else ""
        self.setAccessibleName(
            f"{call.reference}{at_hand}: {call.title}. {words.line()}. {held}. "
            f"Led by {call.lead}{partners}."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(PlainLabel(call.reference, "strong"))
        top.addWidget(PlainLabel(words.state, _look(call)))
        top.addStretch()
        top.addWidget(PlainLabel(held, "muted"))
        layout.addLayout(top)
        layout.addWidget(NameLabel(call.title, "heading"))
        moment = " · ".join(part for part in (words.moment, words.days) if part)
        layout.addWidget(WrappedLabel(moment[:1].upper() + moment[1:]))
        layout.addWidget(ElidedLabel(f"Led by {call.lead}{partners}", "muted"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the call by Enter or Space; go to the next or last card by the arrows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.call.id)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the call."""
        self.setFocus()
        self.chosen.emit(self.call.id)
        event.accept()


def _look(call: CallRow) -> str:
    if call.stage in BY_CLOCK:
        return _LOOKS[call.state]
    return "caution" if call.stage is Stage.DRAFT else "muted"


class CallCards(QScrollArea):
    """Every call of the file, the newest first; those in the archive if they are wanted."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cards: list[CallCard] = []
        self.with_archived = False

    def show_calls(self, calls: Sequence[CallRow], at_hand: int | None, now: datetime) -> None:
        """Show the calls; the keyboard stays on the card that has it, and goes to the call at hand
        if it waited here for the cards.
        """
        keyboard = self.window().focusWidget()  # where it comes back to, if a dialog has it now
        focused = next((card.call.id for card in self.cards if card is keyboard), None)
        focused = at_hand if keyboard is self else focused
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        self.cards = []
        for call in reversed(calls):
            if call.stage is Stage.ARCHIVED and not self.with_archived and call.id != at_hand:
                continue
            card = CallCard(call, now, is_at_hand=call.id == at_hand)
            card.chosen.connect(self.chosen)
            layout.addWidget(card)
            self.cards.append(card)
        layout.addStretch()
        self.setWidget(page)
        for card in self.cards:
            if card.call.id == focused:
                card.setFocus()
