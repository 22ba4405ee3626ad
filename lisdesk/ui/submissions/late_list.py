"""All late submissions of one decision, as a list of any length with their moments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from lisdesk.queries.late_ones import LateOne
from lisdesk.queries.register_rows import RegisterRow, register_rows
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.lazy_table import LazyColumn, LazyTableModel
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.submissions.late_words import after_words
from lisdesk.ui.submissions.preview_words import NOT_KNOWN
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.workspace import Workspace

_ROWS_SHOWN = 7
_EDGES_PX = 4


class LateList(QTableView):
    """Shows every submission that a decision is about; rows are read as they come into view."""

    def __init__(self, workspace: Workspace, late: Sequence[LateOne]) -> None:
        super().__init__()
        call, officer = workspace.call, workspace.officer
        assert call is not None
        ids = [each.id for each in late]
        self.lines = LazyTableModel(
            workspace.jobs,
            _columns(call.deadline.zone, call.closes_at),
            lambda session, page: register_rows(session, page, officer),
            self,
        )
        self.setModel(self.lines)
        self.setAccessibleName(f"All {len(ids):,} late submissions")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self._lay_out()
        self.lines.reload(lambda _session: ids)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first and the last line by Home and End."""
        if action in (self.CursorAction.MoveHome, self.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def _lay_out(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        for place, column in enumerate(self.lines.columns):
            header.resizeSection(place, column.width)
        self.setFixedHeight(_ROWS_SHOWN * ROW_PX + header.sizeHint().height() + _EDGES_PX)


def _columns(zone: str, closes_at: datetime) -> tuple[LazyColumn, ...]:
    def respondent(row: RegisterRow) -> str:
        return with_hidden_shown(row.respondent) or "No name given"

    def sent(row: RegisterRow) -> str:
        return local_words(row.sent_at, zone) if row.sent_at else NOT_KNOWN

    def received(row: RegisterRow) -> str:
        return local_words(row.received_at, zone)

    def after(row: RegisterRow) -> str:
        return after_words(row.received_at - closes_at)

    return (
        LazyColumn("", "Reference", lambda row: row.reference, 112),
        LazyColumn("", "Respondent", respondent, 184),
        LazyColumn("", "Sent or postmarked", sent, 152),
        LazyColumn("", "Received", received, 152),
        LazyColumn("", "After the close", after, 120),
        LazyColumn("", "Stands as", lambda row: row.standing, 160),
    )
