"""Read the sample calls that ship with the program. Everything in them is fiction."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Any

from lisdesk.paths import shipped


@dataclass(frozen=True, slots=True)
class SampleTag:
    """A tag of a sample; without a quote it is on the whole submission."""

    priority: str
    quote: str | None
    question: int | None
    stance: str
    strength: str
    note: str


@dataclass(frozen=True, slots=True)
class SampleSubmission:
    """A submission of a sample; moments are as an officer would type them, keys are vocabulary
    keys.
    """

    respondent: str
    kind: str
    type_key: str
    area: str
    channel: str
    received: str
    received_days_ago: int | None
    sent: str
    permission: str
    email: str
    submitted_by: str
    text: str
    answers: dict[int, str]
    attendees: tuple[str, ...]
    """Names of those who were at the event that it is the note of."""
    tags: tuple[SampleTag, ...]
    confidential: tuple[str, str] | None
    """Reason and quotation."""
    withdrawn: tuple[str, str] | None
    """Moment and reason."""
    decision: tuple[str, str, str] | None
    """Choice, reason and moment."""


@dataclass(frozen=True, slots=True)
class SampleExtension:
    """An extension of a sample call."""

    decided: str
    closes: date
    reason: str
    notice: str


@dataclass(frozen=True, slots=True)
class SamplePriority:
    """A priority that a sample adds to its template's."""

    code: str
    name: str
    parent: str
    definition: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleFinding:
    """A finding of a sample, on a priority or on what a stakeholder type says of it."""

    priority: str
    text: str
    type_key: str


@dataclass(frozen=True, slots=True)
class SampleFeedback:
    """What is done in a sample about what was said on a priority, by an officer or by a body."""

    priority: str
    said: str
    we_did: str
    owner: str
    body: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class SampleCall:
    """A sample: its dates, or for one that is always open their distance in days from today."""

    title: str
    lead: str
    prefix: str
    template: str
    opens: date | None
    closes: date | None
    opens_in_days: int
    closes_in_days: int
    questions: tuple[str, ...]
    extensions: tuple[SampleExtension, ...]
    priorities: tuple[SamplePriority, ...]
    submissions: tuple[SampleSubmission, ...]
    findings: tuple[SampleFinding, ...] = ()
    feedback: tuple[SampleFeedback, ...] = ()


def shipped_sample(name: str) -> SampleCall:
    """Return a sample by its file's name without the ending, such as `llep-2018`."""
    path = shipped("resources") / "samples" / f"{name}.toml"
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    call = document["call"]
    return SampleCall(
        title=call["title"],
        lead=call["lead"],
        prefix=call["prefix"],
        template=call.get("template", ""),
        opens=call.get("opens"),
        closes=call.get("closes"),
        opens_in_days=call.get("opens_in_days", 0),
        closes_in_days=call.get("closes_in_days", 0),
        questions=tuple(question["text"] for question in document.get("question", ())),
        extensions=tuple(SampleExtension(**entry) for entry in document.get("extension", ())),
        priorities=tuple(
            SamplePriority(**{**entry, "keywords": tuple(entry["keywords"])})
            for entry in document.get("priority", ())
        ),
        submissions=tuple(_submission(entry) for entry in document["submission"]),
        findings=tuple(
            SampleFinding(entry["priority"], entry["text"], entry.get("type", ""))
            for entry in document.get("finding", ())
        ),
        feedback=tuple(_feedback(entry) for entry in document.get("feedback", ())),
    )


def _feedback(entry: dict[str, str]) -> SampleFeedback:
    return SampleFeedback(
        priority=entry["priority"],
        said=entry.get("said", ""),
        we_did=entry.get("we_did", ""),
        owner=entry.get("owner", ""),
        body=entry.get("body", ""),
        status=entry["status"],
        reason=entry.get("reason", ""),
    )


def _submission(entry: dict[str, Any]) -> SampleSubmission:
    confidential, withdrawn = entry.get("confidential"), entry.get("withdrawn")
    decision = next(iter(entry.get("decision", ())), None)
    return SampleSubmission(
        respondent=entry["respondent"],
        kind=entry["kind"],
        type_key=entry["type"],
        area=entry.get("area", ""),
        channel=entry["channel"],
        received=entry.get("received", ""),
        received_days_ago=entry.get("received_days_ago"),
        sent=entry.get("sent", ""),
        permission=entry.get("permission", ""),
        email=entry.get("email", ""),
        submitted_by=entry.get("submitted_by", ""),
        text=entry.get("text", ""),
        answers={answer["question"]: answer["text"] for answer in entry.get("answer", ())},
        attendees=tuple(entry.get("attendees", ())),
        tags=tuple(_tag(tag) for tag in entry.get("tag", ())),
        confidential=(confidential["reason"], confidential["quote"]) if confidential else None,
        withdrawn=(withdrawn["at"], withdrawn["reason"]) if withdrawn else None,
        decision=(decision["choice"], decision["reason"], decision["at"]) if decision else None,
    )


def _tag(entry: dict[str, Any]) -> SampleTag:
    return SampleTag(
        priority=entry["priority"],
        quote=entry.get("quote"),
        question=entry.get("question"),
        stance=entry.get("stance", ""),
        strength=entry.get("strength", ""),
        note=entry.get("note", ""),
    )
