"""What the window does with a watched folder off its own thread, and with what waits there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from lisdesk.queries.calls import CallRow
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.dropped_files import DroppedFiles, OtherPath
from lisdesk.tasks.folder_scan import scan_folder
from lisdesk.tasks.watched_first_look import FirstLook, first_look
from lisdesk.tasks.watched_folders import Fate, Watch, forget_watch, keep_watch
from lisdesk.tasks.watched_look import Look, look_in
from lisdesk.ui.incoming import take_found
from lisdesk.ui.intake.decided import Decided
from lisdesk.ui.jobs import Jobs, Progress, Task
from lisdesk.ui.ticket import Ticket
from lisdesk.ui.workspace import Workspace


def look_twice(
    lane: tuple[Jobs, QObject],
    watched: tuple[CallRow, Watch],
    rest_s: float,
    *,
    follow: Callable[[Ticket], None],
    then: Callable[[Look], None],
    otherwise: Callable[[BaseException], None],
) -> None:
    """Look into a folder, and again after `rest_s` seconds if something is new, as `look_in` does.

    Nothing waits on the lane of jobs in between. `lane` are the jobs and the owner of their
    answers; `follow` is given the ticket of each look.
    """
    (jobs, owner), (call, watch) = lane, watched

    def rest(first: FirstLook) -> None:
        rest_ms = round(rest_s * 1_000) if first.new else 0
        QTimer.singleShot(rest_ms, owner, partial(look_again, first))

    def look_again(first: FirstLook) -> None:
        task = _look_task(call, watch, first)
        follow(jobs.run(task, owner=owner, then=then, otherwise=otherwise))

    follow(jobs.run(_first_task(watch), owner=owner, then=rest, otherwise=otherwise))


def _first_task(watch: Watch) -> Task[FirstLook]:
    def task(_database: Database, _desk: Desk, progress: Progress) -> FirstLook:
        return first_look(watch, progress)

    return task


def _look_task(call: CallRow, watch: Watch, first: FirstLook) -> Task[Look]:
    def task(database: Database, desk: Desk, progress: Progress) -> Look:
        return look_in(
            database,
            desk,
            progress,
            call_id=call.id,
            call_reference=call.reference,
            watch=watch,
            first=first,
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
