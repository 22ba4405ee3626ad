"""A list to choose from that ends what it shows in “…” where it has no room for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from lisdesk.ui.plain import set_tool_tip

_INSET_PX = 2
"""What the style leaves free beside the words."""


class ChoiceBox(QComboBox):
    """A list whose choice is cut with “…”; the whole of it is then in the tool tip."""

    def shown_words(self) -> str:
        """Return the words of the choice as there is room for them."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self._fitting(option)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, and as much of the choice as there is room for."""
        if self.isEditable():
            super().paintEvent(event)
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._fitting(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        """Offer the whole choice as a tool tip where it is cut."""
        if event.type() == QEvent.Type.ToolTip and not self.isEditable():
            whole = self.currentText()
            set_tool_tip(self, "" if self.shown_words() == whole else whole)
        return super().event(event)

    def _fitting(self, option: QStyleOptionComboBox) -> str:
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        room, words = field.width() - _INSET_PX, self.currentText()
        if self.fontMetrics().horizontalAdvance(words) <= room:
            return words
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
