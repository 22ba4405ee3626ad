"""Bring a coded project or a codebook into a call: read in a limited process, written in one
edit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lisdesk.edits.incoming_projects import IncomingProject, ProjectReport
from lisdesk.edits.project_import import import_codebook, import_project
from lisdesk.errors import CancelledError
from lisdesk.exchange.files import stored_name, stored_path
from lisdesk.exchange.refi.reading import FoundProject, read_coded_project
from lisdesk.rules.coded_project import Source
from lisdesk.rules.vocabulary import WhatIsKnown
from lisdesk.store.database import Database
from lisdesk.store.work import Desk, Work
from lisdesk.tasks.dry_runs import DryRunDone
from lisdesk.tasks.trial_copy import trial_copy

ProjectProgress = Callable[[int, int], None]
"""Is told sources done and sources in all; a CancelledError that it raises undoes everything."""

_TOLD_EVERY = 100


@dataclass(frozen=True, slots=True)
class ProjectImported:
    """What an import did, or would do in a dry run."""

    project: FoundProject
    report: ProjectReport
    entry_id: int | None
    """The edit to be taken back; None if it changed nothing."""
    is_dry_run: bool


def open_project(
    _database: Database, _desk: Desk, progress: ProjectProgress, *, path: Path
) -> FoundProject:
    """Return what a .qdpx or .qdc file holds.

    Raises UnreadableFileError for one that cannot be read, CancelledError once `progress` does.
    """

    def is_awaited() -> bool:
        try:
            progress(0, 1)
        except CancelledError:
            return False
        return True

    return read_coded_project(path, is_awaited=is_awaited)


def import_found_project(
    database: Database,
    desk: Desk,
    call_id: int,
    path: Path,
    project: FoundProject,
    *,
    known: WhatIsKnown = WhatIsKnown.SKIP,
    dry_run: bool = False,
    progress: ProjectProgress | None = None,
) -> ProjectImported:
    """Import a project that was read already, in one edit, which one undo takes back whole.

    A dry run works on a private copy of the file, so that nobody waits for it. Raises
    UnreadableFileError if the project is not what was read.
    """
    if not dry_run:
        with database.writing(desk) as work:
            return write_project(work, call_id, path, project, known, progress)
    with trial_copy(database, lambda: progress(0, 0) if progress else None) as copy:
        try:
            with copy.writing(desk) as work:
                done = write_project(work, call_id, path, project, known, progress)
                raise DryRunDone
        except DryRunDone:
            return as_tried_project(done)


def write_project(
    work: Work,
    call_id: int,
    path: Path,
    project: FoundProject,
    known: WhatIsKnown,
    progress: ProjectProgress | None = None,
) -> ProjectImported:
    """Import a project within a transaction."""
    incoming = IncomingProject(
        name=stored_name(path),
        path=stored_path(path),
        sha256=project.sha256,
        origin=project.origin,
        reading=project.reading,
        codes=project.codes,
        sources=_told(project, progress) if progress else project.sources(),
        lost=project.lost,
        known=known,
    )
    edit = import_codebook if project.is_codebook else import_project
    outcome = edit(work, call_id=call_id, project=incoming)
    return ProjectImported(project, outcome.result, outcome.entry_id, is_dry_run=False)


def as_tried_project(done: ProjectImported) -> ProjectImported:
    """Return what an import did as what it would do: without the reference, which was not given."""
    report = replace(done.report, report=replace(done.report.report, reference=None))
    return replace(done, report=report, entry_id=None, is_dry_run=True)


def _told(project: FoundProject, progress: ProjectProgress) -> Iterator[tuple[Source, bool]]:
    for done, each in enumerate(project.sources()):
        if done % _TOLD_EVERY == 0:
            progress(done, project.source_count)
        yield each
    progress(project.source_count, project.source_count)
