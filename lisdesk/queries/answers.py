"""The answers to one question, side by side with what they are tagged to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, exists, func, literal, select
from sqlalchemy.orm import Session

from lisdesk.queries.reading import TagMark
from lisdesk.rules.vocabulary import Disposition
from lisdesk.store.coding_samples import is_hidden_from, seen_tags
from lisdesk.store.entities import (
    Bookmark,
    Excerpt,
    Priority,
    Question,
    SourceText,
    Stakeholder,
    StakeholderType,
    Submission,
    Tag,
)
from lisdesk.store.id_lists import listed_ids

HEAD_ROWS = 100
"""How many rows of a list are shown while all of it is still being read."""


@dataclass(frozen=True, slots=True)
class AnswersFilter:
    """Which answers are listed: to one question, with or without non-answers, those without a tag
    or all.
    """

    question_id: int
    has_non_answers: bool = False
    is_untagged: bool = False
    officer: str = ""
    """Who asks: tags that are hidden from them are none."""


@dataclass(frozen=True, slots=True)
class AnswerAt:
    """One answer, as one screen leads to it on another."""

    text_id: int
    submission_id: int


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer; `id` is the number of its text."""

    id: int
    submission_id: int
    reference: str
    respondent: str
    type: str
    body: str
    is_non_answer: bool
    disposition: Disposition
    tags: tuple[TagMark, ...]
    """Those on its words, or on some of them; not those on the whole submission."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question that has answers to be laid side by side."""

    id: int
    number: int
    text: str
    answers: int
    """Those that say something."""


def question_rows(session: Session, call_id: int) -> list[QuestionRow]:
    """Return the questions of a call with how many answers each has, in one statement."""
    answers = (
        select(func.count())
        .select_from(SourceText)
        .where(
            SourceText.question_id == Question.id,
            SourceText.is_current,
            ~SourceText.is_non_answer,
        )
        .scalar_subquery()
    )
    chosen = (
        select(Question.id, Question.number, Question.text, answers)
        .where(Question.call_id == call_id)
        .order_by(Question.number)
    )
    return [QuestionRow(*row) for row in map(tuple, session.connection().execute(chosen))]


def question_of(session: Session, text_id: int) -> int | None:
    """Return the question that a text answers; None for a letter, or one that is no more."""
    return session.scalar(select(SourceText.question_id).where(SourceText.id == text_id))


def answer_ids(session: Session, chosen: AnswersFilter) -> list[int]:
    """Return the numbers of the answers as they stand, in the order of their submissions."""
    return listed_ids(session, _narrowed(session, chosen))


def next_untagged_answer(
    session: Session, chosen: AnswersFilter, text_id: int, is_forward: bool
) -> int | None:
    """Return the next answer of a list without a tag after that of a text, or the previous one;
    None if there is none.
    """
    own = select(SourceText.submission_id).where(SourceText.id == text_id).scalar_subquery()
    waiting = _narrowed(session, replace(chosen, is_untagged=True)).order_by(None)
    if is_forward:
        waiting = waiting.where(SourceText.submission_id > own).order_by(SourceText.submission_id)
    else:
        waiting = waiting.where(SourceText.submission_id < own)
        waiting = waiting.order_by(SourceText.submission_id.desc())
    return session.connection().scalar(waiting.limit(1))


def answer_head(session: Session, chosen: AnswersFilter) -> list[AnswerRow]:
    """Return the first answers, before it is known how many there are."""
    ids = list(session.connection().scalars(_narrowed(session, chosen).limit(HEAD_ROWS)))
    found = {row.id: row for row in answer_rows(session, ids, chosen.officer)}
    return [found[each] for each in ids]


def answer_rows(session: Session, text_ids: Sequence[int], officer: str = "") -> list[AnswerRow]:
    """Return answers by the numbers of their texts, with the tags that the officer may see, in two
    statements.
    """
    if not text_ids:
        return []
    tags = _tags(session, text_ids, officer)
    chosen = (
        select(
            SourceText.id,
            SourceText.submission_id,
            Submission.reference,
            func.coalesce(Stakeholder.name, ""),
            func.coalesce(StakeholderType.label, ""),
            SourceText.body,
            SourceText.is_non_answer,
            Submission.disposition,
        )
        .join(Submission, Submission.id == SourceText.submission_id)
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .outerjoin(StakeholderType, StakeholderType.id == Submission.type_id)
        .where(SourceText.id.in_(text_ids))
    )
    found: Iterator[tuple[Any, ...]] = map(tuple, session.connection().execute(chosen))
    return [AnswerRow(*(*row, tuple(tags[row[0]]))) for row in found]


def _narrowed(session: Session, chosen: AnswersFilter) -> Select[int]:
    statement = select(SourceText.id).where(
        SourceText.question_id == chosen.question_id, SourceText.is_current
    )
    if not chosen.has_non_answers:
        statement = statement.where(~SourceText.is_non_answer)
    if chosen.is_untagged:
        tagged = exists().where(
            Excerpt.text_id == SourceText.id,
            Tag.excerpt_id == Excerpt.id,
            *seen_tags(session, chosen.officer),
        )
        statement = statement.where(~tagged)
    return statement.order_by(SourceText.submission_id)


def _tags(
    session: Session, text_ids: Sequence[int], officer: str
) -> defaultdict[int, list[TagMark]]:
    found: defaultdict[int, list[TagMark]] = defaultdict(list)
    for mark in _marks(session, text_ids, officer):
        assert mark.text_id is not None
        found[mark.text_id].append(mark)
    return found


def _marks(session: Session, text_ids: Sequence[int], officer: str) -> Iterator[TagMark]:
    chosen = (
        select(
            Tag.id,
            Tag.priority_id,
            Priority.code,
            Priority.name,
            Excerpt.text_id,
            Excerpt.start,
            Excerpt.end,
            Excerpt.quote,
            Tag.stance,
            Tag.strength,
            Tag.note,
            Tag.officer,
            literal(False),  # noqa: FBT003 (on no earlier text: those that stand are listed)
            Excerpt.id,
            Bookmark.id.is_not(None),
        )
        .join(Excerpt, Excerpt.id == Tag.excerpt_id)
        .join(Priority, Priority.id == Tag.priority_id)
        .outerjoin(Bookmark, Bookmark.excerpt_id == Excerpt.id)
        .where(Excerpt.text_id.in_(text_ids), ~is_hidden_from(officer))
        .order_by(Excerpt.text_id, Excerpt.start, Excerpt.end.desc(), Tag.id)
    )
    found: Iterator[tuple[Any, ...]] = map(tuple, session.connection().execute(chosen))
    yield from (TagMark(*row) for row in found)
