"""Notes of events, meetings and calls: which submissions list attendees, lists of names as people
paste them, and headings to write a note under.
"""

from __future__ import annotations

from dataclasses import dataclass

from lisdesk.rules.vocabulary import Channel

CHANNELS_WITH_ATTENDEES = frozenset({Channel.EVENT, Channel.MEETING, Channel.TELEPHONE})
"""How a submission comes in that is the note of something several people were at."""

_BULLETS = "•◦▪●‣·*–—-"


@dataclass(frozen=True, slots=True)
class NoteTemplate:
    """A kind of event with the headings of its note."""

    title: str
    headings: tuple[str, ...]

    def words(self) -> str:
        """Return the headings, each with room below it."""
        return "\n\n\n".join(f"{heading}:" for heading in self.headings) + "\n"


NOTE_TEMPLATES: dict[Channel, tuple[NoteTemplate, ...]] = {
    Channel.EVENT: (
        NoteTemplate(
            "Workshop",
            ("Where and when", "Who spoke", "What was said on each priority", "Actions"),
        ),
        NoteTemplate(
            "Public event",
            ("Where and when", "Who was there", "What was asked", "What was said", "Actions"),
        ),
    ),
    Channel.MEETING: (
        NoteTemplate(
            "Meeting",
            ("Where and when", "What it was about", "What each said", "Agreed", "Actions"),
        ),
        NoteTemplate(
            "Site visit",
            ("Where and when", "Who showed us round", "What we saw", "What was said", "Actions"),
        ),
    ),
    Channel.TELEPHONE: (
        NoteTemplate(
            "Telephone call",
            ("Who rang whom, and when", "What was said", "Evidence offered", "What we promised"),
        ),
    ),
}
"""The templates that are offered for a channel."""


def is_untouched(words: str) -> bool:
    """Whether a note is empty, or a template below whose headings nothing is written yet."""
    standing = words.split()
    templates = (each.words() for several in NOTE_TEMPLATES.values() for each in several)
    return not standing or any(standing == each.split() for each in templates)


def written_note(words: str) -> str:
    """Return what is written in a note: nothing, if that is headings alone."""
    return "" if is_untouched(words) else words


def pasted_names(text: str) -> list[tuple[str, str]]:
    """Return the names of a list with one on each line, and the type beside each if a tab parts
    the two.

    Signs of a list before a name are left out, and so is a line without a name or with one again.
    """
    found: dict[str, str] = {}
    for line in text.splitlines():
        name, _, kind = line.partition("\t")
        shortened = name.strip()
        if shortened[:2].strip(_BULLETS).isspace():
            shortened = shortened[2:]
        shortened = " ".join(shortened.split())
        if any(map(str.isalnum, shortened)):
            found.setdefault(shortened, " ".join(kind.split()))
    return list(found.items())
