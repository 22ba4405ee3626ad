"""A coded project as programs for qualitative analysis exchange it, in the words of REFI-QDA.

What goes out and what comes in are the same values, so that whatever is written can be compared
with what is read. GUIDs are lower case, without braces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from lisdesk.rules.vocabulary import PriorityColour

Value = str | bool | datetime


class ValueKind(Enum):
    """What a variable holds; the value is the format's own word."""

    TEXT = "Text"
    TRUTH = "Boolean"
    MOMENT = "DateTime"


class Coder(NamedTuple):
    """Who coded."""

    guid: str
    name: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code, which for us is a priority."""

    guid: str
    name: str
    description: str = ""
    parent_guid: str = ""
    """Empty at the top."""
    is_codable: bool = True
    memos: tuple[str, ...] = ()
    """Notes on it, as far as they came with one."""
    colour: PriorityColour | None = None
    """None if it has none of its own."""


@dataclass(frozen=True, slots=True)
class Coding:
    """That something was coded to a code, which for us is a tag."""

    guid: str
    code_guid: str
    coder: str = ""
    """By name; empty if it is not known."""
    coded_at: datetime | None = None
    memo: str = ""


class SourceMemo(NamedTuple):
    """What somebody noted on a passage that is coded to nothing, or on a whole source."""

    text: str
    writer: str = ""
    """By name; empty if it is not known."""
    written_at: datetime | None = None
    guid: str = ""
    """Only told of what goes out."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a source's text, in code points, end exclusive, with what it is coded to."""

    guid: str
    start: int
    end: int
    codings: tuple[Coding, ...] = ()
    memo: str = ""
    bookmark: Coding | None = None
    """That it was bookmarked as a quotation, and by whom; None if it was not."""
    writer: str = ""
    """Who wrote the memo on one that is coded to nothing; empty if it is not known."""
    written_at: datetime | None = None

    @property
    def own_memo(self) -> SourceMemo | None:
        """The memo on one that is coded to nothing; that of another goes to its codings."""
        is_alone = bool(self.memo) and not self.codings
        return SourceMemo(self.memo, self.writer, self.written_at) if is_alone else None


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was coded, which for us is a submission."""

    guid: str
    name: str
    text: str
    """With LF as line end."""
    made_at: datetime | None = None
    passages: tuple[Passage, ...] = ()
    codings: tuple[Coding, ...] = ()
    """Of the whole."""
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    """By the name of the variable."""
    cases: tuple[str, ...] = ()
    """The names of the cases that it belongs to; only told of what comes in."""
    memos: tuple[SourceMemo, ...] = ()


class Case(NamedTuple):
    """Whom sources are from."""

    guid: str
    name: str
    source_guids: tuple[str, ...]


class SourceSet(NamedTuple):
    """Sources that belong together."""

    guid: str
    name: str
    source_guids: tuple[str, ...]


class Variable(NamedTuple):
    """Something that is said of sources."""

    guid: str
    name: str
    kind: ValueKind


class Note(NamedTuple):
    """Words about the project as a whole."""

    guid: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class CodedProject:
    """A project about to be written; `sources` are gone through once."""

    guid: str
    name: str
    made_at: datetime
    codes: tuple[Code, ...]
    """Each after its parent, in the order of the frame."""
    coders: tuple[Coder, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    sources: Iterable[Source] = ()
    notes: tuple[Note, ...] = ()
    sets: tuple[SourceSet, ...] = ()


class Lost(NamedTuple):
    """Something of a file that has no home here, or was not as it should be."""

    where: str
    what: str
    kept: str = "Nothing of it."

    def as_problem(self) -> dict[str, str]:
        """Return it as imports keep their problems."""
        return {"where": self.where, "what": self.what, "kept": self.kept}
