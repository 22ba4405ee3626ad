"""What a file brings in, as an edit takes it: rows read and judged by whoever read the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from lisdesk.rules.vocabulary import Channel, Permission, QuestionKind


@dataclass(frozen=True, slots=True)
class IncomingQuestion:
    """A question that a file answers: one of the call's by `number`, else a new one."""

    text: str
    kind: QuestionKind = QuestionKind.OPEN
    number: int | None = None
    choices: tuple[str, ...] = ()


class IncomingRow(NamedTuple):
    """One row of a file. Empty texts and None stand for what the row does not say.

    `answers` are (place in the batch's `questions`, text); `unread` is the raw text of fields that
    could not be read; `key` knows the row again, `digest` tells whether it has changed since.
    """

    row_number: int
    key: str
    digest: str
    is_blank: bool = False
    group: str | None = None
    respondent: str = ""
    submitted_by: str = ""
    email: str = ""
    is_organisation: bool = False
    type_key: str = ""
    area: str = ""
    channel: Channel | None = None
    received_at: datetime | None = None
    sent_at: datetime | None = None
    permission: Permission | None = None
    answers: Sequence[tuple[int, str]] = ()
    extras: Mapping[str, str] = MappingProxyType({})
    unread: Mapping[str, str] = MappingProxyType({})
    problems: Sequence[Mapping[str, str]] = ()
    """Each with `where`, `what` and `kept`."""


@dataclass(frozen=True, slots=True)
class IncomingReading:
    """How a sheet was read, to be told of each of its rows."""

    path: str
    """Where the file is."""
    importer_version: str
    mapping: str
    """As TOML, what was made of each column."""


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file to be imported; `rows` are read once, in the order of the file."""

    name: str
    sha256: str
    sheet: str
    encoding: str
    source: str
    """Which identifiers the rows' keys belong to: the heading of the id column, or CONTENT_SOURCE.
    """
    questions: Sequence[IncomingQuestion]
    rows: Iterable[IncomingRow]
    tells_permission: bool = False
    """Whether the file says, in a column or for all rows, what may be published."""
    reading: IncomingReading | None = None
    """None for what is no sheet."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: rows = new + changed + already_here + joined + blank."""

    reference: str | None
    """None if the call knew every row already, so that nothing was written."""
    rows: int
    new: int
    changed: int
    already_here: int
    joined: int
    blank: int
    problems: list[dict[str, str]]
    undated: int
    """New rows without a readable moment of receipt; they count as received at the import."""
    new_questions: list[int]
    """Numbers of the questions that the call was given."""
