"""What a plan makes of a sheet's columns, as the map that would say the same."""

from __future__ import annotations

from dataclasses import replace

from lisdesk.exchange.sheets.grid import TEXT_KINDS, SheetGrid
from lisdesk.exchange.sheets.mapping import ImportMap
from lisdesk.exchange.sheets.plan import ImportPlan, PlannedColumn, Role


def map_of(plan: ImportPlan, grid: SheetGrid, officers_map: ImportMap | None) -> ImportMap:
    """Return a map that names every column with what became of it.

    What the officer's map says of all rows, and of the meaning of answers, is in it as it was.
    """
    ids, groups = plan.columns_in(Role.ID), plan.columns_in(Role.GROUP)
    return replace(
        officers_map or ImportMap(),
        sheet=None if grid.kind in TEXT_KINDS else grid.name,
        header_rows=plan.data_starts_row - 1 if plan.header_rows else 0,
        id_column=ids[0].heading if ids else None,
        group_by=groups[0].heading if groups else None,
        fields={each.field: each.heading for each in plan.columns_in(Role.FIELD) if each.field},
        questions={each.heading: _question(plan, each) for each in plan.columns_in(Role.QUESTION)},
        ignored_columns=tuple(each.heading for each in plan.columns_in(Role.IGNORED)),
        extra_columns=tuple(each.heading for each in plan.columns_in(Role.EXTRA)),
        encoding=grid.encoding,
    )


def _question(plan: ImportPlan, column: PlannedColumn) -> int | str:
    assert column.question is not None
    if column.question.new_index is not None:
        return plan.new_questions[column.question.new_index].text
    assert column.question.number is not None
    return column.question.number
