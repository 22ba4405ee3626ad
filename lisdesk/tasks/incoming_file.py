"""The rows of a survey sheet as an edit takes them in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from lisdesk.edits.incoming import (
    IncomingFile,
    IncomingQuestion,
    IncomingReading,
    IncomingRow,
)
from lisdesk.exchange.files import stored_name, stored_path
from lisdesk.exchange.sheets.grid import TEXT_KINDS, SheetGrid
from lisdesk.exchange.sheets.map_text import map_text
from lisdesk.exchange.sheets.mapping import ImportMap
from lisdesk.exchange.sheets.plan import (
    IMPORTER_VERSION,
    Field,
    ImportPlan,
    QuestionRef,
    Role,
)
from lisdesk.exchange.sheets.plan_map import map_of
from lisdesk.exchange.sheets.responses import survey_rows
from lisdesk.exchange.sheets.rows import SurveyRow
from lisdesk.rules.import_sources import CONTENT_SOURCE
from lisdesk.rules.names import name_key

Progress = Callable[[int, int], None]


def incoming_file(
    path: Path,
    grid: SheetGrid,
    plan: ImportPlan,
    progress: Progress | None,
    import_map: ImportMap | None = None,
) -> IncomingFile:
    """Return the rows of a sheet, read as its plan says, as one file that comes in.

    `import_map` is what the officer said of the columns, if anything.
    """
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
        reading=IncomingReading(
            path=stored_path(path),
            importer_version=IMPORTER_VERSION,
            mapping=map_text(map_of(plan, grid, import_map)),
        ),
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
            asked.append(IncomingQuestion(new.text, new.kind, choices=new.choices))
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
    if not body or not person or person == submitted_by:
        return submitted_by
    return f"{submitted_by}; {person}" if submitted_by else person


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
