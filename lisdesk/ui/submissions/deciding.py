"""Decide about submissions with a reason: late ones, ones to set aside, ones to put back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from lisdesk.queries.register_rows import register_rows
from lisdesk.rules.vocabulary import LateChoice, SetAside, Token
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.submissions.forms import GONE
from lisdesk.ui.submissions.late_list import LateList
from lisdesk.ui.submissions.late_words import moments, one_for_all
from lisdesk.ui.submissions.reason_dialog import ReasonDialog
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lisdesk.edits.submission_lists import ListReport
    from lisdesk.queries.late_ones import LateOne
    from lisdesk.queries.register_rows import RegisterRow
    from lisdesk.ui.submissions.screen import SubmissionsScreen

T = TypeVar("T")
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
        """Decide about all the late ones of the selection, with their moments in view."""
        from lisdesk.queries.late_ones import late_ones

        self._read(late_ones, self._ask_about_late)

    def set_aside(self) -> None:
        """Take the selected submissions out of the count."""
        self._with_first(self._ask_to_set_aside)

    def put_back(self) -> None:
        """Put the selected submissions back into the count."""
        self._with_first(self._ask_to_put_back)

    def record_request(self) -> None:
        """Record that the respondent asks not to disclose the selected submission."""
        self._with_first(self._ask_for_request)

    def _ask_about_late(self, ids: list[int], late: Sequence[LateOne]) -> None:
        workspace = self._screen.workspace
        if not late:
            workspace.notices.tell(
                "None of the selected submissions came late: nothing needs a decision."
            )
            return
        assert workspace.call is not None
        is_one = len(late) == 1
        dialog = ReasonDialog(
            self._screen.workspace,
            self._screen,
            "Decide about a late submission" if is_one else "Decide about late submissions",
            _about(late[0]) if is_one else f"{len(late):,} late submissions",
            moments(late, workspace.call),
        )
        if not is_one:
            dialog.list_below(LateList(workspace, late), one_for_all(len(late), len(ids)))
        for choice in LateChoice:
            dialog.offer(_LATE_WORDS[choice], choice)
        dialog.decided.connect(partial(self._decide, dialog, late))
        dialog.open()

    def _decide(
        self, dialog: ReasonDialog, late: Sequence[LateOne], choice: LateChoice, reason: str
    ) -> None:
        from lisdesk.edits.submission_lists import decide_late_submissions
        from lisdesk.edits.submissions import decide_late

        said = f"Decided: {choice.label.lower()}"
        stated = {
            "choice": choice,
            "reason": reason,
            "seen": {each.id: each.decision_id for each in late},
        }
        if len(late) == 1:
            edit = edit_with(decide_late, submission_id=late[0].id, **stated)
            dialog.run(edit, f"{said}, about {late[0].reference}")
            return
        ids = [each.id for each in late]
        edit = edit_with(decide_late_submissions, submission_ids=ids, **stated)
        dialog.run(edit, lambda report: f"{said}, about {_counted(report)}")

    def _ask_to_set_aside(self, ids: Sequence[int], rows: Sequence[RegisterRow]) -> None:
        dialog = ReasonDialog(
            self._screen.workspace,
            self._screen,
            "Withdraw or set aside",
            _about_all(ids, rows),
            [("What happens", "It is kept whole, with its tags, and no longer counts.")],
        )
        for kind, words in (
            (SetAside.WITHDRAWN, "&Withdrawn"),
            (SetAside.DUPLICATE, "&Duplicate"),
            (SetAside.OFF_TOPIC, "Off &topic"),
        ):
            dialog.offer(words, kind)
        dialog.decided.connect(partial(self._set_aside, dialog, list(ids), rows))
        dialog.open()

    def _set_aside(
        self,
        dialog: ReasonDialog,
        ids: list[int],
        rows: Sequence[RegisterRow],
        kind: SetAside,
        reason: str,
    ) -> None:
        from lisdesk.edits.submission_lists import set_submissions_aside
        from lisdesk.edits.submissions import set_submission_aside

        if len(ids) == 1:
            edit = edit_with(set_submission_aside, submission_id=ids[0], kind=kind, reason=reason)
            dialog.run(edit, f"Set {rows[0].reference} aside: {kind.label.lower()}")
            return
        edit = edit_with(set_submissions_aside, submission_ids=ids, kind=kind, reason=reason)
        dialog.run(edit, lambda report: f"Set {_counted(report)} aside: {kind.label.lower()}")

    def _ask_to_put_back(self, ids: Sequence[int], rows: Sequence[RegisterRow]) -> None:
        dialog = ReasonDialog(
            self._screen.workspace, self._screen, "Put back into the count", _about_all(ids, rows)
        )
        dialog.offer("&Put back", None)
        dialog.decided.connect(partial(self._put_back, dialog, list(ids), rows))
        dialog.open()

    def _put_back(
        self,
        dialog: ReasonDialog,
        ids: list[int],
        rows: Sequence[RegisterRow],
        _none: Token | None,
        reason: str,
    ) -> None:
        from lisdesk.edits.submission_lists import put_submissions_back
        from lisdesk.edits.submissions import put_submission_back

        if len(ids) == 1:
            edit = edit_with(put_submission_back, submission_id=ids[0], reason=reason)
            dialog.run(edit, f"Put {rows[0].reference} back into the count")
            return
        edit = edit_with(put_submissions_back, submission_ids=ids, reason=reason)
        dialog.run(edit, lambda report: f"Put {_counted(report)} back into the count")

    def _ask_for_request(self, ids: Sequence[int], rows: Sequence[RegisterRow]) -> None:
        dialog = ReasonDialog(
            self._screen.workspace,
            self._screen,
            "Request for confidentiality",
            _about_all(ids, rows),
            [("What happens", "It counts as before; none of its words are published.")],
        )
        dialog.reason.setPlaceholderText("The respondent’s reason goes on record")
        dialog.offer("&Record the request", None)
        dialog.decided.connect(partial(self._record, dialog, rows[0]))
        dialog.open()

    def _record(
        self, dialog: ReasonDialog, row: RegisterRow, _none: Token | None, reason: str
    ) -> None:
        from lisdesk.edits.submissions import request_confidentiality

        edit = edit_with(request_confidentiality, submission_id=row.id, reason=reason)
        dialog.run(edit, f"Recorded a request for confidentiality of {row.reference}")

    def _with_first(self, ask: Callable[[list[int], Sequence[RegisterRow]], None]) -> None:
        """Ask about the selection, with the line of its first submission at hand."""
        workspace = self._screen.workspace

        def ask_about_what_is_there(ids: list[int], rows: Sequence[RegisterRow]) -> None:
            if rows:
                ask(ids, rows)
            else:
                workspace.notices.tell(GONE)

        self._read(
            lambda session, ids: register_rows(session, ids[:1], workspace.officer),
            ask_about_what_is_there,
        )

    def _read(
        self, query: Callable[..., Sequence[T]], ask: Callable[[list[int], Sequence[T]], None]
    ) -> None:
        ids = self._screen.table.selected_ids()
        if ids:
            self._screen.workspace.jobs.read(
                query, ids, owner=self, then=lambda rows: ask(ids, rows), topic="decide"
            )


def _about_all(ids: Sequence[int], rows: Sequence[RegisterRow]) -> str:
    return _about(rows[0]) if len(ids) == 1 else f"{len(ids):,} submissions"


def _about(row: RegisterRow | LateOne) -> str:
    return f"{row.reference} · {with_hidden_shown(row.respondent) or 'no name given'}"


def _counted(report: ListReport) -> str:
    return f"{report.changed:,} submission{'' if report.changed == 1 else 's'}"
