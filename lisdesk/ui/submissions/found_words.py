"""How found words are shown: in a cell of the register, and in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextCursor, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
)

from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.theme import current_theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lisdesk.queries.passages import Passage
    from lisdesk.ui.reading.positions import UnitSpan

PASSAGE = int(Qt.ItemDataRole.UserRole) + 7
"""The role by which a cell gives its passage."""
_EDGE_PX = 8


class PassageDelegate(QStyledItemDelegate):
    """Paints where something was found, muted, then the words around, those found marked."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the cell as the style does, without its words, then the passage."""
        found: Passage | None = index.data(PASSAGE)
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        if found is None:
            super().paint(painter, option, index)
            return
        whole.text = ""
        style = whole.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, whole.widget)
        inside = whole.rect.adjusted(_EDGE_PX, 0, -_EDGE_PX, 0)
        layout = _laid_out(found, whole)
        painter.save()
        painter.setClipRect(inside)
        painter.setPen(QColor(current_theme().text))
        down = (inside.height() - layout.boundingRect().height()) / 2
        layout.draw(painter, QPointF(inside.left(), inside.top() + down))
        painter.restore()


def passage_words(found: Passage | None) -> str:
    """Return where and what was found as a cell says it."""
    if found is None:
        return ""
    return with_hidden_shown(f"{found.where} · {found.words}")


def mark_found(pane: QPlainTextEdit, spans: Sequence[UnitSpan]) -> None:
    """Mark what was found in a text, and bring the first of it into view."""
    marks = []
    for span in spans:
        mark = QTextEdit.ExtraSelection()
        mark.format = _marking()
        cursor = QTextCursor(pane.document())
        cursor.setPosition(span.start)
        cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        marks.append(mark)
    pane.setExtraSelections(marks)
    if marks:
        first = QTextCursor(pane.document())
        first.setPosition(marks[0].cursor.selectionStart())
        pane.setTextCursor(first)
        pane.centerCursor()


def _laid_out(found: Passage, option: QStyleOptionViewItem) -> QTextLayout:
    where = f"{with_hidden_shown(found.where)} · "
    text, formats = where, [_range(0, where, _muted())]
    for piece in found.pieces:
        shown = with_hidden_shown(piece.text)
        if piece.is_found:
            formats.append(_range(_utf16(text), shown, _marking()))
        text += shown
    layout = QTextLayout(text, option.font)
    wrapping = QTextOption()
    wrapping.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(wrapping)
    layout.setFormats(formats)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _range(start: int, text: str, how: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, _utf16(text), how
    return found


def _marking() -> QTextCharFormat:
    theme, how = current_theme(), QTextCharFormat()
    how.setBackground(QColor(theme.accent))
    how.setForeground(QColor(theme.on_accent))
    return how


def _muted() -> QTextCharFormat:
    how = QTextCharFormat()
    how.setForeground(QColor(current_theme().muted))
    return how


def _utf16(text: str) -> int:
    """Return how many places a text takes up in Qt."""
    return len(text) + sum(sign > "\uffff" for sign in text) if not text.isascii() else len(text)
