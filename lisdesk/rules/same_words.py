"""Where the words of one text stand in another, whatever their case and the signs between them."""

from __future__ import annotations

import re

from lisdesk.rules.redacting import whole_letters
from lisdesk.rules.spans import Span

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = r"[\W_]+"


class SameWords:
    """The words of a span of a text, to be found in other texts."""

    def __init__(self, body: str, span: Span) -> None:
        said = body[span.start : span.end]
        words = [re.escape(word) for word in _WORD.findall(said)]
        pattern = _BETWEEN.join(words) if words else re.escape(said.strip() or said)
        if words and not _cuts_a_word(body, span.start) and said[:1].isalnum():
            pattern = rf"(?<![^\W_]){pattern}"
        if words and not _cuts_a_word(body, span.end) and said[-1:].isalnum():
            pattern = rf"{pattern}(?![^\W_])"
        self._pattern = re.compile(pattern, re.IGNORECASE)

    def places_in(self, body: str) -> list[Span]:
        """Return each place of the words in another text, no letter of them cut."""
        return [whole_letters(body, Span(*found.span())) for found in self._pattern.finditer(body)]


def _cuts_a_word(body: str, at: int) -> bool:
    """Whether a place lies within a word."""
    return 0 < at < len(body) and body[at - 1].isalnum() and body[at].isalnum()
