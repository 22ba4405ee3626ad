"""What becomes of one cell, by the role of its column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from lisdesk.exchange.sheets.field_values import (
    ATTRIBUTES,
    LISTED_FIELDS,
    FieldFaultError,
    read_field,
)
from lisdesk.exchange.sheets.grid import CellValue
from lisdesk.exchange.sheets.plan import (
    Field,
    FieldValue,
    PlannedColumn,
    QuestionRef,
    Role,
    ValueWords,
)
from lisdesk.exchange.sheets.row_keys import content_text
from lisdesk.exchange.sheets.rows import RowProblem
from lisdesk.exchange.sheets.ticks import SEPARATOR, ticked
from lisdesk.rules.file_pointers import points_to_file

_KEPT_IN_NOTES = "The row, with the text of the cell in its notes."
_ADVICE = " The map can say what it means, under [values.{}]."
_KEPT_FORMULA = "The row, with the formula in its notes."
_UNCALCULATED = (
    "This formula was never calculated, so the file has no value for it; open the file in Excel or "
    "LibreOffice, save it, and import that."
)
_POINTS_TO_FILE = "The answer points to a file that the sheet does not hold."
_KEPT_ANSWER = "The row. Attach the file to its submission."
_KEPT_AS_EXTRA = "Both: the first as the answer, this one as an extra."


@dataclass(slots=True)
class RowDraft:
    """A row while its cells are being read."""

    number: int
    group: str | None = None
    values: dict[str, FieldValue] = field(default_factory=dict)
    """Attribute of `SurveyRow` to its value."""
    answers: dict[QuestionRef, str] = field(default_factory=dict)
    extras: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    content: list[str] = field(default_factory=list)
    """One text for each thing imported, in any order; the digest is of these."""

    def add_problem(self, heading: str, what: str, kept: str) -> None:
        """List a problem of one cell."""
        self.problems.append(RowProblem(f"row {self.number}, {heading}", what, kept))


CellReader = Callable[[RowDraft, CellValue, str], None]
"""Takes the row's draft, a cell that is not blank, and the cell's normalised text."""


def cell_reader(column: PlannedColumn, words: ValueWords) -> CellReader:
    """Return what reads the cells of a column into a row; not for ids and ignored columns."""
    if column.question is not None and column.choice:
        return _tick_reader(column, column.question)
    if column.question is not None:
        return _answer_reader(column, column.question)
    if column.field is not None:
        return _field_reader(column, column.field, words)
    return _group_reader() if column.role is Role.GROUP else _extra_reader(column.heading)


def formula_noter(
    columns: Sequence[PlannedColumn],
) -> Callable[[RowDraft, Mapping[int, str]], None]:
    """Return what keeps, in a row's notes, the formulas of cells that were never calculated.

    It takes the row's draft and the formulas by their columns; those of ignored columns are left.
    """
    kept = [column for column in columns if column.role is not Role.IGNORED]
    headings = {column.index: column.heading for column in kept}
    names = headings | {column.index: column.field.value for column in kept if column.field}

    def note(draft: RowDraft, formulas: Mapping[int, str]) -> None:
        for index, formula in formulas.items():
            if index in names:
                draft.notes[names[index]] = formula
                draft.content.append(f"note {names[index]}={formula}")
                draft.add_problem(headings[index], _UNCALCULATED, _KEPT_FORMULA)

    return note


def _answer_reader(column: PlannedColumn, question: QuestionRef) -> CellReader:
    heading, label = column.heading, f"answer {column.source}="
    keep_extra = _extra_reader(heading)

    def read(draft: RowDraft, cell: CellValue, text: str) -> None:
        if question in draft.answers:
            draft.add_problem(
                heading, "Another column has an answer to this question.", _KEPT_AS_EXTRA
            )
            keep_extra(draft, cell, text)
            return
        draft.answers[question] = text
        draft.content.append(label + text)
        if points_to_file(text):
            draft.add_problem(heading, _POINTS_TO_FILE, _KEPT_ANSWER)

    return read


def _tick_reader(column: PlannedColumn, question: QuestionRef) -> CellReader:
    label = f"answer {column.source}="

    def read(draft: RowDraft, _: CellValue, text: str) -> None:
        draft.content.append(label + text)
        taken = ticked(column.choice, text)
        if taken:
            before = draft.answers.get(question)
            draft.answers[question] = f"{before}{SEPARATOR}{taken}" if before else taken

    return read


def _extra_reader(heading: str) -> CellReader:
    label = f"extra {heading}="

    def read(draft: RowDraft, _: CellValue, text: str) -> None:
        draft.extras[heading] = text
        draft.content.append(label + text)

    return read


def _group_reader() -> CellReader:
    def read(draft: RowDraft, _: CellValue, text: str) -> None:
        draft.group = text.strip()
        draft.content.append(f"group={draft.group}")

    return read


def _field_reader(column: PlannedColumn, one: Field, words: ValueWords) -> CellReader:
    attribute, heading, order = ATTRIBUTES[one], column.heading, column.date_order
    name = one.value
    advice = _ADVICE.format(name) if one in LISTED_FIELDS else ""
    # The same dates, choices and places stand in many rows.
    known: dict[str, tuple[FieldValue | FieldFaultError, str]] = {}

    def value_of(cell: CellValue, text: str) -> tuple[FieldValue | FieldFaultError, str]:
        try:
            value = read_field(one, cell, order, words)
        except FieldFaultError as fault:
            return fault, f"note {name}={text}"
        return value, f"{name}={content_text(value)}"

    def read(draft: RowDraft, cell: CellValue, text: str) -> None:
        if text not in known:
            known[text] = value_of(cell, text)
        value, content = known[text]
        draft.content.append(content)
        if isinstance(value, FieldFaultError):
            draft.notes[name] = text
            draft.add_problem(heading, f"{value}{advice}", _KEPT_IN_NOTES)
        else:
            draft.values[attribute] = value

    return read
