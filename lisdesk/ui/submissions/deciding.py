"""Decide about submissions with a reason: late ones, ones to set aside, ones to put back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lisdesk.rules.vocabulary import LateChoice, SetAside, Timing, Token
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.submissions.columns import zone_of
from lisdesk.ui.submissions.preview_words import NOT_KNOWN, deadline_line
from lisdesk.ui.submissions.reason_dialog import ReasonDialog
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime, timedelta

    from lisdesk.edits.submission_lists import ListReport
    from lisdesk.queries.register_rows import RegisterRow
    from lisdesk.ui.submissions.screen import SubmissionsScreen

_MOST_SHOWN = 500
_LATE_WORDS = {
    LateChoice.ACCEPT: "&Accept",
    LateChoice.ACCEPT_FLAGGED: "Accept, &flagged as late",
    LateChoice.NOTE: "&Note, not counted",
    LateChoice.REFUSE: "&Refuse",
}


class Deciding(QObject):
    """Asks for decisions about what is selected, and records them."""

    def __init__(self, screen: SubmissionsScreen) -> None:
        super().__init__(screen)
        self._screen = screen

    def decide_about_late(self) -> None:
        """Decide about the late ones of the selection, with the moments in view."""
        self._with_rows(self._ask_about_late)

    def set_aside(self) -> None:
        """Take the selected submissions out of the count."""
        self._with_rows(self._ask_to_set_aside)

    def put_back(self) -> None:
        """Put the selected submissions back into the count."""
        self._with_rows(self._ask_to_put_back)

    def _ask_about_late(self, ids: Sequence[int], rows: Sequence[RegisterRow]) -> None:
        late = [row for row in rows if row.timing is Timing.LATE]
        if not late:
            self._screen.workspace.notices.tell(
                "None of the selected submissions came late: nothing needs a decision."
            )
            return
        dialog = ReasonDialog(
            self._screen, "Decide about a late submission", _about(late, len(ids)),
            self._moments(late),
        )  # fmt: skip
        for choice in LateChoice:
            dialog.offer(_LATE_WORDS[choice], choice)
        dialog.decided.connect(partial(self._decide, list(ids), late))
        dialog.open()

    def _decide(
        self, ids: list[int], late: Sequence[RegisterRow], choice: LateChoice, reason: str
    ) -> None:
        from lisdesk.edits.submission_lists import decide_late_submissions
        from lisdesk.edits.submissions import decide_late

        said = f"Decided: {choice.label.lower()}"
        if len(late) == 1 and len(ids) == 1:
            edit = edit_with(decide_late, submission_id=late[0].id, choice=choice, reason=reason)
            self._screen.workspace.do(edit, f"{said}, about {late[0].reference}")
            return
        edit = edit_with(decide_late_submissions, submission_ids=ids, choice=choice, reason=reason)
        self._screen.workspace.do(edit, lambda report: f"{said}, about {_counted(report)}")

    def _ask_to_set_aside(self, ids: Sequence[int], rows: Sequence[RegisterRow]) -> None:
        dialog = ReasonDialog(
            self._screen,
            "Withdraw or set aside",
            _about(rows, len(ids)),
            [("What happens", "It is kept whole, with its tags, and no longer counts.")],
        )
        for kind, words in (
            (SetAside.WITHDRAWN, "&Withdrawn"),
            (SetAside.DUPLICATE, "&Duplicate"),
            (SetAside.OFF_TOPIC, "Off &topic"),
        ):
            dialog.offer(words, kind)
        dialog.decided.connect(partial(self._set_aside, list(ids), rows))
        dialog.open()

    def _set_aside(
        self, ids: list[int], rows: Sequence[RegisterRow], kind: SetAside, reason: str
    ) -> None:
        from lisdesk.edits.submission_lists import set_submissions_aside
        from lisdesk.edits.submissions import set_submission_aside

        if len(ids) == 1:
            edit = edit_with(set_submission_aside, submission_id=ids[0], kind=kind, reason=reason)
            self._screen.workspace.do(edit, f"Set {rows[0].reference} aside: {kind.label.lower()}")
            return
        edit = edit_with(set_submissions_aside, submission_ids=ids, kind=kind, reason=reason)
        self._screen.workspace.do(
            edit, lambda report: f"Set {_counted(report)} aside: {kind.label.lower()}"
        )

    def _ask_to_put_back(self, ids: Sequence[int], rows: Sequence[RegisterRow]) -> None:
        dialog = ReasonDialog(self._screen, "Put back into the count", _about(rows, len(ids)))
        dialog.offer("&Put back", None)
        dialog.decided.connect(partial(self._put_back, list(ids), rows))
        dialog.open()

    def _put_back(
        self, ids: list[int], rows: Sequence[RegisterRow], _none: Token | None, reason: str
    ) -> None:
        from lisdesk.edits.submission_lists import put_submissions_back
        from lisdesk.edits.submissions import put_submission_back

        if len(ids) == 1:
            edit = edit_with(put_submission_back, submission_id=ids[0], reason=reason)
            self._screen.workspace.do(edit, f"Put {rows[0].reference} back into the count")
            return
        edit = edit_with(put_submissions_back, submission_ids=ids, reason=reason)
        self._screen.workspace.do(
            edit, lambda report: f"Put {_counted(report)} back into the count"
        )

    def _with_rows(self, ask: Callable[[Sequence[int], Sequence[RegisterRow]], None]) -> None:
        from lisdesk.queries.register_rows import register_rows

        ids = self._screen.table.selected_ids()
        if not ids:
            return
        workspace = self._screen.workspace
        workspace.jobs.read(
            register_rows, ids[:_MOST_SHOWN], workspace.officer,
            owner=self, then=lambda rows: ask(ids, rows), topic="decide",
        )  # fmt: skip

    def _moments(self, late: Sequence[RegisterRow]) -> list[tuple[str, str]]:
        call, zone = self._screen.workspace.call, zone_of(self._screen.workspace)
        assert call is not None
        deadline = deadline_line(call.deadline)
        if call.closes_at != call.deadline.moment:
            deadline += f"; closed {local_words(call.closes_at, zone)}"
        received = [row.received_at for row in late]
        after = min(received) - call.closes_at
        return [
            ("Sent or postmarked", _between([row.sent_at for row in late], zone)),
            ("Received", _between(received, zone)),
            ("Deadline", deadline),
            ("After the close", _after_words(after) + (" or more" if len(late) > 1 else "")),
            ("Stands as", ", ".join(sorted({row.disposition.label for row in late}))),
        ]


def _between(moments: Sequence[datetime | None], zone: str) -> str:
    """Return a moment in words, or the first and the last of several."""
    known = sorted(each for each in moments if each is not None)
    if not known:
        return NOT_KNOWN
    first, last = local_words(known[0], zone), local_words(known[-1], zone)
    return first if first == last else f"{first} to {last}"


def _after_words(after: timedelta) -> str:
    hours = int(after.total_seconds() // 3600)
    if hours < 1:
        return "less than an hour"
    days, rest = divmod(hours, 24)
    parts = [
        f"{count:,} {unit}{'' if count == 1 else 's'}"
        for count, unit in ((days, "day"), (rest, "hour"))
        if count
    ]
    return ", ".join(parts)


def _about(rows: Sequence[RegisterRow], selected: int) -> str:
    if len(rows) == 1:
        name = with_hidden_shown(rows[0].respondent) or "no name given"
        return f"{rows[0].reference} · {name}"
    count = len(rows) if len(rows) < _MOST_SHOWN else selected
    return f"{count:,} submissions"


def _counted(report: ListReport) -> str:
    return f"{report.changed:,} submission{'' if report.changed == 1 else 's'}"
