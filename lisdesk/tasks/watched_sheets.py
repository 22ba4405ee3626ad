"""Import the sheets of a watched folder that come from a known portal and raise no question."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path

from lisdesk.errors import RefusedError, UnreadableFileError
from lisdesk.queries.imports import imported_files
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.folder_scan import Stamp, stamp_of
from lisdesk.tasks.import_preview import OpenedSheet, open_sheet
from lisdesk.tasks.importing import ImportResult, write_grids
from lisdesk.tasks.next_export import keep_export, last_saved_ns
from lisdesk.tasks.watched_folders import Fate
from lisdesk.tasks.watched_mails import mark_of

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SheetTaken:
    """What became of a sheet."""

    fate: Fate
    sha256: str = ""
    result: ImportResult | None = None
    """None if nothing was imported."""


class _WaitsError(Exception):
    """What an import would have brought is not certain; the transaction undoes it."""


def take_sheet(
    database: Database,
    desk: Desk,
    call_id: int,
    path: Path,
    taken: Container[str],
    progress: Progress,
) -> SheetTaken | None:
    """Import a sheet if its portal is known and the import has no problem; None if the file is
    being written.

    A sheet that would correct rows must have been saved after the one that was imported into the
    call last, so that an older export never overwrites a newer one.
    """
    stamp = stamp_of(path)
    try:
        opened = open_sheet(database, desk, progress, call_id=call_id, path=path)
    except UnreadableFileError:
        return SheetTaken(Fate.DOUBTFUL_SHEET) if stamp_of(path) == stamp else None
    if stamp is None or stamp_of(path) != stamp:
        return None
    sha256 = opened.grid.sha256
    with database.reading() as session:
        is_here = sha256 in imported_files(session, call_id)
        newest_ns = last_saved_ns(session, call_id)
    if is_here:
        return SheetTaken(Fate.SETTLED, sha256)
    if not _asks_nothing(opened) or mark_of(sha256) in taken:
        return SheetTaken(Fate.SHEET, sha256)
    return _import(database, desk, call_id, opened, stamp, newest_ns, progress)


def _asks_nothing(opened: OpenedSheet) -> bool:
    preview = opened.preview
    return opened.is_known_portal and preview is not None and not preview.unclear_dates


def _import(
    database: Database,
    desk: Desk,
    call_id: int,
    opened: OpenedSheet,
    stamp: Stamp,
    newest_ns: int,
    progress: Progress,
) -> SheetTaken:
    sheet, is_newest = (opened.path, opened.grid), stamp.saved_ns > newest_ns
    sha256 = opened.grid.sha256
    try:
        with database.writing(desk) as work:
            (result,) = write_grids(work, call_id, [sheet], opened.import_map, progress)
            if not _is_certain(result, is_newest=is_newest):
                raise _WaitsError
    except (_WaitsError, RefusedError):
        return SheetTaken(Fate.DOUBTFUL_SHEET, sha256)
    if is_newest:
        keep_export(database, call_id, opened.path)
    return SheetTaken(Fate.SETTLED, sha256, result)


def _is_certain(result: ImportResult, *, is_newest: bool) -> bool:
    report = result.report
    has_doubts = bool(report.problems or report.undated or report.new_questions)
    return not has_doubts and (is_newest or not report.changed)
