"""The roles of a sheet's columns while they are being given out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lisdesk.exchange.sheets.column_names import ColumnNames
from lisdesk.exchange.sheets.headings import heading_key
from lisdesk.exchange.sheets.plan import Field, NewQuestion, PlannedColumn, QuestionRef, Role
from lisdesk.exchange.sheets.profiles import ColumnProfile
from lisdesk.rules.vocabulary import QuestionKind


class ColumnRoles:
    """Which columns are taken, as what, and what the officer is to know of it."""

    def __init__(self, names: ColumnNames, profiles: Sequence[ColumnProfile]) -> None:
        self.names = names
        self.profiles = profiles
        self.new_questions: list[NewQuestion] = []
        self.warnings: list[str] = []
        self._taken: list[PlannedColumn] = []

    @property
    def has_questions(self) -> bool:
        """Whether any column answers a question."""
        return any(column.role is Role.QUESTION for column in self._taken)

    @property
    def id_index(self) -> int | None:
        """The column that holds the id of the row."""
        return next((one.index for one in self._taken if one.role is Role.ID), None)

    @property
    def filled_fields(self) -> set[Field]:
        """The fields that have a column."""
        return {column.field for column in self._taken if column.field is not None}

    def free(self) -> Iterator[int]:
        """Give the index of every column that is not taken."""
        taken = {column.index for column in self._taken}
        return (index for index in range(len(self.names.headings)) if index not in taken)

    def take(self, index: int, role: Role, field: Field | None = None) -> None:
        """Give a column its role; `field` is set exactly if that is a field."""
        self._taken.append(
            PlannedColumn(
                index=index,
                heading=self.names.headings[index],
                role=role,
                field=field,
                samples=tuple(self.profiles[index].samples),
            )
        )

    def take_question(
        self, index: int, question: QuestionRef, mark: str = "", choice: str = ""
    ) -> None:
        """Let a column answer a question, or one of its choices; `mark` tells apart what the digest
        is to tell apart.
        """
        heading = self.names.headings[index]
        self._taken.append(
            PlannedColumn(
                index=index,
                heading=heading,
                role=Role.QUESTION,
                question=question,
                samples=tuple(self.profiles[index].samples),
                source=f"{heading_key(heading)}{mark}",
                choice=choice,
            )
        )

    def new_question(
        self, text: str, kind: QuestionKind = QuestionKind.OPEN, choices: Sequence[str] = ()
    ) -> QuestionRef:
        """Return the new question with this text, added if it is not there."""
        key = heading_key(text)
        for place, question in enumerate(self.new_questions):
            if heading_key(question.text) == key:
                return QuestionRef(new_index=place)
        self.new_questions.append(NewQuestion(text, kind, tuple(choices)))
        return QuestionRef(new_index=len(self.new_questions) - 1)

    def planned(self) -> tuple[PlannedColumn, ...]:
        """Return every column in the order of the sheet, those that nothing took as extras."""
        for index in list(self.free()):
            self.take(index, Role.EXTRA)
        return tuple(sorted(self._taken, key=lambda column: column.index))
