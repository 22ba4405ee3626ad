"""The tags of the submission that is being read, as a list: what the margin shows, and the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from lisdesk.queries.reading import TagMark
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.reading.tag_words import what_is_tagged, whole_tag

_ROW_PX = 44
_ROLE = Qt.ItemDataRole


class TagList(QListWidget):
    """One entry for each tag, in the order of the text; whole-submission tags first."""

    pointed_at = Signal(int)
    """An entry was chosen: the number of its tag."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Tags of this submission")
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._note)

    def show_tags(self, tags: Sequence[TagMark], colour_of: Callable[[int], QColor]) -> None:
        """Show other tags; the one pointed at stays so if it is still there."""
        current = self.current_tag()
        self.blockSignals(True)
        self.clear()
        for tag in tags:
            marks = [each.label for each in (tag.stance, tag.strength) if each is not None]
            head = f"{tag.priority} {with_hidden_shown(tag.priority_name)}"
            item = QListWidgetItem(" · ".join([head, *marks]) + "\n" + _below(tag))
            item.setToolTip(as_tool_tip(whole_tag(tag)))
            item.setData(_ROLE.AccessibleTextRole, whole_tag(tag))
            item.setData(_ROLE.UserRole, tag.tag_id)
            item.setIcon(_bar(colour_of(tag.priority_id)))
            item.setSizeHint(QSize(0, _ROW_PX))
            self.addItem(item)
        self.blockSignals(False)
        self.point_at(current)

    def current_tag(self) -> int | None:
        """Return the tag of the current entry."""
        items = self.selectedItems()
        number: int | None = items[0].data(_ROLE.UserRole) if items else None
        return number

    def point_at(self, tag_id: int | None) -> None:
        """Make a tag's entry the current one, without telling anybody."""
        self.blockSignals(True)
        self.setCurrentRow(-1)
        for row in range(self.count()):
            if self.item(row).data(_ROLE.UserRole) == tag_id:
                self.setCurrentRow(row)
        self.blockSignals(False)

    def _note(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.pointed_at.emit(item.data(_ROLE.UserRole))


def _below(tag: TagMark) -> str:
    note = f" · Note: {with_hidden_shown(' '.join(tag.note.split()))}" if tag.note else ""
    earlier = " · on an earlier version" if tag.is_on_earlier_text else ""
    return what_is_tagged(tag) + earlier + note


def _bar(colour: QColor) -> QIcon:
    pixmap = QPixmap(4, _ROW_PX - 16)
    pixmap.fill(colour)
    return QIcon(pixmap)
