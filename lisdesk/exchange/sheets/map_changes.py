"""Change a map one column at a time, as an officer does who looks at the columns."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lisdesk.exchange.sheets.mapping import ImportMap
from lisdesk.exchange.sheets.plan import Field, ImportPlan, PlannedColumn, Role


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What a column becomes: for a field which one, for a question its number.

    A question without a number is a new one, with the column's heading as its words.
    """

    role: Role
    field: Field | None = None
    question: int | None = None


def use_of(plan: ImportPlan, index: int) -> ColumnUse:
    """Return what a plan makes of a column; the first use of one that has several."""
    column = next(each for each in plan.columns if each.index == index)
    number = column.question.number if column.question else None
    return ColumnUse(column.role, column.field, number)


def single_columns(plan: ImportPlan) -> tuple[PlannedColumn, ...]:
    """Return each column of the sheet once, in its order."""
    return tuple({column.index: column for column in reversed(plan.columns)}.values())[::-1]


def with_column(officers_map: ImportMap, heading: str, use: ColumnUse) -> ImportMap:
    """Return the map with one column used otherwise.

    A field that another column or a constant fills, and the place of the id or of what rows are
    grouped by, goes to this column.
    """
    bare = without_column(officers_map, heading)
    if use.role is Role.FIELD and use.field is not None:
        constants = {field: text for field, text in bare.constants.items() if field != use.field}
        return replace(bare, fields={**bare.fields, use.field: heading}, constants=constants)
    if use.role is Role.QUESTION:
        return replace(bare, questions={**bare.questions, heading: use.question or heading})
    if use.role is Role.ID:
        return replace(bare, id_column=heading)
    if use.role is Role.GROUP:
        return replace(bare, group_by=heading)
    if use.role is Role.IGNORED:
        return replace(bare, ignored_columns=(*bare.ignored_columns, heading))
    return replace(bare, extra_columns=(*bare.extra_columns, heading))


def with_constant(officers_map: ImportMap, field: Field, text: str) -> ImportMap:
    """Return the map with a value for every row; an empty text takes the value away."""
    constants = {each: value for each, value in officers_map.constants.items() if each != field}
    if not text:
        return replace(officers_map, constants=constants)
    fields = {each: name for each, name in officers_map.fields.items() if each != field}
    return replace(officers_map, constants={**constants, field: text}, fields=fields)


def without_column(officers_map: ImportMap, heading: str) -> ImportMap:
    """Return the map without a word on a column."""
    return replace(
        officers_map,
        id_column=None if officers_map.id_column == heading else officers_map.id_column,
        group_by=None if officers_map.group_by == heading else officers_map.group_by,
        fields={field: name for field, name in officers_map.fields.items() if name != heading},
        questions={name: to for name, to in officers_map.questions.items() if name != heading},
        ignored_columns=tuple(name for name in officers_map.ignored_columns if name != heading),
        extra_columns=tuple(name for name in officers_map.extra_columns if name != heading),
    )


def without_columns(officers_map: ImportMap) -> ImportMap:
    """Return the map with what it says of the whole sheet only, such as the order of dates."""
    return replace(
        officers_map,
        id_column=None,
        group_by=None,
        fields={},
        questions={},
        ignored_columns=(),
        extra_columns=(),
    )
