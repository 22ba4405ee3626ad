"""Keep what is selected, and what is in view, while words are put in at the end of a text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit


@contextmanager
def selection_kept(view: QPlainTextEdit) -> Iterator[None]:
    """Have the same words selected after something is put in at the end as before, and nobody told
    of others: Qt moves each end of a selection that stands there to behind it.
    """
    cursor = view.textCursor()
    anchor, position = cursor.anchor(), cursor.position()
    if max(anchor, position) < view.document().characterCount() - 1:
        yield
        return
    top = view.verticalScrollBar().value()
    with QSignalBlocker(view):
        yield
        cursor = view.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        view.setTextCursor(cursor)
    view.verticalScrollBar().setValue(top)  # Qt has scrolled to the cursor
    view.updateRequest.emit(view.viewport().rect(), 0)
