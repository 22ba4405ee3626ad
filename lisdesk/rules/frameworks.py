"""Frameworks: sets of headings that questions and priorities hang on, such as that of 2017."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SHIPPED_FRAMEWORK = "industrial-strategy-2017"
"""The key of the one that every file starts with, which templates name."""
SHIPPED_HEADINGS = frozenset(
    {"ideas", "people", "infrastructure", "business-environment", "places",
     "ai-and-data", "ageing-society", "clean-growth", "future-of-mobility"}
)  # fmt: skip
"""The keys of its headings, which questions of templates hang on."""
DEFAULT_GROUP = "heading"
DEFAULT_HEADING = "Foundation"
"""What a column of headings is called where a call has no framework."""
_SHORT = re.compile("[a-z0-9-]+")
_NOT_SHORT = re.compile("[^a-z0-9]+")
_NAMED_OF_CALLS = 3


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
    said = group.replace("-", " ").strip() if _SHORT.fullmatch(group) else group
    return f"{said[:1].upper()}{said[1:]}"


def stored_group(said: str) -> str:
    """Return what somebody wrote of a group as it is stored: short, such as “grand-challenge”,
    where `group_words` gives the same words back, else as it is.
    """
    words = " ".join(said.replace("\0", "").split())
    shown = f"{words[:1].upper()}{words[1:]}"
    short = _NOT_SHORT.sub("-", words.casefold()).strip("-") or DEFAULT_GROUP
    return short if not words or group_words(short) == shown else shown


def users_words(calls: Sequence[str]) -> str:
    """Return the calls that use a framework: “LLEP-2018-01, D2N2-2018-01 and others”."""
    others = " and others" if len(calls) > _NAMED_OF_CALLS else ""
    return f"{', '.join(calls[:_NAMED_OF_CALLS])}{others}"
