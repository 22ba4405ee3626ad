"""Read the rows of a survey as a plan says, losing nothing.

A cell that cannot be read as what its column is leaves its row where it is: the cell's text goes to
the row's notes, and a problem is listed.
"""

from __future__ import annotations

from collections.abc import Iterator

from lisdesk.exchange.sheets.cell_readers import CellReader, RowDraft, cell_reader, formula_noter
from lisdesk.exchange.sheets.field_values import ATTRIBUTES
from lisdesk.exchange.sheets.grid import CellValue, SheetGrid, UncalculatedFormula, cell_text
from lisdesk.exchange.sheets.plan import ImportPlan, Role
from lisdesk.exchange.sheets.row_keys import (
    RowKeys,
    content_hash,
    content_text,
    is_id_shared,
)
from lisdesk.exchange.sheets.rows import RowProblem, SurveyRow
from lisdesk.rules.non_answers import has_visible_character
from lisdesk.rules.spans import normalised

__all__ = ["RowProblem", "SurveyRow", "survey_rows"]


def survey_rows(grid: SheetGrid, plan: ImportPlan) -> Iterator[SurveyRow]:
    """Give every row of the sheet from the first response on, blank ones too.

    The plan must have been made for this very grid. Nothing is raised for what stands in a cell;
    UnreadableFileError is, if the stored rows are garbled.
    """
    readers: list[tuple[int, CellReader]] = [
        (column.index, cell_reader(column, plan.words))
        for column in plan.columns
        if column.role not in (Role.ID, Role.IGNORED)
    ]
    constants = {ATTRIBUTES[one]: value for one, value in plan.constants.items()}
    constant_content = [
        f"constant {one.value}={content_text(value)}" for one, value in plan.constants.items()
    ]
    keys = RowKeys(plan, is_id_shared(plan, grid.rows()))
    note_formulas = formula_noter(plan.columns)
    for number, cells in grid.rows():
        if number < plan.data_starts_row:
            continue
        texts = _texts(cells)
        formulas = _taken_formulas(cells, texts) if grid.uncalculated_count else {}
        if not texts and not formulas:
            yield SurveyRow(number, key="", digest="", is_blank=True)
            continue
        draft = RowDraft(number)
        for index, read_cell in readers:
            if index in texts:
                read_cell(draft, cells[index], texts[index])
        note_formulas(draft, formulas)
        draft.content.extend(constant_content)
        yield SurveyRow(
            row_number=number,
            key=keys.key_of(draft, texts, formulas),
            digest=content_hash(draft.content),
            is_blank=False,
            group=draft.group,
            **(constants | draft.values),  # type: ignore[arg-type]  # fields by name
            answers=tuple(draft.answers.items()),
            extras=draft.extras,
            notes=draft.notes,
            problems=tuple(draft.problems),
        )


def _texts(cells: list[CellValue]) -> dict[int, str]:
    """Return the text of every cell that is not blank, by its column."""
    texts: dict[int, str] = {}
    for index, cell in enumerate(cells):
        if not isinstance(cell, str):
            texts[index] = cell_text(cell)
        elif cell and (cell[0].isalnum() or has_visible_character(cell)):
            texts[index] = normalised(cell)
    return texts


def _taken_formulas(cells: list[CellValue], texts: dict[int, str]) -> dict[int, str]:
    """Take the formulas that were never calculated out of a row's texts, and return them."""
    return {
        index: texts.pop(index)
        for index, cell in enumerate(cells)
        if isinstance(cell, UncalculatedFormula)
    }
