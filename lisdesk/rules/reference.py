"""Reference lists that ship with the program, as values: bodies, types, frameworks, templates."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class TemplatePriority:
    """A starting priority of a template; `label` is a key of its framework, or empty."""

    code: str
    name: str
    label: str = ""
    definition: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallTemplate:
    """A question set with its framework and starting priorities."""

    name: str
    title: str
    framework: str
    questions: tuple[TemplateQuestion, ...]
    priorities: tuple[TemplatePriority, ...]
