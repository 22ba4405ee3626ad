"""Select by words, sentences and paragraphs: once what is at the cursor, again to add the next."""

from __future__ import annotations

from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from lisdesk.ui.reading.positions import Units, UnitSpan

_KEEP = QTextCursor.MoveMode.KeepAnchor
_MOVE = QTextCursor.MoveOperation


def with_word(cursor: QTextCursor) -> QTextCursor:
    """Return a cursor that has the word at it selected, or one word more than before."""
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        if cursor.hasSelection():
            return cursor
    cursor = _from_start(cursor)
    cursor.movePosition(_MOVE.NextWord, _KEEP)
    cursor.movePosition(_MOVE.EndOfWord, _KEEP)
    return cursor


def with_paragraph(cursor: QTextCursor) -> QTextCursor:
    """Return a cursor that has its paragraph selected, or one paragraph more than before."""
    if not cursor.hasSelection():
        cursor.movePosition(_MOVE.StartOfBlock)
    else:
        cursor = _from_start(cursor)
        if cursor.atBlockEnd():
            cursor.movePosition(_MOVE.NextBlock, _KEEP)
    while not cursor.block().text().strip() and cursor.block().next().isValid():
        cursor.movePosition(_MOVE.NextBlock, _MODE_FOR[cursor.hasSelection()])
    cursor.movePosition(_MOVE.EndOfBlock, _KEEP)
    return cursor


def with_sentence(cursor: QTextCursor, *, is_next: bool = False) -> QTextCursor:
    """Return a cursor that has its sentence selected, or one sentence more than before.

    With `is_next` the sentence after what is selected is selected instead of it. Blanks around the
    sentence are left out.
    """
    was_selected = cursor.hasSelection()
    anchor = cursor.selectionStart()
    block = cursor.document().findBlock(cursor.selectionEnd())
    bounds = _sentence(block, cursor.selectionEnd() - block.position())
    while bounds is None and block.next().isValid():
        block = block.next()
        bounds = _sentence(block, 0)
    if bounds is None:
        return cursor
    start, end = (block.position() + bound for bound in bounds)
    cursor.setPosition(anchor if was_selected and not is_next else start)
    cursor.setPosition(end, _KEEP)
    return cursor


def with_ends_moved(document: QTextDocument, span: UnitSpan, first: int, last: int) -> UnitSpan:
    """Return a span of a document whose beginning has moved by `first` words and its end by `last`,
    back if less than none; the same span where nothing would be left of it.
    """
    start, end = span
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    for _ in range(abs(first)):
        _to_word(cursor, _MOVE.NextWord if first > 0 else _MOVE.PreviousWord)
        start = cursor.position()
    cursor.setPosition(end)
    for _ in range(last):
        _to_word(cursor, _MOVE.NextWord, is_within=True)
        cursor.movePosition(_MOVE.EndOfWord)
        end = cursor.position()
    for _ in range(-last):
        _to_word(cursor, _MOVE.PreviousWord)
        while cursor.position() > start and _is_blank_before(cursor):
            cursor.movePosition(_MOVE.PreviousCharacter)
        end = cursor.position()
    return UnitSpan(start, end) if start < end else span


def _to_word(
    cursor: QTextCursor, step: QTextCursor.MoveOperation, *, is_within: bool = False
) -> None:
    """Go to the beginning of the next word, or the previous one; what stands between words is none.

    With `is_within` the cursor stays where a word goes on.
    """
    if is_within and _is_of_word(cursor):
        return
    while cursor.movePosition(step) and not _is_of_word(cursor):
        continue


def _is_of_word(cursor: QTextCursor) -> bool:
    """Whether a letter, a digit or half of a double character follows."""
    letter = str(cursor.document().characterAt(cursor.position()))
    return letter.isalnum() or "\ud800" <= letter <= "\udfff"


def _is_blank_before(cursor: QTextCursor) -> bool:
    return bool(
        cursor.atBlockStart() or cursor.document().characterAt(cursor.position() - 1).isspace()
    )


_MODE_FOR = {True: _KEEP, False: QTextCursor.MoveMode.MoveAnchor}


def _from_start(cursor: QTextCursor) -> QTextCursor:
    """Return a cursor with the same selection that grows at its end."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    cursor.setPosition(start)
    cursor.setPosition(end, _KEEP)
    return cursor


def _sentence(block: QTextBlock, at: int) -> tuple[int, int] | None:
    """Return where the sentence at a unit of a block begins and ends; None if no words follow."""
    text = block.text()
    units = Units(text)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, text)
    finder.toStart()
    start, end = 0, finder.toNextBoundary()
    while end != -1:
        words = text[units.point(start) : units.point(end)]
        first = start + len(words) - len(words.lstrip())
        last = end - (len(words) - len(words.rstrip()))
        if words.strip() and at < last:
            return first, last
        start, end = end, finder.toNextBoundary()
    return None
