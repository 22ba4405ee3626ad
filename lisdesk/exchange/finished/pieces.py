"""What a finished file is read as: pieces of text with their place, and what no file has."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Role(Enum):
    """What a piece of text stands for, which decides what it may say."""

    AUTHOR = "author"
    """Who said something: it must be a name that may be given, or that there is none."""
    WORDS = "words"
    """What respondents said; others may be named in it."""
    FINDING = "finding"
    """What officers conclude, or the quotation that stands in its place."""
    POINTER = "pointer"
    """Where words stand, or their hash: as secret as they are."""
    ABOUT_FILE = "about the file"
    """Properties, names of tables, comments and the like, where no name belongs."""
    OTHER = "other"

    __hash__ = object.__hash__  # a member is one object; the hash of its name takes longer


class Piece(NamedTuple):
    """A text of a finished file."""

    part: str
    place: str
    role: Role
    text: str
    about: str | None = None
    """The submission that the piece is about; None where it is about none."""


class Flaw(NamedTuple):
    """Something that no publication has, whatever it says."""

    part: str
    place: str
    what: str


Found = Piece | Flaw
