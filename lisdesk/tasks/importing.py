"""Import a survey sheet: read it in a limited process, plan its columns, write its rows in one
edit.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import ImportReport, IncomingFile
from lisdesk.errors import RefusedError, UserError
from lisdesk.exchange.sheets.grid import SheetGrid
from lisdesk.exchange.sheets.mapping import ImportMap, read_map
from lisdesk.exchange.sheets.plan import ImportPlan
from lisdesk.exchange.sheets.planning import plan_import
from lisdesk.exchange.sheets.reading import read_sheet
from lisdesk.store.database import Database
from lisdesk.store.entities import Import
from lisdesk.store.lookup import call_by_reference, import_reference
from lisdesk.store.work import Desk, Work
from lisdesk.tasks.dry_runs import DryRunDone
from lisdesk.tasks.incoming_file import incoming_file
from lisdesk.tasks.plan_context import plan_context
from lisdesk.tasks.trial_copy import trial_copy

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, or would do in a dry run, and what to know of the plan it followed."""

    report: ImportReport
    entry_id: int | None
    plan: ImportPlan
    sheet: str
    encoding: str | None
    is_dry_run: bool

    @property
    def warnings(self) -> list[str]:
        """What the officer should know of the plan and of the rows, in whole sentences."""
        undated = self.report.undated
        if not undated:
            return list(self.plan.warnings)
        counted = "1 new row has" if undated == 1 else f"{undated:,} new rows have"
        late = f"{counted} no readable moment of receipt: received counts as now, by the clock."
        return [*self.plan.warnings, late]


def import_sheet(
    database: Database,
    desk: Desk,
    call_reference: str,
    path: Path,
    *,
    map_path: Path | None = None,
    sheet: str | int | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Import one survey sheet into a call; the rest is as `import_sheets` says."""
    (result,) = import_sheets(
        database,
        desk,
        call_reference,
        [path],
        map_path=map_path,
        sheet=sheet,
        dry_run=dry_run,
        progress=progress,
    )
    return result


def import_sheets(
    database: Database,
    desk: Desk,
    call_reference: str,
    paths: Sequence[Path],
    *,
    map_path: Path | None = None,
    sheet: str | int | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> list[ImportResult]:
    """Import survey sheets into a call, all of them whole or none; each is an edit by itself.

    The files are read before the write transaction begins, so that others wait only for the
    writing. `progress` is told rows done and rows in all of each file; a CancelledError raised by
    it undoes everything.
    """
    import_map = read_map(map_path) if map_path else None
    with database.reading() as session:
        call_id = call_by_reference(session, call_reference).id
    grids = []
    for path in paths:
        with named_in_errors(path, is_one_of_several=len(paths) > 1):
            grids.append((path, read_grid(path, import_map, sheet)))
    return import_grids(
        database, desk, call_id, grids, import_map, dry_run=dry_run, progress=progress
    )


def import_grids(
    database: Database,
    desk: Desk,
    call_id: int,
    grids: Sequence[tuple[Path, SheetGrid]],
    import_map: ImportMap | None,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> list[ImportResult]:
    """Import sheets that were read already; the rest is as `import_sheets` says.

    A dry run works on a private copy of the file, so that nobody waits for it.
    """
    if dry_run:
        with trial_copy(database, partial(_go_on, progress)) as copy:
            return _written(copy, desk, call_id, grids, import_map, progress, is_dry_run=True)
    return _written(database, desk, call_id, grids, import_map, progress, is_dry_run=False)


def _go_on(progress: Progress | None) -> None:
    """Let a dry run be cancelled while the file is copied for it."""
    if progress is not None:
        progress(0, 0)


def _written(
    database: Database,
    desk: Desk,
    call_id: int,
    grids: Sequence[tuple[Path, SheetGrid]],
    import_map: ImportMap | None,
    progress: Progress | None,
    *,
    is_dry_run: bool,
) -> list[ImportResult]:
    try:
        with database.writing(desk) as work:
            results = write_grids(work, call_id, grids, import_map, progress, is_dry_run=is_dry_run)
            if is_dry_run:
                raise DryRunDone
    except DryRunDone:
        return [
            replace(result, report=replace(result.report, reference=None), entry_id=None)
            for result in results
        ]
    return results


def write_grids(
    work: Work,
    call_id: int,
    grids: Sequence[tuple[Path, SheetGrid]],
    import_map: ImportMap | None,
    progress: Progress | None = None,
    *,
    is_dry_run: bool = False,
    is_one_of_several: bool = False,
) -> list[ImportResult]:
    """Import sheets within a transaction, each as an edit by itself."""
    results = []
    with _collector_paused():
        for path, grid in grids:
            with named_in_errors(path, is_one_of_several=is_one_of_several or len(grids) > 1):
                plan = plan_import(grid, import_map, *plan_context(work.session, call_id))
                file = incoming_file(path, grid, plan, progress, import_map)
                outcome = import_rows(work, call_id=call_id, file=file)
                _refuse_emptiness(grid, outcome.result)
                _refuse_repetition(work.session, call_id, file, outcome.result)
            results.append(
                ImportResult(
                    outcome.result, outcome.entry_id, plan, file.sheet, grid.encoding, is_dry_run
                )
            )
    return results


def _refuse_repetition(
    session: Session, call_id: int, file: IncomingFile, report: ImportReport
) -> None:
    """Raise RefusedError if the very same sheet came in before: its rows would be doubled."""
    before = select(Import.id).where(
        Import.call_id == call_id,
        Import.file_sha256 == file.sha256,
        Import.sheet == file.sheet,
    )
    earlier = [import_reference(each) for each in session.scalars(before)]
    if report.new and earlier[0] != report.reference:
        raise RefusedError(
            f"This very sheet came in as {earlier[0]}; read in this way, its rows would come in a "
            "second time.",
            do=f"Use the same map as then, or take {earlier[0]} back first.",
        )


def _refuse_emptiness(grid: SheetGrid, report: ImportReport) -> None:
    if report.rows > report.blank:
        return
    others = [name for name in grid.sheet_names if name != grid.name]
    named = f" The workbook has other sheets: {', '.join(others)}." if others else ""
    raise RefusedError(
        f"The sheet “{grid.name}” has no responses.{named}",
        do="Choose the sheet that holds them (--sheet on the command line)."
        if others
        else "Check the file.",
    )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Stop looking for reference cycles: rows hold none, and the search costs a tenth of the
    time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def named_in_errors(path: Path, *, is_one_of_several: bool) -> Iterator[None]:
    """Say in an error which of several files it is about."""
    try:
        yield
    except UserError as error:
        if not is_one_of_several:
            raise
        raise error.reworded(happened=with_name(path.name, error.happened)) from error


def with_name(name: str, happened: str) -> str:
    """Return what happened with the name of the file before it, unless it begins with that."""
    return happened if happened.startswith(f"“{name}”") else f"“{name}”: {happened}"


def read_grid(
    path: Path,
    import_map: ImportMap | None,
    sheet: str | int | None = None,
    is_awaited: Callable[[], bool] | None = None,
) -> SheetGrid:
    """Return a sheet of a file, read in a process of its own with the limits of the map.

    Raises CancelledError once it is no longer `is_awaited`.
    """
    if import_map is None:
        return read_sheet(path, sheet=sheet, is_awaited=is_awaited)
    return read_sheet(
        path,
        sheet=sheet if sheet is not None else import_map.sheet,
        limits=import_map.limits,
        encoding=import_map.encoding,
        is_awaited=is_awaited,
    )
