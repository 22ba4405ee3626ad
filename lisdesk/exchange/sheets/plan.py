"""What is about to be imported, column by column, for the officer to see beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from lisdesk.exchange.sheets.choices import read_channel, read_permission, read_type
from lisdesk.rules.names import name_key
from lisdesk.rules.vocabulary import Channel, Permission, QuestionKind

IMPORTER_VERSION = "lisdesk-sheets 1"
"""To be raised when the same sheet would come in otherwise by the same map."""

FieldValue = str | datetime | Channel | Permission
"""What a field can hold; a moment is in UTC, a type is its key."""


class Field(Enum):
    """A field of a submission that a column, or a constant, can fill."""

    RESPONDENT = "respondent"
    ORGANISATION = "organisation"
    TYPE = "type"
    AREA = "area"
    EMAIL = "email"
    CHANNEL = "channel"
    RECEIVED = "received"
    SENT = "sent"
    PERMISSION = "permission"
    SUBMITTED_BY = "submitted_by"

    @classmethod
    def find(cls, name: str) -> Field | None:
        """Return the field of this name, without case, hyphens for nothing; None for another."""
        wanted = name.casefold().replace("-", "").replace(" ", "_")
        return next((one for one in cls if one.value == wanted), None)

    @classmethod
    def named(cls, name: str) -> Field:
        """Return the field of a name that `find` knows; KeyError for another."""
        found = cls.find(name)
        if found is None:
            raise KeyError(name)
        return found


class Role(Enum):
    """What a column is used as."""

    FIELD = "field"
    QUESTION = "question"
    ID = "id"
    GROUP = "group"
    EXTRA = "extra"
    IGNORED = "ignored"


class DateOrder(Enum):
    """How a date written in figures is to be read."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


@dataclass(frozen=True, slots=True)
class ValueWords:
    """The words of closed answers: those of the map come before those of the lists."""

    type_keys: Mapping[str, str]
    """Name key, or key, of a stakeholder type to its key."""
    of_map: Mapping[Field, Mapping[str, FieldValue]] = field(default_factory=dict)
    """By field, the name key of an answer to what the map says that it means."""

    def value(self, one: Field, text: str) -> FieldValue | None:
        """Return what a text means in a field that has a list of values, or by the map in an area.

        None if that cannot be told, and for a field without a list.
        """
        meant = self.of_map.get(one, {}).get(name_key(text)) if self.of_map else None
        if meant is not None:
            return meant
        if one is Field.TYPE:
            return read_type(text, self.type_keys)
        if one is Field.CHANNEL:
            return read_channel(text)
        return read_permission(text) if one is Field.PERMISSION else None


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question that the call already has."""

    number: int
    text: str
    kind: QuestionKind = QuestionKind.OPEN


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question that the call is to be given by this import."""

    text: str
    kind: QuestionKind = QuestionKind.OPEN
    choices: tuple[str, ...] = ()


class QuestionRef(NamedTuple):
    """Which question a column answers; exactly one of the two is set."""

    number: int | None = None
    """Number of a question of the call."""
    new_index: int | None = None
    """Place of a new question in `ImportPlan.new_questions`, from 0."""


@dataclass(frozen=True, slots=True)
class PlannedColumn:
    """One column of the sheet and what becomes of it."""

    index: int
    """From 0; column A is 0."""
    heading: str
    """Unique in the sheet without case: a second "Name" is "Name (2)", a blank one "Column C"."""
    role: Role
    field: Field | None = None
    """Set exactly when the role is FIELD."""
    question: QuestionRef | None = None
    """Set exactly when the role is QUESTION."""
    date_order: DateOrder | None = None
    """How dates in figures are read; None: those that can be read in two ways become problems."""
    samples: tuple[str, ...] = ()
    """Up to three different values that are not blank, cut at 80 characters."""
    source: str = ""
    """For a question: stands for it in the row's digest, the same before and after it is stored."""
    choice: str = ""
    """For a question with several choices: the one whose ticks the column holds."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """How every row of the sheet is to be read."""

    header_rows: tuple[int, ...]
    """Numbers of the rows that hold headings, from 1; empty if the sheet has none."""
    data_starts_row: int
    """Number of the first row of responses."""
    columns: tuple[PlannedColumn, ...]
    constants: Mapping[Field, FieldValue] = field(default_factory=dict)
    """Values for every row: moments in UTC, keys of types, text."""
    new_questions: tuple[NewQuestion, ...] = ()
    words: ValueWords = field(default_factory=lambda: ValueWords({}))
    """How closed answers are read."""
    warnings: tuple[str, ...] = ()
    """Whole sentences to be shown before the import."""

    def columns_in(self, role: Role) -> tuple[PlannedColumn, ...]:
        """Return the columns with this role, in the order of the sheet."""
        return tuple(column for column in self.columns if column.role is role)
