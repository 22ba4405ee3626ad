"""Questions with several choices, which survey programs export as a column for each choice."""

from __future__ import annotations

import re

from lisdesk.rules.names import name_key
from lisdesk.rules.non_answers import is_non_answer

SEPARATOR = "; "
"""Stands between the choices of an answer."""

_ENCLOSED = re.compile(r"(?P<question>.+?)\s*[\[(](?P<choice>[^\[\]()]+)[\])]\s*")
_PARTED = re.compile(r"\s+[-\u2013\u2014]\s+|:\s+|\s*/\s*")
_TICKED = frozenset({"1", "x", "y", "yes", "true", "selected", "checked", "ticked", "✓", "✔", "☑"})
_LEFT = frozenset({"0", "n", "no", "false", "not selected", "unchecked", "unticked", "☐"})


def choice_parts(heading: str) -> list[tuple[str, str]]:
    """Return the ways in which a heading may be a question and one of its choices.

    "Which sectors? - Food", "Which sectors? [Food]", "Which sectors?: Food"; longest question
    first.
    """
    ways = [
        (heading[: match.start()], heading[match.end() :].strip())
        for match in reversed(list(_PARTED.finditer(heading)))
    ]
    if enclosed := _ENCLOSED.fullmatch(heading):
        ways.insert(0, (enclosed["question"], enclosed["choice"].strip()))
    return [(question, choice) for question, choice in ways if question.strip() and choice]


def choice_of(heading: str) -> str:
    """Return the choice that a heading names; the whole heading if it names no question."""
    return next((choice for _, choice in choice_parts(heading)), heading)


def ticked(choice: str, text: str) -> str:
    """Return what a cell below a choice adds to the answer; nothing if the choice is not taken.

    Words of the respondent's own, as below "Other", stand after the choice; a dash and words that
    say nothing, such as "n/a", are none.
    """
    key = name_key(text)
    if key and (key in _TICKED or key == name_key(choice)):
        return choice
    if key in _LEFT or is_non_answer(text):
        return ""
    return f"{choice}: {text.strip()}"
