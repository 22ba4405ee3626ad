"""The calendar of a call: its own days, those that officers put in, those that are owed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lisdesk.edits.call_dates import remove_call_date
from lisdesk.rules.call_dates import PutIn, days_away
from lisdesk.rules.counted import counted
from lisdesk.tasks.call_calendar import CallCalendar, save_calendar
from lisdesk.ui.action_button import tell_keys_in_list
from lisdesk.ui.call_calendar import read_calendar
from lisdesk.ui.calls.date_dialog import DateDialog, draft_of
from lisdesk.ui.calls.tables import PlainTable, button_row
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.workspace import Workspace, edit_with

_KINDS = ("Calendars (*.ics)",)
_ENDING = ".ics"


class CalendarTab(QWidget):
    """The table of the days, and what can be done with them."""

    def __init__(self, workspace: Workspace, action: Callable[..., QAction]) -> None:
        super().__init__()
        self._workspace = workspace
        self._calendar: CallCalendar | None = None
        self._call_id: int | None = None
        self.add = action("Add a date…", self._add)
        self.edit = action("Edit the date…", self._edit)
        self.remove = action("Remove the date", self._remove)
        self.save = action("Save for Outlook…", self._save)
        tell_keys_in_list(self.edit, "F2 or Enter in the calendar")
        tell_keys_in_list(self.remove, "Del in the calendar")
        headings = ("Day", "Away", "What")
        self.table = PlainTable("Calendar", headings, (200, 104, 320), wide=2)
        self.table.itemSelectionChanged.connect(self.enable)
        self.table.act_by_keys(self.edit, self.remove)
        self.table.doubleClicked.connect(lambda _index: self.edit.trigger())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(button_row((self.add, self.edit, self.remove, self.save)))
        layout.addWidget(self.table, 1)

    def actions_of_tab(self) -> list[QAction]:
        """Return what can be done here."""
        return [self.add, self.edit, self.remove, self.save]

    def load(self, owner: QWidget) -> None:
        """Read the calendar of the call at hand."""
        workspace = self._workspace
        workspace.jobs.read(
            read_calendar,
            workspace.call_id,
            workspace.clock.now(),
            owner=owner,
            then=partial(self._show, workspace.call_id),
            topic="calendar",
        )

    def enable(self) -> None:
        """Let what an officer put in be changed; the other days follow from the call."""
        workspace = self._workspace
        can = not workspace.is_read_only and workspace.call is not None
        own = self._current()
        self.add.setEnabled(can)
        self.edit.setEnabled(can and own is not None)
        self.remove.setEnabled(can and own is not None)
        self.save.setEnabled(self._calendar is not None)

    def _show(self, call_id: int, found: CallCalendar | None) -> None:
        call = self._workspace.call
        if call is None or call.id != call_id:
            return
        is_other = self._calendar is None or self._call_id != call_id
        self._calendar, self._call_id = found, call_id
        if found is not None:
            self.table.fill(
                [
                    (each.days, days_away(each.first_day, found.today), each.what)
                    for each in found.entries
                ]
            )
            if is_other and found.coming():
                self.table.setCurrentCell(found.entries.index(found.coming()[0]), 0)
        self.enable()

    def _current(self) -> PutIn | None:
        """Return what was put in and is current; None for a day that follows from the call."""
        row, found = self.table.currentRow(), self._calendar
        if found is None or not 0 <= row < len(found.entries):
            return None
        date_id = found.entries[row].date_id
        return next((each for each in found.call.put_in if each.date_id == date_id), None)

    def _add(self) -> None:
        DateDialog(self._workspace, self.window()).open()

    def _edit(self) -> None:
        own = self._current()
        if own is not None:
            DateDialog(self._workspace, self.window(), own).open()

    def _remove(self) -> None:
        own = self._current()
        if own is not None:
            self._workspace.do(
                edit_with(remove_call_date, date_id=own.date_id, seen=draft_of(own)),
                f"Took “{with_hidden_shown(own.name)}” out of the calendar",
            )

    def _save(self) -> None:
        workspace = self._workspace
        assert workspace.call is not None
        call_id, now = workspace.call_id, workspace.clock.now()
        name = f"{workspace.call.reference}-calendar{_ENDING}"
        path = workspace.ask.file_to_save("Save the calendar", _KINDS, Path.home() / name)
        if path is None:
            return
        if path.suffix.casefold() != _ENDING:
            path = path.with_name(path.name + _ENDING)
        workspace.run(
            lambda database, _desk, _tell: save_calendar(database, call_id, now, path),
            "Writing the calendar",
            "calendar",
            lambda count: workspace.notices.tell(
                f"Wrote {counted(count, 'date')} to {with_hidden_shown(path.name)}. Open it with "
                "Outlook or another calendar program."
            ),
        )
