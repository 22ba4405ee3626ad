"""The priorities beside the text, with the keys that tag to them and how many tags they have."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPixmap
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from lisdesk.queries.coding import PriorityRow
from lisdesk.rules.vocabulary import PriorityStatus
from lisdesk.ui.column_widths import fit_numbers
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.theme import priority_colour

KEYS = 9
"""How many priorities have a number key."""

_SWATCH_PX = 12
_TAGS_PX = 50
_ROUND_A_NAME_PX = 6
_BESIDE_A_NAME_PX = 48
"""Its swatch, and what the style leaves free."""
_ROLE = Qt.ItemDataRole
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _TwoLinesAtMost(QStyledItemDelegate):
    """Gives a long name a second line, and no third."""

    def __init__(self, tree: PriorityTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room for the name as it wraps in its column."""
        hint, depth, above = super().sizeHint(option, index), 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        room = self._tree.columnWidth(0) - depth * self._tree.indentation() - _BESIDE_A_NAME_PX
        metrics = QFontMetrics(self._tree.font())
        needs_two = metrics.horizontalAdvance(str(index.data())) > room
        lines = metrics.lineSpacing() * (2 if needs_two else 1)
        return QSize(hint.width(), lines + _ROUND_A_NAME_PX)


class PriorityTree(QTreeWidget):
    """Shows the coding frame; a double click or Enter tags to the priority."""

    picked = Signal(int)
    """The number of the priority to tag to."""
    recoloured = Signal()
    """The hues of the priorities are others: by the theme, or by what an officer chose."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[PriorityRow] = []
        self._frame: list[PriorityRow] = []
        self._colours: dict[int, QColor] = {}
        self._items: dict[int, QTreeWidgetItem] = {}
        self.setAccessibleName("Priorities")
        self.setColumnCount(3)
        self.setHeaderLabels(["Priority", "Key", "Tags"])
        self.setWordWrap(True)
        self.setItemDelegateForColumn(0, _TwoLinesAtMost(self))
        self.setIndentation(12)
        self.setExpandsOnDoubleClick(False)
        head = self.header()
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(32)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(1, 40)
        self.setColumnWidth(2, _TAGS_PX)
        self.headerItem().setTextAlignment(2, _NUMBER)
        self.itemActivated.connect(self._pick)
        head.sectionResized.connect(lambda *_sizes: self.scheduleDelayedItemsLayout())

    def show_rows(self, rows: Sequence[PriorityRow]) -> None:
        """Show the priorities that stand; only the counts move if nothing else has changed."""
        standing = [row for row in rows if row.status is not PriorityStatus.DROPPED]
        is_same = [_shape(row) for row in standing] == [_shape(row) for row in self.rows]
        self.rows = standing
        self._frame = list(rows)
        was, self._colours = self._colours, _colours(rows)
        if is_same:
            for row in standing:
                self._items[row.id].setText(2, f"{row.tags:,}")
        else:
            self._build()
        fit_numbers(self, 2, (row.tags for row in standing), _TAGS_PX)
        if was and was != self._colours:
            self.recoloured.emit()

    def colour_of(self, priority_id: int) -> QColor:
        """Return the hue of a priority: its own, or that of its ancestor."""
        return self._colours.get(priority_id) or priority_colour(-1)

    def by_key(self, number: int) -> PriorityRow | None:
        """Return the priority on a number key, from 1."""
        return self.rows[number - 1] if 0 < number <= min(KEYS, len(self.rows)) else None

    def row(self, priority_id: int) -> PriorityRow | None:
        """Return a priority that stands, by its number."""
        return next((row for row in self.rows if row.id == priority_id), None)

    def branch(self, priority_id: int) -> tuple[int, ...]:
        """Return a priority and everything below it."""
        place = next((at for at, row in enumerate(self.rows) if row.id == priority_id), None)
        if place is None:
            return ()
        own = [priority_id]
        for row in self.rows[place + 1 :]:
            if row.depth <= self.rows[place].depth:
                break
            own.append(row.id)
        return tuple(own)

    def point_at(self, priority_id: int) -> None:
        """Make a priority the current one."""
        if priority_id in self._items:
            self.setCurrentItem(self._items[priority_id])

    def changeEvent(self, event: QEvent) -> None:
        """Take the hues of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._items:
            self._colours = _colours(self._frame)
            for priority_id, item in self._items.items():
                item.setIcon(0, _swatch(self.colour_of(priority_id)))
            self.recoloured.emit()

    def _build(self) -> None:
        self.clear()
        self._items = {}
        path: list[QTreeWidgetItem] = []
        for place, row in enumerate(self.rows):
            del path[row.depth :]
            parent: QTreeWidget | QTreeWidgetItem = path[-1] if path else self
            item = QTreeWidgetItem(parent)
            item.setText(0, f"{row.code}  {with_hidden_shown(row.name)}")
            item.setText(1, str(place + 1) if place < KEYS else "")
            item.setText(2, f"{row.tags:,}")
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignCenter)
            item.setTextAlignment(2, _NUMBER)
            item.setIcon(0, _swatch(self.colour_of(row.id)))
            item.setToolTip(0, as_tool_tip(_whole(row)))
            item.setData(0, _ROLE.UserRole, row.id)
            self._items[row.id] = item
            path.append(item)
        self.expandAll()

    def _pick(self, item: QTreeWidgetItem) -> None:
        self.picked.emit(item.data(0, _ROLE.UserRole))


def _shape(row: PriorityRow) -> tuple[object, ...]:
    return row.id, row.depth, row.code, row.name, row.hue, _whole(row)


def _whole(row: PriorityRow) -> str:
    parts = [f"{row.code} {row.name}", row.definition]
    parts += [f"Include: {row.include}"] if row.include else []
    parts += [f"Exclude: {row.exclude}"] if row.exclude else []
    parts += [f"Examples: {row.examples}"] if row.examples else []
    parts += [f"Keywords: {', '.join(row.keywords)}"] if row.keywords else []
    return "\n".join(part for part in parts if part)


def _colours(rows: Sequence[PriorityRow]) -> dict[int, QColor]:
    return {row.id: priority_colour(row.hue) for row in rows}


def _swatch(colour: QColor) -> QIcon:
    pixmap = QPixmap(_SWATCH_PX, _SWATCH_PX)
    pixmap.fill(colour)
    return QIcon(pixmap)
