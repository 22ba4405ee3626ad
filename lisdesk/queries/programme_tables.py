"""The programme as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lisdesk.queries.programme import ProgrammeRow, counted
from lisdesk.queries.programme_calls import CallStages, calls_said
from lisdesk.rules.programme import AreaRole
from lisdesk.table import Cell, CellKind, Column, Table

_LONG = CellKind.LONG_TEXT
_AREA = (Column("Area", width=40), Column("Wave", CellKind.WHOLE_NUMBER))


def programme_tables(rows: Sequence[ProgrammeRow], stages: CallStages) -> tuple[Table, ...]:
    """Return the sheets Areas, Bodies, Priorities, Documents and Updates of some areas."""
    return (_areas(rows, stages), _bodies(rows), _themes(rows), _documents(rows), _updates(rows))


def _areas(rows: Sequence[ProgrammeRow], stages: CallStages) -> Table:
    columns = (
        Column("Announced"),
        Column("Target"),
        Column("Published"),
        Column("Led by", width=28),
        Column("Leads", _LONG),
        Column("Partners", _LONG),
        Column("LEPs", CellKind.WHOLE_NUMBER),
        Column("Calls", width=32),
        Column("Places"),
        Column("Also called", _LONG),
    )

    def cells(row: ProgrammeRow) -> Iterable[Sequence[Cell]]:
        yield (
            row.announced,
            row.target,
            row.published,
            row.led_by,
            _bodies_of(row, AreaRole.LEAD),
            _bodies_of(row, AreaRole.PARTNER),
            len(row.leps),
            "; ".join(calls_said(row, stages)),
            "; ".join(row.places),
            "; ".join(each.told for each in row.spellings),
        )

    about = "Each area with a strategy: its wave, when it is due, when it was published, who leads."
    return _table(rows, "Areas", about, columns, cells)


def _bodies(rows: Sequence[ProgrammeRow]) -> Table:
    columns = (
        Column("Body", width=40),
        Column("Kind", width=28),
        Column("Role", width=20),
        Column("From"),
        Column("Until"),
        Column("Other names and codes", _LONG),
    )

    def cells(row: ProgrammeRow) -> Iterable[Sequence[Cell]]:
        for each in row.members:
            told = each.name, each.sort.label, each.role.label, each.since, each.until
            yield (*told, "; ".join(each.names))

    return _table(
        rows, "Bodies", "The bodies of each area, and from when until when.", columns, cells
    )


def _themes(rows: Sequence[ProgrammeRow]) -> Table:
    columns = Column("Named", _LONG), Column("Kind", width=20), Column("By", width=40)

    def cells(row: ProgrammeRow) -> Iterable[Sequence[Cell]]:
        return ((each.name, each.kind.label, each.body) for each in row.themes)

    return _table(
        rows, "Priorities", "Priorities, emerging themes and specialisms.", columns, cells
    )


def _documents(rows: Sequence[ProgrammeRow]) -> Table:
    columns = (
        Column("Title", _LONG),
        Column("Dated"),
        Column("Link", _LONG),
        Column("Of", width=40),
    )

    def cells(row: ProgrammeRow) -> Iterable[Sequence[Cell]]:
        return ((each.title, each.dated, each.link, each.body) for each in row.documents)

    about = "Documents as far as they are known: no date and no link is made up."
    return _table(rows, "Documents", about, columns, cells)


def _updates(rows: Sequence[ProgrammeRow]) -> Table:
    columns = (
        Column("Dated"),
        Column("Said", _LONG),
        Column("Of", width=40),
        Column("Source", _LONG),
    )

    def cells(row: ProgrammeRow) -> Iterable[Sequence[Cell]]:
        return ((each.dated, each.said, each.body, each.source) for each in row.updates)

    return _table(rows, "Updates", "What was said of the progress, to the letter.", columns, cells)


def _table(
    rows: Sequence[ProgrammeRow],
    name: str,
    description: str,
    columns: Sequence[Column],
    cells: Callable[[ProgrammeRow], Iterable[Sequence[Cell]]],
) -> Table:
    return Table(
        name,
        f"Programme: {name.casefold()}",
        description,
        counted(rows),
        (*_AREA, *columns),
        [(row.name, row.wave, *line) for row in rows for line in cells(row)],
    )


def _bodies_of(row: ProgrammeRow, role: AreaRole) -> str:
    return "; ".join(each.name for each in row.members if each.role is role)
