"""Record decisions about the late submissions that are selected, one by one or many together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lisdesk.edits.late_decisions import SeenDecisions
from lisdesk.edits.submission_lists import ListReport, decide_late_submissions
from lisdesk.edits.submissions import decide_late
from lisdesk.rules.vocabulary import LateChoice
from lisdesk.tasks.late_queue import Joint, LateLine, decide_about, seen_decisions
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from lisdesk.ui.late.screen import LateScreen

_AS_A_JOB = 200
"""More than so many are decided about in a job that shows how far it is, and can be stopped."""


NO_PROPOSAL = "Nothing is proposed for these: choose a decision yourself."


class LateDeciding(QObject):
    """Waits until what is selected has been read with its proposal, then decides about it."""

    def __init__(self, screen: LateScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.lines: Sequence[LateLine] = ()
        self._joint = Joint(None, "")
        self._wanted: tuple[LateChoice, list[int]] | None = None
        self._may_wait = True

    def take(self, lines: Sequence[LateLine], joint: Joint) -> None:
        """Take in hand what is selected now; a decision that was pressed about it is made."""
        self.lines, self._joint = lines, joint
        wanted, self._wanted, self._may_wait = self._wanted, None, True
        if wanted is not None and lines and wanted[1] == [each.id for each in lines]:
            self.decide(wanted[0])

    def forget(self) -> None:
        """Let go of what was selected before."""
        self.lines, self._joint, self._wanted = (), Joint(None, ""), None
        self._may_wait = True

    def wait_for_sight(self) -> None:
        """Make no decision about what has come in the place of others before it is shown."""
        self.forget()
        self._may_wait = False

    def proposed(self) -> LateChoice | None:
        """Return what is proposed for all that are selected, if it is one and the same."""
        if len(self.lines) == 1:
            return self.lines[0].proposal.choice
        return self._joint.choice if self.lines else None

    def as_proposed(self) -> None:
        """Decide as it is proposed."""
        choice = self.proposed()
        if choice is not None:
            self.decide(choice)
        else:
            self._screen.bar.say(NO_PROPOSAL)

    def decide(self, choice: LateChoice) -> None:
        """Record a decision about all that are selected, with the reason that stands there."""
        bar = self._screen.bar
        if bar.is_held():
            return
        if not self.lines:
            if self._may_wait:
                self._wanted = choice, self._screen.table.selected_ids()
            return
        reason = bar.reason.text().strip()
        if not reason:
            bar.say("Say why in a few words: the reason goes on record.")
            bar.reason.setFocus()
            return
        if not bar.is_own and self.proposed() not in (None, choice):
            bar.say("What stands there speaks for the proposal: say why you decide otherwise.")
            bar.reason.setFocus()
            bar.reason.selectAll()
            return
        lines, self.lines = self.lines, ()
        self._screen.table.setFocus()
        said = f"Decided: {choice.label.lower()}"
        if len(lines) == 1:
            edit = edit_with(
                decide_late,
                submission_id=lines[0].id,
                choice=choice,
                reason=reason,
                seen=seen_decisions(lines),
            )
            self._screen.workspace.do(
                edit,
                f"{said}, about {lines[0].row.reference}",
                partial(self._move_on, [lines[0].id]),
                self._refuse,
            )
        else:
            self._decide_together(seen_decisions(lines), choice, reason, said)

    def _decide_together(
        self, seen: SeenDecisions, choice: LateChoice, reason: str, said: str
    ) -> None:
        workspace, ids = self._screen.workspace, list(seen)
        if len(ids) <= _AS_A_JOB:
            edit = edit_with(
                decide_late_submissions,
                submission_ids=ids,
                choice=choice,
                reason=reason,
                seen=seen,
            )
            workspace.do(
                edit,
                lambda report: f"{said}, about {_counted(report)}",
                partial(self._move_on, ids),
                self._refuse,
            )
            return

        def tell(report: ListReport) -> None:
            self._move_on(ids, report)
            workspace.notices.tell(f"{said}, about {_counted(report)}.")

        workspace.run(
            partial(decide_about, submission_ids=ids, choice=choice, reason=reason, seen=seen),
            "Deciding about late submissions",
            "submissions",
            tell,
            self._refuse,
            when_cancelled=self._screen.refresh_soon,
        )

    def _move_on(self, ids: Sequence[int], _result: object) -> None:
        self._screen.table.move_on_from(ids)
        self._screen.bar.release()

    def _refuse(self, error: BaseException) -> None:
        self._screen.workspace.explain(error)
        self._screen.refresh_soon()


def _counted(report: ListReport) -> str:
    return f"{report.changed:,} late submission{'' if report.changed == 1 else 's'}"
