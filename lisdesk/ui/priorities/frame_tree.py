"""The coding frame as a tree: moved by dragging or by keys, with the numbers of each priority."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDropEvent, QIcon, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from lisdesk.queries.priority_page import Frame, FrameRow
from lisdesk.ui.column_widths import fit_numbers
from lisdesk.ui.icons import icon
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.theme import current_theme, priority_colour

_ROLE = Qt.ItemDataRole
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SWATCH_PX, _INDENT_PX, _MARK_PX = 12, 14, 24
_NAME, _STATUS, _OWN, ALL = range(4)
_WIDTHS_PX = {_STATUS: 84, _OWN: 56, ALL: 56}
_MARKED = "The triangle marks a priority that rests on one group."


class FrameTree(QTreeWidget):
    """Shows the priorities; a drop asks for a move, and the frame is read again after it."""

    chosen = Signal(object)
    """The `FrameRow` that is current; None without any."""
    moved = Signal(int, object, int)
    """A priority, the priority to hang it below or None, and its place there from 1."""
    dropped = Signal(object, object)
    """A priority, and the one it was dropped on."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Coding frame")
        self.setColumnCount(4)
        self.setHeaderLabels(["Priority", "Status", "Own", "All"])
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT_PX)
        self.setExpandsOnDoubleClick(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS_PX.items():
            self.setColumnWidth(column, width)
        for column, words in (
            (_OWN, "tagged to it, each once"),
            (ALL, f"tagged to it or below it, each once. {_MARKED}"),
        ):
            self.headerItem().setTextAlignment(column, _NUMBER)
            tip = f"Counted submissions {words}"
            self.headerItem().setData(column, _ROLE.ToolTipRole, as_tool_tip(tip))
        self.frame = Frame((), ())
        self._items: dict[int, QTreeWidgetItem] = {}
        self.currentItemChanged.connect(lambda *_items: self.chosen.emit(self.current()))

    def show_frame(self, frame: Frame) -> None:
        """Show the frame as it stands; the current priority and closed branches stay so."""
        current = self.current()
        closed = {key for key, item in self._items.items() if not item.isExpanded()}
        self.blockSignals(True)
        self.clear()
        self.frame, self._items = frame, {}
        for each in frame.rows:
            self._add(each)
        fit_numbers(self, _OWN, (each.own for each in frame.rows), _WIDTHS_PX[_OWN])
        fit_numbers(self, ALL, (each.submissions for each in frame.rows), _WIDTHS_PX[ALL])
        if any(each.one_group for each in frame.rows):
            self.setColumnWidth(ALL, self.columnWidth(ALL) + _MARK_PX)
        self._colour()
        for key, item in self._items.items():
            item.setExpanded(key not in closed)
        wanted = current.row.id if current else None
        first = frame.rows[0].row.id if frame.rows else None
        self.point_at(wanted if wanted in self._items else first)
        self.blockSignals(False)
        self.chosen.emit(self.current())

    def current(self) -> FrameRow | None:
        """Return the priority that is current; None without any."""
        item = self.currentItem()
        return self.row(item.data(_NAME, _ROLE.UserRole)) if item else None

    def row(self, priority_id: int) -> FrameRow | None:
        """Return a priority by its number."""
        return next((each for each in self.frame.rows if each.row.id == priority_id), None)

    def point_at(self, priority_id: int | None) -> None:
        """Make a priority the current one."""
        if priority_id in self._items:
            self.setCurrentItem(self._items[priority_id])

    def item_of(self, priority_id: int) -> QTreeWidgetItem:
        """Return the line of a priority."""
        return self._items[priority_id]

    def siblings(self, parent_id: int | None) -> list[FrameRow]:
        """Return the priorities right below one, or at the top, in their order."""
        return [each for each in self.frame.rows if each.parent_id == parent_id]

    def changeEvent(self, event: QEvent) -> None:
        """Take the hues of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._colour()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the move that a drop means; the items move when it is done."""
        dragged = self.current()
        target = self.itemAt(event.position().toPoint())
        on = self.row(target.data(_NAME, _ROLE.UserRole)) if target else None
        where = self.dropIndicatorPosition()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if dragged is None or (on is not None and on.row.id == dragged.row.id):
            return
        self.ask_to_move(dragged, on, where)

    def ask_to_move(
        self,
        dragged: FrameRow,
        on: FrameRow | None,
        where: QAbstractItemView.DropIndicatorPosition,
    ) -> None:
        """Ask for a move above or below another priority, or without one to the end; a drop on one
        may mean two things, and is said as it is.
        """
        kinds = QAbstractItemView.DropIndicatorPosition
        if on is None or where == kinds.OnViewport:
            self.moved.emit(dragged.row.id, None, len(self.siblings(None)) + 1)
        elif where == kinds.OnItem:
            self.dropped.emit(dragged, on)
        else:
            others = [
                each.row.id for each in self.siblings(on.parent_id) if each.row.id != dragged.row.id
            ]
            place = others.index(on.row.id) + (2 if where == kinds.BelowItem else 1)
            self.moved.emit(dragged.row.id, on.parent_id, place)

    def _colour(self) -> None:
        marked = icon("warning", current_theme().caution)
        for each in self.frame.rows:
            item = self._items[each.row.id]
            item.setIcon(_NAME, swatch(each.row.hue))
            if each.one_group:
                item.setIcon(ALL, marked)

    def _add(self, each: FrameRow) -> None:
        parent = self._items.get(each.parent_id) if each.parent_id is not None else None
        item = QTreeWidgetItem(parent if parent is not None else self)
        item.setText(_NAME, f"{each.row.code}  {with_hidden_shown(each.row.name)}")
        item.setText(_STATUS, each.row.status.label)
        item.setText(_OWN, f"{each.own:,}")
        item.setText(ALL, f"{each.submissions:,}")
        item.setTextAlignment(_OWN, _NUMBER)
        item.setTextAlignment(ALL, _NUMBER)
        item.setToolTip(_NAME, as_tool_tip(f"{each.row.code} {each.row.name}"))
        if each.one_group:
            self._tell_one_group(item, each)
        item.setData(_NAME, _ROLE.UserRole, each.row.id)
        self._items[each.row.id] = item

    def _tell_one_group(self, item: QTreeWidgetItem, each: FrameRow) -> None:
        """Say in the tool tips, and to a screen reader, which group a priority rests on."""
        said = with_hidden_shown(each.one_group)
        name = f"{each.row.code} {each.row.name}"
        item.setToolTip(_NAME, as_tool_tip(f"{name}\nIt {said}."))
        item.setToolTip(ALL, as_tool_tip(f"It {said}."))
        for column in (_NAME, ALL):
            item.setData(column, _ROLE.AccessibleTextRole, f"{item.text(column)}, {said}")


def swatch(place: int) -> QIcon:
    """Return a square in the hue at a place of the theme in force."""
    pixmap = QPixmap(_SWATCH_PX, _SWATCH_PX)
    pixmap.fill(priority_colour(place))
    return QIcon(pixmap)
