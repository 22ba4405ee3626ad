"""What can be changed about the mail in view: whose it is, and when it came if nothing says so."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.filing.decisions import Decisions
from lisdesk.ui.filing.words import received_line, respondent_line, why_line
from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.submissions.moment_field import MomentField
from lisdesk.ui.submissions.respondent_field import RespondentField
from lisdesk.ui.workspace import Workspace

NAMES_PX = 72
"""Room for the names before what they name, here and in the preview below."""


class MailFields(QWidget):
    """The respondent by type-ahead, and a moment of receipt for a mail that names none."""

    respondent_chosen = Signal(object)
    """A RespondentRow of the register, or a name; an empty one goes back to the proposal."""
    received_chosen = Signal(object)
    """A moment in UTC; None leaves it to the moment of filing."""
    done = Signal()
    """Enter was pressed in the respondent's line."""

    def __init__(self, workspace: Workspace, window: QWidget, zone: str) -> None:
        super().__init__()
        self._workspace, self._zone = workspace, zone
        self._is_showing = False
        self.respondent = RespondentField(workspace, window)
        self.respondent.told.hide()
        self.why = ElidedLabel(look="small")
        self.received = MomentField("Received", self._zone, may_be_unknown=True)
        self.found = ElidedLabel()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(4)
        layout.setColumnStretch(1, 1)
        layout.setColumnMinimumWidth(0, NAMES_PX)
        for row, (words, widget) in enumerate(
            (("Respondent", self.respondent), ("", self.why), ("Received", self.received))
        ):
            label = PlainLabel(words, "small")
            label.setBuddy(widget)
            layout.addWidget(label, row, 0)
            layout.addWidget(widget, row, 1)
        layout.addWidget(self.found, 2, 1)
        self.respondent.line.textEdited.connect(self._take_name)
        self.respondent.picked.connect(self.respondent_chosen)
        self.received.changed.connect(self._take_received)
        self.respondent.line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter end the typing of a name: it files nothing before what was typed is seen."""
        is_enter = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        )
        if not is_enter:
            return super().eventFilter(watched, event)
        QTimer.singleShot(0, self, self.done.emit)
        return not self.respondent.list.isVisible()

    def show_mail(self, decisions: Decisions, place: int) -> None:
        """Show what stands for a mail; one that is here already can only be looked at."""
        item = decisions.item(place)
        self._is_showing = True
        self.setEnabled(item.will_be_filed)
        self.respondent.show_name(decisions.respondent_name(place), decisions.respondent_id(place))
        self.show_why(decisions, place)
        self.received.setVisible(item.received_at is None)
        self.found.setVisible(item.received_at is not None)
        if item.received_at is None:
            now = self._workspace.clock.now()
            self.received.show_moment(decisions.received_at(place), item.mail.sent_at or now)
        else:
            when = received_line(decisions, place, self._zone)
            self.found.setText(f"{when}, found in {decisions.received_from(place)}")
            self.found.setAccessibleName(f"Received: {self.found.text()}")
        self._is_showing = False

    def show_why(self, decisions: Decisions, place: int) -> None:
        """Say whose the mail is taken to be, and why."""
        words = why_line(decisions, place)
        if decisions.is_new(place):
            words = f"{words} Added with the mail."
        self.why.setText(words)
        self.why.setAccessibleName(f"{respondent_line(decisions, place)}. {words}")

    def is_clear(self) -> bool:
        """Whether it is clear when the mail was received; else the keyboard goes there."""
        if self.received.isHidden() or not self.isEnabled() or self.received.is_clear():
            return True
        self.received.edit.setFocus()
        return False

    def take_key(self, event: QKeyEvent) -> None:
        """Begin to type the respondent's name anew with a key that was pressed elsewhere."""
        if not self.isEnabled():
            return
        line = self.respondent.line
        if not line.hasFocus():
            line.setFocus()
            line.selectAll()
        QApplication.sendEvent(line, event)

    def _take_name(self, text: str) -> None:
        self.respondent_chosen.emit(" ".join(text.split()))

    def _take_received(self) -> None:
        if not self._is_showing:
            is_clear = self.received.is_clear()
            self.received_chosen.emit(self.received.moment() if is_clear else None)
