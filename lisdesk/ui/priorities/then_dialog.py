"""The coding frame as it stood on a day, with today's numbers beside the restated ones."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lisdesk.errors import UserError
from lisdesk.outcome import Kind
from lisdesk.queries.frame_history import FrameThen, ThenRow, frame_at
from lisdesk.rules.counted import counted
from lisdesk.rules.deadlines import wall_to_utc
from lisdesk.rules.wall_time import day_words, local_day
from lisdesk.ui.calls.deadline_fields import DayLine
from lisdesk.ui.plain import PlainLabel, WrappedLabel, as_tool_tip, with_hidden_shown
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.workspace import Workspace

_SIZE_PX = (1080, 560)
_INDENT = "    "
_NUMBER_PX, _STATUS_PX = 88, 104
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NUMBERS = (2, 3, 4, 5)
_STANCES = {6: "support", 7: "oppose", 8: "mixed", 9: "neutral"}
"""The columns of stances, each with its number among the counts."""
_STANCE_PX = 80
_RULE = (
    "Today’s counted submissions, by the frame of that day: tags that a merger or a split moved "
    "since count where they were; tags made since count where they are, or where their priority "
    "came from. The stances are those of all; an arrow leads to the number of now where it differs."
)
_GONE = "–"


class CountsThenDialog(QDialog):
    """Asks for a day, and restates the numbers for its end at once."""

    def __init__(self, workspace: Workspace, parent: QWidget, zone: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.workspace, self._zone = workspace, zone
        self.setWindowTitle("Counts as of an earlier day")
        self.resize(*_SIZE_PX)
        yesterday = local_day(workspace.clock.now(), zone) - timedelta(days=1)
        self.day = DayLine(yesterday)
        self.words = WrappedLabel(look="muted")
        self.words.setText(_RULE)
        self.told = WrappedLabel(look="strong")
        self.list = QTreeWidget()
        self._lay_out()
        self.day.textChanged.connect(lambda _text: self._read())
        workspace.jobs.changed.connect(self._note)
        self.day.setFocus()
        self.day.selectAll()
        self._read()

    def _lay_out(self) -> None:
        self.list.setAccessibleName("Counts by the frame of that day")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setTabKeyNavigation(False)
        self.list.setHeaderLabels(
            ["Priority then", "Status then", "Own then", "Own now", "All then", "All now"]
            + [name.capitalize() for name in _STANCES.values()]
        )
        head = self.list.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.setColumnWidth(1, _STATUS_PX)
        for column in _NUMBERS:
            self.list.setColumnWidth(column, _NUMBER_PX)
            self.list.headerItem().setTextAlignment(column, _RIGHT)
        for column in _STANCES:
            self.list.setColumnWidth(column, _STANCE_PX)
            self.list.headerItem().setTextAlignment(column, _RIGHT)
        label = PlainLabel("At the end of")
        label.setBuddy(self.day)
        self.day.setAccessibleName("Day")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(label)
        top.addWidget(self.day)
        top.addStretch()
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        close.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.words)
        layout.addWidget(self.told)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)

    def _note(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.PRIORITY, Kind.TAG, Kind.SUBMISSION, Kind.IMPORT}:
            self._read()

    def _read(self) -> None:
        day = self.day.day()
        if day is None:
            self._say(self.day.fault())
            return
        try:
            moment = _end_of(day, self._zone)
        except UserError as error:
            self._say(error.in_window())
            return
        self.workspace.jobs.read(
            frame_at,
            self.workspace.call_id,
            moment,
            owner=self,
            then=lambda found: self._show(found, day),
            topic="then",
        )

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.list.clear()

    def _show(self, found: FrameThen, day: date) -> None:
        if self.day.day() != day:
            return
        changes = counted(found.changes, "change", "changes")
        parts = [f"{changes} to the frame since {day_words(day)}."]
        if found.nowhere:
            submissions = counted(found.nowhere, "submission is", "submissions are")
            parts.append(f"{submissions} on priorities that had no forerunner then.")
        self.told.setText(" ".join(parts))
        self.list.clear()
        for row in found.rows:
            self._add(row)

    def _add(self, row: ThenRow) -> None:
        name = f"{_INDENT * row.depth}{row.code}  {with_hidden_shown(row.name)}"
        pairs = (row.own, row.own_now, row.submissions, row.submissions_now)
        numbers = [_GONE if number is None else f"{number:,}" for number in pairs]
        stances = [_then_and_now(row, stance) for stance in _STANCES.values()]
        item = QTreeWidgetItem(self.list, [name, row.status.label, *numbers, *stances])
        item.setSizeHint(0, QSize(0, ROW_PX))
        tip = f"{row.code} {row.name}" + (" (gone since)" if row.own_now is None else "")
        item.setData(0, Qt.ItemDataRole.ToolTipRole, as_tool_tip(tip))
        for column in (*_NUMBERS, *_STANCES):
            item.setTextAlignment(column, _RIGHT)


def _then_and_now(row: ThenRow, stance: str) -> str:
    """Return how many have a stance by that frame, and by today's where that is another number."""
    then, now = getattr(row.stances, stance), None
    if row.stances_now is not None:
        now = getattr(row.stances_now, stance)
        if now == then:
            return f"{then:,}"
    return f"{then:,} → {_GONE if now is None else format(now, ',')}"


def _end_of(day: date, zone: str) -> datetime:
    """Return the last moment of a day of the wall."""
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time())
    return wall_to_utc(midnight, zone, fold=0) - timedelta(microseconds=1)
