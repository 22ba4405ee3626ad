"""What a merger or a split of priorities would take along, before it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from lisdesk.rules.joined_tags import TagWords, joined_words, says_otherwise
from lisdesk.rules.vocabulary import Stance
from lisdesk.rules.words import folded, matches, search_terms
from lisdesk.store.coding_samples import seen_tags
from lisdesk.store.entities import (
    Excerpt,
    InheritedTag,
    Question,
    SourceText,
    StakeholderType,
    Submission,
    Tag,
)


@dataclass(frozen=True, slots=True)
class MovingTags:
    """Tags that would go over to a priority."""

    tags: int
    joined: int
    """Those that would become one with a tag on the same words of the same officer."""
    differing: int
    """Those of them that say something else."""


@dataclass(frozen=True, slots=True)
class TagFilter:
    """Which tags of a priority are meant; what is left empty does not narrow."""

    words: str = ""
    """Words of the quotation, as in every search."""
    type_id: int | None = None
    """A stakeholder type, with those below it."""
    question_id: int | None = None
    stance: Stance | None = None
    is_unstated: bool = False
    """Whether only tags without a stance are meant."""
    officer: str = ""
    """If given, only the tags that this officer may see."""


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What tags can be narrowed to: numbers, each with its words."""

    types: tuple[tuple[int, str], ...]
    questions: tuple[tuple[int, str], ...]


def merge_preview(session: Session, priority_ids: Sequence[int], into_id: int) -> MovingTags:
    """Return what merging priorities into another one, the last of them first, would move."""
    standing = dict(_tag_words(session, into_id))
    tags = joined = differing = 0
    for priority_id in reversed(priority_ids):
        for place, words in _tag_words(session, priority_id):
            tags += 1
            own = standing.get(place)
            if own is not None:
                joined += 1
                differing += says_otherwise(own, words)
                words = joined_words(own, words, "")
            standing[place] = words
    return MovingTags(tags, joined, differing)


def tags_to_split(session: Session, priority_id: int, chosen: TagFilter) -> list[int]:
    """Return the tags on a priority that a filter means, without those that are inherited, which
    go with the tag that they come from; in the order of submissions and of their texts.
    """
    inherited = select(InheritedTag.id).where(InheritedTag.tag_id == Tag.id).exists()
    statement = (
        select(Tag.id, Excerpt.quote)
        .join(Submission, Submission.id == Tag.submission_id)
        .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
        .outerjoin(SourceText, SourceText.id == Excerpt.text_id)
        .where(Tag.priority_id == priority_id, ~inherited, *_conditions(chosen))
        .where(*seen_tags(session, chosen.officer))
        .order_by(Tag.submission_id, Excerpt.text_id, Excerpt.start, Tag.id)
    )
    terms = search_terms(chosen.words)
    return [
        tag_id
        for tag_id, quote in session.execute(statement)
        if not terms or matches(terms, [folded(quote or "")])
    ]


def filter_choices(session: Session, call_id: int) -> FilterChoices:
    """Return what the tags of a call can be narrowed to."""
    types = select(StakeholderType.id, StakeholderType.label).order_by(StakeholderType.position)
    questions = (
        select(Question.id, Question.number, Question.text)
        .where(Question.call_id == call_id)
        .order_by(Question.number)
    )
    return FilterChoices(
        tuple((type_id, label) for type_id, label in session.execute(types)),
        tuple((key, f"Q{number} {text}") for key, number, text in session.execute(questions)),
    )


def _conditions(chosen: TagFilter) -> Iterator[ColumnElement[bool]]:
    if chosen.type_id is not None:
        below = select(StakeholderType.id).where(
            or_(
                StakeholderType.id == chosen.type_id,
                StakeholderType.parent_id == chosen.type_id,
            )
        )
        yield Submission.type_id.in_(below)
    if chosen.question_id is not None:
        yield SourceText.question_id == chosen.question_id
    if chosen.is_unstated:
        yield Tag.stance.is_(None)
    elif chosen.stance is not None:
        yield Tag.stance == chosen.stance


def _tag_words(
    session: Session, priority_id: int
) -> Iterator[tuple[tuple[int, int | None, str], TagWords]]:
    chosen = select(
        Tag.submission_id, Tag.excerpt_id, Tag.officer, Tag.stance, Tag.strength, Tag.note
    ).where(Tag.priority_id == priority_id)
    for row in session.execute(chosen.order_by(Tag.id)):
        place = (row.submission_id, row.excerpt_id, row.officer)
        yield place, TagWords(row.stance, row.strength, row.note)
