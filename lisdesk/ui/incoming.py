"""Take in what an officer drops or chooses: coded projects, e-mails, documents, then sheets.

Nothing goes unsaid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from lisdesk.errors import CancelledError
from lisdesk.queries.calls import CallRow
from lisdesk.rules.counted import counted
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.dropped_files import DroppedFiles
from lisdesk.tasks.files_at_rest import LOOKS_AFTER_S, sort_at_rest
from lisdesk.tasks.folder_scan import RESTS_FOR_S
from lisdesk.ui.documents.beginning import DroppedDocuments, begin_documents
from lisdesk.ui.exchange.beginning import DroppedProjects, begin_projects
from lisdesk.ui.filing.beginning import Dropped, begin_filing
from lisdesk.ui.filing.words import others_sentence
from lisdesk.ui.importing.beginning import begin_import, offer_import
from lisdesk.ui.intake.decided import Decided, nobody
from lisdesk.ui.intake.told import ToldOfDrop
from lisdesk.ui.jobs import Progress
from lisdesk.ui.workspace import Workspace


def take_in(workspace: Workspace, parent: QWidget, paths: Sequence[Path]) -> None:
    """File the e-mails and documents among some files and folders and import the sheets; without
    any, offer the newest export of a known portal, else let the officer choose.
    """
    if workspace.is_read_only:
        workspace.notices.warn(
            f"Nothing was imported. The file is open for reading only. "
            f"{workspace.read_only_because}"
        )
    elif workspace.call is None:
        workspace.notices.refuse("Make a call first; files are imported into the call at hand.")
    elif paths:
        _sort(workspace, parent, workspace.call, paths)
    else:
        take = partial(_sort, workspace, parent, workspace.call)
        offer_import(workspace, parent, workspace.call, take)


def _sort(workspace: Workspace, parent: QWidget, call: CallRow, paths: Sequence[Path]) -> None:
    """Take all into the call that was at hand when they were dropped."""

    def task(_database: Database, _desk: Desk, count: Progress) -> DroppedFiles:
        return sort_at_rest(paths, count, LOOKS_AFTER_S, RESTS_FOR_S)

    def refuse(error: BaseException) -> None:
        if isinstance(error, CancelledError):
            workspace.notices.tell("Cancelled. Nothing was changed.")
        else:
            workspace.explain(error)

    ticket = workspace.jobs.run(
        task,
        owner=parent,
        then=lambda found: take_found(workspace, parent, call, found),
        otherwise=refuse,
    )
    workspace.progress.follow_if_long(ticket, "Looking at the files", "files")


def take_found(
    workspace: Workspace,
    parent: QWidget,
    call: CallRow,
    found: DroppedFiles,
    decided: Decided = nobody,
) -> None:
    """Take in files that were told apart already; `decided` hears of those that the officer has
    decided about.
    """
    drop = _Drop(workspace, parent, call, found, decided, ToldOfDrop(workspace))
    if found.projects:
        rest = drop._replace(found=replace(found, projects=()))
        projects = DroppedProjects(call, found.projects, drop.told, partial(_take_rest, rest))
        begin_projects(workspace, parent, projects)
    else:
        _take_rest(drop)


def _take_rest(drop: _Drop) -> None:
    """Take in what is no coded project."""
    found = drop.found
    if found.mails:
        _file_mails(drop)
    elif found.documents or _is_mistake(found):
        _file_documents(drop)
    else:
        if found.others:
            drop.told.say(others_sentence(found.others), needs_a_look=True)
        if found.sheets:
            _import_sheets(drop)


class _Drop(NamedTuple):
    """Files that were dropped together, where they go, and who hears what becomes of them."""

    workspace: Workspace
    parent: QWidget
    call: CallRow
    found: DroppedFiles
    decided: Decided
    told: ToldOfDrop


def _is_mistake(found: DroppedFiles) -> bool:
    """Whether nothing can be taken of what was dropped, and there are files to say so of."""
    return not found.sheets and not all(other.is_folder for other in found.others)


def _file_mails(drop: _Drop) -> None:
    """File the e-mails, then the documents, in whose dialog the other files are then told of."""
    found = drop.found
    others = () if found.documents else found.others
    then = _then_words(len(found.documents), len(found.sheets))
    go_on = partial(_file_documents, drop)
    dropped = Dropped(drop.call, found.mails, others, go_on, then, drop.told, drop.decided)
    begin_filing(drop.workspace, drop.parent, dropped)


def _file_documents(drop: _Drop) -> None:
    """File the documents if there are any, then import the sheets."""
    found = drop.found

    def go_on() -> None:
        if found.sheets:
            _import_sheets(drop)

    if not found.documents and found.mails:  # the e-mails' dialog told of the other files
        go_on()
        return
    then = _then_words(0, len(found.sheets))
    dropped = DroppedDocuments(
        drop.call, found.documents, found.others, go_on, then, drop.told, drop.decided
    )
    begin_documents(drop.workspace, drop.parent, dropped)


def _import_sheets(drop: _Drop) -> None:
    begin_import(
        drop.workspace,
        drop.parent,
        drop.call,
        drop.found.sheets,
        drop.told,
        decided=lambda path: drop.decided([path]),
    )


def _then_words(documents: int, sheets: int) -> str:
    """Return what comes afterwards: "Then 2 documents to file and 1 sheet to import."."""
    parts = [f"{counted(documents, 'document')} to file"] if documents else []
    if sheets:
        parts.append(f"{counted(sheets, 'sheet')} to import")
    return f"Then {' and '.join(parts)}." if parts else ""
