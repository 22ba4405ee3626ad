"""File e-mails from the first look to the last word: the dialog, the work, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from lisdesk.errors import UserError
from lisdesk.queries.calls import CallRow
from lisdesk.rules.counted import counted
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.dropped_files import OtherPath
from lisdesk.tasks.mail_filing import MailsFiled, file_mail
from lisdesk.ui.filing.decisions import Decisions
from lisdesk.ui.filing.dialog import FilingDialog, Unfinished
from lisdesk.ui.filing.words import MAILS, told_line
from lisdesk.ui.intake.decided import Decided, nobody
from lisdesk.ui.intake.standings import Standing
from lisdesk.ui.intake.told import ToldOfDrop
from lisdesk.ui.intake.words import CANCELLED, NOTHING_FILED
from lisdesk.ui.jobs import Progress
from lisdesk.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Dropped:
    """E-mails to be filed, and what came with them."""

    call: CallRow
    """The one that was at hand then."""
    mails: tuple[Path, ...]
    others: tuple[OtherPath, ...]
    """What nothing takes; the officer is told."""
    go_on: Callable[[], None]
    """Takes what else was dropped, whatever becomes of the mails."""
    then: str
    """What that is, in words; empty if there is nothing else."""
    told: ToldOfDrop
    decided: Decided = nobody
    """Hears of those that the officer has decided about, once that was done."""


def begin_filing(
    workspace: Workspace, parent: QWidget, dropped: Dropped, unfinished: Unfinished | None = None
) -> None:
    """Open the dialog for e-mails, and file what the officer agrees to."""
    dialog = FilingDialog(
        workspace, parent, dropped.call, dropped.mails, dropped.others, dropped.then, unfinished
    )
    dialog.agreed.connect(lambda decisions: _file(workspace, parent, dropped, decisions))
    dialog.rejected.connect(dropped.told.say_again)
    dialog.rejected.connect(dropped.go_on)
    dialog.open()


def _file(workspace: Workspace, parent: QWidget, dropped: Dropped, decisions: Decisions) -> None:
    """File the mails with progress in view, then go on with what else was dropped."""
    choices = decisions.choices()
    count = counted(len(decisions.places(Standing.FILED)), "e-mail")

    def task(database: Database, desk: Desk, progress: Progress) -> MailsFiled:
        return file_mail(database, desk, decisions.proposals, choices, progress=progress)

    def tell(filed: MailsFiled) -> None:
        _tell(dropped, decisions, filed)
        dropped.decided(decisions.decided_paths())
        dropped.go_on()

    def reopen(words: str) -> None:
        begin_filing(workspace, parent, dropped, Unfinished(decisions, words))

    def refuse(error: BaseException) -> None:
        if isinstance(error, UserError):
            reopen(error.in_window())
        else:
            reopen(NOTHING_FILED)
            workspace.explain(error)

    workspace.run(
        task,
        f"Filing {count}",
        MAILS.many,
        tell,
        refuse,
        when_cancelled=lambda: reopen(CANCELLED),
    )


def _tell(dropped: Dropped, decisions: Decisions, filed: MailsFiled) -> None:
    words, needs_a_look = told_line(filed.report, decisions, dropped.others)
    done = f"filed {counted(filed.report.new, 'e-mail')}"
    dropped.told.say(words, needs_a_look=needs_a_look, entry_id=filed.entry_id, done=done)
