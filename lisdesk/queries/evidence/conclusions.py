"""What the officers concluded, and which of it holds words that may not be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.disclosure import Disclosure
from lisdesk.queries.evidence.published_words import PublishedWords
from lisdesk.queries.evidence.sheets import ROWS_AT_ONCE
from lisdesk.rules.feedback import FeedbackStatus, OwnerKind
from lisdesk.rules.quantifiers import DEFAULT_SCALE, QuantifierStep
from lisdesk.rules.quoted_words import QuotingTexts
from lisdesk.rules.vocabulary import Permission
from lisdesk.store.entities import (
    Excerpt,
    Feedback,
    Finding,
    Priority,
    Redaction,
    SourceText,
    Submission,
    SubmissionLink,
)
from lisdesk.store.scales import scale_of

FindingPlace = tuple[int, int | None]
"""A priority, and a stakeholder type or None for the priority as a whole."""
BARRED = "Withheld: it quotes words that may not be published."
"""In place of what an officer wrote."""


@dataclass(frozen=True, slots=True)
class FindingFact:
    """A finding, and who wrote it last."""

    text: str
    officer: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class FeedbackFact:
    """What was said on a priority and what is done about it, as the officer gave it."""

    you_said: str
    we_did: str
    owner: str
    owner_kind: OwnerKind
    due_on: date | None
    status: FeedbackStatus
    reason: str


@dataclass(frozen=True, slots=True)
class Conclusions:
    """The findings of a call, its answers to what was said, and its scale of words."""

    scale: tuple[QuantifierStep, ...] = DEFAULT_SCALE
    findings: Mapping[FindingPlace, FindingFact] = field(default_factory=dict)
    feedback: Mapping[int, FeedbackFact] = field(default_factory=dict)
    barred_findings: frozenset[FindingPlace] = frozenset()
    """Those that hold words of a submission that may not be quoted."""
    barred_feedback: frozenset[int] = frozenset()

    def published_finding(self, place: FindingPlace) -> str:
        """Return the text of a finding as strangers may read it; empty without one."""
        found = self.findings.get(place)
        if found is None:
            return ""
        return BARRED if place in self.barred_findings else found.text

    def published_feedback(self, priority_id: int, text: str) -> str:
        """Return a text of what was done about a priority as strangers may read it."""
        return BARRED if text and priority_id in self.barred_feedback else text


def read_conclusions(
    session: Session, call_id: int, disclosure: Disclosure, published: PublishedWords
) -> Conclusions:
    """Read what is concluded of a call; where anything is, the excerpts that may not be quoted are
    read as well, to be looked for in it.
    """
    scale = scale_of(session, call_id)
    findings, feedback = _findings(session, call_id), _feedback(session, call_id)
    texts: dict[tuple[str, FindingPlace], str] = {
        ("finding", place): each.text for place, each in findings.items()
    }
    for priority_id, each in feedback.items():
        said = "\n\n".join((each.you_said, each.we_did, each.reason, each.owner))
        texts["feedback", (priority_id, None)] = said
    barred = _barred(session, call_id, disclosure, published, texts) if texts else set()
    return Conclusions(
        scale,
        findings,
        feedback,
        frozenset(place for what, place in barred if what == "finding"),
        frozenset(place[0] for what, place in barred if what == "feedback"),
    )


def _findings(session: Session, call_id: int) -> dict[FindingPlace, FindingFact]:
    chosen = (
        select(
            Finding.priority_id, Finding.type_id, Finding.text, Finding.officer, Finding.written_at
        )
        .join(Priority, Priority.id == Finding.priority_id)
        .where(Priority.call_id == call_id)
        .order_by(Finding.id)
    )
    return {
        (priority_id, type_id): FindingFact(text, officer, written_at)
        for priority_id, type_id, text, officer, written_at in session.execute(chosen)
    }


def _feedback(session: Session, call_id: int) -> dict[int, FeedbackFact]:
    chosen = (
        select(
            Feedback.priority_id,
            Feedback.you_said,
            Feedback.we_did,
            Feedback.owner,
            Feedback.owner_kind,
            Feedback.due_on,
            Feedback.status,
            Feedback.reason,
        )
        .join(Priority, Priority.id == Feedback.priority_id)
        .where(Priority.call_id == call_id)
        .order_by(Feedback.id)
    )
    return {row.priority_id: FeedbackFact(*row[1:]) for row in session.execute(chosen)}


def _barred(
    session: Session,
    call_id: int,
    disclosure: Disclosure,
    published: PublishedWords,
    texts: Mapping[tuple[str, FindingPlace], str],
) -> set[tuple[str, FindingPlace]]:
    """Return the texts that hold words of excerpts that may not be quoted, are redacted, or no
    longer stand.
    """
    chosen = (
        select(
            Submission.id,
            SourceText.is_current,
            Excerpt.text_id,
            Excerpt.quote,
            Excerpt.start,
            Excerpt.end,
        )
        .select_from(Excerpt)
        .join(SourceText, SourceText.id == Excerpt.text_id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .where(
            Submission.call_id == call_id,
            or_(
                Submission.permission.is_(None),
                Submission.permission == Permission.NONE,
                Submission.is_confidential,
                Submission.set_aside.is_not(None),
                ~SourceText.is_current,
                Submission.id.in_(select(SubmissionLink.other_id)),
                SourceText.id.in_(select(Redaction.text_id).where(Redaction.lifted_at.is_(None))),
                SourceText.id.in_(sorted(published.held)),
            ),
        )
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    quoting = QuotingTexts(texts)
    found: set[tuple[str, FindingPlace]] = set()
    for submission_id, is_current, text_id, quote, start, end in session.execute(chosen):
        shown = ""
        if is_current and disclosure.may_publish_words(submission_id):
            shown = published.part(text_id, quote, start, end).words
        if shown != quote:
            found |= quoting.quoting(quote, shown)
    return found
