"""A line for a moment as officers write one, which says in words what was understood."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from lisdesk.errors import RefusedError
from lisdesk.exchange.sheets.plan import DateOrder
from lisdesk.exchange.sheets.written_dates import DateFaultError, read_written_moment
from lisdesk.rules.wall_time import (
    AmbiguousTimeError,
    clock_words,
    day_words,
    local_time,
    wall_to_utc,
    weekday_words,
)
from lisdesk.ui.plain import WrappedLabel

_FORM = "Write it as 31 Jan 2019, 17:00."
_NO_CHOICE = "-"


class SteppedLine(QLineEdit):
    """A line for a day or a moment; Up and Down go to the next and the last day."""

    def stepped(self, days: int) -> str:
        """Return what stands there, some days on; empty for what is no day."""
        raise TypeError(f"{type(self).__name__} does not say what is in it")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another day by Up and Down."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        words = self.stepped(step) if step is not None else ""
        if words:
            self.setText(words)
        else:
            super().keyPressEvent(event)


class FoldChoice(QWidget):
    """Asks which of two equal times is meant, on the night the clocks go back."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QRadioButton(), QRadioButton()
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for button in (self.first, self.second):
            self._group.addButton(button)
            layout.addWidget(button)
            button.clicked.connect(lambda _on: self.changed.emit())
        self.hide()

    def ask(self, wall: datetime, zone: str) -> int | None:
        """Show the two times, and return which was chosen: 0 or 1, None if neither was."""
        for fold, button in enumerate((self.first, self.second)):
            name = "Second" if fold else "First"
            button.setText(f"{name}: {weekday_words(wall.date())}, {clock_words(wall, zone, fold)}")
        self.show()
        return self.chosen()

    def chosen(self) -> int | None:
        """Return 0 for the first time, 1 for the second, None if neither was chosen."""
        if self.first.isChecked():
            return 0
        return 1 if self.second.isChecked() else None

    def choose(self, fold: int | None) -> None:
        """Choose the first or the second time, or neither."""
        self._group.setExclusive(False)
        self.first.setChecked(fold == 0)
        self.second.setChecked(fold == 1)
        self._group.setExclusive(True)

    def dismiss(self) -> None:
        """Ask nothing: the time happens once."""
        self.hide()
        self.choose(None)


class MomentLine(QWidget):
    """A date and a time on the clocks of a zone; what is not clear is said below the line."""

    changed = Signal()

    def __init__(self, name: str, zone: str) -> None:
        super().__init__()
        self._name, self._zone = name, zone
        self._given: datetime | None = None
        self.line, self.folds = _MomentEdit(), FoldChoice()
        self.line.setAccessibleName(f"{name}: date and time")
        self.line.setPlaceholderText("31 Jan 2019, 17:00")
        self.echo = WrappedLabel(look="small")
        self.setFocusProxy(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.line, self.folds, self.echo):
            layout.addWidget(part)
        self.line.textChanged.connect(self._show)
        self.folds.changed.connect(self._show)
        self._show()

    def moment(self) -> datetime:
        """Return the moment in UTC. Raises RefusedError if it is not clear; the words say why."""
        moment, _words = self._read()
        if moment is None:
            raise RefusedError(
                f"“{self._name}” is not clear yet.", do="The words below it say why.", kept=""
            )
        given = self._given
        is_given = given is not None and given.replace(second=0, microsecond=0) == moment
        return given if given is not None and is_given else moment

    def is_clear(self) -> bool:
        """Whether a moment stands there."""
        return self._read()[0] is not None

    def show_moment(self, moment: datetime) -> None:
        """Show a moment; it comes back to the second as long as its minute stands."""
        local = local_time(moment, self._zone)
        self._put(f"{day_words(local.date())}, {local:%H:%M}", local.fold)
        self._given = moment

    def written(self) -> str:
        """Return what stands there, to be kept in a draft."""
        fold = self.folds.chosen()
        return f"{self.line.text()} {_NO_CHOICE if fold is None else fold}"

    def show_written(self, words: str) -> None:
        """Show again what a draft has kept."""
        text, _, fold = words.rpartition(" ")
        self._put(text, None if fold == _NO_CHOICE else int(fold))

    def _put(self, text: str, fold: int | None) -> None:
        self.line.setText(text)
        if self.folds.isVisibleTo(self):
            self.folds.choose(fold)
        self._show()

    def _show(self) -> None:
        moment, words = self._read()
        self.echo.set_look("small" if moment else "caution")
        self.echo.setText(words)
        self._make_room()
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for every line of the words below."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Let no form squeeze the words: its layout asks once how high they are."""
        self.echo.setMinimumHeight(self.echo.heightForWidth(max(self.line.width(), 1)))

    def _read(self) -> tuple[datetime | None, str]:
        """Return the moment and its words, or None and what is wrong."""
        try:
            written = read_written_moment(self.line.text(), DateOrder.DMY)
            if written.offset is not None:
                moment = (written.wall - written.offset).replace(tzinfo=UTC)
            else:
                moment = wall_to_utc(written.wall, self._zone)
        except DateFaultError as fault:
            self.folds.dismiss()
            return None, f"{fault} {_FORM}" if self.line.text().strip() else _FORM
        except AmbiguousTimeError as error:
            fold = self.folds.ask(written.wall, self._zone)
            if fold is None:
                return None, f"{error.happened} Choose one of the two."
            return self._understood(wall_to_utc(written.wall, self._zone, fold), has_time=True)
        except RefusedError as error:
            self.folds.dismiss()
            return None, f"{error.happened} {error.do}"
        self.folds.dismiss()
        return self._understood(moment, has_time=written.has_time)

    def _understood(self, moment: datetime, *, has_time: bool) -> tuple[datetime, str]:
        local = local_time(moment, self._zone)
        clock = clock_words(local.replace(tzinfo=None), self._zone, local.fold)
        without = "" if has_time else "; no time is written"
        return moment, f"{weekday_words(local.date())}, {clock} ({self._zone}){without}"


class _MomentEdit(SteppedLine):
    """The line of a moment."""

    def stepped(self, days: int) -> str:
        """Return the moment some days on."""
        try:
            wall = read_written_moment(self.text(), DateOrder.DMY).wall + timedelta(days=days)
        except DateFaultError:
            return ""
        return f"{day_words(wall.date())}, {wall:%H:%M}"
