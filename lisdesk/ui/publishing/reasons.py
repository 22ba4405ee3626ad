"""A line for a reason: one of a short list, or own words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.plain import PlainLabel, with_hidden_shown


class ReasonLine(QWidget):
    """Its label, and the field that offers reasons."""

    def __init__(self, words: str, reasons: Sequence[str]) -> None:
        super().__init__()
        self.field = ChoiceBox()
        self.field.setEditable(True)
        self.field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.field.setAccessibleName(words)
        label = PlainLabel(words)
        label.setBuddy(self.field)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        layout.addWidget(self.field, 1)
        self.offer(reasons)

    def offer(self, reasons: Sequence[str]) -> None:
        """Offer these; what was typed or chosen stays."""
        before = self.reason()
        shown = [with_hidden_shown(each) for each in reasons]
        if shown == [self.field.itemText(at) for at in range(self.field.count())]:
            return
        self.field.clear()
        self.field.addItems(shown)
        if before:
            self.field.setEditText(before)

    def reason(self) -> str:
        """Return the reason as it stands."""
        return self.field.currentText().strip()
