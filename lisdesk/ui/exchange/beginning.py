"""Import coded projects from the first look to the last word: the dialog, the work, what came."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from lisdesk.exchange.refi.reading import FoundProject
from lisdesk.queries.calls import CallRow
from lisdesk.rules.vocabulary import WhatIsKnown
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.project_import import ProjectImported, import_found_project
from lisdesk.ui.exchange.dialog import ProjectDialog
from lisdesk.ui.exchange.words import counts_line
from lisdesk.ui.intake.told import ToldOfDrop
from lisdesk.ui.jobs import Progress
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.workspace import Workspace


class DroppedProjects(NamedTuple):
    """Coded projects to be imported one after the other, and what comes after them."""

    call: CallRow
    paths: tuple[Path, ...]
    told: ToldOfDrop
    go_on: Callable[[], None]
    """Takes what else was dropped, whatever becomes of the projects."""


def begin_projects(workspace: Workspace, parent: QWidget, dropped: DroppedProjects) -> None:
    """Open the dialog for the first of some projects, then for the others; then go on."""
    if not dropped.paths:
        dropped.go_on()
        return
    path = dropped.paths[0]
    rest = dropped._replace(paths=dropped.paths[1:])
    dialog = ProjectDialog(workspace, parent, dropped.call, path, len(rest.paths))
    dialog.agreed.connect(partial(_import, workspace, parent, dropped))
    dialog.rejected.connect(dropped.told.say_again)
    dialog.rejected.connect(partial(begin_projects, workspace, parent, rest))
    dialog.open()


def _import(
    workspace: Workspace,
    parent: QWidget,
    dropped: DroppedProjects,
    project: FoundProject,
    known: WhatIsKnown,
) -> None:
    """Import with progress in view, then go on with the next file."""
    path = dropped.paths[0]
    name = with_hidden_shown(path.name)
    rest = dropped._replace(paths=dropped.paths[1:])

    def task(database: Database, desk: Desk, count: Progress) -> ProjectImported:
        return import_found_project(
            database, desk, dropped.call.id, path, project, known=known, progress=count
        )

    def tell(done: ProjectImported) -> None:
        needs_a_look = bool(done.report.report.problems)
        words = f"{name}: {counts_line(done)}."
        dropped.told.say(
            words, needs_a_look=needs_a_look, entry_id=done.entry_id, done=f"imported {name}"
        )
        begin_projects(workspace, parent, rest)

    def refuse(error: BaseException) -> None:
        workspace.explain(error)
        begin_projects(workspace, parent, rest)

    workspace.run(task, f"Importing {name}", "sources", tell, refuse)
