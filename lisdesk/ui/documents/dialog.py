"""The dialog that files documents: what each says is seen before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton, QWidget

from lisdesk.queries.calls import CallRow
from lisdesk.queries.register_lists import RespondentRow
from lisdesk.rules.opening import opening_of
from lisdesk.rules.vocabulary import Channel, Permission
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.attachments import OpenedAttachments
from lisdesk.tasks.document_filing import unchanged_bytes
from lisdesk.tasks.document_proposals import propose_dropped
from lisdesk.tasks.dropped_files import OtherPath
from lisdesk.ui.ask import Question
from lisdesk.ui.documents.decisions import DocumentDecisions
from lisdesk.ui.documents.documents_model import DocumentsTable
from lisdesk.ui.documents.fields import DocumentFields
from lisdesk.ui.documents.pane import DocumentPane
from lisdesk.ui.documents.scan_drafts import ScanDrafts, find_kept, put_back
from lisdesk.ui.documents.words import DOCUMENTS, counts_line, set_aside_lines
from lisdesk.ui.file_opener import FileOpener
from lisdesk.ui.intake.dialog import IntakeDialog
from lisdesk.ui.jobs import Progress
from lisdesk.ui.workspace import Workspace

_SIDES_PX = (832, 456)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A filing that was refused or cancelled while it ran: what was decided stands again."""

    decisions: DocumentDecisions
    fault: str


class DocumentsDialog(IntakeDialog):
    """Reads documents, and tells what the officer said of each."""

    table: DocumentsTable
    fields: DocumentFields

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        call: CallRow,
        documents: Sequence[Path],
        others: Sequence[OtherPath],
        then: str,
        unfinished: Unfinished | None = None,
    ) -> None:
        """`others` were dropped with the documents and are taken by nothing; `then` says in words
        what comes after the documents.
        """
        super().__init__(workspace, parent, DOCUMENTS, call, then)
        self._folders = [other.path for other in others if other.is_folder]
        self._decisions: DocumentDecisions | None = None
        self.table, self.pane = DocumentsTable(), DocumentPane()
        self.fields = DocumentFields(workspace, self, call.deadline.zone)
        self.nameless = QPushButton("Accept without a &name")
        self.leave = QPushButton("&Leave out")
        self.drafts = ScanDrafts(workspace, self)
        self._opener = FileOpener(workspace, self, self.show_fault)
        self.lay_out(
            (self.fields, self.pane),
            (self.nameless, self.leave),
            "Letters name a respondent, Space accepts, Del leaves out",
            _SIDES_PX,
            "documents/panes",
        )
        self.connect_parts()
        self._connect()
        if unfinished is None:
            files = [other.path for other in others if not other.is_folder]
            self._read(tuple(documents), files)
        else:
            self._show(unfinished.decisions)
            self.show_fault(unfinished.fault)

    def _connect(self) -> None:
        fields = self.fields
        fields.channel_chosen.connect(self._choose_channel)
        fields.received_chosen.connect(self._choose_received)
        fields.permission_chosen.connect(self._choose_permission)
        fields.done.connect(self._go_on_from_name)
        self.table.marked.connect(self._show_fields)
        self.pane.typed.connect(self._type_words)
        self.pane.open.clicked.connect(self._open_file)
        self.nameless.clicked.connect(self._accept_nameless)
        self.leave.clicked.connect(self.leave_out)

    def known(self) -> DocumentDecisions:
        """Return what is decided about the documents."""
        assert self._decisions is not None
        return self._decisions

    def counts_words(self) -> str:
        """Return how the documents stand."""
        return counts_line(self.known())

    def show_one(self, place: int) -> None:
        """Show a document beside the table."""
        if self._decisions is not None:
            self.place = place
            self.pane.show_document(self._decisions, place)
            self._show_fields()

    def choose_respondent(self, chosen: RespondentRow | str) -> None:
        """Say whose views the chosen documents state."""
        places = self._places()
        self.known().choose_respondent(places, chosen)
        self.fields.show_why(self.known(), self.place, places)
        self.tell()

    def reject(self) -> None:
        """Close the dialog; asks first if something typed would be lost."""
        question = Question(
            title="Close the dialog",
            words="Throw away what you typed from the documents?",
            verb="Throw it away",
            keep="Keep writing",
        )
        has_typed = self._decisions is not None and self._decisions.has_typed()
        if not has_typed or self.workspace.ask.agrees(question):
            self.drafts.throw_away()
            super().reject()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed: it is being filed, or the window takes the dialog down."""
        self.drafts.keep()
        super().hideEvent(event)

    def _read(self, documents: Sequence[Path], others: Sequence[Path]) -> None:
        reference = self.call.reference

        def task(database: Database, _desk: Desk, count: Progress) -> DocumentDecisions:
            proposals = propose_dropped(database, reference, documents, others, progress=count)
            return DocumentDecisions(proposals)

        self.read(task, self._find_typed)

    def _find_typed(self, decisions: DocumentDecisions) -> None:
        """Look for what was typed from them before, after what was thrown away has gone."""
        jobs = self.workspace.jobs

        def show(kept: Mapping[str, Mapping[str, str]]) -> None:
            put_back(kept, decisions)
            self._show(decisions)

        look = partial(find_kept, jobs.database, self.workspace.officer)
        jobs.call_beside(look, owner=self, then=show, otherwise=self._show_error)

    def _show(self, decisions: DocumentDecisions) -> None:
        self._decisions = decisions
        self.show_read(set_aside_lines(decisions, self._folders))
        if not len(decisions):
            self.show_nothing()
            return
        self.table.documents.show_decisions(decisions, self.call.deadline.zone)
        self.drafts.begin(decisions)
        self.begin_at(decisions)

    def _places(self) -> list[int]:
        """Return the documents that are chosen; the one in view if none is."""
        return self.table.places() or [self.place]

    def _show_fields(self) -> None:
        if self._decisions is None:
            return
        chosen = self._places()
        if self.place not in chosen:
            self.place = chosen[0]
            self.pane.show_document(self._decisions, self.place)
        self.fields.show_document(self._decisions, self.place, chosen)

    def _go_on_from_name(self) -> None:
        """Take the keyboard back to the table; from a single document to the next that waits."""
        self.table.setFocus()
        if len(self._places()) == 1:
            self.go_on()

    def _accept_nameless(self) -> None:
        places = self._places()
        self.known().choose_respondent(places, "")
        self.known().accept(places)
        self._show_fields()
        self.tell()
        self._go_on_from_name()

    def _choose_channel(self, channel: Channel) -> None:
        self.known().choose_channel(self._places(), channel)
        self.tell()

    def _choose_received(self, moment: datetime | None) -> None:
        self.known().choose_received(self._places(), moment)
        self.tell()

    def _choose_permission(self, permission: Permission | None) -> None:
        self.known().choose_permission(self._places(), permission)
        self.tell()

    def _type_words(self, words: str) -> None:
        self.known().type_words(self.place, words)
        self.tell()

    def _open_file(self) -> None:
        item = self.known().item(self.place)

        def copy(copies: OpenedAttachments, _database: Database) -> Path:
            return copies.copy_bytes(item.name, unchanged_bytes(item), is_confirmed=True)

        self._opener.open(item.name, item.size_bytes, opening_of(item.name), copy)
