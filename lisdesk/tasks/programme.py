"""The programme of strategies: taken in as shipped or from a list, written for Excel."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

from lisdesk.edits.programme import ProgrammeReport, take_in_programme
from lisdesk.edits.programme_details import DetailsReport, counted_details, take_in_details
from lisdesk.errors import RefusedError
from lisdesk.exchange.atomic import atomic_target
from lisdesk.exchange.shipped_programme import shipped_programme
from lisdesk.outcome import Outcome
from lisdesk.queries.programme import counted
from lisdesk.queries.programme_calls import programme_with_stages
from lisdesk.queries.programme_tables import programme_tables
from lisdesk.rules.guarded_cells import guarded
from lisdesk.rules.programme import AreaDraft
from lisdesk.store.database import Database
from lisdesk.store.desk import Desk
from lisdesk.store.work import Work
from lisdesk.tasks.programme_lists import (
    ListedDetails,
    ProgrammeContent,
    listed_kind,
    programme_list,
    read_programme_list,
)
from lisdesk.tasks.trying import tried

ListReport = ProgrammeReport | DetailsReport
ListEdit = Callable[[Work], Outcome[ListReport]]
"""The edit that brings in a list."""


def take_in_shipped_programme(work: Work) -> Outcome[ProgrammeReport]:
    """Bring in the programme that ships with the program, as one edit; what is here stays."""
    return take_in_programme(work, areas=shipped_programme())


def bring_in_programme(
    database: Database,
    desk: Desk,
    path: Path,
    *,
    is_trial: bool = False,
    on: date | None = None,
) -> ListReport:
    """Bring in a newer list, CSV or a spreadsheet, as `read_programme_list` reads it, as one edit:
    what is here takes on what the list says, the rest is added. A trial tells what would come of it
    and changes nothing. With `on` areas and bodies are found by what they were called on that day.

    Raises RefusedError, with the rows or the areas, and changes nothing if a line does not fit.
    """
    edit = take_in(read_programme_list(path), on)
    if is_trial:
        return tried(database, desk, lambda _done, _total: None, edit=edit)
    with database.writing(desk) as work:
        return edit(work).result


def take_in(found: list[AreaDraft] | ListedDetails, on: date | None = None) -> ListEdit:
    """Return the edit that brings in what a list says."""

    def edit(work: Work) -> Outcome[ListReport]:
        came: Any  # an outcome of either report
        if isinstance(found, ListedDetails):
            came = take_in_details(
                work, details=found.details, kind=found.kind, notes=found.notes, on=on
            )
        else:
            came = take_in_programme(work, areas=found, corrects=True, on=on)
        return cast("Outcome[ListReport]", came)

    return edit


def write_programme(
    database: Database, desk: Desk, path: Path, what: ProgrammeContent = ProgrammeContent.AREAS
) -> str:
    """Write the programme as a workbook, or if the name ends in .csv as a list, of `what`, that can
    be brought in again; return what was written, such as "38 LEPs in 33 areas" or "33 documents".

    Raises RefusedError for another ending, and if there is no programme.
    """
    with database.reading() as session:
        rows, stages = programme_with_stages(session, desk.clock.now())
    if not rows:
        raise RefusedError("There is no programme yet.", do="Take it in first.")
    ending = path.suffix.casefold()
    if ending == ".xlsx":
        from lisdesk.exchange.workbook import WorkbookProperties, write_workbook

        said = WorkbookProperties("Programme", counted(rows), desk.clock.now())
        write_workbook(programme_tables(rows, stages), path, properties=said)
    elif ending == ".csv":
        lines = list(programme_list(rows, what))
        _write_list(lines, path)
        kind = listed_kind(what)
        if kind is not None:
            return counted_details(kind, len(lines) - 1)
    else:
        raise RefusedError(
            f"The programme cannot be written to “{path.name}”.",
            do="Give a name that ends in .xlsx or .csv.",
        )
    return counted(rows)


def _write_list(lines: Iterable[Sequence[str]], path: Path) -> None:
    with (
        atomic_target(path) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        csv.writer(file).writerows([list(map(guarded, line)) for line in lines])
