"""A date and a time on the clocks of the call's zone, which may not be known."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from lisdesk.ui.moment_line import MomentLine
from lisdesk.ui.theme import ROW_PX

_LINE_PX = ROW_PX + 2
"""How tall a line to write in is."""


class MomentField(QWidget):
    """Takes a moment: one that may be unknown has a box to tick before it."""

    changed = Signal()

    def __init__(self, name: str, zone: str, *, may_be_unknown: bool) -> None:
        super().__init__()
        self._may_be_unknown = may_be_unknown
        self.known = QCheckBox("Known")
        self.known.setAccessibleName(f"{name}: known")
        self.known.setVisible(may_be_unknown)
        self.known.setChecked(not may_be_unknown)
        self.edit = MomentLine(name, zone)
        self.known.setMinimumHeight(_LINE_PX)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.known, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.edit, 1)
        self.setFocusProxy(self.known if may_be_unknown else self.edit)
        self.known.toggled.connect(self._follow)
        self.edit.changed.connect(self.changed)
        self._follow()

    def show_moment(self, moment: datetime | None, otherwise: datetime) -> None:
        """Show a moment; where it is not known, `otherwise` waits to be corrected."""
        if self._may_be_unknown:
            self.known.setChecked(moment is not None)
        self.edit.show_moment(moment or otherwise)

    def moment(self) -> datetime | None:
        """Return the moment in UTC; None if it is not known.

        Raises RefusedError for what is not clear.
        """
        return self.edit.moment() if self.known.isChecked() else None

    def is_clear(self) -> bool:
        """Whether a moment stands there, or is not known."""
        return not self.known.isChecked() or self.edit.is_clear()

    def written(self) -> str:
        """Return what is shown, to be kept in a draft; nothing if it is not known."""
        return self.edit.written() if self.known.isChecked() else ""

    def show_written(self, words: str) -> None:
        """Show again what a draft has kept."""
        self.known.setChecked(bool(words))
        if words:
            self.edit.show_written(words)

    def _follow(self) -> None:
        is_known = self.known.isChecked()
        self.edit.line.setEnabled(is_known)
        self.edit.folds.setEnabled(is_known)
        self.edit.echo.setVisible(is_known)
        self.changed.emit()
