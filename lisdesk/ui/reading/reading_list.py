"""The list of what there is to read: narrowed by shelf and by words, bold while unread."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from lisdesk.queries.reading_choices import reading_choices
from lisdesk.queries.reading_list import (
    HEAD_ROWS,
    ReadingFilter,
    ReadingRow,
    Shelf,
    reading_head,
    reading_ids,
    reading_rows,
)
from lisdesk.queries.untagged import look_for_untagged
from lisdesk.ui.clearable_line import ClearableLine
from lisdesk.ui.intake.model import SECOND_LINE
from lisdesk.ui.intake.table import TwoLines
from lisdesk.ui.lazy_table import LazyColumn, LazyTableModel
from lisdesk.ui.plain import PlainLabel, with_hidden_shown
from lisdesk.ui.reading.narrowing import Narrowing
from lisdesk.ui.workspace import Workspace

_SEARCH_PAUSE_MS = 200


def _respondent(row: ReadingRow) -> str:
    return with_hidden_shown(" ".join((row.respondent or row.type or "Not stated").split()))


_COLUMNS = (
    LazyColumn("", "Reference", lambda row: str(row.reference), width=100),
    LazyColumn("", "From", _respondent, width=100),
    LazyColumn("", "Tags", lambda row: f"{row.tags:,}" if row.tags else "", 46, is_number=True),
)
_REFERENCE, _FROM = 0, 1
_LINES_PX = 44
"""The height of a row: the respondent, and the reference below."""


class _ReadingModel(LazyTableModel):
    """The list's rows; what is unread is bold, and said so to a screen reader."""

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a cell shows."""
        row = self.row_at(index.row())
        if role == SECOND_LINE:
            return str(row.reference) if row is not None and index.column() == _FROM else None
        if role in (Qt.ItemDataRole.FontRole, Qt.ItemDataRole.AccessibleTextRole):
            is_unread = row is not None and not row.is_read
            if role == Qt.ItemDataRole.FontRole:
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font if is_unread else None
            said = super().data(index, role)
            if row is None or index.column() != _FROM:
                return said
            return f"{said}, {row.reference}{', unread' if is_unread else ''}"
        return super().data(index, role)


class ReadingList(QWidget):
    """Shelves, a line to search by, and the submissions."""

    chosen = Signal(int)
    """The submission that is to be read."""
    listed = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._current: int | None = None
        self.model = _ReadingModel(
            workspace.jobs,
            _COLUMNS,
            partial(reading_rows, officer=workspace.officer),
            self,
        )
        self.search = ClearableLine()
        self.search.setPlaceholderText("Words, or a name")
        self.search.setAccessibleName("Search what there is to read")
        self.narrowing = Narrowing(workspace)
        self.table = self._table()
        self.count = PlainLabel(look="small")
        self._arrange()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self.narrow)
        self.search.textChanged.connect(lambda _words: self._pause.start())
        self.search.returnPressed.connect(self.narrow)
        self.narrowing.changed.connect(self._read_another)
        self.model.listed.connect(self._note_listed)
        self.table.selectionModel().currentRowChanged.connect(self._note_row)

    @property
    def filter(self) -> ReadingFilter:
        """What the list is narrowed to."""
        return self.narrowing.filter

    @property
    def shelves(self) -> dict[Shelf, QPushButton]:
        """The chips of the shelves."""
        return self.narrowing.shelves

    def take_call(self) -> None:
        """Begin with the call at hand: no words searched, the filter that was in force for it."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._pause.stop()
        self._current = None
        self.narrowing.take_call()

    def reload(self) -> None:
        """Read the list again, as it is narrowed now, and what it can be narrowed to."""
        workspace = self._workspace
        self.model.reload(reading_ids, workspace.call_id, workspace.officer, self.filter)
        workspace.jobs.read(
            reading_choices,
            workspace.call_id,
            owner=self,
            then=self.narrowing.show_choices,
            topic="choices",
        )
        self.look_ahead()

    def narrow(self) -> None:
        """Narrow the list to the words at hand."""
        self._pause.stop()
        self.narrowing.take_search(self.search.text().strip())

    def show_priority(self, priority_id: int) -> None:
        """Narrow the list to what is tagged to a priority or one below it, and to nothing else."""
        self.narrowing.take(ReadingFilter())
        self.narrowing.choose_priority(priority_id)

    def _read_another(self) -> None:
        """Read another list: with all that was done before it was asked for."""
        self.count.setText("…")
        self._workspace.jobs.after_edits(self._read_list, owner=self)

    def _read_list(self) -> None:
        about = (self._workspace.call_id, self._workspace.officer, self.filter)
        self.model.reload_head_first(
            reading_head, reading_ids, *about, is_another=True, head_rows=HEAD_ROWS
        )
        self.look_ahead()

    def look_ahead(self) -> None:
        """Find what is untagged before that is asked for."""
        self._workspace.jobs.read(
            look_for_untagged,
            self._workspace.call_id,
            owner=self,
            then=lambda _none: None,
            topic="untagged",
            is_behind=True,
        )

    def point_at(self, submission_id: int | None) -> None:
        """Mark the submission that is being read; it need not be in the list."""
        self._current = submission_id
        row = self.model.row_of(submission_id) if submission_id is not None else -1
        model = self.table.selectionModel()
        model.blockSignals(True)
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))
        else:
            self.table.clearSelection()
        model.blockSignals(False)
        self.table.viewport().update()

    def step(self, rows: int) -> int | None:
        """Return the submission some rows further on, or back; None at either end."""
        ids = self.model.ids()
        row = self.model.row_of(self._current) if self._current is not None else -1
        wanted = row + rows if row >= 0 else 0
        return ids[wanted] if 0 <= wanted < len(ids) else None

    def _note_row(self, current: QModelIndex) -> None:
        if current.isValid():
            submission_id = self.model.id_at(current.row())
            if submission_id != self._current:
                self._current = submission_id
                self.chosen.emit(submission_id)

    def _note_listed(self, count: int) -> None:
        self.count.setText(f"{count:,} submission{'' if count == 1 else 's'}")
        self.point_at(self._current)
        self.listed.emit(count)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName("Submissions to read")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_LINES_PX)
        table.setItemDelegateForColumn(_FROM, TwoLines(table))
        table.setColumnHidden(_REFERENCE, True)  # it stands below the respondent
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(32)
        for place, column in enumerate(_COLUMNS):
            table.setColumnWidth(place, column.width)
        head.setSectionResizeMode(_FROM, QHeaderView.ResizeMode.Stretch)
        return table

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 0, 8)
        layout.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.search, 1)
        top.addWidget(self.narrowing.more)
        layout.addLayout(top)
        layout.addWidget(self.narrowing)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.count)
