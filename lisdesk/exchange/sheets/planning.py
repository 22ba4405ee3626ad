"""Decide what every column of a survey spreadsheet is, by its heading, its cells and the map."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import islice

from lisdesk.errors import RefusedError
from lisdesk.exchange.sheets.choices import is_choice
from lisdesk.exchange.sheets.column_names import ColumnNames
from lisdesk.exchange.sheets.column_roles import ColumnRoles
from lisdesk.exchange.sheets.date_columns import with_date_orders
from lisdesk.exchange.sheets.field_values import read_constants
from lisdesk.exchange.sheets.grid import TEXT_KINDS, SheetGrid, UncalculatedFormula, column_letters
from lisdesk.exchange.sheets.header import (
    TOP_ROWS,
    Header,
    find_header,
    refuse_question_list,
    top_rows,
)
from lisdesk.exchange.sheets.heading_signs import HeadingSigns
from lisdesk.exchange.sheets.headings import field_match, heading_key, id_rank
from lisdesk.exchange.sheets.map_values import meanings
from lisdesk.exchange.sheets.mapped_columns import take_mapped
from lisdesk.exchange.sheets.mapping import ImportMap
from lisdesk.exchange.sheets.matched_columns import (
    refuse_shortened_ids,
    take_fields,
    take_id,
    take_new_questions,
    take_questions,
    warn_of_left_over_answers,
)
from lisdesk.exchange.sheets.plan import ImportPlan, KnownQuestion, ValueWords
from lisdesk.exchange.sheets.profiles import profiles_of
from lisdesk.exchange.sheets.question_match import QuestionMatcher

_MOST_ROWS_NAMED = 5
_GUESSED_ENCODING = "cp1252"


def plan_import(
    grid: SheetGrid,
    import_map: ImportMap | None,
    questions: Sequence[KnownQuestion],
    stakeholder_types: Mapping[str, str],
    known_ids: Collection[str] = (),
) -> ImportPlan:
    """Return what would be imported from each column.

    A column that the map names is what the map says. Any other is a question of the call, a field
    that nothing else fills, or the id of the row, if its heading says so; else it is an extra, kept
    under its heading. If the call has no questions and the map gives none, columns of open text
    become new questions; if there is no open text, the columns whose headings ask something.

    `stakeholder_types` gives the key of a type for its name key (`lisdesk.rules.names.name_key`)
    and for the key itself; `known_ids` are the name keys of the columns by which rows of the call
    are known already. Raises RefusedError for a structural fault: no row of headings, a list
    of questions in place of responses, shortened ids by which rows are known, text beyond the last
    heading of a text file, and columns, questions or values in the map that are not there.
    """
    officers_map = import_map or ImportMap()
    matcher = QuestionMatcher(questions)
    words = ValueWords(dict(stakeholder_types), meanings(officers_map.values, stakeholder_types))
    header = _header(grid, officers_map, matcher, stakeholder_types)
    _refuse_uncalculated_headings(grid, header)
    _refuse_overhang(grid, header)
    names = ColumnNames(header, max(grid.width, len(header.headings)))
    profiles = profiles_of(grid.rows(), len(names.headings), header.data_starts_row)
    roles = ColumnRoles(names, profiles)
    take_mapped(roles, officers_map, questions)
    take_questions(roles, matcher)
    take_fields(roles, officers_map.constants, words)
    take_id(roles, known_ids)
    refuse_shortened_ids(roles, known_ids)
    if not questions and not roles.has_questions:
        take_new_questions(roles)
    elif questions:
        warn_of_left_over_answers(roles)
    columns, date_warnings = with_date_orders(
        roles.planned(), grid, header.data_starts_row, officers_map.date_order
    )
    return ImportPlan(
        header_rows=header.rows,
        data_starts_row=header.data_starts_row,
        columns=columns,
        constants=read_constants(officers_map.constants, officers_map.date_order, words),
        new_questions=tuple(roles.new_questions),
        words=words,
        warnings=(
            *_reading_warnings(grid),
            *_header_warnings(header),
            *roles.warnings,
            *date_warnings,
        ),
    )


def _header(
    grid: SheetGrid,
    officers_map: ImportMap,
    matcher: QuestionMatcher,
    stakeholder_types: Mapping[str, str],
) -> Header:
    @cache
    def is_known(cell: str) -> bool:
        return bool(field_match(cell)) or id_rank(cell) is not None or matcher.is_named_by(cell)

    wanted = {heading_key(name) for name in officers_map.named_columns()}

    @cache
    def is_wanted(cell: str) -> bool:
        return bool(wanted) and heading_key(cell) in wanted

    top = top_rows(list(islice(grid.rows(), TOP_ROWS)))
    refuse_question_list(top)
    signs = HeadingSigns(
        is_wanted=is_wanted,
        is_known=is_known,
        is_number=matcher.is_number,
        is_near=lambda cell: matcher.match(cell) is not None,
        is_choice=lambda cell: is_choice(cell, stakeholder_types),
        is_asking_enough=not matcher.has_questions,
    )
    return find_header(top, officers_map.header_rows, signs)


def _refuse_uncalculated_headings(grid: SheetGrid, header: Header) -> None:
    """Raise RefusedError if a heading is a formula without a value, and so no heading."""
    if not grid.uncalculated_count:
        return
    for number, cells in islice(grid.rows(), TOP_ROWS):
        for index, cell in enumerate(cells):
            if number in header.rows and isinstance(cell, UncalculatedFormula):
                raise RefusedError(
                    f"The heading in row {number}, column {column_letters(index)} is a formula "
                    "that was never calculated.",
                    do="Open the file in Excel or LibreOffice, save it, and import that.",
                )


def _refuse_overhang(grid: SheetGrid, header: Header) -> None:
    """Raise RefusedError for text beyond the last heading: such a row is split wrongly."""
    width = len(header.headings)
    is_beyond = grid.width > width and grid.widest_row >= header.data_starts_row
    if not header.rows or grid.kind not in TEXT_KINDS or not is_beyond:
        return
    raise RefusedError(
        f"Row {grid.widest_row} has text in column {column_letters(grid.width - 1)}, but the "
        f"headings end at column {column_letters(width - 1)}: it is not split as the others are.",
        do="Put text that holds the delimiter in quotation marks, or save the sheet as .xlsx.",
    )


def _header_warnings(header: Header) -> list[str]:
    warnings: list[str] = []
    if header.rows_above:
        above = ", ".join(map(str, header.rows_above[:_MOST_ROWS_NAMED]))
        more = " …" if len(header.rows_above) > _MOST_ROWS_NAMED else ""
        warnings.append(
            f"The headings were found in row {header.rows[-1]}. Above them, and not imported: "
            f"row {above}{more}."
        )
    if len(header.rows) > 1:
        rows = ", ".join(map(str, header.rows))
        warnings.append(f"These rows are taken for headings, and not for responses: {rows}.")
    return warnings


def _reading_warnings(grid: SheetGrid) -> list[str]:
    warnings: list[str] = []
    if grid.encoding == _GUESSED_ENCODING:
        warnings.append(
            "The file is not UTF-8 and was read as Windows-1252. Check pound signs, quotation "
            "marks and accents in the preview; the map can name another encoding."
        )
    if count := grid.uncalculated_count:
        cells = "1 cell holds a formula" if count == 1 else f"{count:,} cells hold formulas"
        warnings.append(
            f"{cells} never calculated, so without a value. Open the file in Excel, or in "
            "LibreOffice and press Ctrl+Shift+F9; save it, take back what came in from this one, "
            "and import that."
        )
    return warnings
