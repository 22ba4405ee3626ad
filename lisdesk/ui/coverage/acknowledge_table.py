"""Acknowledgements, due or sent, as a table of any length."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView

from lisdesk.queries.acknowledging import DueRow, due_rows
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.id_table import IdTable
from lisdesk.ui.lazy_table import LazyColumn
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.submissions.columns import zone_of
from lisdesk.ui.workspace import Workspace

_NAME_AT = 1


class AcknowledgeTable(IdTable):
    """Rows are read as they come into view; Enter opens the one in hand."""

    order_changed = Signal()
    of_call: int
    """The call whose list was asked for last; rows are read on another thread, by which time the
    window may have another call at hand, or none."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            "Acknowledgements",
            workspace.jobs,
            _columns(workspace),
            lambda session, ids: due_rows(session, self.of_call, ids),
        )
        self.of_call = 0
        self._sorted = -1, Qt.SortOrder.AscendingOrder  # as they came
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_NAME_AT, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(*self._sorted)
        header.sortIndicatorChanged.connect(self._reorder)
        for place, column in enumerate(self.lines.columns):
            if column.key:
                action = self.addAction(f"Sort by “{column.heading}”")
                action.triggered.connect(partial(self._sort_by, place))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def order(self) -> tuple[str, bool]:
        """Return by which column the lines are sorted, empty for as they came, and whether down."""
        header = self.horizontalHeader()
        place = header.sortIndicatorSection()
        key = self.lines.columns[place].key if 0 <= place < len(self.lines.columns) else ""
        return key, header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder

    def _reorder(self, place: int, order: Qt.SortOrder) -> None:
        """Tell of another order; a column that cannot be sorted leaves the arrow where it was."""
        if 0 <= place < len(self.lines.columns) and not self.lines.columns[place].key:
            header = self.horizontalHeader()
            with QSignalBlocker(header):
                header.setSortIndicator(*self._sorted)
            return
        self._sorted = place, order
        self.order_changed.emit()

    def _sort_by(self, place: int, *_on: object) -> None:
        header, order = self.horizontalHeader(), Qt.SortOrder
        is_turned = header.sortIndicatorSection() == place and (
            header.sortIndicatorOrder() == order.AscendingOrder
        )
        header.setSortIndicator(place, order.DescendingOrder if is_turned else order.AscendingOrder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the line in hand with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)


def _columns(workspace: Workspace) -> tuple[LazyColumn, ...]:
    def received(row: DueRow) -> str:
        return local_words(row.received_at, zone_of(workspace))

    def in_words(row: DueRow) -> str:
        if row.acknowledged_at is not None:
            return f"sent {local_words(row.acknowledged_at, zone_of(workspace))}"
        return row.fault or ("told that it is late" if row.lateness else "due")

    return (
        LazyColumn("reference", "Submission", lambda row: row.reference, 128),
        LazyColumn("name", "Name", lambda row: with_hidden_shown(row.name), 200),
        LazyColumn("address", "Address", lambda row: with_hidden_shown(row.address), 240),
        LazyColumn("received", "Received", received, 152),
        LazyColumn("", "In words", in_words, 320),
    )
