"""The text of a submission, read-only and plain: selected by mouse and keyboard, highlights under
it, its tags in the margin.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from PySide6.QtCore import QMimeData, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit

from lisdesk.ui.reading.filling import Filling
from lisdesk.ui.reading.highlights import (
    Highlight,
    changed_highlights,
    paint_highlights,
    seen_units,
    stretches,
    with_lanes,
    within,
)
from lisdesk.ui.reading.margin import MARGIN_PX, Chip, TagMargin
from lisdesk.ui.reading.memo_words import MemoWords, paint_memos
from lisdesk.ui.reading.positions import Passage, ShownTexts, TextSpan, UnitSpan
from lisdesk.ui.reading.redacted_words import RedactedWords, paint_redacted
from lisdesk.ui.reading.selecting import with_paragraph, with_sentence, with_word
from lisdesk.ui.reading.staying import selection_kept
from lisdesk.ui.reading.text_layout import RoomyLayout
from lisdesk.ui.reading.touched import TouchedParts, room_of
from lisdesk.ui.theme import BODY_PX, current_theme

TEXT_PX = BODY_PX + 1
_PAPER_MARGIN_PX = 12
_LONG = 20_000
"""Characters that no window shows at once."""
_TO_THE_END = (
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.MoveToEndOfDocument,
    QKeySequence.StandardKey.SelectEndOfDocument,
)


class ReadingView(QPlainTextEdit):
    """Shows texts one below the other; says what is selected in terms of the stored texts."""

    read_to_end = Signal()
    """Space was pressed with the end of the text in view."""
    confirmed = Signal()
    """Enter was pressed in the text."""
    tag_pointed_at = Signal(int)
    """The chip of a tag was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "reading")
        self.setAccessibleName("Text of the submission")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        font = QFont(self.font())
        font.setPixelSize(TEXT_PX)
        self.document().setDefaultFont(font)
        self._layout = RoomyLayout(self.document())
        self.document().setDocumentLayout(self._layout)
        self.document().setDocumentMargin(_PAPER_MARGIN_PX)
        self._filling = Filling(self.document(), self, partial(selection_kept, self))
        self.shown = ShownTexts(())
        self.highlights: list[Highlight] = []
        self.redacted: list[RedactedWords] = []
        self.memos: list[MemoWords] = []
        self.current_tag: int | None = None
        self._found: list[UnitSpan] = []
        self._tagged: tuple[int, int] | None = None
        self._in_view: list[tuple[QTextBlock, QPointF]] = []
        self._touched = TouchedParts(self)
        self.margin = TagMargin(self)
        self.setViewportMargins(0, 0, MARGIN_PX, 0)
        self.updateRequest.connect(lambda _rect, _down: self.margin.update())
        self.margin.clicked.connect(self.tag_pointed_at)

    def show_texts(self, passages: Sequence[Passage]) -> None:
        """Show other texts, from their beginning, without a highlight."""
        self.shown = ShownTexts(passages)
        self.highlights, self.redacted, self.memos, self.current_tag = [], [], [], None
        self._found, self._tagged, self._in_view = [], None, []
        self.margin.show_chips([])
        self.margin.show_redacted([])
        self.margin.show_memos([])
        self._filling.begin(self.shown.words, self.shown.headings, self._put)
        self._place_cursor(self.shown.first_unit(), self.shown.first_unit())
        self.verticalScrollBar().setValue(0)

    def _put(self, words: str) -> None:
        """Show words in place of those before. The bar of long ones is there before them: coming
        after them it would make them all be laid out twice.
        """
        is_long = len(words) > _LONG
        self.document().clear()  # or the words would be as bold as a heading at the cursor
        if is_long:
            self.clear()
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setPlainText(words)
        if not is_long:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def show_tags(self, highlights: Sequence[Highlight], chips: Sequence[Chip]) -> None:
        """Show which passages are tagged, and the chips of the tags beside them."""
        before, self.highlights = self.highlights, with_lanes(highlights)
        self.margin.show_chips(chips)
        self._touched.add(changed_highlights(before, self.highlights), self._in_view)

    def point_at(self, tag_id: int | None) -> None:
        """Make a tag stand out from the others; None for none of them."""
        told, self.current_tag = {self.current_tag, tag_id}, tag_id
        if len(told) > 1:
            near = [each for each in self.highlights if each.tag_id in told]
            self._touched.add(near, self._in_view)
            self.margin.update()

    def paint_now(self) -> None:
        """Paint what tags have changed, without waiting for the rest of the window."""
        self._touched.paint()

    def show_redacted(self, redacted: Sequence[RedactedWords]) -> None:
        """Show which words publications leave out, and why in the margin."""
        if redacted != self.redacted:
            self.redacted = list(redacted)
            self.margin.show_redacted(redacted)
            self.viewport().update()

    def show_memos(self, memos: Sequence[MemoWords]) -> None:
        """Show on which words memos stand, and what they say in the margin."""
        if memos != self.memos:
            self.memos = list(memos)
            self.margin.show_memos(memos)
            self.viewport().update()

    def show_found(self, spans: Sequence[UnitSpan]) -> None:
        """Mark what was found in the text."""
        self._found = list(spans)
        self.viewport().update()

    def go_to(self, start: int, end: int) -> None:
        """Select from one unit of the document to another, and bring it into view."""
        self._place_cursor(start, end)
        if not self.viewport().rect().contains(self.cursorRect()):
            self.centerCursor()

    def selected_spans(self) -> list[TextSpan]:
        """Return what is selected of each stored text; nothing if there is no selection."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return []
        return self.shown.spans_at(cursor.selectionStart(), cursor.selectionEnd())

    def selected_words(self) -> str:
        """Return the selected words as they are stored; empty without a selection."""
        return self.shown.words_at(*self._selection())

    def note_tagged(self) -> None:
        """Remember that the selection was tagged, so that the next sentence can follow it."""
        self._tagged = self._selection()

    def reach(self, unit: int) -> None:
        """Have what stands as far as a unit of the document, and some beyond, in it: the end of a
        very long text comes after its beginning was shown.
        """
        self._filling.reach(unit)

    def select_word(self) -> None:
        """Select the word at the cursor, or one more."""
        self.reach(self.textCursor().selectionEnd())
        self.setTextCursor(with_word(self.textCursor()))

    def select_sentence(self) -> None:
        """Select the sentence at the cursor, or one more; after a tag the next one alone."""
        is_next = self._selection() == self._tagged
        self.reach(self.textCursor().selectionEnd())
        self.setTextCursor(with_sentence(self.textCursor(), is_next=is_next))

    def select_paragraph(self) -> None:
        """Select the paragraph at the cursor, or one more."""
        self.reach(self.textCursor().selectionEnd())
        self.setTextCursor(with_paragraph(self.textCursor()))

    def forget_selection(self) -> None:
        """Leave the cursor where it is, with nothing selected."""
        end = self.textCursor().selectionEnd()
        self._place_cursor(end, end)

    def tags_at_cursor(self) -> list[Highlight]:
        """Return the highlights around the cursor, the shortest first."""
        at = self.textCursor().position()
        around = [each for each in self.highlights if each.start <= at < each.end]
        return sorted(around, key=lambda each: each.end - each.start)

    def tops_of(self, units: Sequence[int]) -> list[int | None]:
        """Return how far down the lines of some units are; None for those not in view.

        The units are given in their order, and what is in view is as it was last painted.
        """
        tops: list[int | None] = [None] * len(units)
        for block, origin in self._in_view:
            begin = block.position()
            first, last = (bisect_left(units, at) for at in (begin, begin + block.length()))
            for place in range(first, last):
                line = block.layout().lineForTextPosition(units[place] - begin)
                tops[place] = round(origin.y() + line.y()) if line.isValid() else None
        return tops

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the highlights and what was found, then the text over them."""
        painter = QPainter(self.viewport())
        found = QColor(current_theme().caution)
        found.setAlpha(70)
        self._in_view = list(self._blocks_in_view())
        near = self._highlights_of(self._in_view)
        for block, origin in self._in_view:
            if not room_of(self, block, origin).intersects(event.rect()):
                continue
            seen = seen_units(block, origin, event.rect().top(), event.rect().bottom() + 1)
            own = [each for each in near if each.start < seen.end and each.end > seen.start]
            paint_highlights(painter, block, origin, own, self.current_tag, seen)
            for span in self._found_in(seen):
                for rect in stretches(block, origin, *within(seen, span.start, span.end)):
                    painter.fillRect(rect, found)
        painter.end()
        super().paintEvent(event)
        if self.redacted or self.memos:
            painter = QPainter(self.viewport())
            for block, origin in self._in_view:
                seen = seen_units(block, origin, event.rect().top(), event.rect().bottom() + 1)
                paint_redacted(painter, block, origin, self.redacted, seen)
                paint_memos(painter, block, origin, self.memos, seen)
            painter.end()
        self._touched.note_painted(event.region())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin beside the text."""
        super().resizeEvent(event)
        view = self.viewport().geometry()
        self.margin.setGeometry(QRect(view.right() + 1, view.top(), MARGIN_PX, view.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space turns the page, and at the end of the text says so; Enter is told."""
        if any(event.matches(key) for key in _TO_THE_END):
            self._filling.complete()
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if bar.value() >= bar.maximum() and self._filling.is_whole:
                self.read_to_end.emit()
            else:
                bar.triggerAction(bar.SliderAction.SliderPageStepAdd)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
            return
        super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the words as they are stored, and nothing but words."""
        copied = QMimeData()
        copied.setText(self.selected_words())
        return copied

    def _blocks_in_view(self) -> Iterator[tuple[QTextBlock, QPointF]]:
        """Yield the blocks in view with where their layouts begin."""
        block, bottom = self.firstVisibleBlock(), self.viewport().height()
        offset = self.contentOffset()
        while block.isValid():
            geometry = self.blockBoundingGeometry(block).translated(offset)
            if geometry.top() > bottom:
                return
            yield block, geometry.topLeft()
            block = block.next()

    def _highlights_of(self, blocks: Sequence[tuple[QTextBlock, QPointF]]) -> list[Highlight]:
        """Return the highlights that may stand in some blocks that follow each other."""
        if not blocks:
            return []
        begin, last = blocks[0][0].position(), blocks[-1][0]
        end = last.position() + last.length()
        return [each for each in self.highlights if each.start < end and each.end > begin]

    def _found_in(self, seen: UnitSpan) -> Iterator[UnitSpan]:
        """Yield what was found in what is seen; of the places, which are in order, none is within
        another.
        """
        first = bisect_left(self._found, seen.start, key=lambda span: span.end)
        for span in islice(self._found, first, None):
            if span.start >= seen.end:
                return
            yield span

    def _selection(self) -> tuple[int, int]:
        cursor = self.textCursor()
        return cursor.selectionStart(), cursor.selectionEnd()

    def _place_cursor(self, start: int, end: int) -> None:
        self.reach(max(start, end))
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
