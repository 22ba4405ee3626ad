"""Reminds the officer of deadlines, once each: in the window, and in the system tray if possible.

What was told is remembered for the officer on this computer, so that a restart does not repeat it.
A rehearsal, with the clock set by hand, reminds too and remembers nothing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lisdesk.ui.memory import remember_reminder, reminded_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from lisdesk.queries.calls import CallRow
    from lisdesk.rules.reminders import Reminded, Reminder
    from lisdesk.ui.main_window import MainWindow
    from lisdesk.ui.tray import Tray
    from lisdesk.ui.workspace import Workspace


class Reminders(QObject):
    """Looks at the deadlines of one open file whenever the clock is looked at."""

    def __init__(self, workspace: Workspace, location: Path | str, window: MainWindow) -> None:
        super().__init__(workspace)
        self._workspace, self._location, self._window = workspace, location, window
        self._told: dict[str, tuple[str, int]] = {}
        """By the reference of a call, what was told of it since the file was opened."""
        self._tray: Tray | None = None

    def look(self) -> None:
        """Tell what is due by the clock now and was not told before, all of it in one notice."""
        news = [
            (call, found)
            for call in self._workspace.calls
            if (found := reminder_of(call, self._workspace)) is not None
            and self._is_news(call.reference, found)
        ]
        for call, found in news:
            self._remember(call.reference, found)
        if news:
            self._tell(" ".join(found.words for _, found in news), news[0][0].id)

    def close(self) -> None:
        """Take the icon out of the tray."""
        if self._tray is not None:
            self._tray.hide()

    def show(self, call_id: int) -> None:
        """Bring the window up with a call in hand."""
        window = self._window
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.raise_()
        window.activateWindow()
        self._workspace.choose_call(call_id)
        self._workspace.go_to("calls")

    def _tell(self, words: str, call_id: int) -> None:
        from lisdesk.ui.tray import Tray

        self._workspace.notices.offer(words, [("Show the call", partial(self.show, call_id))])
        if self._tray is None and Tray.is_there():
            self._tray = Tray(self)
        if self._tray is not None:
            self._tray.tell(words, partial(self.show, call_id))

    def _is_news(self, reference: str, found: Reminder) -> bool:
        from lisdesk.rules.reminders import is_news

        told = self._told.get(reference)
        if told is None and not self._workspace.clock.is_set:
            told = reminded_of(self._location, self._workspace.officer, reference)
        return is_news(found, *(told or ("", 0)))

    def _remember(self, reference: str, found: Reminder) -> None:
        self._told[reference] = (found.key, found.rank)
        if not self._workspace.clock.is_set:
            remember_reminder(
                self._location, self._workspace.officer, reference, (found.key, found.rank)
            )


def reminder_of(call: CallRow, workspace: Workspace) -> Reminder | None:
    """Return what is due of a call by the clock, told before or not."""
    from lisdesk.rules.reminders import due_reminder

    now = workspace.clock.now()
    return due_reminder(now, _reminded(call, now))


def closing_of(call: CallRow, workspace: Workspace) -> str:
    """Return what Home says of a call while a reminder of it is due; empty at other times."""
    from lisdesk.rules.reminders import closing_words

    now = workspace.clock.now()
    return closing_words(now, _reminded(call, now))


def _reminded(call: CallRow, now: datetime) -> Reminded:
    from lisdesk.rules.deadlines import call_state, opening_moment
    from lisdesk.rules.life_cycle import stage_of
    from lisdesk.rules.reminders import Reminded

    deadline, by_hand = call.deadline, call.closed_by_hand_at
    state = call_state(now, opening_moment(call.opens_on, deadline.zone), call.closes_at)
    stage = stage_of(call.stored_stage, state, is_extended=len(call.deadlines) > 1)
    return Reminded(call.reference, deadline, call.reminder_days, stage, by_hand)
