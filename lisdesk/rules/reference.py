"""Reference lists that ship with the program, as values: bodies, types, frameworks, templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lisdesk.rules.call_policies import PolicyValue
from lisdesk.rules.vocabulary import QuestionKind


@dataclass(frozen=True, slots=True)
class ReferenceLep:
    """One of the 38 Local Enterprise Partnerships of 2019; dates are kept as they were
    announced.
    """

    name: str
    official_name: str
    short_name: str
    wave: int
    joint_area: str
    announced: str
    target: str


@dataclass(frozen=True, slots=True)
class ReferenceType:
    """A stakeholder type; `parent` is the key of its parent, or empty."""

    key: str
    label: str
    parent: str


@dataclass(frozen=True, slots=True)
class ReferenceLabel:
    """A label of a framework, in the group `foundation` or `grand-challenge`."""

    key: str
    group: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceFramework:
    """A set of national labels."""

    key: str
    name: str
    labels: tuple[ReferenceLabel, ...]


@dataclass(frozen=True, slots=True)
class ReferenceData:
    """What every new consultation file starts with."""

    leps: tuple[ReferenceLep, ...]
    types: tuple[ReferenceType, ...]
    frameworks: tuple[ReferenceFramework, ...]


@dataclass(frozen=True, slots=True)
class TemplateQuestion:
    """A question of a template; `labels` are keys of its framework."""

    text: str
    kind: QuestionKind = QuestionKind.OPEN
    labels: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    most: int | None = None
    takes_file: bool = False


@dataclass(frozen=True, slots=True)
class TemplatePriority:
    """A starting priority of a template; `labels` are keys of its framework, `parent` is the code
    of a priority before it, or empty.
    """

    code: str
    name: str
    labels: tuple[str, ...] = ()
    definition: str = ""
    keywords: tuple[str, ...] = ()
    parent: str = ""
    include: str = ""
    exclude: str = ""
    examples: str = ""


@dataclass(frozen=True, slots=True)
class CallTemplate:
    """A question set with its framework and starting priorities, and how its calls are run."""

    name: str
    title: str
    framework: str
    questions: tuple[TemplateQuestion, ...]
    priorities: tuple[TemplatePriority, ...]
    types: tuple[ReferenceType, ...] = ()
    """Stakeholder types that a file is given if it does not have them."""
    consent: str = ""
    """What a respondent agrees to, in the words of the response form."""
    policies: Mapping[str, PolicyValue] = field(default_factory=dict)
    """Values by the keys of `call_policies.POLICIES`; one that is missing is as in any new call."""
