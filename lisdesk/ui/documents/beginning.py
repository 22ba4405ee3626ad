"""File documents from the first look to the last word: the dialog, the work, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from lisdesk.errors import UserError
from lisdesk.queries.calls import CallRow
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.document_filing import DocumentsFiled, file_document
from lisdesk.tasks.documents_gone import DocumentsGoneError, documents_gone, gone_documents
from lisdesk.tasks.dropped_files import OtherPath
from lisdesk.ui.documents.decisions import DocumentDecisions
from lisdesk.ui.documents.dialog import DocumentsDialog, Unfinished
from lisdesk.ui.documents.scan_drafts import forget_typed
from lisdesk.ui.documents.words import DOCUMENTS, told_line
from lisdesk.ui.intake.decided import Decided, nobody
from lisdesk.ui.intake.standings import Standing
from lisdesk.ui.intake.told import ToldOfDrop
from lisdesk.ui.intake.words import CANCELLED, NOTHING_FILED
from lisdesk.ui.jobs import Progress
from lisdesk.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DroppedDocuments:
    """Documents to be filed, and what came with them."""

    call: CallRow
    """The one that was at hand then."""
    documents: tuple[Path, ...]
    others: tuple[OtherPath, ...]
    """What nothing takes; the officer is told of each what it is."""
    go_on: Callable[[], None]
    """Takes what else was dropped, whatever becomes of the documents."""
    then: str
    """What that is, in words; empty if there is nothing else."""
    told: ToldOfDrop
    decided: Decided = nobody
    """Hears of those that the officer has decided about, once that was done."""


def begin_documents(
    workspace: Workspace,
    parent: QWidget,
    dropped: DroppedDocuments,
    unfinished: Unfinished | None = None,
) -> None:
    """Open the dialog for documents, and file what the officer agrees to."""
    dialog = DocumentsDialog(
        workspace,
        parent,
        dropped.call,
        dropped.documents,
        dropped.others,
        dropped.then,
        unfinished,
    )
    dialog.agreed.connect(lambda decisions: _file(workspace, parent, dropped, decisions))
    dialog.rejected.connect(dropped.told.say_again)
    dialog.rejected.connect(dropped.go_on)
    dialog.open()


def _file(
    workspace: Workspace, parent: QWidget, dropped: DroppedDocuments, decisions: DocumentDecisions
) -> None:
    """File the documents with progress in view, then go on with what else was dropped."""
    choices = decisions.choices()
    count = DOCUMENTS.counted(len(decisions.places(Standing.FILED)))

    def task(database: Database, desk: Desk, progress: Progress) -> DocumentsFiled:
        proposals = decisions.proposals
        try:
            return file_document(database, desk, proposals, choices, progress=progress)
        except UserError:
            if gone := gone_documents(proposals, choices, progress):
                raise documents_gone(proposals, choices, gone) from None
            raise

    def tell(filed: DocumentsFiled) -> None:
        _tell(dropped, decisions, filed)
        forget_typed(workspace, decisions, decisions.places(Standing.FILED))
        dropped.decided(decisions.decided_paths())
        dropped.go_on()

    def reopen(words: str) -> None:
        begin_documents(workspace, parent, dropped, Unfinished(decisions, words))

    def refuse(error: BaseException) -> None:
        if isinstance(error, DocumentsGoneError):
            decisions.leave_gone_out(error.reasons)
        if isinstance(error, UserError):
            reopen(error.in_window())
        else:
            reopen(NOTHING_FILED)
            workspace.explain(error)

    workspace.run(
        task,
        f"Filing {count}",
        DOCUMENTS.many,
        tell,
        refuse,
        when_cancelled=lambda: reopen(CANCELLED),
    )


def _tell(dropped: DroppedDocuments, decisions: DocumentDecisions, filed: DocumentsFiled) -> None:
    words, needs_a_look = told_line(filed.report, decisions)
    done = f"filed {DOCUMENTS.counted(filed.report.new)}"
    dropped.told.say(words, needs_a_look=needs_a_look, entry_id=filed.entry_id, done=done)
