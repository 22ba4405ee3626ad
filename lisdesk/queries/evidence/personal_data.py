"""Suspected personal data in the texts that a publication would show and nobody settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.personal_data_scan import Hit, found_in_texts
from lisdesk.queries.evidence.registered_names import registered_names, registered_numbers
from lisdesk.queries.evidence.snapshot import Evidence, read_evidence
from lisdesk.rules.personal_data import Suspected
from lisdesk.rules.redacting import covers
from lisdesk.rules.vocabulary import Edition, Permission, PersonalData
from lisdesk.store.entities import (
    KeptWords,
    Question,
    Redaction,
    SourceText,
    Stakeholder,
    Submission,
)
from lisdesk.store.redactions import left_redactions
from lisdesk.telling import Tell, nobody, told

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """Suspected personal data that waits for an officer."""

    text_id: int
    start: int
    end: int
    kind: PersonalData
    words: str
    before: str
    after: str
    submission_id: int
    reference: str
    question: int | None
    """None for a letter."""
    whose: str
    """The name in the register, for a name."""


@dataclass(frozen=True, slots=True)
class LeftRedaction:
    """A redaction whose words are not in the text that stands, which is kept back until then."""

    redaction_id: int
    text_id: int
    """The text that stands."""
    submission_id: int
    reference: str
    question: int | None
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class ToSettle:
    """What waits before a call is published."""

    findings: tuple[Finding, ...]
    left: tuple[LeftRedaction, ...]

    @property
    def count(self) -> int:
        """How many things wait."""
        return len(self.findings) + len(self.left)

    @property
    def submission_ids(self) -> tuple[int, ...]:
        """The submissions they are in."""
        found = [each.submission_id for each in self.findings]
        return tuple(dict.fromkeys(found + [each.submission_id for each in self.left]))


class _Place(NamedTuple):
    text_id: int
    submission_id: int
    reference: str
    respondent_id: int | None
    question: int | None
    received_at: datetime


def call_to_settle(session: Session, call_id: int) -> ToSettle:
    """Return what waits before a publication of a call."""
    return to_settle(session, read_evidence(session, call_id, Edition.PUBLICATION))


def to_settle(session: Session, evidence: Evidence, tell: Tell = nobody) -> ToSettle:
    """Return what waits in the texts of counted submissions that may be published; `tell` hears of
    the texts that are looked through.
    """
    shown = _shown_texts(session, evidence)
    names, same = registered_names(session, evidence)
    hits = found_in_texts(session, shown, names, registered_numbers(session), tell)
    places = _places(session, [text_id for text_id, sha256 in shown.items() if hits[sha256]])
    kept = _kept(session, evidence.call.call_id)
    open_ones = [
        (place, hit)
        for place in places
        for hit in _open_ones(evidence, place, hits[shown[place.text_id]], kept, same)
    ]
    labels = _labels(session, {hit.stakeholder_id for _, hit in open_ones})
    findings = tuple(
        Finding(
            text_id=place.text_id,
            start=hit.start,
            end=hit.end,
            kind=hit.kind,
            words=hit.words,
            before=hit.before,
            after=hit.after,
            submission_id=place.submission_id,
            reference=place.reference,
            question=place.question,
            whose=labels.get(hit.stakeholder_id, ""),
        )
        for place, hit in open_ones
    )
    return ToSettle(findings, tuple(_left(session, evidence)))


def _shown_texts(session: Session, evidence: Evidence) -> dict[int, str]:
    """Return the hash of each text that a publication shows, by the text's number."""
    chosen = (
        select(SourceText.id, SourceText.sha256, SourceText.submission_id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .where(Submission.call_id == evidence.call.call_id, SourceText.is_current)
        .execution_options(yield_per=_AT_ONCE)
    )
    shown = evidence.counted & evidence.disclosure.permissions.keys()
    held = evidence.published.held
    return {
        text_id: sha256
        for text_id, sha256, submission_id in told(session.execute(chosen))
        if submission_id in shown and text_id not in held
    }


def _places(session: Session, text_ids: Sequence[int]) -> list[_Place]:
    """Return where texts stand, in the order of receipt and of the questions."""
    found = []
    for start in range(0, len(text_ids), _AT_ONCE):
        chosen = (
            select(
                SourceText.id,
                Submission.id,
                Submission.reference,
                Submission.respondent_id,
                Question.number,
                Submission.received_at,
            )
            .join(Submission, Submission.id == SourceText.submission_id)
            .outerjoin(Question, Question.id == SourceText.question_id)
            .where(SourceText.id.in_(text_ids[start : start + _AT_ONCE]))
        )
        found += [_Place(*row) for row in session.execute(chosen)]
    return sorted(found, key=_order)


def _order(place: _Place) -> tuple[datetime, int, bool, int, int]:
    question = place.question
    is_letter = question is None
    return place.received_at, place.submission_id, is_letter, question or 0, place.text_id


def _open_ones(
    evidence: Evidence,
    place: _Place,
    hits: Iterable[Hit],
    kept: Mapping[int, Sequence[Suspected]],
    same: Mapping[int, int],
) -> Iterator[Hit]:
    """Yield what is neither redacted nor kept, nor the name of a respondent who gives it."""
    blocks = evidence.published.blocks.get(place.text_id, ())
    permission = evidence.disclosure.permissions.get(place.submission_id)
    own_id = same.get(place.respondent_id or 0, place.respondent_id)
    for hit in hits:
        is_own = (
            hit.stakeholder_id != 0 and same.get(hit.stakeholder_id, hit.stakeholder_id) == own_id
        )
        if is_own and permission is Permission.NAMED:
            continue
        is_kept = any(
            each.kind is hit.kind and each.start <= hit.start and hit.end <= each.end
            for each in kept.get(place.text_id, ())
        )
        if not is_kept and not covers(blocks, hit.start, hit.end):
            yield hit


def _kept(session: Session, call_id: int) -> dict[int, list[Suspected]]:
    chosen = (
        select(KeptWords.text_id, KeptWords.kind, KeptWords.start, KeptWords.end)
        .join(SourceText, SourceText.id == KeptWords.text_id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .where(Submission.call_id == call_id)
    )
    found: defaultdict[int, list[Suspected]] = defaultdict(list)
    for text_id, kind, start, end in session.execute(chosen):
        found[text_id].append(Suspected(kind, start, end))
    return found


def _labels(session: Session, ids: set[int]) -> dict[int, str]:
    labels, wanted = dict[int, str](), sorted(ids - {0})
    for start in range(0, len(wanted), _AT_ONCE):
        chosen = select(Stakeholder.id, Stakeholder.name).where(
            Stakeholder.id.in_(wanted[start : start + _AT_ONCE])
        )
        labels |= {stakeholder_id: name for stakeholder_id, name in session.execute(chosen)}
    return labels


def _left(session: Session, evidence: Evidence) -> Iterator[LeftRedaction]:
    of_call = SourceText.submission_id.in_(
        select(Submission.id).where(Submission.call_id == evidence.call.call_id)
    )
    left = {row[2]: (row[0], row[1]) for row in session.execute(left_redactions(of_call))}
    if not left:
        return
    chosen = (
        select(Redaction, SourceText.body, Submission.reference, Question.number)
        .join(SourceText, SourceText.id == Redaction.text_id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .outerjoin(Question, Question.id == SourceText.question_id)
        .where(Redaction.id.in_(sorted(left)))
        .order_by(Redaction.id)
    )
    counted, may_publish = evidence.counted, evidence.disclosure.may_publish_words
    for redaction, body, reference, number in session.execute(chosen):
        text_id, submission_id = left[redaction.id]
        if submission_id in counted and may_publish(submission_id):
            words = body[redaction.start : redaction.end]
            yield LeftRedaction(
                redaction.id, text_id, submission_id, reference, number, words, redaction.reason
            )
