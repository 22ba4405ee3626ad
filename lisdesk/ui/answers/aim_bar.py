"""Which tags the keys of stance and strength say something of; each key on a button."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout

from lisdesk.ui.answers.keys import AnswersKeys
from lisdesk.ui.answers.marking import AnswerMarking
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.plain import set_look
from lisdesk.ui.reading.mark_chips import MarkChips


class AimBar(QFrame):
    """Shows what is meant, and what all of it says."""

    def __init__(self, marking: AnswerMarking, keys: AnswersKeys) -> None:
        super().__init__()
        self.setAccessibleName("Tags meant")
        set_look(self, "foot")
        self._marking = marking
        self.about = ElidedLabel(look="muted")
        self._chips = MarkChips(keys.marks)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(4)
        layout.addWidget(self.about)
        layout.addWidget(self._chips)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show_aim)
        marking.changed.connect(self._soon.start)
        self.show_aim()

    def show_aim(self) -> None:
        """Show what is meant as it stands."""
        aim = self._marking.aim()
        self.about.setText(aim if isinstance(aim, str) else aim.told())
        self._chips.show_marks(self._marking.said(), is_enabled=not isinstance(aim, str))
