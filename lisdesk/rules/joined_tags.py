"""What one tag says after another one on the same words has become one with it."""

from __future__ import annotations

from typing import NamedTuple

from lisdesk.rules.vocabulary import Stance, Strength


class TagWords(NamedTuple):
    """What a tag says of the words it stands on."""

    stance: Stance | None
    strength: Strength | None
    note: str


def joined_words(own: TagWords, other: TagWords, origin: str) -> TagWords:
    """Return what a tag says once another one, that was on the priority `origin`, is a part of it.

    Its own stance and strength stay; those that it lacks come from the other. What the other says
    otherwise is added to the note, as a line that begins with where it was said.
    """
    return TagWords(
        own.stance or other.stance,
        own.strength or other.strength,
        "\n".join(part for part in (own.note, _line(own, other, origin)) if part),
    )


def says_otherwise(own: TagWords, other: TagWords) -> bool:
    """Whether another tag says something that has no place beside a tag's own but its note."""
    return bool(_otherwise(own, other))


def _line(own: TagWords, other: TagWords, origin: str) -> str:
    parts = _otherwise(own, other)
    line = f"On {origin}: {'; '.join(parts)}" if parts else ""
    return "" if line in own.note.splitlines() else line


def _otherwise(own: TagWords, other: TagWords) -> list[str]:
    marks = ((own.stance, other.stance), (own.strength, other.strength))
    parts = [theirs.label for ours, theirs in marks if ours and theirs and ours is not theirs]
    return [*parts, other.note] if other.note and other.note != own.note else parts
