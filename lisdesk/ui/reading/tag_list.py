"""The tags of the submission that is being read, as a list: what the margin shows, and the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QListView

from lisdesk.queries.reading import TagMark
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.reading.tag_words import what_is_tagged, whole_tag

_ROW_PX = 44
_ROLE = Qt.ItemDataRole
_ROOT = QModelIndex()


class TagList(QListView):
    """One entry for each tag, in the order of the text; whole-submission tags first."""

    pointed_at = Signal(int)
    """An entry was chosen: the number of its tag."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Tags of this submission")
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._tags = _TagModel(self)
        self.setModel(self._tags)
        self.selectionModel().currentChanged.connect(self._note)

    def show_tags(
        self, tags: Sequence[TagMark], current: int | None, colour_of: Callable[[int], QColor]
    ) -> None:
        """Show other tags, and make one the current entry, without telling anybody."""
        ordered = sorted(tags, key=lambda tag: (tag.text_id or 0, tag.start, -tag.end, tag.tag_id))
        self._tags.show_tags(ordered, colour_of)
        row = next((at for at, tag in enumerate(ordered) if tag.tag_id == current), None)
        chosen = self.selectionModel()
        chosen.blockSignals(True)
        if row is None:
            chosen.clear()
        else:
            index = self._tags.index(row, 0)
            chosen.setCurrentIndex(index, chosen.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        chosen.blockSignals(False)
        self.viewport().update()

    def _note(self, current: QModelIndex) -> None:
        if current.isValid():
            self.pointed_at.emit(self._tags.tags[current.row()].tag_id)


class _TagModel(QAbstractTableModel):
    """Tags in words, made when they come into view."""

    def __init__(self, parent: TagList) -> None:
        super().__init__(parent)
        self.tags: list[TagMark] = []
        self._colour_of: Callable[[int], QColor] = lambda _priority_id: QColor()

    def show_tags(self, tags: list[TagMark], colour_of: Callable[[int], QColor]) -> None:
        self.beginResetModel()
        self.tags, self._colour_of = tags, colour_of
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.tags)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else 1

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = _ROLE.DisplayRole
    ) -> Any:
        tag = self.tags[index.row()]
        if role == _ROLE.DisplayRole:
            return _two_lines(tag)
        if role == _ROLE.DecorationRole:
            pixmap = QPixmap(4, _ROW_PX - 16)
            pixmap.fill(self._colour_of(tag.priority_id))
            return pixmap
        if role == _ROLE.ToolTipRole:
            return as_tool_tip(whole_tag(tag))
        if role == _ROLE.AccessibleTextRole:
            return whole_tag(tag)
        if role == _ROLE.SizeHintRole:
            return QSize(0, _ROW_PX)
        return None


def _two_lines(tag: TagMark) -> str:
    marks = [each.label for each in (tag.stance, tag.strength) if each is not None]
    quoted = " · quotation" if tag.is_quotation else ""
    head = " · ".join([f"{tag.priority} {with_hidden_shown(tag.priority_name)}", *marks])
    note = f" · Note: {with_hidden_shown(' '.join(tag.note.split()))}" if tag.note else ""
    earlier = " · on an earlier version" if tag.is_on_earlier_text else ""
    return f"{head}\n{what_is_tagged(tag)}{quoted}{earlier}{note}"
