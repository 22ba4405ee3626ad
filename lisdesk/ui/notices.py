"""Notices: what the officer should know now, without a box that stops the work.

A notice slides in above the status line and goes by itself; one that says what went wrong stays
until it is closed or the next thing succeeds. One that tells of a step goes when that is undone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from lisdesk.errors import BusyError, TargetError, UserError
from lisdesk.ui.icons import icon
from lisdesk.ui.plain import (
    LONGEST_TOLD,
    PlainLabel,
    WrappedLabel,
    as_menu_text,
    set_tool_tip,
    shortened,
)
from lisdesk.ui.theme import current_theme

SHOWN_MS = 6_000
"""How long a notice stays that says that something went well."""


Offer = tuple[str, Callable[[], None]]
"""What can be done next: the words of its button, and what it does."""

Again = Callable[[Collection[int]], None]
"""Tells what is still so after steps were undone, which are given by their audit entries."""
_OF_NO_STEP: tuple[frozenset[int], Again | None] = (frozenset(), None)


class NoticeBar(QFrame):
    """Shows one notice at a time, the newest."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "notice")
        self.setAccessibleName("Notice")
        self._mark = PlainLabel()
        self.words = WrappedLabel()
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action, self.second = QPushButton(), QPushButton()
        self._close = QToolButton()
        self._close.setProperty("look", "quiet")
        self._close.setAccessibleName("Close the notice")
        set_tool_tip(self._close, "Close the notice")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.addWidget(self._mark)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.action)
        layout.addWidget(self.second)
        layout.addWidget(self._close)
        self._then: Callable[[], None] | None = None
        self._then_second: Callable[[], None] | None = None
        self._is_about_saving = self._is_warning = False
        self._shown = 0
        self._refusal = 0
        self._telling_of = self._told_of = _OF_NO_STEP
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._close.clicked.connect(self.hide)
        self.action.clicked.connect(lambda: self._act(self._then))
        self.second.clicked.connect(lambda: self._act(self._then_second))
        self.hide()

    def tell(self, words: str, verb: str = "", then: Callable[[], None] | None = None) -> None:
        """Say that something went well, for a few seconds; `verb` offers what can be done next."""
        self._show(words, verb, then, is_warning=False)
        self._timer.start(SHOWN_MS)

    def warn(self, words: str, verb: str = "", then: Callable[[], None] | None = None) -> None:
        """Say what went wrong or needs care; it stays until it is closed."""
        self._show(words, verb, then, is_warning=True)
        self._timer.stop()

    def offer(self, words: str, offers: Sequence[Offer], *, is_warning: bool = False) -> None:
        """Say something with up to two things that can be done about it; it stays until it is
        closed, for the officer may be away.
        """
        (verb, then), (second, then_second) = [*offers, _NOTHING, _NOTHING][:2]
        self._show(words, verb, then, is_warning=is_warning)
        self.second.setText(as_menu_text(second))
        self.second.setVisible(bool(second))
        self._then_second = then_second
        self._timer.stop()

    def refuse(self, words: str, verb: str = "", then: Callable[[], None] | None = None) -> None:
        """Say why something was not done; it stays until it is closed, or put right."""
        self.warn(words, verb, then)
        self._refusal = self._shown

    @property
    def refusal(self) -> int:
        """The number of the refusal in view, 0 without one."""
        return self._refusal if self.isVisible() else 0

    def put_right(self, refusal: int) -> None:
        """Take a refusal down, if it is still in view: what was begun while it stood there is done.

        One that came up since then was not read yet, and stays.
        """
        if refusal and refusal == self.refusal:
            self.hide()

    def explain(self, error: UserError) -> None:
        """Show a problem in its own words: what happened, what was kept, what to do.

        That a file could not be written is told until something is saved again.
        """
        self.refuse(error.in_window())
        self._is_about_saving = isinstance(error, TargetError | BusyError)

    def note_saved(self) -> None:
        """Take down what was told of a file that could not be written: now it could."""
        if self._is_about_saving:
            self.hide()

    @contextmanager
    def telling_of(self, entry_ids: Collection[int], again: Again | None = None) -> Iterator[None]:
        """Let what is shown meanwhile tell of steps, known by their audit entries.

        Once one of them is undone it is taken down, and `again` may tell what is still so.
        """
        before, self._telling_of = self._telling_of, (frozenset(entry_ids), again)
        try:
            yield
        finally:
            self._telling_of = before

    def note_taken_back(self, entry_ids: Collection[int]) -> None:
        """Take down what tells of a step that is undone: it is not true any more."""
        told_of, again = self._told_of
        if self.isHidden() or told_of.isdisjoint(entry_ids):
            return
        self.hide()
        if again is not None:
            again(entry_ids)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._draw()

    def _draw(self) -> None:
        theme = current_theme()
        mark = ("warning", theme.caution) if self._is_warning else ("information", theme.accent)
        self._mark.setPixmap(icon(*mark).pixmap(20, 20))
        self._close.setIcon(icon("close"))

    def _show(
        self, words: str, verb: str, then: Callable[[], None] | None, *, is_warning: bool
    ) -> None:
        self._is_about_saving = False
        self._shown += 1
        self._refusal = 0
        self._told_of = self._telling_of
        self._is_warning = is_warning
        self._draw()
        shown = shortened(words, LONGEST_TOLD)
        self.words.setText(shown)
        set_tool_tip(self.words, "" if shown == words else words)
        self.action.setText(as_menu_text(verb))
        self.action.setVisible(bool(verb))
        self._then, self._then_second = then, None
        self.second.hide()
        self.show()
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # two hundred names, seldom needed

        QAccessible.updateAccessibility(QAccessibleEvent(self.words, QAccessible.Event.Alert))

    def _act(self, then: Callable[[], None] | None) -> None:
        self._then = self._then_second = None
        self.hide()
        if then is not None:
            then()


def _nothing() -> None:
    """Do nothing: the button of this is not shown."""


_NOTHING: Offer = ("", _nothing)
