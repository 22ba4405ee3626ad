"""Put long words into the document a piece at a time: a letter may have a hundred thousand
paragraphs, and the window is to answer keys meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import repeat

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextDocument

from lisdesk.ui.reading.positions import UnitSpan
from lisdesk.ui.reading.text_layout import HEADING_STATE

PIECE_PARAGRAPHS = 1_000
"""How many paragraphs are put in at once: some five milliseconds' work, and many windows full."""
_AHEAD = 20_000


class Filling(QObject):
    """Fills one document. The first piece is there at once, the others in turns of the window, or
    as soon as somebody needs them. Each of the others is put in within what `keeping` returns.
    """

    def __init__(
        self,
        document: QTextDocument,
        parent: QObject,
        keeping: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        super().__init__(parent)
        self._document, self._keeping = document, keeping
        self._left: Iterator[str] = iter(())
        self._headings: list[UnitSpan] = []
        self.is_whole = True
        """Whether all of the words are in the document."""
        self._turns = QTimer(self)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self._take_turn)

    def begin(self, words: str, headings: Sequence[UnitSpan], put: Callable[[str], None]) -> None:
        """Take other words, whose first piece goes by `put`, which takes away what was there."""
        self._left, self._headings = pieces(words), list(headings)
        self.is_whole = False
        put(next(self._left))
        self._mark_headings()
        self._turns.start()

    def reach(self, unit: int) -> None:
        """Have the words in the document as far as a unit of it, and some beyond."""
        while not self.is_whole and self._units() < unit + _AHEAD:
            self._take_turn()

    def complete(self) -> None:
        """Have all of the words in the document."""
        while not self.is_whole:
            self._take_turn()

    def _take_turn(self) -> None:
        piece = next(self._left, None)
        if piece is None:
            self.is_whole = True
            self._turns.stop()
            return
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        with self._keeping():
            cursor.insertText(piece, QTextCharFormat())
        self._mark_headings()

    def _mark_headings(self) -> None:
        heading = QTextCharFormat()
        heading.setFontWeight(QFont.Weight.DemiBold)
        cursor = QTextCursor(self._document)
        while self._headings and self._headings[0].end <= self._units():
            span = self._headings.pop(0)
            cursor.setPosition(span.start)
            cursor.block().setUserState(HEADING_STATE)
            cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(heading)

    def _units(self) -> int:
        return self._document.characterCount() - 1


def pieces(words: str) -> Iterator[str]:
    """Yield the pieces of words, each but the last to the end of a paragraph; at least one."""
    start = 0
    while True:
        end = start
        for _ in repeat(None, PIECE_PARAGRAPHS):
            end = words.find("\n", end) + 1
            if not end:
                yield words[start:]
                return
        yield words[start:end]
        start = end
