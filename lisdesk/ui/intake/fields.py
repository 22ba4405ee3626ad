"""Whose something that came in is: the respondent by type-ahead, and why it is taken so."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.submissions.respondent_field import RespondentField
from lisdesk.ui.workspace import Workspace

NAMES_PX = 72
"""Room for the names before what they name, here and in the preview below."""


class IntakeFields(QWidget):
    """A name before each field; the first is the respondent."""

    respondent_chosen = Signal(object)
    """A RespondentRow of the register, or a name; an empty one goes back to what was proposed."""
    done = Signal()
    """Enter was pressed in the respondent's line."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__()
        self.respondent = RespondentField(workspace, window)
        self.respondent.told.hide()
        self.why = ElidedLabel(look="small")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, NAMES_PX)
        self.add_row("Respondent", self.respondent)
        self.add_row("", self.why)
        self.respondent.line.textEdited.connect(self._take_name)
        self.respondent.picked.connect(self.respondent_chosen)
        self.respondent.answered.connect(self._end_name)
        self.respondent.line.installEventFilter(self)
        self._is_ending = False

    def add_row(self, words: str, *fields: QWidget) -> None:
        """Add a named row; of several fields there, one is shown at a time."""
        row = self._grid.rowCount()
        label = PlainLabel(words, "small")
        label.setBuddy(fields[0])
        self._grid.addWidget(label, row, 0)
        for field in fields:
            self._grid.addWidget(field, row, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter end the typing of a name: it files nothing before what was typed is seen."""
        is_enter = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        )
        if not is_enter:
            return super().eventFilter(watched, event)
        if not self.respondent.is_answered:
            self._is_ending = True  # it may be one whom the register knows by a longer name
            return True
        QTimer.singleShot(0, self, self.done.emit)
        return not self.respondent.list.isVisible()

    def take_key(self, event: QKeyEvent) -> None:
        """Begin to type the respondent's name anew with a key that was pressed elsewhere."""
        if not self.isEnabled():
            return
        line = self.respondent.line
        if not line.hasFocus():
            line.setFocus()
            line.selectAll()
        QApplication.sendEvent(line, event)

    def is_clear(self) -> bool:
        """Whether all that is said is clear; else the keyboard goes to what is not."""
        raise TypeError(f"{type(self).__name__} does not say what is clear")

    def _end_name(self) -> None:
        """End the typing of a name once the register has answered, unless others fit as well."""
        is_ending, self._is_ending = self._is_ending, False
        if is_ending and self.respondent.line.hasFocus() and not self.respondent.list.isVisible():
            self.done.emit()

    def _take_name(self, text: str) -> None:
        self._is_ending = False
        self.respondent_chosen.emit(" ".join(text.split()))
