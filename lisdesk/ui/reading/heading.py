"""The head of the text: whose it is, where it stands, whether it was read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from lisdesk.queries.reading import ReadingHead
from lisdesk.rules.vocabulary import Disposition
from lisdesk.rules.wall_time import day_words, local_day
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.plain import PlainLabel, set_look, with_hidden_shown

_LOOKS = {
    Disposition.COUNTED: "positive",
    Disposition.LATE_ACCEPTED: "positive",
    Disposition.LATE_WAITING: "caution",
}


class Heading(QWidget):
    """Reference and respondent, type, area and day; the state; the way on."""

    def __init__(self) -> None:
        super().__init__()
        self.reference = PlainLabel(look="heading")
        self.respondent = ElidedLabel(look="strong")
        self.about = ElidedLabel(look="muted")
        self.state = PlainLabel()
        self.read = PlainLabel(look="muted")
        self.go_on = QPushButton("Mark read, go on  M")
        set_look(self.go_on, "primary")
        self.go_on.setAccessibleName("Mark as read and go on")
        layout = QGridLayout(self)
        layout.setContentsMargins(12, 8, 0, 8)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(2)
        layout.addWidget(self.reference, 0, 0)
        layout.addWidget(self.respondent, 0, 1)
        layout.addWidget(self.state, 0, 2, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self.about, 1, 0, 1, 2)
        layout.addWidget(self.read, 1, 2, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self.go_on, 0, 3, 2, 1)
        layout.setColumnStretch(1, 1)
        self.go_on.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_head(self, head: ReadingHead, zone: str) -> None:
        """Show a submission's head, days by the calendar of `zone`."""
        self.reference.setText(head.reference)
        self.respondent.setText(with_hidden_shown(head.respondent or "Respondent not stated"))
        parts = [head.type, head.area, f"received {day_words(local_day(head.received_at, zone))}"]
        if head.is_confidential:
            parts.append("confidential")
        self.about.setText(" · ".join(with_hidden_shown(part) for part in parts if part))
        self.state.setText(head.disposition.label)
        self.state.set_look(_LOOKS.get(head.disposition, "muted"))
        read_on = day_words(local_day(head.read_at, zone)) if head.read_at else ""
        self.read.setText(f"Read {read_on}" if read_on else "Unread")
        self.go_on.setText("Go on  M" if read_on else "Mark read, go on  M")
