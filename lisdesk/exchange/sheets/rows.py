"""One row of a survey as an edit can store it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from lisdesk.exchange.sheets.plan import QuestionRef
from lisdesk.rules.vocabulary import Channel, Permission


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A cell that could not be used as what it is; its row is kept."""

    where: str
    """Row and column: "row 3817, Date"."""
    what: str
    """What is wrong, a whole sentence without a respondent's text."""
    kept: str
    """What was kept instead, a whole sentence."""


class SurveyRow(NamedTuple):
    """One row. Every text is as its cell has it, but for line ends as LF and NUL as U+FFFD.

    A field is None if it has neither a column nor a constant, if its cell is blank, and if its cell
    cannot be read (then `notes` has the cell's text).
    """

    row_number: int
    """As a spreadsheet program shows it, from 1."""
    key: str
    """Knows the row again at the next import: its id, or the hash of its cells if it has none.

    The second and third row of the file with one key have "#2" and "#3" after it.
    """
    digest: str
    """Hash of all that is imported of the row, constants too; differs when the row has changed."""
    is_blank: bool
    """No cell of the row holds anything that shows; all else is then empty."""
    group: str | None = None
    """The cell of the column that rows are grouped by."""
    respondent: str | None = None
    organisation: str | None = None
    submitted_by: str | None = None
    email: str | None = None
    type_key: str | None = None
    area: str | None = None
    channel: Channel | None = None
    received_at: datetime | None = None
    """In UTC. A date without a time of day is 00:00 of that day in Europe/London."""
    sent_at: datetime | None = None
    """In UTC, as `received_at`."""
    permission: Permission | None = None
    answers: tuple[tuple[QuestionRef, str], ...] = ()
    """Cells that are not blank, in the order of the columns; each question at most once."""
    extras: Mapping[str, str] = MappingProxyType({})
    """Heading to text of every other cell that is not blank."""
    notes: Mapping[str, str] = MappingProxyType({})
    """Name of a field to the text of its cell, where the field could not be read from it."""
    problems: tuple[RowProblem, ...] = ()
