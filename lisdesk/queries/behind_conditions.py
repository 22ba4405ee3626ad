"""The conditions that only numbers have: stance, question, a type without those below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from lisdesk.queries.register import BehindNumber, TaggedTo
from lisdesk.rules.vocabulary import Stance
from lisdesk.store.coding_samples import Seen
from lisdesk.store.entities import Excerpt, Priority, SourceText, Submission, Tag


def of_number(behind: BehindNumber, seen: Seen = ()) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions on `Submission` of those behind a number."""
    if behind.type_ids:
        yield one_of(Submission.type_id, behind.type_ids)
    if behind.is_permission_unanswered:
        yield Submission.permission.is_(None)
    if behind.is_confidential:
        yield Submission.is_confidential.is_(True)
    if behind.answered_question_id is not None:
        yield Submission.id.in_(answered([behind.answered_question_id]))
    if behind.tagged_to is not None:
        yield Submission.id.in_(_tagged(behind.tagged_to, seen))


def answered(question_ids: Sequence[int]) -> Select[int]:
    """Return a select of the submissions that answered one of these with more than a non-answer."""
    return select(SourceText.submission_id).where(
        SourceText.question_id.in_(question_ids),
        SourceText.is_current,
        SourceText.is_non_answer.is_(False),
    )


def one_of(
    column: InstrumentedAttribute[int | None], values: Sequence[int | None]
) -> ColumnElement[bool]:
    """Return whether a column has one of these values; None is a value too."""
    known = column.in_([each for each in values if each is not None])
    return or_(known, column.is_(None)) if None in values else known


def priorities_below(priority_ids: Sequence[int]) -> Select[int]:
    """Return a select of these priorities and everything below them."""
    branch = select(Priority.id).where(Priority.id.in_(priority_ids)).cte(recursive=True)
    below = select(Priority.id).join(branch, Priority.parent_id == branch.c.id)
    return select(branch.union(below).c.id)


def has_stance(stance: Stance | None) -> ColumnElement[bool]:
    """Return whether the tags of one submission add up to a stance, by the rule of counting."""
    kinds = func.count(Tag.stance.distinct())
    if stance is None:
        return kinds == 0
    agreed = and_(kinds == 1, func.min(Tag.stance) == stance)
    return or_(kinds > 1, agreed) if stance is Stance.MIXED else agreed


def _tagged(wanted: TaggedTo, seen: Seen) -> Select[int]:
    chosen = select(Tag.submission_id).where(*seen)
    if wanted.is_itself:
        chosen = chosen.where(Tag.priority_id == wanted.priority_id)
    else:
        chosen = chosen.where(Tag.priority_id.in_(priorities_below([wanted.priority_id])))
    if wanted.question_ids:
        chosen = (
            chosen.outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
            .outerjoin(SourceText, SourceText.id == Excerpt.text_id)
            .where(one_of(SourceText.question_id, wanted.question_ids))
        )
    if wanted.stances:
        is_one = or_(*(has_stance(each) for each in wanted.stances))
        chosen = chosen.group_by(Tag.submission_id).having(is_one)
    return chosen
