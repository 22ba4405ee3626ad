"""Import a survey sheet: read it in a limited process, plan its columns, write its rows in one
edit.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import (
    CONTENT_SOURCE,
    ImportReport,
    IncomingFile,
    IncomingQuestion,
    IncomingRow,
)
from lisdesk.errors import RefusedError, UserError
from lisdesk.exchange.files import stored_name
from lisdesk.exchange.sheets.grid import TEXT_KINDS, SheetGrid
from lisdesk.exchange.sheets.mapping import ImportMap, read_map
from lisdesk.exchange.sheets.plan import Field, ImportPlan, KnownQuestion, QuestionRef, Role
from lisdesk.exchange.sheets.planning import plan_import
from lisdesk.exchange.sheets.reading import read_sheet
from lisdesk.exchange.sheets.responses import survey_rows
from lisdesk.exchange.sheets.rows import SurveyRow
from lisdesk.queries.calls import questions
from lisdesk.rules.names import name_key
from lisdesk.store.database import Database
from lisdesk.store.entities import Import, ImportRow, StakeholderType
from lisdesk.store.lookup import call_by_reference, import_reference
from lisdesk.store.work import Desk

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


class _DryRunDone(Exception):  # noqa: N818 (no error: it ends the transaction)
    """Ends the transaction of a dry run, so that all of it is undone."""


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
        with _named(path, is_one_of_several=len(paths) > 1):
            grids.append(_read(path, import_map, sheet))
    results = []
    try:
        with _collector_paused(), database.writing(desk) as work:
            for path, grid in zip(paths, grids, strict=True):
                with _named(path, is_one_of_several=len(paths) > 1):
                    plan = plan_import(grid, import_map, *_context(work.session, call_id))
                    file = _incoming(path, grid, plan, progress)
                    outcome = import_rows(work, call_id=call_id, file=file)
                    _refuse_emptiness(grid, outcome.result)
                    _refuse_repetition(work.session, call_id, file, outcome.result)
                results.append(
                    ImportResult(
                        outcome.result, outcome.entry_id, plan, file.sheet, grid.encoding, dry_run
                    )
                )
            if dry_run:
                raise _DryRunDone
    except _DryRunDone:
        return [
            replace(result, report=replace(result.report, reference=None), entry_id=None)
            for result in results
        ]
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
        do="Name the sheet that holds them with --sheet." if others else "Check the file.",
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
def _named(path: Path, *, is_one_of_several: bool) -> Iterator[None]:
    """Say in an error which of several files it is about."""
    try:
        yield
    except UserError as error:
        if not is_one_of_several:
            raise
        named = f"“{path.name}”: {error.happened}"
        raise type(error)(named, kept=error.kept, do=error.do) from error


def _read(path: Path, import_map: ImportMap | None, sheet: str | int | None) -> SheetGrid:
    if import_map is None:
        return read_sheet(path, sheet=sheet)
    return read_sheet(
        path,
        sheet=sheet if sheet is not None else import_map.sheet,
        limits=import_map.limits,
        encoding=import_map.encoding,
    )


def _context(
    session: Session, call_id: int
) -> tuple[list[KnownQuestion], dict[str, str], set[str]]:
    """Return what a plan needs to know of the call: questions, types, and the ids of its rows."""
    known = [KnownQuestion(row.number, row.text, row.kind) for row in questions(session, call_id)]
    types: dict[str, str] = {}
    for key, label in session.execute(select(StakeholderType.key, StakeholderType.label)):
        types[key] = types[name_key(label)] = types[name_key(key)] = key
    sources = select(ImportRow.source).where(ImportRow.call_id == call_id).distinct()
    return known, types, set(session.scalars(sources)) - {CONTENT_SOURCE}


def _incoming(
    path: Path, grid: SheetGrid, plan: ImportPlan, progress: Progress | None
) -> IncomingFile:
    id_columns = plan.columns_in(Role.ID)
    asked, places = _asked(plan)
    rows: Iterator[IncomingRow] = (_incoming_row(row, places) for row in survey_rows(grid, plan))
    if plan.columns_in(Role.GROUP):
        rows = _grouped_together(rows)
    return IncomingFile(
        name=stored_name(path),
        sha256=grid.sha256,
        sheet=stored_name(Path(grid.name)) if grid.kind in TEXT_KINDS else grid.name,
        encoding=grid.encoding or "",
        source=name_key(id_columns[0].heading) if id_columns else CONTENT_SOURCE,
        questions=asked,
        tells_permission=Field.PERMISSION in plan.constants
        or any(column.field is Field.PERMISSION for column in plan.columns),
        rows=_reporting(rows, grid.row_count, progress) if progress else rows,
    )


def _grouped_together(rows: Iterator[IncomingRow]) -> Iterator[IncomingRow]:
    """Yield the rows of each group together, where its first one stood: they are written at
    once.
    """
    groups: dict[object, list[IncomingRow]] = {}
    for place, row in enumerate(rows):
        groups.setdefault(place if row.group is None else row.group, []).append(row)
    for group in groups.values():
        yield from group


def _asked(plan: ImportPlan) -> tuple[list[IncomingQuestion], dict[QuestionRef, int]]:
    """Return the questions that the sheet answers, and the place of each among them."""
    asked: list[IncomingQuestion] = []
    places: dict[QuestionRef, int] = {}
    for column in plan.columns_in(Role.QUESTION):
        reference = column.question
        assert reference is not None
        if reference in places:
            continue
        places[reference] = len(asked)
        if reference.new_index is None:
            asked.append(IncomingQuestion("", number=reference.number))
        else:
            new = plan.new_questions[reference.new_index]
            asked.append(IncomingQuestion(new.text, new.kind))
    return asked, places


def _incoming_row(row: SurveyRow, places: Mapping[QuestionRef, int]) -> IncomingRow:
    """Return a sheet's row as an edit takes it: a body speaks, its person is who submitted."""
    body = (row.organisation or "").strip()
    person = (row.respondent or "").strip()
    return IncomingRow(
        row_number=row.row_number,
        key=row.key,
        digest=row.digest,
        is_blank=row.is_blank,
        group=row.group,
        respondent=body or person,
        submitted_by=_submitted_by(body, person, (row.submitted_by or "").strip()),
        email=(row.email or "").strip(),
        is_organisation=bool(body),
        type_key=row.type_key or "",
        area=(row.area or "").strip(),
        channel=row.channel,
        received_at=row.received_at,
        sent_at=row.sent_at,
        permission=row.permission,
        answers=[(places[reference], text) for reference, text in row.answers],
        extras=row.extras,
        unread=row.notes,
        problems=_problems(row),
    )


def _submitted_by(body: str, person: str, submitted_by: str) -> str:
    named = person if body else ""
    return "; ".join(dict.fromkeys(part for part in (submitted_by, named) if part))


def _problems(row: SurveyRow) -> Sequence[Mapping[str, str]]:
    return [
        {"where": problem.where, "what": problem.what, "kept": problem.kept}
        for problem in row.problems
    ]


def _reporting(
    rows: Iterator[IncomingRow], total: int, progress: Progress
) -> Iterator[IncomingRow]:
    for done, row in enumerate(rows):
        if done % 200 == 0:
            progress(done, total)
        yield row
    progress(total, total)
