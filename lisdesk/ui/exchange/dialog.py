"""The dialog for coded projects: what would come in is counted before anything is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lisdesk.errors import CancelledError, UserError
from lisdesk.exchange.refi.reading import FoundProject
from lisdesk.queries.calls import CallRow
from lisdesk.rules.vocabulary import WhatIsKnown
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.project_import import ProjectImported, import_found_project, open_project
from lisdesk.ui.exchange.layout import ProjectLayout
from lisdesk.ui.exchange.words import (
    counts_line,
    has_known,
    has_news,
    lost_lines,
    origin_line,
    reading_line,
    table_rows,
)
from lisdesk.ui.jobs import Progress
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.ticket import Ticket
from lisdesk.ui.workspace import Workspace


class ProjectDialog(ProjectLayout):
    """Reads a project, shows what becomes of it, and tells what is to be imported."""

    agreed = Signal(object, object)
    """The project that is to be imported, and what becomes of what came in before."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, call: CallRow, path: Path, more: int
    ) -> None:
        """`more` files are asked about afterwards."""
        super().__init__(parent)
        self._workspace, self._call, self._path = workspace, call, path
        self._project: FoundProject | None = None
        self._ticket: Ticket | None = None
        self._turn = 0
        then = f" (then {more:,} more)" if more else ""
        name = with_hidden_shown(path.name)
        self.name.setText(f"Import “{name}” into {call.reference}{then}")
        self.known.currentIndexChanged.connect(lambda _place: self._count())
        self.go.clicked.connect(self._agree)
        self.finished.connect(self._stop)
        self._read()

    def _read(self) -> None:
        self.show_reading()
        self._ticket = self._workspace.jobs.run(
            partial(open_project, path=self._path),
            owner=self,
            then=self._show_project,
            otherwise=self._explain_unreadable,
        )

    def _show_project(self, project: FoundProject) -> None:
        self._project = project
        self.origin.setText(origin_line(project))
        self.reading.setText(reading_line(project))
        self.reading.setVisible(bool(project.reading))
        self._count()

    def _count(self) -> None:
        """Import for the sake of the counts, and undo all of it."""
        project = self._project
        if project is None:
            return
        self._stop()
        self._turn += 1
        turn = self._turn
        self.show_counting()
        known = self._chosen()

        def task(database: Database, desk: Desk, count: Progress) -> ProjectImported:
            return import_found_project(
                database,
                desk,
                self._call.id,
                self._path,
                project,
                known=known,
                dry_run=True,
                progress=count,
            )

        self._ticket = self._workspace.jobs.run(
            task,
            owner=self,
            then=lambda done: self._show_counts(turn, done),
            otherwise=lambda error: self._explain(turn, error),
        )
        self._ticket.progressed.connect(self.show_progress)

    def _show_counts(self, turn: int, done: ProjectImported) -> None:
        if turn != self._turn:
            return
        self._ticket = None
        is_choice = self._chosen() is not WhatIsKnown.SKIP or has_known(done)
        self.known.setVisible(is_choice)
        self.known_words.setVisible(is_choice)
        counts = counts_line(done)
        self.show_counts(list(table_rows(done)), lost_lines(done), counts, can_go=has_news(done))

    def _explain_unreadable(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.show_unreadable(error.in_window())
        elif not isinstance(error, CancelledError):
            self.reject()
            self._workspace.explain(error)

    def _explain(self, turn: int, error: BaseException) -> None:
        if turn != self._turn or isinstance(error, CancelledError):
            return
        if isinstance(error, UserError):
            self.show_fault(error.in_window())
        else:
            self.reject()
            self._workspace.explain(error)

    def _chosen(self) -> WhatIsKnown:
        chosen = self.known.currentData()
        assert isinstance(chosen, WhatIsKnown)
        return chosen

    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _agree(self) -> None:
        """Close, so that the window can be read meanwhile, and hand the import over."""
        project, known = self._project, self._chosen()
        self.accept()
        self.agreed.emit(project, known)
