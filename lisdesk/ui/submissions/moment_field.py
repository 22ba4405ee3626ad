"""A date and a time on the clocks of the call's zone."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateTimeEdit, QHBoxLayout, QWidget

from lisdesk.errors import RefusedError
from lisdesk.rules.wall_time import AmbiguousTimeError, local_time, wall_to_utc
from lisdesk.ui.plain import PlainLabel

_FORMAT = "d MMM yyyy, HH:mm"
_WRITTEN = "%Y-%m-%dT%H:%M"


class MomentField(QWidget):
    """Takes a moment: one that may be unknown has a box to tick before it, others say the zone."""

    changed = Signal()

    def __init__(self, name: str, zone: str, *, may_be_unknown: bool) -> None:
        super().__init__()
        self.zone = zone
        self.known = QCheckBox("Known")
        self.known.setAccessibleName(f"{name}: known")
        self.known.setVisible(may_be_unknown)
        self.known.setChecked(not may_be_unknown)
        self.edit = QDateTimeEdit()
        self.edit.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.edit.setDisplayFormat(_FORMAT)
        self.edit.setCalendarPopup(True)
        self.edit.setAccessibleName(f"{name}: date and time")
        self.edit.setEnabled(not may_be_unknown)
        self.which = QComboBox()
        self.which.addItems(["the first time", "the second time"])
        self.which.setAccessibleName(f"{name}: which of the two, as the clocks go back")
        self.which.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.known)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.which)
        if not may_be_unknown:
            layout.addWidget(PlainLabel(zone, "small"))
        self.setFocusProxy(self.known if may_be_unknown else self.edit)
        self.known.toggled.connect(self.edit.setEnabled)
        self.known.toggled.connect(lambda _on: self.changed.emit())
        self.edit.dateTimeChanged.connect(self._note)
        self.which.currentIndexChanged.connect(lambda _place: self.changed.emit())

    def show_moment(self, moment: datetime | None, otherwise: datetime) -> None:
        """Show a moment; where it is not known, `otherwise` waits to be corrected."""
        if not self.known.isHidden():
            self.known.setChecked(moment is not None)
        local = local_time(moment or otherwise, self.zone)
        self.edit.setDateTime(_shown(local))
        self.which.setCurrentIndex(local.fold)

    def moment(self) -> datetime | None:
        """Return the moment in UTC; None if it is not known.

        Raises RefusedError for a time that the clocks skip.
        """
        if not self.known.isChecked():
            return None
        return wall_to_utc(self._wall(), self.zone, self.which.currentIndex())

    def written(self) -> str:
        """Return what is shown, to be kept in a draft; nothing if it is not known."""
        if not self.known.isChecked():
            return ""
        return f"{self._wall().strftime(_WRITTEN)} {self.which.currentIndex()}"

    def show_written(self, words: str) -> None:
        """Show again what a draft has kept."""
        self.known.setChecked(bool(words))
        if words:
            wall, _, which = words.partition(" ")
            self.edit.setDateTime(_shown(datetime.strptime(wall, _WRITTEN)))  # noqa: DTZ007 (wall time)
            self.which.setCurrentIndex(int(which or 0))

    def _wall(self) -> datetime:
        date, time = self.edit.date(), self.edit.time()
        return datetime(date.year(), date.month(), date.day(), time.hour(), time.minute())  # noqa: DTZ001 (wall time)

    def _note(self) -> None:
        try:
            wall_to_utc(self._wall(), self.zone)
            happens_twice = False
        except RefusedError as error:
            happens_twice = isinstance(error, AmbiguousTimeError)
        self.which.setVisible(happens_twice)
        self.changed.emit()


def _shown(wall: datetime) -> QDateTime:
    return QDateTime(QDate(wall.year, wall.month, wall.day), QTime(wall.hour, wall.minute))
