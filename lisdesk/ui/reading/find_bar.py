"""Find words in the text that is being read: Ctrl+F, then Enter and Shift+Enter, or F3."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from lisdesk.ui.icons import icon
from lisdesk.ui.plain import PlainLabel, set_look, set_tool_tip
from lisdesk.ui.reading.positions import UnitSpan
from lisdesk.ui.reading.text_view import ReadingView


class FindBar(QWidget):
    """A line to type in above the text; every place is marked, one is selected."""

    closed = Signal()

    def __init__(self, view: ReadingView) -> None:
        super().__init__()
        self._view = view
        self._places: list[UnitSpan] = []
        self._current = -1
        self.line = QLineEdit()
        self.line.setPlaceholderText("Find in this text")
        self.line.setAccessibleName("Find in this text")
        self.line.installEventFilter(self)
        self.told = PlainLabel(look="muted")
        previous, following, close = QToolButton(), QToolButton(), QToolButton()
        previous.setText("Previous")
        following.setText("Next")
        set_tool_tip(previous, "Shift+F3")
        set_tool_tip(following, "F3")
        close.setIcon(icon("close"))
        close.setAccessibleName("Close the search in this text")
        set_look(close, "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(8)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.told)
        for button in (previous, following, close):
            layout.addWidget(button)
        self.line.textChanged.connect(lambda _typed: self.search())
        previous.clicked.connect(lambda _checked: self.step(-1))
        following.clicked.connect(lambda _checked: self.step(1))
        close.clicked.connect(lambda _checked: self.close_bar())
        self.hide()

    def begin(self) -> None:
        """Show the bar with the keyboard in it, and what was sought before selected."""
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self.search()

    def close_bar(self) -> None:
        """Put the bar away; the text keeps the place that was found."""
        self.hide()
        self._view.show_found([])
        self.closed.emit()

    def search(self) -> None:
        """Find what is typed in the text in view, from the cursor on."""
        if not self.isVisible():
            return
        typed, shown = self.line.text(), self._view.shown
        found = re.finditer(re.escape(typed), shown.words, re.IGNORECASE) if typed else ()
        self._places = [shown.units_at(*match.span()) for match in found]
        self._view.show_found(self._places)
        begin = self._view.textCursor().selectionStart()
        after = (at for at, place in enumerate(self._places) if place.start >= begin)
        self._current = next(after, 0) if self._places else -1
        self._tell()

    def step(self, places: int) -> None:
        """Go to the next place, or the previous one; round at either end."""
        if self._places:
            self._current = (self._current + places) % len(self._places)
            self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Shift+Enter back, Esc closes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.step(-1 if is_back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        if not self.line.text():
            self.told.setText("")
        elif not self._places:
            self.told.setText("Not in this text")
        else:
            self.told.setText(f"{self._current + 1:,} of {len(self._places):,}")
            place = self._places[self._current]
            self._view.go_to(place.start, place.end)
