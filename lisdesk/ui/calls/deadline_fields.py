"""Fields for a day and for a deadline, which say in words what was understood."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.errors import RefusedError
from lisdesk.exchange.sheets.plan import DateOrder
from lisdesk.exchange.sheets.written_dates import DateFaultError, read_moment
from lisdesk.rules.deadlines import LONDON, Deadline, local_day, wall_to_utc
from lisdesk.rules.wall_time import AmbiguousTimeError, day_words, weekday_words
from lisdesk.ui.plain import WrappedLabel

_DAY_PX, _TIME_PX = 160, 88
_DAY_FORM = "Write the day as 31 Jan 2019, 31/1/2019 or 2019-01-31."
_TIME_FORM = "Write the time as 17:00, or leave it empty for the whole day."


class DayLine(QLineEdit):
    """A day as officers write it, day first; Up and Down go to the next and the last day."""

    def __init__(self, day: date | None = None) -> None:
        super().__init__(day_words(day) if day else "")
        self.setPlaceholderText("31 Jan 2019")
        self.setFixedWidth(_DAY_PX)

    def day(self) -> date | None:
        """Return the day that stands there; None if it cannot be read as one."""
        text = self.text().strip()
        try:
            return local_day(read_moment(text, DateOrder.DMY)) if text else None
        except DateFaultError:
            return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another day by Up and Down."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        day = self.day()
        if step is None or day is None:
            super().keyPressEvent(event)
        else:
            self.setText(day_words(day + timedelta(days=step)))


class DayField(QWidget):
    """A day, and below it what was understood."""

    changed = Signal()

    def __init__(self, name: str, day: date | None = None) -> None:
        super().__init__()
        self.line = DayLine(day)
        self.line.setAccessibleName(name)
        self.setFocusProxy(self.line)
        self.echo = WrappedLabel(look="small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line)
        layout.addWidget(self.echo)
        self.line.textChanged.connect(self._show)
        self._show()

    def day(self) -> date | None:
        """Return the day; None without one."""
        return self.line.day()

    def _show(self) -> None:
        day = self.day()
        self.echo.setText(f"{weekday_words(day)}, from 00:00" if day else _DAY_FORM)
        self.changed.emit()


class DeadlineField(QWidget):
    """A closing day with perhaps a time; asks which of two equal times is meant."""

    changed = Signal()

    def __init__(self, day: date | None = None, zone: str = LONDON) -> None:
        super().__init__()
        self._zone = zone
        self.line, self.time = DayLine(day), QLineEdit()
        self.line.setAccessibleName("Closing day")
        self.time.setAccessibleName("Closing time")
        self.time.setPlaceholderText("24:00")
        self.time.setFixedWidth(_TIME_PX)
        self.setFocusProxy(self.line)
        self.echo = WrappedLabel(look="small")
        self.first, self.second = QRadioButton(), QRadioButton()
        self._folds = QButtonGroup(self)
        row, twice = QHBoxLayout(), QVBoxLayout()
        row.addWidget(self.line)
        row.addWidget(self.time)
        row.addStretch()
        for button in (self.first, self.second):
            self._folds.addButton(button)
            twice.addWidget(button)
            button.hide()
            button.clicked.connect(self._show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addLayout(twice)
        layout.addWidget(self.echo)
        self.line.textChanged.connect(self._show)
        self.time.textChanged.connect(self._show)
        self._show()

    def deadline(self) -> Deadline | None:
        """Return the deadline; None while it is not clear, and the words below say why."""
        return self._read()[0]

    def fault(self) -> str:
        """Return what is not clear; empty for a deadline."""
        deadline, words = self._read()
        return "" if deadline else words

    def _show(self) -> None:
        deadline, words = self._read()
        self.echo.setText(words)
        self.echo.set_look("small" if deadline or not self.time.text() else "caution")
        self.changed.emit()

    def _read(self) -> tuple[Deadline | None, str]:
        """Return the deadline and its words, or None and what is wrong."""
        day, written = self.line.day(), self.time.text().strip()
        self._ask_which(None)
        if day is None:
            return None, _DAY_FORM
        clock = _clock(written)
        if written and clock is None and written != "24:00":
            return None, _TIME_FORM
        if clock is not None:
            wall = datetime.combine(day, clock)
            try:
                wall_to_utc(wall, self._zone)
            except AmbiguousTimeError as error:
                return self._chosen(wall, str(error.happened))
            except RefusedError as error:
                return None, f"{error.happened} {error.do}"
        deadline = Deadline(day, clock, zone=self._zone)
        return deadline, f"closes {deadline.words()} ({self._zone})"

    def _chosen(self, wall: datetime, why: str) -> tuple[Deadline | None, str]:
        """Return the one of two equal times that was chosen; else ask."""
        self._ask_which(wall)
        if self._folds.checkedButton() is None:
            return None, f"{why} Choose one of the two."
        fold = 1 if self.second.isChecked() else 0
        deadline = Deadline(wall.date(), wall.time(), fold, self._zone)
        return deadline, f"closes {deadline.words()} ({self._zone})"

    def _ask_which(self, wall: datetime | None) -> None:
        for fold, button in enumerate((self.first, self.second)):
            if wall is not None:
                each = Deadline(wall.date(), wall.time(), fold, self._zone)
                button.setText(f"{'Second' if fold else 'First'}: {each.words()}")
            button.setVisible(wall is not None)


def _clock(written: str) -> time | None:
    parts = written.replace(".", ":").split(":")
    if len(parts) != 2 or not all(part.isdecimal() and len(part) <= 2 for part in parts):
        return None
    hour, minute = map(int, parts)
    return time(hour, minute) if hour < 24 and minute < 60 else None
