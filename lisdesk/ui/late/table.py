"""The late submissions as a table: moments side by side, and what is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from lisdesk.rules.late_policy import sent_words
from lisdesk.rules.vocabulary import Channel
from lisdesk.rules.wall_time import local_words
from lisdesk.tasks.late_queue import LateLine, late_lines
from lisdesk.ui.late.words import (
    proposed_words,
    short_proposal,
    short_standing,
    standing_words,
)
from lisdesk.ui.lazy_table import LazyColumn, LazyTableModel
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.steady_selection import SteadySelection
from lisdesk.ui.submissions.columns import zone_of
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.workspace import Workspace

_FLAG = QItemSelectionModel.SelectionFlag


class LateTable(SteadySelection, QTableView):
    """Tells which lines are meant; after a decision the next line is the one in hand."""

    pointed_at = Signal()
    """Other lines are selected, or none."""
    taken_away = Signal()
    """What was selected has left the list, and it was not decided about here."""
    opened = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.lines = LazyTableModel(
            workspace.jobs,
            _columns(workspace),
            lambda session, ids: late_lines(session, workspace.call_id, ids),
            self,
        )
        self._before: Sequence[int] = ()
        self._kept: list[int] = []
        self._current = 0
        self._done: frozenset[int] = frozenset()
        self._is_restoring = False
        self.setModel(self.lines)
        self.setAccessibleName("Late submissions")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, column in enumerate(self.lines.columns):
            header.resizeSection(place, column.width)
        self.lines.modelAboutToBeReset.connect(self._keep)
        self.lines.modelReset.connect(self._restore)
        self.lines.listed.connect(lambda _count: self.move_on_from(()))
        self.doubleClicked.connect(lambda index: self.opened.emit(self.lines.id_at(index.row())))

    def current_id(self) -> int:
        """Return the submission in the current line; 0 if there is none."""
        index = self.currentIndex()
        return self.lines.id_at(index.row()) if index.isValid() else 0

    def selected_ids(self) -> list[int]:
        """Return the selected submissions in the order of the lines."""
        rows: set[int] = set()
        for each in self.selectionModel().selection().toList():
            rows.update(range(each.top(), each.bottom() + 1))
        ids = self.lines.ids()
        return [ids[row] for row in sorted(rows) if row < len(ids)]

    def point_at(self, submission_id: int) -> bool:
        """Make a submission the current line; whether it is in the list."""
        row = self.lines.row_of(submission_id)
        if row >= 0:
            self._point_at_row(row)
        return row >= 0

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first and the last line by Home and End."""
        if action in (self.CursorAction.MoveHome, self.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that other lines are meant."""
        super().selectionChanged(selected, deselected)
        if not self._is_restoring:
            self.pointed_at.emit()

    def move_on_from(self, submission_ids: Iterable[int]) -> None:
        """Let the next list put another line in hand, though it may still have these."""
        self._done = frozenset(submission_ids)

    def _keep(self) -> None:
        self._before, self._kept = self.lines.ids(), self.selected_ids()
        self._current = self.current_id()

    def _restore(self) -> None:
        """Keep in hand what was, wherever it stands now; the next one only where that has gone."""
        kept = [each for each in self._kept if self._stays(each)]
        current = self._current if self._stays(self._current) else 0
        if not current or (kept and current not in kept):
            current = kept[0] if kept else self._next()
        self._is_restoring = True
        if current:
            self.point_at(current)
            self._select(kept)
        self._is_restoring = False
        if self.selected_ids() != self._kept:
            self.pointed_at.emit()
            if set(self._kept) - set(kept) - self._done:
                self.taken_away.emit()

    def _stays(self, submission_id: int) -> bool:
        return submission_id not in self._done and self.lines.row_of(submission_id) >= 0

    def _next(self) -> int:
        """Return what stood below those that were in hand, or above them; 0 for an empty list."""
        before, first = list(self._before), (self._kept or [self._current])[0]
        place = before.index(first) if first in before else 0
        nearest = (*before[place:], *reversed(before[:place]), *self.lines.ids())
        return next((each for each in nearest if self._stays(each)), 0) or next(
            iter(self.lines.ids()), 0
        )

    def _select(self, ids: Sequence[int]) -> None:
        selection, last = QItemSelection(), self.lines.columnCount() - 1
        rows = sorted(map(self.lines.row_of, ids))
        for _run, numbered in groupby(enumerate(rows), lambda each: each[1] - each[0]):
            run = [row for _number, row in numbered]
            selection.select(self.lines.index(run[0], 0), self.lines.index(run[-1], last))
        if ids:
            self.selectionModel().select(selection, _FLAG.ClearAndSelect)

    def _point_at_row(self, row: int) -> None:
        index = self.lines.index(row, 0)
        self.selectionModel().setCurrentIndex(index, _FLAG.ClearAndSelect | _FLAG.Rows)
        self.scrollTo(index)


def _columns(workspace: Workspace) -> tuple[LazyColumn, ...]:
    def zone() -> str:
        return zone_of(workspace)

    def moment(value: datetime) -> str:
        return local_words(value, zone())

    def sent(line: LateLine) -> tuple[str, str]:
        row = line.row
        return sent_words(row.sent_at, zone(), is_post=row.channel is Channel.POST)

    return (
        LazyColumn("", "Reference", lambda line: line.row.reference, 100),
        LazyColumn("", "Respondent", _respondent, 136),
        LazyColumn("", "Late by", lambda line: line.late_by, 120, tool_tip=_how_late),
        LazyColumn(
            "", "Proposed", short_proposal, 96, tool_tip=proposed_words, spoken=proposed_words
        ),
        LazyColumn(
            "", "Stands as", short_standing, 136, tool_tip=standing_words, spoken=standing_words
        ),
        LazyColumn("", "Received", lambda line: moment(line.row.received_at), 152),
        LazyColumn("", "Sent", lambda line: sent(line)[0], 152),
        LazyColumn("", "Postmark", lambda line: sent(line)[1], 112),
        LazyColumn("", "Channel", lambda line: line.row.channel.label, 104),
        LazyColumn("", "Deadline in force", lambda line: line.deadline, 160),
    )


def _respondent(line: LateLine) -> str:
    return with_hidden_shown(line.row.respondent) or "No name given"


def _how_late(line: LateLine) -> str:
    return line.how_late
