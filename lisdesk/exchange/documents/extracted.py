"""What a document gives: its text, where its pages stand in it, and what the text leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lisdesk.rules.found_form import FoundForm

READER_VERSION = "lisdesk-documents 1"
"""Which rules a text was taken out of its file by; raised when the same file gives another text."""


class Aside(StrEnum):
    """Words of a document that are not what its author sent, or not for the reader."""

    DELETED = "deleted"
    HIDDEN = "hidden"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Part:
    """A page, or the header, body, notes or footer: code points `start` up to, not with, `end`."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words that stand in the file and not in its text."""

    kind: Aside
    text: str


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """The text of one document, normalised as texts are kept, and what an officer should know."""

    text: str
    media_type: str
    sha256: str
    """Of the file's bytes."""
    reader: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    """What was done on the way to the text, in whole sentences."""
    problems: tuple[str, ...]
    """What of the document the text lacks, in whole sentences."""
    left_out: tuple[LeftOut, ...]
    encoding: str | None = None
    """Of a plain text or a web page."""
    form: FoundForm | None = None
    """What stands in its fields, if it is a response form of ours."""

    def part_text(self, part: Part) -> str:
        """Return the text of one of the parts."""
        return self.text[part.start : part.end]
