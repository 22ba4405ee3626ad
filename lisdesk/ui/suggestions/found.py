"""What is suggested for some words, as the screens Reading and Answers show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lisdesk.edits.suggestions import SuggestionCause
from lisdesk.outcome import Kind
from lisdesk.queries.counted_tags import CountedTags
from lisdesk.ui.reading.positions import TextSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from lisdesk.rules.suggesting import Suggestion
    from lisdesk.tasks.suggesting import Suggesting

PAUSE_MS = 80
"""So long the words in hand stay the same before something is suggested for them."""
MADE_FROM = frozenset(
    {Kind.TAG, Kind.PRIORITY, Kind.SUGGESTION, Kind.SUBMISSION, Kind.CALL, Kind.QUESTION}
)
"""Where these change, something else may be suggested."""
NOTHING_SUCH = "There is no such suggestion for these words."
NO_WORDS_BEHIND = "No suggestion here is caused by words of the text."
_SELECTED = "the selected words"


class FoundSuggestions(NamedTuple):
    """What is suggested, and for which words."""

    span: TextSpan
    suggestions: tuple[Suggestion, ...]
    about: str
    is_on: bool


def suggestions_for(
    session: Session, submission_id: int, officer: str, span: TextSpan, counted: CountedTags
) -> FoundSuggestions | None:
    """Return what is suggested to an officer for a span of a text; None if it is no more."""
    from lisdesk.tasks.suggesting import suggesting_for

    suggesting = suggesting_for(session, submission_id, officer, counted)
    if suggesting is None or suggesting.text(span.text_id) is None:
        return None
    found = tuple(suggesting.suggestions(span.text_id, span.start, span.end))
    return FoundSuggestions(span, found, _about(suggesting, span, found), suggesting.page.is_on)


def next_with_words(found: Sequence[Suggestion], shown: int) -> int:
    """Return the next suggestion after one, by their places, that words of the text caused; -1
    after the last.
    """
    later = [at for at, each in enumerate(found) if each.places and at > shown]
    return later[0] if later else -1


def cause_of(suggestion: Suggestion) -> SuggestionCause:
    """Return why a priority was suggested, as it goes on record."""
    return SuggestionCause(suggestion.source, suggestion.words, suggestion.model_version)


def begin_words(what: str, length: int, *, is_found: bool) -> str:
    """Return for what something is suggested or nothing is, and of how much of so many characters
    that goes.
    """
    from lisdesk.rules.suggesting import CONSIDERED

    if length <= CONSIDERED:
        return f"Suggested for {what}" if is_found else f"Nothing to suggest for {what}"
    first = f"first {CONSIDERED:,} characters"
    if is_found:
        return f"Suggested for {what} by {'their' if what == _SELECTED else 'its'} {first}"
    return f"Nothing to suggest in the {first} of {what}"


def _about(suggesting: Suggesting, span: TextSpan, found: Sequence[Suggestion]) -> str:
    from lisdesk.tasks.suggesting import learning_words

    text = suggesting.text(span.text_id)
    is_whole = text is not None and (span.start, span.end) == (0, len(text.body))
    what = "this answer" if is_whole else _SELECTED
    if text is not None and text.question is None and is_whole:
        what = "this letter"
    begins = begin_words(what, span.end - span.start, is_found=bool(found))
    said = learning_words(suggesting.learning, suggesting.page.tags_in_call)
    return f"{begins}. {said}"
