"""Take in what an officer drops or chooses: e-mails first, then sheets; nothing goes unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from lisdesk.errors import CancelledError
from lisdesk.queries.calls import CallRow
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.dropped_files import DroppedFiles, sort_dropped
from lisdesk.ui.filing.beginning import Dropped, begin_filing
from lisdesk.ui.filing.words import others_sentence
from lisdesk.ui.importing.beginning import begin_import, offer_import
from lisdesk.ui.intake.words import counted
from lisdesk.ui.jobs import Progress, Ticket
from lisdesk.ui.workspace import Workspace

_IN_VIEW_AFTER_MS = 400
"""How long looking into files may take before its progress is shown."""


def take_in(workspace: Workspace, parent: QWidget, paths: Sequence[Path]) -> None:
    """File the e-mails among some files and folders and import the sheets; without any, offer the
    newest export of a known portal, else let the officer choose.
    """
    if workspace.is_read_only:
        workspace.notices.warn(
            f"Nothing was imported. The file is open for reading only. "
            f"{workspace.read_only_because}"
        )
    elif workspace.call is None:
        workspace.notices.warn("Make a call first; files are imported into the call at hand.")
    elif paths:
        _sort(workspace, parent, workspace.call, paths)
    else:
        take = partial(_sort, workspace, parent, workspace.call)
        offer_import(workspace, parent, workspace.call, take)


def _sort(workspace: Workspace, parent: QWidget, call: CallRow, paths: Sequence[Path]) -> None:
    """Take all into the call that was at hand when they were dropped."""

    def task(_database: Database, _desk: Desk, count: Progress) -> DroppedFiles:
        return sort_dropped(paths, count)

    def refuse(error: BaseException) -> None:
        if isinstance(error, CancelledError):
            workspace.notices.tell("Cancelled. Nothing was changed.")
        else:
            workspace.explain(error)

    ticket = workspace.jobs.run(
        task,
        owner=parent,
        then=lambda found: _take(workspace, parent, call, found),
        otherwise=refuse,
    )
    QTimer.singleShot(_IN_VIEW_AFTER_MS, ticket, lambda: _show_progress(workspace, ticket))


def _show_progress(workspace: Workspace, ticket: Ticket) -> None:
    if not ticket.is_over:
        workspace.progress.follow(ticket, "Looking at the files", "files")


def _take(workspace: Workspace, parent: QWidget, call: CallRow, found: DroppedFiles) -> None:
    is_one_file = len(found.others) == 1 and not found.others[0].is_dir()
    if found.mails:
        _file_first(workspace, parent, call, found)
    elif is_one_file and not found.sheets:
        begin_import(
            workspace, parent, call, found.others
        )  # says what it is, and what to do with it
    else:
        if found.others:
            workspace.notices.warn(others_sentence(found.others))
        if found.sheets:
            begin_import(workspace, parent, call, found.sheets)


def _file_first(workspace: Workspace, parent: QWidget, call: CallRow, found: DroppedFiles) -> None:
    sheets = found.sheets

    def go_on() -> None:
        if sheets:
            begin_import(workspace, parent, call, sheets)

    then = f"Then {counted(len(sheets), 'sheet')} to import." if sheets else ""
    begin_filing(workspace, parent, Dropped(call, found.mails, found.others, go_on, then))
