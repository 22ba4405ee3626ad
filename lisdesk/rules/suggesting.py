"""Which priorities to suggest for a text, and why: keywords, what was learnt, what is used most.

A suggestion is never more than that: nothing is tagged by it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lisdesk.rules.spans import Span
from lisdesk.rules.vocabulary import SuggestionSource
from lisdesk.rules.word_parts import LONGEST_WORD, PlacedWord, placed_words, places_of

MOST_SUGGESTED = 3
FEWEST_TAGS = 200
"""So many tags of a call have to be there before anything is learnt from them."""
MOST_WORDS = 5
CONSIDERED = 40_000
"""So many characters of a longer text are looked at, from its beginning."""
_KEYWORD_LOG_ODDS = 1.0
"""What a keyword of the frame adds to what was learnt."""
_LEAST_SHARE = 0.2
"""A word is named if it counts for so much of what the weightiest word does."""


@dataclass(frozen=True, slots=True)
class Suggestible:
    """A priority that can be suggested; `uses` counts its tags in the call."""

    priority_id: int
    code: str
    name: str
    keywords: tuple[str, ...]
    uses: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a learnt model makes of a text.

    `log_odds` are those of each priority that it has learnt; `causes` gives, for one of them, how
    much each folded word of the text adds to it.
    """

    version: str
    log_odds: Mapping[int, float]
    causes: Callable[[int], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A priority that may fit some words, the likeliest first, with the words that caused it."""

    priority_id: int
    code: str
    name: str
    source: SuggestionSource
    words: tuple[str, ...]
    """As they are written in the text, the weightiest first; none for what is only used most."""
    places: tuple[Span, ...]
    """Where those words stand in the text."""
    uses: int
    model_version: str
    """Of the model that had a say in it; empty if none had."""

    @property
    def reason(self) -> str:
        """Why it is suggested, in a few words."""
        if self.words:
            return ", ".join(f"“{word}”" for word in self.words)
        times = "once" if self.uses == 1 else f"{self.uses:,} times"
        return f"used {times} in this call"


@dataclass(frozen=True, slots=True)
class _Candidate:
    priority: Suggestible
    keyword_words: tuple[int, ...]
    """The numbers of the words of the text that its keywords stand on."""
    log_odds: float | None


def considered(text: str, span: Span) -> Span:
    """Return the part of a span that is looked at: of a very long one the beginning, up to where
    one of its words ends.
    """
    end = span.start + CONSIDERED
    if end >= span.end:
        return span
    while end < span.end and end - span.start < CONSIDERED + LONGEST_WORD and text[end].isalnum():
        end += 1
    return Span(span.start, end)


def suggestions(
    text: str,
    span: Span,
    frame: Sequence[Suggestible],
    weighed: Weighed | None = None,
    without: Iterable[int] = (),
) -> list[Suggestion]:
    """Return at most three priorities for a span of a text, the likeliest first.

    With what was learnt they stand in its order, in which keywords count as well; without it those
    with keywords come first, and then those that are used most. `without` names priorities that are
    not to be suggested. Where nothing speaks for a priority it is not suggested.
    """
    looked_at = considered(text, span)
    words = placed_words(text, looked_at.start, looked_at.end)
    left_out = frozenset(without)
    candidates = [
        _Candidate(each, _keyword_words(each, words), _log_odds(each, weighed))
        for each in frame
        if each.priority_id not in left_out
    ]
    order = _by_likelihood if weighed is not None else _by_keywords
    ranked = sorted(candidates, key=order)  # those that are equal stay in the order of the frame
    found = [_suggestion(text, words, each, weighed) for each in ranked if _has_reason(each)]
    return found[:MOST_SUGGESTED] if words else []


def _log_odds(priority: Suggestible, weighed: Weighed | None) -> float | None:
    return None if weighed is None else weighed.log_odds.get(priority.priority_id)


def _has_reason(candidate: _Candidate) -> bool:
    return bool(candidate.keyword_words or candidate.priority.uses or candidate.log_odds)


def _by_likelihood(candidate: _Candidate) -> tuple[float, int]:
    """What was never learnt has its keywords alone to speak for it, and then even odds."""
    bonus = _KEYWORD_LOG_ODDS if candidate.keyword_words else 0.0
    if candidate.log_odds is not None:
        return -(candidate.log_odds + bonus), -candidate.priority.uses
    return (0.0 if bonus else math.inf), -candidate.priority.uses


def _by_keywords(candidate: _Candidate) -> tuple[int, int]:
    return -len(candidate.keyword_words), -candidate.priority.uses


def _keyword_words(priority: Suggestible, words: Sequence[PlacedWord]) -> tuple[int, ...]:
    found: dict[int, None] = {}
    for keyword in priority.keywords:
        phrase = [each.word for each in placed_words(keyword)]
        for first, end in places_of(phrase, words):
            found |= dict.fromkeys(range(first, end))
    return tuple(found)


def _suggestion(
    text: str, words: Sequence[PlacedWord], candidate: _Candidate, weighed: Weighed | None
) -> Suggestion:
    priority = candidate.priority
    named = {words[number].word: None for number in candidate.keyword_words}
    causes: Mapping[str, float] = {}
    if weighed is not None and candidate.log_odds is not None:
        causes = weighed.causes(priority.priority_id)
    learnt = _weightiest(causes)
    cause_words = list(named | dict.fromkeys(learnt))[:MOST_WORDS]
    standing = [each for word in cause_words for each in words if each.word == word]
    as_written = {each.word: text[each.start : each.end] for each in reversed(standing)}
    return Suggestion(
        priority.priority_id,
        priority.code,
        priority.name,
        _source(bool(named), bool(learnt)),
        tuple(as_written[word] for word in cause_words),
        tuple(sorted((Span(each.start, each.end) for each in standing), key=lambda at: at.start)),
        priority.uses,
        weighed.version if weighed is not None and learnt else "",
    )


def _weightiest(causes: Mapping[str, float]) -> list[str]:
    """Return the words that count most for a priority, the weightiest first."""
    order = sorted(causes, key=lambda word: -causes[word])
    most = causes[order[0]] if order else 0.0
    return [word for word in order if causes[word] > 0 and causes[word] >= _LEAST_SHARE * most]


def _source(has_keywords: bool, has_learnt: bool) -> SuggestionSource:
    if has_keywords:
        return SuggestionSource.BOTH if has_learnt else SuggestionSource.KEYWORD
    return SuggestionSource.MODEL if has_learnt else SuggestionSource.MOST_USED
