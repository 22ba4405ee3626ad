"""What a publication must not hold, and what it may: the values of the check before it is handed
over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from lisdesk.rules.vocabulary import Permission, StakeholderKind


class SecretKind(Enum):
    """Why words may not be published, as the list of what was found says it."""

    WITHHELD = "words of a submission that may not be published"
    REDACTED = "redacted or confidential words"
    EARLIER = "words of an earlier version of a text"
    OTHER_CALL = "words of another call"
    NOTE = "an officer’s note or reason"
    NAME = "a name that may not be given"
    OFFICER = "an officer’s name"
    CONTACT = "a contact detail of the register"
    PATH = "a place on this computer"

    @property
    def is_long(self) -> bool:
        """Whether a piece of it tells as much as the whole."""
        return self in _LONG

    @property
    def may_be_said(self) -> bool:
        """Whether others may say it in words of theirs that may be published."""
        return self is not SecretKind.CONTACT


_LONG = frozenset({SecretKind.WITHHELD, SecretKind.EARLIER, SecretKind.OTHER_CALL, SecretKind.NOTE})


@dataclass(frozen=True, slots=True)
class Secret:
    """Words that a publication must not hold, and whose they are: never shown to anyone."""

    kind: SecretKind
    about: str
    """A reference that officers know it by; empty if there is none."""
    words: str


@dataclass(frozen=True, slots=True)
class MayBeSaid:
    """What a publication may say of one submission."""

    permission: Permission
    """In force for the words and the name."""
    is_quotable: bool
    name: str
    kind: StakeholderKind | None


@dataclass(frozen=True, slots=True)
class PublicationSecrets:
    """What the check of one publication looks for, read from the file as it is now.

    The streams are read from their beginning each time; nothing of them is kept.
    """

    long_ones: Callable[[], Iterator[Secret]]
    """Texts and notes, of which a piece tells as much as the whole."""
    short_ones: tuple[Secret, ...]
    """Names, contact details, places: only the whole of one tells anything."""
    permitted: Callable[[Collection[str] | None], Iterator[str]]
    """The texts that the publication may hold, all or those of some submissions by reference, and
    what officers wrote for it."""
    submissions: Mapping[str, MayBeSaid]
    """By reference; of one that is not in it nothing may be said."""
    smallest_count: int
    """Numbers from 1 to below it are withheld in tables that break respondents down."""
    kept: frozenset[str] = field(default=frozenset())
    """Words that an officer decided may stand in what respondents say, as they say them."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that a finished file holds and a publication must not."""

    part: str
    """The part of the package, or the file of a folder."""
    place: str
    """Sheet and cell, or the element; empty for the whole part."""
    what: str
    about: str = ""
    """The submission whose words or name they are; empty if that is not the point."""

    def words(self) -> str:
        """Return it in one line, without any word of what was found."""
        where = f"{self.part}, {self.place}" if self.place else self.part
        return f"{where}: {self.what}" + (f" ({self.about})" if self.about else "")


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What a check looked at."""

    version: int
    parts: int
    pieces: int
    """Cells, names, titles and the like."""
    secrets: int

    def words(self) -> str:
        """Return it in one line, as the receipt says it."""
        return (
            f"check {self.version}: {self.parts:,} parts, {self.pieces:,} pieces, "
            f"{self.secrets:,} secrets"
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check: passed if there is no leak."""

    looked_at: LookedAt
    leaks: tuple[Leak, ...]
    leak_count: int
    """Of which `leaks` lists the first."""
    hints: tuple[Leak, ...]
    """Names in the permitted words of others: for an officer to settle, not refused."""
