"""Put a day into the calendar of a call, or change one."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from lisdesk.edits.call_dates import LONGEST_NAME, DateDraft, add_call_date, change_call_date
from lisdesk.rules.call_dates import INFORMATION_WORKING_DAYS, DateKind, PutIn
from lisdesk.rules.wall_time import day_words, local_day
from lisdesk.ui.calls.deadline_fields import DayLine
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import PlainLabel, WrappedLabel, with_hidden_shown
from lisdesk.ui.workspace import Workspace, edit_with

_KINDS = tuple(DateKind)
_ABOUT = {
    DateKind.EVENT: "A workshop, a board, a meeting: whatever officers plan by.",
    DateKind.PRE_ELECTION: "Shaded on the time line. It warns; nothing is blocked.",
    DateKind.INFORMATION_REQUEST: "Give the day it came. The answer is owed on the "
    f"{INFORMATION_WORKING_DAYS}th working day after it; bank holidays anywhere in the United "
    "Kingdom do not count.",
}


class DateDialog(FormDialog):
    """What it is, its name, and its days."""

    def __init__(self, workspace: Workspace, parent: QWidget, seen: PutIn | None = None) -> None:
        heading = "Change a date" if seen else "New date"
        verb = "Save the date" if seen else "Add the date"
        super().__init__(workspace, parent, heading, "", verb)
        self._seen = seen
        assert workspace.call is not None
        today = local_day(workspace.clock.now(), workspace.call.deadline.zone)
        self.kind, self.name, self.about = ChoiceBox(), QLineEdit(), WrappedLabel(look="small")
        self.day_label = PlainLabel("Day")
        self.kind.addItems([each.label for each in _KINDS])
        self.name.setMaxLength(LONGEST_NAME)
        self.first, self.last = DayLine(today), DayLine()
        self.last.setPlaceholderText("the same day")
        self.add_row("Kind", self.kind)
        self.form.addRow(self.about)
        self.add_row("Name", self.name)
        self.day_label.setBuddy(self.first)
        self.form.addRow(self.day_label, self.first)
        self.add_row("Last day", self.last)
        self.keep_rows_together()
        self.kind.currentIndexChanged.connect(self._show_kind)
        if seen is not None:
            self._show_seen(seen)
        self._show_kind()
        self.kind.setFocus()

    def send(self) -> None:
        """Save what stands in the fields."""
        draft = self._draft()
        if draft is None:
            return
        named = with_hidden_shown(" ".join(draft.name.split()))
        if self._seen is None:
            edit = edit_with(add_call_date, call_id=self.workspace.call_id, draft=draft)
            self.run(edit, f"Added “{named}” to the calendar")
            return
        seen = draft_of(self._seen)
        edit = edit_with(change_call_date, date_id=self._seen.date_id, draft=draft, seen=seen)
        self.run(edit, f"Changed “{named}”")

    def _draft(self) -> DateDraft | None:
        """Return what stands in the fields; None, saying why, where a day cannot be read."""
        kind, first = self._kind(), self.first.day()
        has_last = kind is not DateKind.INFORMATION_REQUEST and bool(self.last.text().strip())
        last = self.last.day() if has_last else None
        for line, day, is_needed in ((self.first, first, True), (self.last, last, has_last)):
            if is_needed and day is None:
                self.say(line.fault())
                line.setFocus()
                return None
        assert first is not None
        return DateDraft(kind, self.name.text(), first, last)

    def _kind(self) -> DateKind:
        return _KINDS[self.kind.currentIndex()]

    def _show_seen(self, seen: PutIn) -> None:
        self.kind.setCurrentIndex(_KINDS.index(seen.kind))
        self.name.setText(seen.name)
        self.first.setText(day_words(seen.first_day))
        if seen.last_day != seen.first_day:
            self.last.setText(day_words(seen.last_day))

    def _show_kind(self) -> None:
        kind = self._kind()
        self.about.setText(_ABOUT[kind])
        is_request = kind is DateKind.INFORMATION_REQUEST
        self.form.setRowVisible(self.last, not is_request)
        words = "Came on" if is_request else "First day"
        self.day_label.setText(words)
        self.first.setAccessibleName(words)


def draft_of(seen: PutIn) -> DateDraft:
    """Return what was put in as it would be put in again."""
    return DateDraft(seen.kind, seen.name, seen.first_day, seen.last_day)
