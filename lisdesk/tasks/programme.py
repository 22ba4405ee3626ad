"""The programme of strategies: taken in as shipped or from a list, written for Excel."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lisdesk.edits.programme import ProgrammeReport, take_in_programme
from lisdesk.errors import RefusedError
from lisdesk.exchange.atomic import atomic_target
from lisdesk.exchange.shipped_programme import shipped_programme
from lisdesk.outcome import Outcome
from lisdesk.queries.programme import ProgrammeRow, counted
from lisdesk.queries.programme_calls import programme_with_stages
from lisdesk.queries.programme_tables import programme_tables
from lisdesk.rules.guarded_cells import guarded, unguarded
from lisdesk.rules.programme import (
    AreaDraft,
    AreaMember,
    AreaRole,
    AreaTheme,
    ThemeKind,
)
from lisdesk.store.database import Database
from lisdesk.store.desk import Desk
from lisdesk.store.work import Work
from lisdesk.tasks.lists import named_rows

COLUMNS = (
    "area", "wave", "announced", "target", "published", "leads", "partners", "priorities",
    "themes", "specialisms", "places", "also called",
)  # fmt: skip
MOST_AREAS = 2_000
"""In one list: many times the areas that England has."""
_DATES = frozenset({"announced", "target", "published"})
_BETWEEN = "; "
_LISTED_ROLES = {"leads": AreaRole.LEAD, "partners": AreaRole.PARTNER}
_LISTED_KINDS = {
    "priorities": ThemeKind.PRIORITY,
    "themes": ThemeKind.THEME,
    "specialisms": ThemeKind.SPECIALISM,
}


def take_in_shipped_programme(work: Work) -> Outcome[ProgrammeReport]:
    """Bring in the programme that ships with the program, as one edit; what is here stays."""
    return take_in_programme(work, areas=shipped_programme())


def bring_in_programme(database: Database, desk: Desk, path: Path) -> ProgrammeReport:
    """Bring in a newer list of areas, CSV or a spreadsheet, with at least the column area: those
    that are here take on what the list says, others are added. Several bodies or priorities stand
    in one cell with semicolons between; a column that is not there, or not in a row that ends
    before it, leaves what is known.

    Raises RefusedError, with the row or the area, and changes nothing if a line does not fit.
    """
    areas = listed_areas(path)
    with database.writing(desk) as work:
        return take_in_programme(work, areas=areas, corrects=True).result


def listed_areas(path: Path) -> list[AreaDraft]:
    """Read a list of areas as `bring_in_programme` takes it. Raises RefusedError for one of more
    than `MOST_AREAS`.
    """
    told: list[str] = []
    rows = named_rows(path, COLUMNS, needed=("area",), keeps_empty=True, dates=_DATES, told=told)
    areas: list[AreaDraft] = []
    for number, row in rows:
        if len(areas) == MOST_AREAS:
            raise RefusedError(
                f"“{path.name}” has more than {MOST_AREAS:,} areas.",
                do="Check that it is a list of areas, or bring it in in parts.",
            )
        draft = _draft(number, {name: unguarded(text) for name, text in row.items()})
        areas.append(replace(draft, notes=tuple(told)))
        told.clear()
    return areas


def write_programme(database: Database, desk: Desk, path: Path) -> str:
    """Write the programme as a workbook, or as a list that can be brought in again if the name ends
    in .csv; return what was written, such as "38 LEPs in 33 areas".

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
        _write_list(rows, path)
    else:
        raise RefusedError(
            f"The programme cannot be written to “{path.name}”.",
            do="Give a name that ends in .xlsx or .csv.",
        )
    return counted(rows)


def _write_list(rows: Sequence[ProgrammeRow], path: Path) -> None:
    with (
        atomic_target(path) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([list(map(guarded, _cells(row))) for row in rows])


def _cells(row: ProgrammeRow) -> Iterator[str]:
    yield from (row.name, str(row.wave or ""), row.announced, row.target, row.published)
    for role in _LISTED_ROLES.values():
        yield _BETWEEN.join(each.name for each in row.members if each.role is role)
    for kind in _LISTED_KINDS.values():
        yield _BETWEEN.join(each.name for each in row.themes if each.kind is kind)
    yield _BETWEEN.join(row.places)
    yield _BETWEEN.join(row.aliases)


def _draft(number: int, row: Mapping[str, str]) -> AreaDraft:
    has_members = not row.keys().isdisjoint(_LISTED_ROLES)
    has_themes = not row.keys().isdisjoint(_LISTED_KINDS)
    listed = {**_LISTED_ROLES, **_LISTED_KINDS}
    return AreaDraft(
        row["area"],
        wave=_wave(number, row["wave"]) if "wave" in row else None,
        announced=row.get("announced"),
        target=row.get("target"),
        published=row.get("published"),
        aliases=_several(row, "also called"),
        places=_several(row, "places"),
        members=_members(row) if has_members else None,
        themes=[
            AreaTheme(name, kind)
            for column, kind in _LISTED_KINDS.items()
            for name in _several(row, column) or ()
        ]
        if has_themes
        else None,
        unsaid=frozenset(token for column, token in listed.items() if column not in row),
        where=f"Row {number}",
    )


def _members(row: Mapping[str, str]) -> list[AreaMember]:
    return [
        AreaMember(body, role)
        for column, role in _LISTED_ROLES.items()
        for body in _several(row, column) or ()
    ]


def _several(row: Mapping[str, str], column: str) -> list[str] | None:
    if column not in row:
        return None
    return [each.strip() for each in row[column].split(";") if each.strip()]


def _wave(number: int, text: str) -> int:
    said = text.strip()
    if said and not (said.isascii() and said.isdecimal() and len(said) < 3):
        raise RefusedError(f"In row {number}, wave is not a number.", do="Write 1, 2, 3 …")
    return int(said or 0)
