"""The margin beside the text: a chip for each tag, by the line on which its passage begins; below
them, what else is said of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from lisdesk.queries.reading import TagMark
from lisdesk.ui.plain import set_tool_tip, with_hidden_shown
from lisdesk.ui.reading.memo_words import MemoWords, short_memo
from lisdesk.ui.reading.redacted_words import RedactedWords, short_words, whole_redaction
from lisdesk.ui.reading.tag_words import chip_words, whole_tag
from lisdesk.ui.theme import SMALL_PX, current_theme

if TYPE_CHECKING:
    from lisdesk.ui.reading.text_view import ReadingView

MARGIN_PX = 124
_CHIP_PX = 20
_GAP_PX = 3
_BAR_PX = 4
_INSET_PX = 8


WordsT = TypeVar("WordsT", RedactedWords, MemoWords)


class Chip(NamedTuple):
    """One tag in the margin, and the unit of the document at which its passage begins."""

    tag: TagMark
    start: int
    colour: QColor


class TagMargin(QWidget):
    """Paints the chips of the tags in view; a click on one points at its tag."""

    clicked = Signal(int)
    memo_clicked = Signal(int)
    """The mark of a memo was clicked: its number."""

    def __init__(self, view: ReadingView) -> None:
        super().__init__(view)
        self._view = view
        self._chips: list[Chip] = []
        self._redacted: list[RedactedWords] = []
        self._memos: list[MemoWords] = []
        self._placed: list[tuple[QRect, Chip]] = []
        self._placed_words: list[tuple[QRect, RedactedWords]] = []
        self._placed_memos: list[tuple[QRect, MemoWords]] = []
        self.setAccessibleName("Tags beside their lines")
        self.setAccessibleDescription("The list of tags on the right has the same.")
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show other tags."""
        self._chips = sorted(chips, key=attrgetter("start"))
        self.update()

    def show_redacted(self, redacted: Sequence[RedactedWords]) -> None:
        """Show why words are kept out of publications, below the tags of their line."""
        self._redacted = sorted(redacted, key=attrgetter("start"))
        self.update()

    def show_memos(self, memos: Sequence[MemoWords]) -> None:
        """Show what memos say, below the tags of their line."""
        self._memos = sorted(memos, key=attrgetter("start"))
        self.update()

    def placed_memos(self) -> list[tuple[QRect, MemoWords]]:
        """Return the marks of memos in view and where they are, as last painted."""
        return list(self._placed_memos)

    def placed(self) -> list[tuple[QRect, Chip]]:
        """Return the chips in view and where they are, as last painted."""
        return list(self._placed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chips; one that has no room beside its line is put below the others."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(current_theme().surface))
        font = self.font()
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        self._placed = self._places(painter)
        for rect, chip in self._placed:
            self._paint(painter, rect, chip)
        taken = [rect for rect, _ in self._placed]
        self._placed_words = self._places_of_words(self._redacted, taken)
        for rect, words in self._placed_words:
            _paint_words(painter, rect, words)
        self._placed_memos = self._places_of_words(self._memos, taken)
        for rect, memo in self._placed_memos:
            _paint_memo(painter, rect, memo)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point at the tag whose chip was clicked, or tell of the memo whose mark was."""
        chip = self._chip_at(event.position().toPoint())
        if chip is not None:
            self.clicked.emit(chip.tag.tag_id)
        self._view.setFocus()
        memo = self._memo_at(event.position().toPoint())
        if memo is not None:
            self.memo_clicked.emit(memo.memo.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Offer the whole of the tag under the mouse as a tool tip."""
        chip = self._chip_at(event.position().toPoint())
        if chip is not None:
            set_tool_tip(self, whole_tag(chip.tag))
            return
        at = event.position().toPoint()
        memo = self._memo_at(at)
        if memo is not None:
            set_tool_tip(self, f"{memo.memo.words}\nby {with_hidden_shown(memo.memo.officer)}")
            return
        found = (each for rect, each in self._placed_words if rect.contains(at))
        words = next(found, None)
        set_tool_tip(self, whole_redaction(words.redaction) if words else "")

    def _memo_at(self, point: QPoint) -> MemoWords | None:
        return next((memo for rect, memo in self._placed_memos if rect.contains(point)), None)

    def _chip_at(self, point: QPoint) -> Chip | None:
        return next((chip for rect, chip in self._placed if rect.contains(point)), None)

    def _places(self, painter: QPainter) -> list[tuple[QRect, Chip]]:
        tops = self._view.tops_of([chip.start for chip in self._chips])
        placed: list[tuple[QRect, Chip]] = []
        x, y, row = _INSET_PX, -_CHIP_PX, -1
        for chip, top in zip(self._chips, tops, strict=True):
            if top is None:
                continue
            width = painter.fontMetrics().horizontalAdvance(chip_words(chip.tag)) + _BAR_PX + 14
            width = min(width, MARGIN_PX - 2 * _INSET_PX)
            if top > row and top >= y + _CHIP_PX + _GAP_PX:
                x, y, row = _INSET_PX, top, top
            elif x + width > MARGIN_PX - _INSET_PX:
                x, y = _INSET_PX, y + _CHIP_PX + _GAP_PX
            row = max(row, top)
            placed.append((QRect(x, y, width, _CHIP_PX), chip))
            x += width + _GAP_PX
        return placed

    def _places_of_words(
        self, words: Sequence[WordsT], taken: list[QRect]
    ) -> list[tuple[QRect, WordsT]]:
        """Return where marks on words go: by their line, or below what is there already; they are
        added to what is taken.
        """
        tops = self._view.tops_of([each.start for each in words])
        placed: list[tuple[QRect, WordsT]] = []
        for each, top in zip(words, tops, strict=True):
            if top is None:
                continue
            rect = QRect(_INSET_PX, top, MARGIN_PX - 2 * _INSET_PX, _CHIP_PX)
            while other := next((one for one in taken if one.intersects(rect)), None):
                rect.moveTop(other.bottom() + 1 + _GAP_PX)
            taken.append(rect)
            placed.append((rect, each))
        return placed

    def _paint(self, painter: QPainter, rect: QRect, chip: Chip) -> None:
        theme = current_theme()
        is_current = chip.tag.tag_id == self._view.current_tag
        painter.setPen(QColor(theme.accent if is_current else theme.line))
        painter.setBrush(QColor(theme.accent_soft if is_current else theme.surface))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.fillRect(QRect(rect.x() + 4, rect.y() + 4, _BAR_PX, rect.height() - 8), chip.colour)
        painter.setPen(QColor(theme.text))
        inner = rect.adjusted(_BAR_PX + 8, 0, -2, 0)
        words = painter.fontMetrics().elidedText(
            chip_words(chip.tag), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _paint_words(painter: QPainter, rect: QRect, words: RedactedWords) -> None:
    pen = QPen(QColor(current_theme().negative), 1, Qt.PenStyle.DashLine)
    _paint_mark(painter, rect, pen, short_words(words.redaction))


def _paint_memo(painter: QPainter, rect: QRect, words: MemoWords) -> None:
    pen = QPen(QColor(current_theme().text), 1, Qt.PenStyle.DotLine)
    _paint_mark(painter, rect, pen, short_memo(words.memo))


def _paint_mark(painter: QPainter, rect: QRect, pen: QPen, words: str) -> None:
    theme = current_theme()
    painter.setPen(pen)
    painter.setBrush(QColor(theme.surface))
    painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setPen(QColor(theme.text))
    inner = rect.adjusted(6, 0, -2, 0)
    line = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
