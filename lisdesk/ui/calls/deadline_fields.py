"""Fields for a day and for a deadline, which say in words what was understood."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from lisdesk.errors import RefusedError
from lisdesk.exchange.sheets.plan import DateOrder
from lisdesk.exchange.sheets.written_dates import DateFaultError, read_written_moment
from lisdesk.rules.deadlines import LONDON, Deadline, wall_to_utc
from lisdesk.rules.wall_time import AmbiguousTimeError, day_words, weekday_words
from lisdesk.ui.moment_line import FoldChoice, SteppedLine
from lisdesk.ui.plain import WrappedLabel

NOT_CLEAR = "It is not clear yet when the call closes. The words below the day say why."
"""What is said when a dialog is to be carried out before that."""

_DAY_PX, _TIME_PX = 160, 88
_DAY_FORM = "Write the day as 31 Jan 2019, 31/1/2019 or 2019-01-31."
_TIME_FORM = "Write the time as 17:00, or leave it empty for the whole day."


class DayLine(SteppedLine):
    """A day as officers write it, day first; Up and Down go to the next and the last day."""

    def __init__(self, day: date | None = None) -> None:
        super().__init__(day_words(day) if day else "")
        self.setPlaceholderText("31 Jan 2019")
        self.setFixedWidth(_DAY_PX)

    def day(self) -> date | None:
        """Return the day that stands there; None if it cannot be read as one."""
        return self._read()[0]

    def fault(self) -> str:
        """Return why what stands there is no day; empty for a day."""
        day, words = self._read()
        return "" if day else words

    def stepped(self, days: int) -> str:
        """Return the day some days on."""
        day = self.day()
        return day_words(day + timedelta(days=days)) if day else ""

    def _read(self) -> tuple[date | None, str]:
        text = self.text().strip()
        if not text:
            return None, _DAY_FORM
        try:
            return read_written_moment(text, DateOrder.DMY).wall.date(), ""
        except DateFaultError as fault:
            return None, f"{fault} {_DAY_FORM}"


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
        self.echo.setText(f"{weekday_words(day)}, from 00:00" if day else self.line.fault())
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
        self.folds = FoldChoice()
        row = QHBoxLayout()
        row.addWidget(self.line)
        row.addWidget(self.time)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.folds)
        layout.addWidget(self.echo)
        self.folds.changed.connect(self._show)
        self.line.textChanged.connect(self._show)
        self.time.textChanged.connect(self._show)
        self._show()

    def deadline(self) -> Deadline | None:
        """Return the deadline; None while it is not clear, and the words below say why."""
        return self._read()[0]

    def _show(self) -> None:
        deadline, words = self._read()
        self.echo.setText(words)
        self.echo.set_look("small" if deadline or not self.time.text() else "caution")
        self.changed.emit()

    def _read(self) -> tuple[Deadline | None, str]:
        """Return the deadline and its words, or None and what is wrong."""
        day, written = self.line.day(), self.time.text().strip()
        clock = _clock(written)
        if day is not None and clock is not None:
            try:
                wall_to_utc(datetime.combine(day, clock), self._zone)
            except AmbiguousTimeError as error:
                fold = self.folds.ask(datetime.combine(day, clock), self._zone)
                if fold is None:
                    return None, f"{error.happened} Choose one of the two."
                return self._understood(Deadline(day, clock, fold, self._zone))
            except RefusedError as error:
                self.folds.dismiss()
                return None, f"{error.happened} {error.do}"
        self.folds.dismiss()
        if day is None:
            return None, self.line.fault()
        if written and clock is None and written != "24:00":
            return None, _TIME_FORM
        return self._understood(Deadline(day, clock, zone=self._zone))

    def _understood(self, deadline: Deadline) -> tuple[Deadline, str]:
        return deadline, f"closes {deadline.words()} ({self._zone})"


def _clock(written: str) -> time | None:
    parts = written.replace(".", ":").split(":")
    if len(parts) != 2 or not all(part.isdecimal() and len(part) <= 2 for part in parts):
        return None
    hour, minute = map(int, parts)
    return time(hour, minute) if hour < 24 and minute < 60 else None
