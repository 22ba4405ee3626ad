"""How far the officers who coded a sample blind agreed, and where they did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.errors import RefusedError
from lisdesk.queries.double_coding import SampleRow, sample_row
from lisdesk.rules.passages import Agreement, Decision, agreement_on, pairwise
from lisdesk.rules.vocabulary import Settled
from lisdesk.store.coding_samples import BlindCoding, blind_coding
from lisdesk.store.entities import (
    CodingSample,
    Priority,
    Question,
    SampleItem,
    Settlement,
    SourceText,
    Submission,
)

_PlaceKey = tuple[int, int | None, int, int, str]
_AROUND = 120
"""Characters that are told on either side of a place."""


@dataclass(frozen=True, slots=True)
class PriorityAgreement:
    """How far coders agreed on one priority."""

    code: str
    name: str
    """Empty if the frame has no such priority any more."""
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class PairRow:
    """How far two of several coders agreed."""

    one: str
    other: str
    agreed: int
    decisions: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about a disagreement."""

    choice: Settled
    moved_to: str
    reason: str
    officer: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place of a priority that some coders tagged and others did not."""

    number: int
    """Its place in the list, from 1; the same for ever."""
    submission_id: int
    submission: str
    text_id: int | None
    question: int | None
    start: int
    end: int
    quote: str
    """The words of the place; empty for the whole submission."""
    before: str
    after: str
    """What stands around the place; “…” where the text goes on, empty at its ends."""
    priority: str
    priority_name: str
    tagged_by: tuple[str, ...]
    not_tagged_by: tuple[str, ...]
    decided: Decided | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far the coders of a sample agreed, as they coded it blind."""

    sample: SampleRow
    overall: Agreement
    by_priority: tuple[PriorityAgreement, ...]
    pairs: tuple[PairRow, ...]
    """Each two of more than two coders."""
    disagreements: tuple[Disagreement, ...]

    @property
    def open(self) -> int:
        """Disagreements that are not settled."""
        return sum(each.decided is None for each in self.disagreements)


def comparison(session: Session, sample_id: int) -> Comparison:
    """Return how far the coders of a sample agreed, and where they did not.

    Raises RefusedError while it is coded blind.
    """
    sample = sample_row(session, sample_id)
    if sample.is_blind:
        waiting = ", ".join(each.officer for each in sample.coders if each.finished_at is None)
        raise RefusedError(
            f"{sample.reference} is still coded blind; {waiting} did not say to be done.",
            kept="Nothing was shown.",
            do="Wait until its coders are done, or reveal it.",
        )
    coding = blind_coding(session, sample_id)
    names = _priority_names(session, sample_id)
    used = sorted({each.priority for each in coding.decisions})
    return Comparison(
        sample=sample,
        overall=agreement_on(coding.decisions),
        by_priority=tuple(
            PriorityAgreement(
                code,
                names.get(code, ""),
                agreement_on([each for each in coding.decisions if each.priority == code]),
            )
            for code in used
        ),
        pairs=tuple(_pairs(coding)),
        disagreements=tuple(_disagreements(session, sample_id, coding, names)),
    )


def _pairs(coding: BlindCoding) -> list[PairRow]:
    if len(coding.coders) < 3:
        return []
    return [
        PairRow(coding.coders[one], coding.coders[other], same.agreed, same.units, kappa)
        for (one, other), (same, kappa) in pairwise(coding.decisions).items()
    ]


def _priority_names(session: Session, sample_id: int) -> dict[str, str]:
    chosen = (
        select(Priority.code, Priority.name)
        .join(CodingSample, CodingSample.call_id == Priority.call_id)
        .where(CodingSample.id == sample_id)
    )
    return {code: name for code, name in session.execute(chosen)}


def _disagreements(
    session: Session, sample_id: int, coding: BlindCoding, names: dict[str, str]
) -> list[Disagreement]:
    open_ones = [each for each in coding.decisions if each.is_disagreement]
    references = _references(session, sample_id)
    texts = _texts(session, sample_id)
    settled = _settlements(session, sample_id)
    found = []
    for number, each in enumerate(open_ones, start=1):
        question, body = texts.get(each.unit.text_id or 0, (None, ""))
        found.append(
            Disagreement(
                number,
                each.unit.submission_id,
                references[each.unit.submission_id],
                each.unit.text_id,
                question,
                each.start,
                each.end,
                body[each.start : each.end],
                *_around(body, each.start, each.end),
                each.priority,
                names.get(each.priority, ""),
                _who(coding.coders, each, said=True),
                _who(coding.coders, each, said=False),
                settled.get((*each.unit, each.start, each.end, each.priority)),
            )
        )
    return found


def _around(body: str, start: int, end: int) -> tuple[str, str]:
    begin, stop = max(start - _AROUND, 0), end + _AROUND
    before, after = body[begin:start], body[end:stop]
    return f"…{before}" if begin else before, f"{after}…" if stop < len(body) else after


def _who(coders: Sequence[str], decision: Decision, *, said: bool) -> tuple[str, ...]:
    return tuple(
        coder for coder, answer in zip(coders, decision.said, strict=True) if answer is said
    )


def _references(session: Session, sample_id: int) -> dict[int, str]:
    chosen = (
        select(Submission.id, Submission.reference)
        .join(SampleItem, SampleItem.submission_id == Submission.id)
        .where(SampleItem.sample_id == sample_id)
    )
    return {number: reference for number, reference in session.execute(chosen)}


def _texts(session: Session, sample_id: int) -> dict[int, tuple[int | None, str]]:
    """Return question and words of each text of a sample, those replaced since among them."""
    chosen = (
        select(SourceText.id, Question.number, SourceText.body)
        .join(SampleItem, SampleItem.submission_id == SourceText.submission_id)
        .outerjoin(Question, Question.id == SourceText.question_id)
        .where(SampleItem.sample_id == sample_id)
    )
    return {text_id: (question, body) for text_id, question, body in session.execute(chosen)}


def _settlements(session: Session, sample_id: int) -> dict[_PlaceKey, Decided]:
    chosen = (
        select(Settlement, SampleItem.submission_id)
        .join(SampleItem, SampleItem.id == Settlement.item_id)
        .where(SampleItem.sample_id == sample_id)
    )
    return {
        (submission_id, each.text_id, each.start, each.end, each.priority): Decided(
            each.choice, each.moved_to, each.reason, each.officer, each.decided_at
        )
        for each, submission_id in session.execute(chosen)
    }
