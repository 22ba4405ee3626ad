"""What the window does with a watched folder off its own thread, and with what waits there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from lisdesk.queries.calls import CallRow
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.dropped_files import DroppedFiles, OtherPath
from lisdesk.tasks.folder_scan import scan_folder
from lisdesk.tasks.watched_folders import Fate, Watch, forget_watch, keep_watch
from lisdesk.tasks.watched_look import Look, look_in
from lisdesk.ui.incoming import take_found
from lisdesk.ui.intake.decided import Decided
from lisdesk.ui.jobs import Progress, Task
from lisdesk.ui.workspace import Workspace


def look_task(call: CallRow, watch: Watch, rest_s: float) -> Task[Look]:
    """Return the job that looks into a folder, as `look_in` does."""

    def task(database: Database, desk: Desk, progress: Progress) -> Look:
        return look_in(
            database,
            desk,
            progress,
            call_id=call.id,
            call_reference=call.reference,
            watch=watch,
            rest_s=rest_s,
        )

    return task


def begin_task(call: CallRow, watch: Watch) -> Task[Watch]:
    """Return the job that begins to watch a folder, which must be one that can be listed."""

    def task(database: Database, _desk: Desk, _progress: Progress) -> Watch:
        whole = replace(watch, folder=watch.folder.expanduser().resolve())
        scan_folder(whole.folder)
        keep_watch(database, call.id, whole)
        return whole

    return task


def keep_beside(
    workspace: Workspace, call_id: int, watch: Watch | None, then: Callable[[], None]
) -> None:
    """Keep a watch, or forget it without one, on the lane of edits."""
    database = workspace.jobs.database

    def work() -> None:
        if watch is None:
            forget_watch(database, call_id)
        else:
            keep_watch(database, call_id, watch)

    workspace.jobs.call_beside(work, owner=workspace, then=lambda _none: then())


def open_waiting(
    workspace: Workspace,
    parent: QWidget,
    call: CallRow,
    watch: Watch,
    decided: Decided,
) -> None:
    """Open the usual dialogs with the files that wait, and no others.

    Files that nothing takes are told, and wait no longer.
    """
    others = watch.waiting(Fate.OTHER)
    found = DroppedFiles(
        mails=tuple(watch.waiting(Fate.MAIL)),
        documents=tuple(watch.waiting(Fate.DOCUMENT)),
        sheets=tuple(watch.waiting(Fate.SHEET, Fate.DOUBTFUL_SHEET)),
        others=tuple(map(OtherPath, others)),
    )
    take_found(workspace, parent, call, found, decided)
    decided(others)
