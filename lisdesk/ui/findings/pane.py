"""The cell in hand in full: its numbers, what is written, why it deserves a look, what was done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from lisdesk.queries.findings import FindingCell, FindingRow, FindingsPage
from lisdesk.rules.claims import numbers_words
from lisdesk.rules.quantifiers import scale_words
from lisdesk.rules.wall_time import day_words, local_words
from lisdesk.ui.plain import NameLabel, WrappedLabel, with_hidden_shown

_NOT_YET = "Nothing is concluded yet. Press Enter to write."


class FindingPane(QScrollArea):
    """A card below the grid."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("The finding in hand")
        card = QFrame()
        card.setProperty("look", "card")
        self.name = NameLabel(look="heading")
        self.numbers, self.looks = WrappedLabel(look="muted"), WrappedLabel(look="caution")
        self.text, self.done = WrappedLabel(), WrappedLabel(look="muted")
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.scale = WrappedLabel(look="small")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        for label in (self.name, self.numbers, self.text, self.looks, self.done, self.scale):
            layout.addWidget(label)
        layout.addStretch()
        self.setWidget(card)

    def show_cell(self, page: FindingsPage, row: FindingRow, cell: FindingCell, zone: str) -> None:
        """Show a cell of the grid."""
        self.name.setText(place_words(row, cell))
        who = ""
        if cell.written_at is not None:
            who = f" · {cell.officer}, {local_words(cell.written_at, zone)}"
        self.numbers.setText(f"{numbers_words(cell.numbers, page.scale)}{who}")
        self.text.setText(cell.text or _NOT_YET)
        self.looks.setText(" ".join(cell.looks))
        self.looks.setVisible(bool(cell.looks))
        self.done.setText(feedback_words(page, row))
        self.scale.setText(f"Scale: {scale_words(page.scale)}")


def place_words(row: FindingRow, cell: FindingCell) -> str:
    """Return what a finding is about: its priority, and its stakeholder type."""
    name = f"{row.code}  {with_hidden_shown(row.name)}"
    return f"{name} · {cell.label}" if cell.label else name


def feedback_words(page: FindingsPage, row: FindingRow) -> str:
    """Return what was done about a priority in a line."""
    found = row.feedback
    if found is None:
        return "You said, we did: nothing yet. Press F3 to say what is done."
    due = f"due {day_words(found.due_on or page.due_on)}"
    parts = [found.status.label, due, with_hidden_shown(found.owner), found.we_did or found.reason]
    return f"You said, we did: {' · '.join(each for each in parts if each)}"
