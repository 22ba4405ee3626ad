"""Find words in the text that is being read: Ctrl+F, then Enter and Shift+Enter, or F3.

What is typed here is looked for as it is written. What a search elsewhere found is looked for by
the rule of that search.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from lisdesk.queries.passages import sought
from lisdesk.rules.words import SearchTerm
from lisdesk.ui.icons import icon
from lisdesk.ui.jobs import Jobs
from lisdesk.ui.plain import PlainLabel, set_look, set_tool_tip
from lisdesk.ui.reading.place_finder import PlaceFinder, SoughtWords
from lisdesk.ui.reading.positions import UnitSpan
from lisdesk.ui.reading.text_view import ReadingView


class FindBar(QWidget):
    """A line to type in above the text; every place is marked, one is selected."""

    closed = Signal()

    def __init__(self, view: ReadingView, jobs: Jobs) -> None:
        super().__init__()
        self._view = view
        self._finder = PlaceFinder(jobs, self)
        self._steps_ahead = 0
        """Steps that were asked for before the places of a long text were known."""
        self._has_failed = False
        """Whether nobody knows the places, since looking for them failed."""
        self._places: list[UnitSpan] = []
        self._current = -1
        """Where among the places the officer is; -1 while they have gone to none."""
        self._handed = ""
        """The search that was handed over, as it stands in the line until something is typed."""
        self._handed_terms: tuple[SearchTerm, ...] = ()
        self.line = QLineEdit()
        self.line.setPlaceholderText("Find in this text")
        self.line.setAccessibleName("Find in this text")
        self.line.installEventFilter(self)
        self.told = PlainLabel(look="muted")
        previous, following = QToolButton(), QToolButton()
        self._close = close = QToolButton()
        previous.setText("Previous")
        following.setText("Next")
        set_tool_tip(previous, "Shift+F3")
        set_tool_tip(following, "F3")
        self._draw()
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
        """Put the bar away; the text keeps the place that was found, and F3 goes on."""
        self._put_away()
        self.closed.emit()

    def show_search(self, search: str) -> None:
        """Mark what a search found in the text in view, and bring the first place into view.

        The keyboard stays where it is, and nothing is selected, so that the keys of the text are
        about what they would be about without a search. If nothing of it is here, as when a name
        was found, the bar is put away.
        """
        self._handed = search.strip().removesuffix("*")
        self.line.blockSignals(True)
        self.line.setText(self._handed)
        self.line.blockSignals(False)
        self._handed_terms = sought(search)
        self.show()
        self._look(self._show_first)

    def show_other_text(self) -> None:
        """Mark what is sought in a text that has come into view, and leave the cursor there."""
        self._places, self._current = [], -1
        self._finder.forget()
        if self.isVisible():
            self._look(self._tell_count)

    def search(self) -> None:
        """Find what is typed in the text in view, from the cursor on."""
        if not self.isVisible():
            return
        self._look(self._show_next)

    def step(self, places: int) -> None:
        """Go to the next place, or the previous one; round at either end. Places that are still
        looked for are gone to when they are known; if that failed, they are looked for again.
        """
        if self._finder.is_looking:
            self._steps_ahead += places
        elif self._has_failed:
            self.search()
        elif self._places:
            before = self._current if self._current >= 0 else -(places > 0)
            self._current = (before + places) % len(self._places)
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

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _draw(self) -> None:
        self._close.setIcon(icon("close"))

    def _put_away(self) -> None:
        self.hide()
        self._view.show_found([])

    def _look(self, then: Callable[[], None]) -> None:
        """Mark every place of what is sought, then do something: at once, or of a long text when
        they are known, if the cursor is still where it was.
        """
        is_handed = self._handed and self.line.text() == self._handed
        words = SoughtWords(self.line.text(), self._handed_terms if is_handed else None)
        self._places, self._current, self._steps_ahead = [], -1, 0
        self._has_failed = False
        self._view.show_found([])
        take = partial(self._take, then=then, stood=self._cursor())
        self._finder.find(self._view.shown, words, take, self._fail)
        if self._finder.is_looking:
            self.told.setText("Looking…")

    def _take(
        self, places: list[UnitSpan], then: Callable[[], None], stood: tuple[int, int]
    ) -> None:
        self._places = places
        if not self.isHidden():  # put away meanwhile, F3 alone goes to what was found
            self._view.show_found(places)
            if not places or self._cursor() == stood:
                then()
            else:
                self._tell_count()
        if self._steps_ahead:
            self.step(self._steps_ahead)

    def _fail(self) -> None:
        self._has_failed, self._steps_ahead = True, 0
        self.told.setText("Not looked for: F3 tries again")

    def _show_first(self) -> None:
        if not self._places:
            self._put_away()
            return
        self._current = 0
        self._tell_count()
        first = self._places[0].start
        self._view.go_to(first, first)

    def _show_next(self) -> None:
        """Go to the first place from the cursor on."""
        if self._places:
            begin = self._view.textCursor().selectionStart()
            after = bisect_left(self._places, begin, key=lambda place: place.start)
            self._current = after % len(self._places)
        self._tell()

    def _cursor(self) -> tuple[int, int]:
        cursor = self._view.textCursor()
        return cursor.anchor(), cursor.position()

    def _tell_count(self) -> None:
        """Say how many places there are, and which one the officer is at."""
        if not self.line.text():
            self.told.setText("")
        elif not self._places:
            self.told.setText("Not in this text")
        elif self._current < 0:
            count = len(self._places)
            self.told.setText(f"{count:,} place{'' if count == 1 else 's'}")
        else:
            self.told.setText(f"{self._current + 1:,} of {len(self._places):,}")

    def _tell(self) -> None:
        """Say so, and go there."""
        self._tell_count()
        if self._current >= 0:
            place = self._places[self._current]
            self._view.go_to(place.start, place.end)
