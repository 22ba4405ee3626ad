"""What suggestions for a submission are made from, and what became of earlier ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lisdesk.queries.counted_tags import CountedTags
from lisdesk.rules.spans import Span
from lisdesk.rules.suggesting import Suggestible
from lisdesk.rules.vocabulary import PriorityStatus, SuggestionChoice, SuggestionSource
from lisdesk.store.coding_samples import is_work_hidden_from
from lisdesk.store.entities import (
    Excerpt,
    Priority,
    Question,
    SourceText,
    Submission,
    SuggestionDecision,
    SuggestionSwitch,
    Tag,
)
from lisdesk.store.learnt_models import ModelFacts


@dataclass(frozen=True, slots=True)
class SuggestibleText:
    """A text that stands; `question` is None for a letter."""

    text_id: int
    question: int | None
    body: str
    is_non_answer: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """That the officer has tagged words to a priority, or rejected it for them.

    Without a text it is the whole submission; then `start` and `end` mean nothing.
    """

    priority_id: int
    text_id: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SuggestionPage:
    """What suggestions for one submission are made from."""

    submission_id: int
    call_id: int
    is_on: bool
    texts: tuple[SuggestibleText, ...]
    frame: tuple[Suggestible, ...]
    """The priorities that can be suggested, in the order of the coding frame."""
    tagged: tuple[Decided, ...]
    rejected: tuple[Decided, ...]
    model: ModelFacts | None
    tags_in_call: int

    def left_out(self, text_id: int, span: Span) -> frozenset[int]:
        """Return the priorities that the officer has given these words already, or denied them."""
        tagged = {
            each.priority_id
            for each in self.tagged
            if each.text_id is None
            or (each.text_id == text_id and each.start < span.end and span.start < each.end)
        }
        rejected = {
            each.priority_id
            for each in self.rejected
            if each.text_id == text_id and each.start <= span.start and span.end <= each.end
        }
        return frozenset(tagged | rejected)


@dataclass(frozen=True, slots=True)
class SuggestionRecord:
    """One line of the log of suggestions."""

    decided_at: datetime
    officer: str
    submission: str
    question: int | None
    start: int
    end: int
    priority: str
    choice: SuggestionChoice
    source: SuggestionSource
    words: Sequence[str]
    model_version: str


def suggestion_page(
    session: Session, submission_id: int, officer: str, counted: CountedTags | None = None
) -> SuggestionPage | None:
    """Return what suggestions for a submission are made from; None if there is no such one.

    Who asks for one submission after the other hands in what was counted before.
    """
    call_id = session.scalar(select(Submission.call_id).where(Submission.id == submission_id))
    if call_id is None:
        return None
    is_on = suggests_priorities(session, call_id)
    counted = counted or CountedTags()
    frame = _frame(session, call_id, counted) if is_on else ()
    return SuggestionPage(
        submission_id=submission_id,
        call_id=call_id,
        is_on=is_on,
        texts=tuple(_texts(session, submission_id)),
        frame=tuple(each for each, status in frame if status is not PriorityStatus.DROPPED),
        tagged=tuple(_tagged(session, submission_id, officer)),
        rejected=tuple(_rejected(session, submission_id, officer)),
        model=counted.model_of_call(session, call_id),
        tags_in_call=sum(each.uses for each, _ in frame),
    )


def suggests_priorities(session: Session, call_id: int) -> bool:
    """Whether priorities are suggested for a call."""
    chosen = select(SuggestionSwitch.is_on).where(SuggestionSwitch.call_id == call_id)
    return session.scalar(chosen) is not False


def suggestion_log(session: Session, call_id: int, officer: str) -> list[SuggestionRecord]:
    """Return what became of the suggestions of a call, the oldest first, but for what others
    decided where the officer codes blind.
    """
    by, on = SuggestionDecision.officer, SuggestionDecision.submission_id
    chosen: Select[*tuple[Any, ...]] = (
        select(
            SuggestionDecision.decided_at,
            SuggestionDecision.officer,
            Submission.reference,
            Question.number,
            SuggestionDecision.start,
            SuggestionDecision.end,
            func.coalesce(Priority.code, SuggestionDecision.priority_code),
            SuggestionDecision.choice,
            SuggestionDecision.source,
            SuggestionDecision.words,
            SuggestionDecision.model_version,
        )
        .join(Submission, Submission.id == SuggestionDecision.submission_id)
        .join(SourceText, SourceText.id == SuggestionDecision.text_id)
        .outerjoin(Question, Question.id == SourceText.question_id)
        .outerjoin(Priority, Priority.id == SuggestionDecision.priority_id)
        .where(Submission.call_id == call_id, ~is_work_hidden_from(officer, by, on))
        .order_by(SuggestionDecision.id)
    )
    return [SuggestionRecord(*values) for values in map(tuple, session.execute(chosen))]


def _texts(session: Session, submission_id: int) -> Iterator[SuggestibleText]:
    chosen: Select[*tuple[Any, ...]] = (
        select(SourceText.id, Question.number, SourceText.body, SourceText.is_non_answer)
        .outerjoin(Question, Question.id == SourceText.question_id)
        .where(SourceText.submission_id == submission_id, SourceText.is_current)
        .order_by(func.coalesce(Question.number, 0), SourceText.id)
    )
    return (SuggestibleText(*values) for values in map(tuple, session.execute(chosen)))


def _frame(
    session: Session, call_id: int, counted: CountedTags
) -> list[tuple[Suggestible, PriorityStatus]]:
    """Return the priorities of a call as they stand in its frame, with their tags counted."""
    uses = counted.of_call(session, call_id)
    chosen = (
        select(Priority.id, Priority.code, Priority.name, Priority.keywords, Priority.status)
        .where(Priority.call_id == call_id)
        .order_by(Priority.position, Priority.id)
    )
    return [
        (
            Suggestible(priority_id, code, name, tuple(keywords), uses.get(priority_id, 0)),
            status,
        )
        for priority_id, code, name, keywords, status in session.execute(chosen)
    ]


def _tagged(session: Session, submission_id: int, officer: str) -> Iterator[Decided]:
    chosen: Select[*tuple[Any, ...]] = (
        select(
            Tag.priority_id,
            Excerpt.text_id,
            func.coalesce(Excerpt.start, 0),
            func.coalesce(Excerpt.end, 0),
        )
        .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
        .where(
            Tag.submission_id == submission_id,
            Tag.officer == officer,
        )
    )
    return (Decided(*values) for values in map(tuple, session.execute(chosen)))


def _rejected(session: Session, submission_id: int, officer: str) -> Iterator[Decided]:
    chosen: Select[*tuple[Any, ...]] = select(
        SuggestionDecision.priority_id,
        SuggestionDecision.text_id,
        SuggestionDecision.start,
        SuggestionDecision.end,
    ).where(
        SuggestionDecision.submission_id == submission_id,
        SuggestionDecision.officer == officer,
        SuggestionDecision.choice == SuggestionChoice.REJECTED,
        SuggestionDecision.priority_id.is_not(None),
    )
    return (Decided(*values) for values in map(tuple, session.execute(chosen)))
