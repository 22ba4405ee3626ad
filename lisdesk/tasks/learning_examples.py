"""What is learnt from: the tags of a call, on excerpts and on whole submissions, and rejections.

Everything that an officer tagged counts, confidential or not: a model stays in the file that holds
the texts. Tags that a copy of a campaign inherited, or that a merge carried over, say nothing new.
An answer is an example of every priority that something in it is tagged to, and a shorter excerpt
is one of those that it is tagged to itself. Such an example is none of every other priority.
Where an officer rejected a suggestion, the words are an example against that priority.
A submission that is coded blind teaches nothing, whoever asks, nor does one of a campaign with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, union
from sqlalchemy.orm import Session

from lisdesk.exchange.learning.examples import Example
from lisdesk.rules.vocabulary import SuggestionChoice
from lisdesk.rules.word_parts import placed_words
from lisdesk.store.coding_samples import coded_blind_in
from lisdesk.store.entities import (
    CarriedTag,
    Excerpt,
    InheritedTag,
    Priority,
    SourceText,
    Submission,
    SuggestionDecision,
    Tag,
)

MOST_EXAMPLES = 8_000
"""Of more the newest submissions count: what is learnt must not take longer and longer."""
_MOST_WORDS = 2_000
"""Of a longer text the beginning counts."""
_AT_ONCE = 50
"""So many submissions are read in one piece, which holds the interpreter of the window."""
_NEARLY_ALL = 0.9
"""An excerpt of so much of its text is the text."""

_Place = tuple[int, int, int]
"""A text, and from where to where in it."""


@dataclass(slots=True)
class _Tagged:
    """What is tagged of one submission: the whole of it, and places in its texts."""

    whole: set[int] = field(default_factory=set)
    places: defaultdict[_Place, set[int]] = field(default_factory=lambda: defaultdict(set))
    quotes: dict[_Place, str] = field(default_factory=dict)
    rejected: defaultdict[_Place, set[int]] = field(default_factory=lambda: defaultdict(set))


def tags_to_learn_from(session: Session, call_id: int) -> int:
    """Return how many tags of a call can be learnt from.

    All are counted by an index, and those that say nothing new or are
    withheld, which are few, taken off.
    """
    own = Tag.priority_id.in_(select(Priority.id).where(Priority.call_id == call_id))
    withheld = select(Tag.id).where(Tag.submission_id.in_(coded_blind_in(call_id)))
    nothing_new = union(select(InheritedTag.tag_id), select(CarriedTag.tag_id), withheld)
    everything = session.scalar(select(func.count()).select_from(Tag).where(own)) or 0
    return everything - (
        session.scalar(select(func.count(Tag.id)).where(own, Tag.id.in_(nothing_new))) or 0
    )


def learning_examples(
    session: Session, call_id: int, breathe: Callable[[], None] = lambda: None
) -> list[Example]:
    """Return what a call's tags and rejections teach, those of the newest submissions first;
    `breathe` is called between small parts of the work.
    """
    examples: list[Example] = []
    withheld = frozenset(session.scalars(coded_blind_in(call_id)))
    for found_ids in _newest(session, call_id):
        chunk = [each for each in found_ids if each not in withheld]
        found, bodies = _tagged(session, chunk), _bodies(session, chunk)
        _add_rejected(session, chunk, found)
        breathe()
        for submission_id in chunk:
            examples += _examples(found[submission_id], bodies[submission_id])
            breathe()
        if len(examples) >= MOST_EXAMPLES:
            break
    return examples[:MOST_EXAMPLES]


def _newest(session: Session, call_id: int) -> Iterator[list[int]]:
    """Yield the submissions of a call that anything was said of, some at a time, the newest first;
    the call is compared as a sum, or all of it would be sorted each time.
    """
    is_tagged = exists(Tag.id).where(Tag.submission_id == Submission.id)
    is_rejected = exists(SuggestionDecision.id).where(
        SuggestionDecision.submission_id == Submission.id
    )
    chosen = (
        select(Submission.id)
        .where(Submission.call_id + 0 == call_id, or_(is_tagged, is_rejected))
        .order_by(Submission.id.desc())
        .limit(_AT_ONCE)
    )
    chunk = list(session.scalars(chosen))
    while chunk:
        yield chunk
        chunk = list(session.scalars(chosen.where(Submission.id < chunk[-1])))


def _says_something_new() -> tuple[ColumnElement[bool], ...]:
    return (
        ~exists().where(InheritedTag.tag_id == Tag.id),
        ~exists().where(CarriedTag.tag_id == Tag.id),
    )


def _tagged(session: Session, submission_ids: list[int]) -> defaultdict[int, _Tagged]:
    chosen: Select[*tuple[Any, ...]] = (
        select(
            Tag.submission_id,
            Tag.priority_id,
            Excerpt.text_id,
            Excerpt.start,
            Excerpt.end,
            Excerpt.quote,
        )
        .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
        .where(Tag.submission_id.in_(submission_ids), *_says_something_new())
        .order_by(Tag.id)
    )
    found: defaultdict[int, _Tagged] = defaultdict(_Tagged)
    for submission_id, priority_id, text_id, start, end, quote in session.execute(chosen):
        if text_id is None:
            found[submission_id].whole.add(priority_id)
        else:
            found[submission_id].places[text_id, start, end].add(priority_id)
            found[submission_id].quotes[text_id, start, end] = quote
    return found


def _add_rejected(
    session: Session, submission_ids: list[int], found: defaultdict[int, _Tagged]
) -> None:
    chosen: Select[*tuple[Any, ...]] = select(
        SuggestionDecision.submission_id,
        SuggestionDecision.priority_id,
        SuggestionDecision.text_id,
        SuggestionDecision.start,
        SuggestionDecision.end,
    ).where(
        SuggestionDecision.submission_id.in_(submission_ids),
        SuggestionDecision.choice == SuggestionChoice.REJECTED,
        SuggestionDecision.priority_id.is_not(None),
    )
    for submission_id, priority_id, text_id, start, end in session.execute(chosen):
        found[submission_id].rejected[text_id, start, end].add(priority_id)


def _bodies(session: Session, submission_ids: list[int]) -> defaultdict[int, dict[int, str]]:
    """Return the texts that stand of each submission, but for non-answers."""
    chosen = (
        select(SourceText.submission_id, SourceText.id, SourceText.body)
        .where(
            SourceText.submission_id.in_(submission_ids),
            SourceText.is_current,
            ~SourceText.is_non_answer,
        )
        .order_by(SourceText.id)
    )
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for submission_id, text_id, body in session.execute(chosen):
        found[submission_id][text_id] = body
    return found


def _examples(tagged: _Tagged, bodies: dict[int, str]) -> Iterator[Example]:
    within: defaultdict[int, set[int]] = defaultdict(set)
    for (text_id, _, _), priority_ids in tagged.places.items():
        within[text_id] |= priority_ids
    if tagged.whole and len(bodies) == 1:
        within[next(iter(bodies))] |= tagged.whole
    elif tagged.whole:
        everything = tagged.whole.union(*within.values())
        yield from _example("\n".join(bodies.values()), everything)
    for text_id, body in bodies.items():
        yield from _example(body, within[text_id], tagged.rejected.get((text_id, 0, len(body))))
    for (text_id, start, end), quote in tagged.quotes.items():
        if end - start < _NEARLY_ALL * len(bodies.get(text_id, "")) or text_id not in bodies:
            yield from _example(quote, _covering(tagged, text_id, start, end))
    for (text_id, start, end), rejected in tagged.rejected.items():
        body = bodies.get(text_id, "")
        if (text_id, start, end) not in tagged.quotes and (start, end) != (0, len(body)):
            fitting = _touching(tagged, text_id, start, end) | tagged.whole
            yield from _example(body[start:end], set(), rejected - fitting)


def _example(text: str, tagged: set[int], rejected: set[int] | None = None) -> Iterator[Example]:
    against = (rejected or set()) - tagged
    words = tuple(each.word for each in placed_words(text)[:_MOST_WORDS])
    if words and (tagged or against):
        yield Example(words, frozenset(tagged), frozenset(against))


def _covering(tagged: _Tagged, text_id: int, start: int, end: int) -> set[int]:
    """Return the priorities that the words from `start` to `end` are tagged to as a whole."""
    return {
        priority_id
        for (other, first, last), priority_ids in tagged.places.items()
        if other == text_id and first <= start and end <= last
        for priority_id in priority_ids
    }


def _touching(tagged: _Tagged, text_id: int, start: int, end: int) -> set[int]:
    """Return the priorities that any of the words from `start` to `end` are tagged to."""
    return {
        priority_id
        for (other, first, last), priority_ids in tagged.places.items()
        if other == text_id and first < end and start < last
        for priority_id in priority_ids
    }
