"""The list of what there is to read: narrowed by shelf and by words, bold while unread."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QGridLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from lisdesk.queries.reading import ReadingFilter, ReadingRow, Shelf, reading_ids, reading_rows
from lisdesk.ui.lazy_table import LazyColumn, LazyTableModel
from lisdesk.ui.plain import PlainLabel, as_menu_text, set_look, set_tool_tip, with_hidden_shown
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.workspace import Workspace

_SEARCH_PAUSE_MS = 200
_TIPS = {
    Shelf.ALL: "Every submission of the call",
    Shelf.UNREAD: "Those that you have not marked as read",
    Shelf.UNTAGGED: "Those that say something and that nobody has tagged",
    Shelf.MINE: "Those that you have tagged",
}


def _respondent(row: ReadingRow) -> str:
    return with_hidden_shown(" ".join((row.respondent or row.type or "Not stated").split()))


_COLUMNS = (
    LazyColumn("", "Reference", lambda row: str(row.reference), width=100),
    LazyColumn("", "From", _respondent, width=100),
    LazyColumn("", "Tags", lambda row: f"{row.tags:,}" if row.tags else "", 46, is_number=True),
)


class _ReadingModel(LazyTableModel):
    """The list's rows; what is unread is bold, and said so to a screen reader."""

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a cell shows."""
        if role in (Qt.ItemDataRole.FontRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self.row_at(index.row())
            is_unread = row is not None and not row.is_read
            if role == Qt.ItemDataRole.FontRole:
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font if is_unread else None
            said = super().data(index, role)
            return f"{said}, unread" if is_unread and index.column() == 0 else said
        return super().data(index, role)


class ReadingList(QWidget):
    """Shelves, a line to search by, and the submissions."""

    chosen = Signal(int)
    """The submission that is to be read."""
    listed = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.filter = ReadingFilter()
        self._current: int | None = None
        self.model = _ReadingModel(
            workspace.jobs,
            _COLUMNS,
            partial(reading_rows, officer=workspace.officer),
            self,
        )
        self.search = QLineEdit()
        self.search.setPlaceholderText("Words in the texts, or a name")
        self.search.setAccessibleName("Search what there is to read")
        self.search.setClearButtonEnabled(True)
        self.shelves = {shelf: self._shelf_button(shelf) for shelf in Shelf}
        self.shelves[Shelf.ALL].setChecked(True)
        self.narrowed = QPushButton()
        set_look(self.narrowed, "chip")
        self.narrowed.hide()
        self.table = self._table()
        self.count = PlainLabel(look="small")
        self._arrange()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self.narrow)
        self.search.textChanged.connect(lambda _words: self._pause.start())
        self.search.returnPressed.connect(self.narrow)
        self.narrowed.clicked.connect(lambda _checked: self.show_priority((), ""))
        self.model.listed.connect(self._note_listed)
        self.table.selectionModel().currentRowChanged.connect(self._note_row)

    def reload(self) -> None:
        """Read the list again, as it is narrowed now."""
        workspace = self._workspace
        self.model.reload(reading_ids, workspace.call_id, workspace.officer, self.filter)

    def narrow(self) -> None:
        """Narrow the list to the shelf and the words at hand."""
        self._pause.stop()
        shelf = next(each for each, button in self.shelves.items() if button.isChecked())
        wanted = ReadingFilter(shelf, self.search.text().strip(), self.filter.priority_ids)
        if wanted != self.filter:
            self.filter = wanted
            self.reload()

    def forget(self) -> None:
        """Let the list be whole when it is next read: it is about another call."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._pause.stop()
        self.shelves[Shelf.ALL].setChecked(True)
        self.narrowed.hide()
        self.filter = ReadingFilter()
        self._current = None

    def show_priority(self, priority_ids: tuple[int, ...], name: str) -> None:
        """Narrow the list to what is tagged to priorities; to everything if there are none."""
        self.filter = ReadingFilter(self.filter.shelf, self.filter.search, priority_ids)
        self.narrowed.setVisible(bool(priority_ids))
        self.narrowed.setText(as_menu_text(f"Tagged {name}   ×"))
        self.narrowed.setAccessibleName(f"Tagged {name}. Press to show all.")
        self.reload()

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

    def _shelf_button(self, shelf: Shelf) -> QPushButton:
        button = QPushButton(shelf.value)
        set_look(button, "chip")
        button.setCheckable(True)
        set_tool_tip(button, _TIPS[shelf])
        button.clicked.connect(lambda _checked: self.narrow())
        return button

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
        table.verticalHeader().setDefaultSectionSize(ROW_PX)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(32)
        for place, column in enumerate(_COLUMNS):
            table.setColumnWidth(place, column.width)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        return table

    def _arrange(self) -> None:
        group = QButtonGroup(self)
        group.setExclusive(True)
        shelves = QGridLayout()
        shelves.setSpacing(4)
        for place, button in enumerate(self.shelves.values()):
            group.addButton(button)
            shelves.addWidget(button, place // 2, place % 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 0, 8)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addLayout(shelves)
        layout.addWidget(self.narrowed)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.count)
