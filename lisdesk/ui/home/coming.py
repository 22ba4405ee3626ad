"""The calendar of the call on Home: what comes next in words, and all of it on the time line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lisdesk.rules.call_dates import CalendarEntry, EntryKind, days_away
from lisdesk.rules.call_timeline import Stretch, TimelineMoment, of_calendar, timeline
from lisdesk.rules.wall_time import weekday_words
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.wishes import Wish

if TYPE_CHECKING:
    from lisdesk.queries.calls import CallRow
    from lisdesk.tasks.call_calendar import CallCalendar
    from lisdesk.ui.home.screen import HomeScreen

MOST_COMING = 4
_AFTER_MS = 200
"""When the calendar is read, after the first numbers."""
_LEFT_OUT = (EntryKind.BANK_HOLIDAY, EntryKind.MOVED, EntryKind.OPENS)


class Coming(QObject):
    """Reads the calendar once the numbers of Home have been shown."""

    def __init__(self, screen: HomeScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._found: CallCalendar | None = None
        self._call_id: int | None = None
        self._soon = screen.pause(_AFTER_MS, self._read)
        screen.body.calendar.clicked.connect(self._go)

    def show_call(self, call: CallRow) -> None:
        """Draw the time line with what is known of the calendar, which is read anew."""
        if self._call_id != call.id:
            self._call_id, self._found = call.id, None
            self._screen.body.coming.setText("Reading the calendar…")
        self._draw(call)
        self._soon.start()

    def _draw(self, call: CallRow) -> None:
        moments: list[TimelineMoment] = []
        stretches: list[Stretch] = []
        if self._found is not None:
            moments, stretches = of_calendar(self._found.entries, self._found.call.zone)
        now = self._screen.workspace.clock.now()
        deadlines = [line.deadline for line in call.deadlines]
        line = timeline(now, call.opens_on, deadlines, call.closed_by_hand_at, moments)
        self._screen.body.band.show_moments(line, stretches)

    def _read(self) -> None:
        from lisdesk.ui.call_calendar import read_calendar

        workspace = self._screen.workspace
        if workspace.call is not None:
            workspace.jobs.read(
                read_calendar,
                workspace.call_id,
                workspace.clock.now(),
                owner=self._screen,
                then=partial(self._show, workspace.call_id),
                topic="calendar",
            )

    def _show(self, call_id: int, found: CallCalendar | None) -> None:
        workspace, body = self._screen.workspace, self._screen.body
        call = workspace.call
        if call is None or call.id != call_id or found is None:
            return
        coming = [each for each in found.coming() if each.kind not in _LEFT_OUT]
        told = [_words(found, each) for each in coming[:MOST_COMING]]
        body.coming.setText(" · ".join(told) if told else "Nothing more in the calendar.")
        if found != self._found:
            self._found = found
            self._draw(call)

    def _go(self) -> None:
        self._screen.workspace.go_to("calls", Wish.CALL_CALENDAR)


def _words(found: CallCalendar, entry: CalendarEntry) -> str:
    what = with_hidden_shown(entry.name) or entry.kind.label
    if entry.kind is EntryKind.INFORMATION_DUE:
        what = f"{what}, answer due"
    if entry.first_day < found.today:
        return f"{what} until {weekday_words(entry.last_day)}"
    away = days_away(entry.first_day, found.today)
    return f"{what} {weekday_words(entry.first_day)} ({away})"
