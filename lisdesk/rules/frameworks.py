"""Frameworks: sets of headings that questions and priorities hang on, such as that of 2017."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DEFAULT_GROUP = "heading"
DEFAULT_HEADING = "Foundation"
"""What a column of headings is called where a call has no framework."""


@dataclass(frozen=True, slots=True)
class HeadingDraft:
    """A heading of a framework; `group` is what it is, such as a grand challenge."""

    name: str
    group: str = ""
    aliases: Sequence[str] = ()
    """Other spellings, by which it is found too."""
    key: str = ""
    """The key of a heading that is there already; else it is known by its name."""


@dataclass(frozen=True, slots=True)
class FrameworkDraft:
    """What is to stand of a framework: all its headings, in their order."""

    name: str
    headings: Sequence[HeadingDraft]
    key: str = ""
    """What templates call it by; made from the name if it is new and has none."""


def heading_word(groups: Sequence[str]) -> str:
    """Return what the headings of a framework are called, by the groups of its headings: that of
    the first, such as “Foundation” or “Mission”.
    """
    return group_words(groups[0]) if groups else DEFAULT_HEADING


def group_words(group: str) -> str:
    """Return a group as people write it: “Grand challenge”."""
    said = group.replace("-", " ").strip()
    return f"{said[:1].upper()}{said[1:]}"
