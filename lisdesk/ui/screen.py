"""What all screens have in common: when they read what they show, and what they offer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QWidget

from lisdesk.outcome import Kind

if TYPE_CHECKING:
    from lisdesk.ui.workspace import Workspace


class Screen(QWidget):
    """One screen of the window.

    It reads what it shows when it comes into view, and again when something that it shows has
    changed; several changes at once are one reading.
    """

    key: ClassVar[str]
    """The screen's name in code, in `Workspace.go_to`, and of its icon."""
    title: ClassVar[str]
    help_page: ClassVar[str] = "index"
    """The page of the user guide that F1 opens."""
    shows: ClassVar[frozenset[Kind]]
    """The kinds of thing on it."""
    needs_call: ClassVar[bool] = True
    """Whether it is about the call at hand, and empty without one."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName(self.title)
        self._is_stale = True
        self._waiting: list[QTimer] = []
        self._soon = self.pause(0, self._load_if_shown)
        workspace.jobs.changed.connect(self._note)
        workspace.call_changed.connect(self.refresh_soon)

    def load(self) -> None:
        """Read what is shown, on the lane of reads. Each screen has its own."""
        raise TypeError(f"{type(self).__name__} does not say what it reads")

    def show_target(self, target: object) -> None:
        """Bring one thing into view, such as the submission that another screen leads to."""

    def commands(self) -> list[QAction]:
        """Return what can be done here, for the menu, Ctrl+K and the list of shortcuts."""
        return self.actions()

    def shortcuts(self) -> list[tuple[str, str]]:
        """Return the keys of this screen and what they do; by default those of its commands."""
        from lisdesk.ui.shortcuts import shortcut_rows

        return shortcut_rows(self.commands())

    def start_with(self) -> QWidget:
        """Return the widget that has the keyboard when the screen comes into view."""
        return self

    def new_action(self, words: str, do: Callable[[], None], keys: str = "") -> QAction:
        """Return something that can be done on this screen, by its keys wherever the keyboard is
        on it.
        """
        action = QAction(words, self)
        action.triggered.connect(lambda _checked: do())
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action

    def pause(self, length_ms: int, then: Callable[[], None]) -> QTimer:
        """Return a timer that, once started, does something after a pause; a start in the pause
        begins it anew. Out of view it waits until the screen is in view again.
        """
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(length_ms)
        timer.timeout.connect(lambda: then() if self.isVisible() else self._waiting.append(timer))
        return timer

    def refresh_soon(self) -> None:
        """Read again at the next pause, or when the screen is next in view."""
        self._is_stale = True
        self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has become stale while the screen was out of view."""
        super().showEvent(event)
        waiting, self._waiting = self._waiting, []
        for timer in waiting:
            timer.start()
        if self._is_stale:
            self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of what was about to be read."""
        self._soon.stop()
        super().hideEvent(event)

    def _note(self, kinds: frozenset[Kind]) -> None:
        if kinds & (self.shows | {Kind.CALL}):
            self.refresh_soon()

    def _load_if_shown(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        if self.workspace.call is not None or not self.needs_call:
            self.load()
