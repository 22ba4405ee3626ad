"""The framework grid: priorities across stakeholder types, with what is concluded for each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from lisdesk.queries.findings import FindingCell, FindingRow, FindingsPage
from lisdesk.rules.quantifiers import share
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.theme import current_theme
from lisdesk.ui.wrapped_headings import in_lines

LOOK = "Look: "
"""Begins a cell that deserves one; so that colour is not alone in telling it."""
_ROW_PX, _WHOLE_PX, _DONE_PX, _TYPE_PX, _NAME_PX = 56, 304, 128, 176, 248
_WHOLE_LETTERS, _TYPE_LETTERS = 104, 62
"""As many as three lines hold; the pane below the grid has the whole."""
_INDENT = "    "
_WHOLE, _DONE = 0, 1
FIRST_TYPE = 2
_ROLE = Qt.ItemDataRole


class FindingsGrid(QTableWidget):
    """One row a priority; Enter writes the finding of the cell in hand."""

    turned = Signal()
    """Another cell is in hand."""
    opened = Signal()
    """Enter was pressed on the cell in hand, or it was clicked twice."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Findings by priority and stakeholder type")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(_ROW_PX)
        rows.setFixedWidth(_NAME_PX)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.page: FindingsPage | None = None
        self.currentCellChanged.connect(lambda *_places: self.turned.emit())
        self.cellDoubleClicked.connect(lambda *_places: self.opened.emit())

    def show_page(self, page: FindingsPage) -> None:
        """Show the grid as it stands; the cell in hand stays in hand."""
        place = self.place()
        self.blockSignals(True)
        self.page = page
        headings = ["Whole priority", "You said, we did", *(label for _, label in page.types)]
        self.setRowCount(len(page.rows))
        self.setColumnCount(len(headings))
        for column, heading in enumerate(headings):
            width = {_WHOLE: _WHOLE_PX, _DONE: _DONE_PX}.get(column, _TYPE_PX)
            self.setColumnWidth(column, width)
            head = QTableWidgetItem(in_lines(heading, self.font(), width))
            head.setToolTip(as_tool_tip(heading))
            self.setHorizontalHeaderItem(column, head)
        for at, row in enumerate(page.rows):
            self._fill(at, row)
        self.blockSignals(False)
        if page.rows:
            self.point_at(place or (page.rows[0].priority_id, None))
        self.turned.emit()

    def point_at(self, place: tuple[int, int | None]) -> None:
        """Take a cell in hand: of a priority and a type, or of the priority as a whole."""
        page = self.page
        if page is None:
            return
        types = [type_id for type_id, _ in page.types]
        rows = [row.priority_id for row in page.rows]
        at = rows.index(place[0]) if place[0] in rows else 0
        column = FIRST_TYPE + types.index(place[1]) if place[1] in types else _WHOLE
        self.setCurrentCell(at, column)

    def place(self) -> tuple[int, int | None] | None:
        """Return the priority and the type of the cell in hand."""
        row = self.row_in_hand()
        return None if row is None else (row.priority_id, self.cell_in_hand(row).type_id)

    def row_in_hand(self) -> FindingRow | None:
        """Return the priority in hand; None without any."""
        at = self.currentRow()
        return self.page.rows[at] if self.page and 0 <= at < len(self.page.rows) else None

    def cell_in_hand(self, row: FindingRow) -> FindingCell:
        """Return the cell in hand of a row."""
        at = self.currentColumn() - FIRST_TYPE
        return row.cells[at] if 0 <= at < len(row.cells) else row.whole

    @property
    def is_on_feedback(self) -> bool:
        """Whether what was done about a priority is in hand."""
        return self.currentColumn() == _DONE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the cell in hand by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.page is not None:
            self.show_page(self.page)

    def _fill(self, at: int, row: FindingRow) -> None:
        name = f"{row.code}  {with_hidden_shown(row.name)}"
        indent = _INDENT * row.depth
        room = _NAME_PX - self.fontMetrics().horizontalAdvance(indent)
        lines = in_lines(name, self.font(), room).replace("\n", f"\n{indent}")
        head = QTableWidgetItem(f"{indent}{lines}")
        head.setToolTip(as_tool_tip(name))
        self.setVerticalHeaderItem(at, head)
        for column, cell in ((_WHOLE, row.whole), *enumerate(row.cells, FIRST_TYPE)):
            self.setItem(at, column, _item(cell))
        done = QTableWidgetItem(row.feedback.status.label if row.feedback else "")
        if row.feedback:
            done.setToolTip(as_tool_tip(row.feedback.we_did or row.feedback.reason))
        self.setItem(at, _DONE, done)


def _item(cell: FindingCell) -> QTableWidgetItem:
    theme = current_theme()
    looks = cell.looks
    if cell.text:
        words = f"{LOOK if looks else ''}{' '.join(with_hidden_shown(cell.text).split())}"
        most = _WHOLE_LETTERS if cell.type_id is None else _TYPE_LETTERS
        item = QTableWidgetItem(words if len(words) <= most else f"{words[: most - 1].rstrip()}…")
        item.setToolTip(as_tool_tip("\n".join((cell.text, *looks))))
        if looks:
            item.setForeground(QBrush(QColor(theme.caution)))
    else:
        numbers = cell.numbers
        item = QTableWidgetItem(share(numbers.part, numbers.whole) if numbers.part else "")
        item.setForeground(QBrush(QColor(theme.muted)))
    item.setData(_ROLE.TextAlignmentRole, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return item
