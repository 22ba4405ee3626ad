"""What an edit did: which kinds of thing changed, how to take it back, what it has to tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, TypeVar

T = TypeVar("T")

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


TAKE_BACK = "take_back"
"""The verb that takes an edit back; its argument is the audit entry of that edit."""

LASTING_VERBS = frozenset(
    {
        "record_contact_export",
        "record_hand_over",
        "record_publication",
        "retract_publication",
        "set_up_file",
        "take_in_part",
    }
)
"""Edits that stay: a file keeps its id and lists, and what was handed out stays on record."""


class Kind(Enum):
    """A kind of thing a screen may have to read again."""

    CALL = "call"
    QUESTION = "question"
    PRIORITY = "priority"
    STAKEHOLDER = "stakeholder"
    SUBMISSION = "submission"
    TAG = "tag"
    READING = "reading"
    IMPORT = "import"
    CAMPAIGN = "campaign"
    SETTING = "setting"
    SUGGESTION = "suggestion"
    VIEW = "view"
    REDACTION = "redaction"
    FINDING = "finding"
    PROGRAMME = "programme"
    COVERAGE = "coverage"


@dataclass(frozen=True, slots=True)
class Step:
    """An edit as data: a verb's name, the version of its arguments, and the arguments as JSON
    values.
    """

    verb: str
    version: int
    arguments: dict[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """The result of one edit that was saved whole."""

    result: T
    entry_id: int | None
    """The audit entry of the edit; None if it changed nothing."""
    changed: frozenset[Kind]
    inverse: Step | None
    """The edit that takes this one back; None if it changed nothing, or is there to stay."""
