"""What an import would make of a sheet, for the officer to look at and to change beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

from sqlalchemy.orm import Session

from lisdesk.errors import CancelledError, RefusedError
from lisdesk.exchange.sheets.date_columns import unclear_dates
from lisdesk.exchange.sheets.field_values import ATTRIBUTES, DATE_FIELDS
from lisdesk.exchange.sheets.grid import SheetGrid, cell_text
from lisdesk.exchange.sheets.map_changes import single_columns
from lisdesk.exchange.sheets.mapping import ImportMap
from lisdesk.exchange.sheets.plan import ImportPlan, PlannedColumn, Role
from lisdesk.exchange.sheets.planning import plan_import
from lisdesk.exchange.sheets.responses import survey_rows
from lisdesk.exchange.sheets.rows import SurveyRow
from lisdesk.exchange.sheets.type_words import TypeWord, type_words, without_lost_types
from lisdesk.queries.calls import QuestionRow, questions
from lisdesk.queries.file import file_info
from lisdesk.queries.register_lists import TypeRow, stakeholder_types
from lisdesk.rules.vocabulary import Token
from lisdesk.rules.wall_time import local_words
from lisdesk.store.database import Database
from lisdesk.store.entities import Call
from lisdesk.store.work import Desk
from lisdesk.tasks.import_maps import keep_map, kept_map, portal_key
from lisdesk.tasks.importing import ImportResult, import_grids, read_grid
from lisdesk.tasks.next_export import keep_export
from lisdesk.tasks.plan_context import plan_context, type_keys

PREVIEW_ROWS = 20
_LONGEST_CELL_CHARACTERS = 300

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """A cell as it will be read; one that cannot be read is shown as it stands."""

    text: str
    is_unread: bool = False


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What becomes of each column, and the first rows as they will be read."""

    plan: ImportPlan
    columns: tuple[PlannedColumn, ...]
    """Each column once, in the order of the sheet."""
    rows: tuple[tuple[int, tuple[PreviewCell, ...]], ...]
    """The number of each row, and its cells by column."""
    questions: tuple[QuestionRow, ...]
    """Those that the call has."""
    unclear_dates: int
    """How many dates can be read in two ways, as long as nobody says which."""
    type_words: tuple[TypeWord, ...] = ()
    """Words for the type of stakeholder that the file's list does not know."""
    types: tuple[TypeRow, ...] = ()
    """Those that are in use."""


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """A sheet that was read and is ready to be looked at."""

    path: Path
    grid: SheetGrid
    portal: str
    """Knows this portal's export again; see `import_maps`."""
    import_map: ImportMap
    is_known_portal: bool
    """Whether the map is the one that was kept from the last import."""
    preview: ImportPreview | None
    """None if the sheet has a fault that a choice of the officer may mend; see `fault`."""
    fault: str
    note: str
    """Why a map that was kept is not used; empty if there is nothing to say."""


def open_sheet(
    database: Database,
    _desk: Desk,
    progress: Progress,
    *,
    call_id: int,
    path: Path,
    asked: ImportMap | None = None,
) -> OpenedSheet:
    """Read a file and plan its import: as `asked`, else as it was done for this portal before.

    Raises UnreadableFileError for a file that cannot be read at all, CancelledError once `progress`
    does.
    """
    read = partial(read_grid, path, is_awaited=partial(_is_awaited, progress))
    if asked is not None:
        return _looked_at(database, call_id, path, read(asked), asked)
    first = _looked_at(database, call_id, path, read(None), ImportMap())
    known = kept_map(first.portal)
    if known is None:
        return first
    grid = first.grid
    if known.sheet is not None or known.encoding is not None:
        grid = read(known)
    again = _looked_at(database, call_id, path, grid, known, first.portal)
    if again.preview is not None:
        return replace(again, is_known_portal=True)
    return replace(first, note=f"Not as last time, because that does not fit: {again.fault}")


def _is_awaited(progress: Progress) -> bool:
    try:
        progress(0, 1)
    except CancelledError:
        return False
    return True


def preview_import(
    session: Session, call_id: int, grid: SheetGrid, import_map: ImportMap
) -> ImportPreview:
    """Return what would become of a sheet; RefusedError for a fault of the sheet or the map."""
    plan = plan_import(grid, import_map, *plan_context(session, call_id))
    columns = single_columns(plan)
    types = stakeholder_types(session)
    labels = {each.key: each.label for each in types}
    unclear = sum(
        unclear_dates(grid, column.index, plan.data_starts_row)
        for column in plan.columns
        if column.field in DATE_FIELDS and column.date_order is None
    )
    return ImportPreview(
        plan=plan,
        columns=columns,
        rows=tuple(islice(_rows(grid, plan, columns, labels), PREVIEW_ROWS)),
        questions=tuple(questions(session, call_id)),
        unclear_dates=unclear,
        type_words=type_words(grid, plan),
        types=tuple(each for each in types if not each.is_retired),
    )


def import_opened(
    database: Database,
    desk: Desk,
    progress: Progress,
    *,
    call_id: int,
    sheet: OpenedSheet,
    import_map: ImportMap,
    is_dry_run: bool,
) -> ImportResult:
    """Import a sheet that was looked at, as the map says; keep the map and where the file lay for
    the next time.

    A dry run changes nothing and says what would happen; raises as `import_sheets`.
    """
    (result,) = import_grids(
        database,
        desk,
        call_id,
        [(sheet.path, sheet.grid)],
        import_map,
        dry_run=is_dry_run,
        progress=progress,
    )
    if not is_dry_run:
        keep_map(sheet.portal, import_map)
        keep_export(database, call_id, sheet.path)
    return result


def _looked_at(
    database: Database,
    call_id: int,
    path: Path,
    grid: SheetGrid,
    import_map: ImportMap,
    portal: str = "",
) -> OpenedSheet:
    with database.reading() as session:
        preview, fault = None, ""
        if portal:  # the map is an earlier one
            import_map = without_lost_types(import_map, type_keys(session))
        try:
            preview = preview_import(session, call_id, grid, import_map)
        except RefusedError as error:
            fault = error.in_window()
        if not portal:
            headings = [column.heading for column in preview.columns] if preview else _top(grid)
            reference = session.get_one(Call, call_id).reference
            portal = portal_key(file_info(session).file_id, reference, headings)
    return OpenedSheet(path, grid, portal, import_map, False, preview, fault, "")


def _top(grid: SheetGrid) -> list[str]:
    """Return the first row that holds anything, of a sheet whose headings are not found."""
    for _, cells in grid.rows():
        if any(cell != "" for cell in cells):
            return [cell_text(cell) for cell in cells]
    return []


def _rows(
    grid: SheetGrid,
    plan: ImportPlan,
    columns: tuple[PlannedColumn, ...],
    types: Mapping[str, str],
) -> Iterator[tuple[int, tuple[PreviewCell, ...]]]:
    raw = ((number, cells) for number, cells in grid.rows() if number >= plan.data_starts_row)
    for (number, cells), row in zip(raw, survey_rows(grid, plan), strict=True):
        if row.is_blank:
            continue
        yield (
            number,
            tuple(
                _cell(
                    column,
                    row,
                    cell_text(cells[column.index]) if column.index < len(cells) else "",
                    types,
                )
                for column in columns
            ),
        )


def _cell(
    column: PlannedColumn, row: SurveyRow, text: str, types: Mapping[str, str]
) -> PreviewCell:
    shown = " ".join(text[:_LONGEST_CELL_CHARACTERS].split())
    if column.role is not Role.FIELD or column.field is None or not shown:
        return PreviewCell(shown)
    value = getattr(row, ATTRIBUTES[column.field])
    if value is None:
        return PreviewCell(shown, is_unread=True)
    if isinstance(value, datetime):
        return PreviewCell(local_words(value))
    if isinstance(value, Token):
        return PreviewCell(value.label)
    return PreviewCell(types.get(value, shown))
