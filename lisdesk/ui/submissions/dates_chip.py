"""The chip of the dates: received from one moment on, and before another."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from lisdesk.errors import UserError
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import as_menu_text, set_look
from lisdesk.ui.submissions.columns import zone_of
from lisdesk.ui.submissions.moment_field import MomentField
from lisdesk.ui.workspace import Workspace

Moments = tuple[datetime | None, datetime | None]


class DatesChip(QToolButton):
    """Opens a form with two moments; the chip says what they are."""

    changed = Signal(object)
    """The first moment, and the one before which it ends; None where there is none."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._moments: Moments = (None, None)
        self.setCheckable(True)
        set_look(self, "chip")
        self.clicked.connect(lambda _on: self._ask())
        self.show_moments(None, None)

    def show_moments(self, first: datetime | None, before: datetime | None) -> None:
        """Say which moments narrow the list, without telling."""
        self._moments = first, before
        parts = []
        if self._workspace.call is not None:
            zone = zone_of(self._workspace)
            parts += [f"from {local_words(first, zone)}"] if first else []
            parts += [f"before {local_words(before, zone)}"] if before else []
        words = f"Received {' '.join(parts)}".strip()
        self.setText(as_menu_text(f"{words} ▾"))
        self.setAccessibleName(f"Filter: {words}")
        self.setChecked(bool(parts))

    def _ask(self) -> None:
        self.setChecked(any(self._moments))
        dialog = DatesDialog(self._workspace, self.window(), self._moments)
        dialog.chosen.connect(self.changed)
        dialog.open()


class DatesDialog(FormDialog):
    """Takes two moments on the clocks of the call's zone, each of which may be left out."""

    chosen = Signal(object)

    asks_first = False

    def __init__(self, workspace: Workspace, parent: QWidget, moments: Moments) -> None:
        super().__init__(
            workspace, parent, "Received when", "Leave a moment out to have no limit there.", "Show"
        )
        zone = zone_of(workspace)
        assert workspace.call is not None
        otherwise = workspace.call.deadline.moment
        self.fields: list[MomentField] = []
        for name, moment in zip(("From", "Before"), moments, strict=True):
            field = MomentField(name, zone, may_be_unknown=True)
            field.known.setText("Limit")
            field.known.setAccessibleName(f"{name}: limit")
            field.show_moment(moment, otherwise)
            self.fields.append(field)
            self.add_row(name, field)
        self.fields[0].known.setFocus()

    def send(self) -> None:
        """Tell the two moments, unless one is not clear or they leave nothing between them."""
        try:
            first, before = (field.moment() for field in self.fields)
        except UserError as error:
            self.say(error.happened)
            return
        if first is not None and before is not None and first >= before:
            self.say("Nothing can be received from a moment on and before it, too.")
            return
        self.chosen.emit((first, before))
        self.accept()
