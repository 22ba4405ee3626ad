"""Places in a text, counted in code points, and the one form in which texts are kept.

A source text is normalised once, when it comes in, and never changes afterwards; an edit makes a
new version. So the offsets of a tag stay true.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lisdesk.errors import RefusedError

_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a text: code points from `start` up to, not including, `end`."""

    start: int
    end: int


def normalised(text: str) -> str:
    """Return the text as it is kept: line ends as LF, NUL and lone surrogates as U+FFFD.

    Two surrogates that form a pair become their character. Composed and decomposed letters stay as
    they were written. Applying it twice changes nothing.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", _REPLACEMENT)
    if text.isascii() or not _SURROGATE.search(text):
        return text
    return _SURROGATE.sub(_REPLACEMENT, _SURROGATE_PAIR.sub(_joined_pair, text))


def text_hash(text: str) -> str:
    """Return the SHA-256, in hexadecimal, of a normalised text's UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def checked_span(text: str, start: int, end: int) -> Span:
    """Return the span from `start` to `end`; RefusedError if it is empty or not within `text`."""
    if start >= end:
        raise RefusedError("The selection is empty.", do="Select at least one character.")
    if start < 0 or end > len(text):
        raise RefusedError(
            f"The selection, {start} to {end}, is outside the text of {len(text)} characters.",
            do="Select text within the submission.",
        )
    return Span(start, end)


def quoted_span(text: str, quote: str, nth: int = 1) -> Span:
    """Return the `nth` place, from 1, at which `quote` stands in a normalised `text`.

    The quote is normalised first, and places may overlap. Raises RefusedError, saying how many
    places there are, if the quote is empty or does not stand there so often.
    """
    wanted = normalised(quote)
    if not wanted:
        raise RefusedError("The quotation is empty.", do="Quote at least one character.")
    if nth < 1:
        raise RefusedError("The places of a quotation are numbered from 1.", do="Use 1 or more.")
    places = 0
    for start in _places(text, wanted):
        places += 1
        if places == nth:
            return Span(start, start + len(wanted))
    if not places:
        raise RefusedError(
            "The quotation does not stand in this text.",
            do="Copy it from the submission, with its punctuation and spaces as they are.",
        )
    times = "once" if places == 1 else f"{places} times"
    raise RefusedError(
        f"The quotation stands in this text {times}, so there is no place number {nth}.",
        do=f"Choose a place from 1 to {places}." if places > 1 else "Choose place 1.",
    )


def moved_span(quote: str, new_text: str) -> Span | None:
    """Return where `quote` stands in a new version of its text; None unless it is there once."""
    wanted = normalised(quote)
    places = _places(new_text, wanted)
    start = next(places, None)
    if start is None or next(places, None) is not None:
        return None
    return Span(start, start + len(wanted))


def kept_span(span: Span, old_text: str, new_text: str) -> Span | None:
    """Return where the words of a span stand in a new version of their text.

    They stay where they are if nothing before or after them has changed; otherwise their place is
    where they stand once, None if that is nowhere.
    """
    if old_text[: span.end] == new_text[: span.end]:
        return span
    from_end = len(new_text) - len(old_text)
    start = span.start + from_end
    if start >= 0 and old_text[span.start :] == new_text[start:]:
        return Span(start, span.end + from_end)
    return moved_span(old_text[span.start : span.end], new_text)


def _places(text: str, wanted: str) -> Iterator[int]:
    """Yield every start of `wanted` in `text`, overlapping ones included; none if it is empty."""
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        yield start
        start = text.find(wanted, start + 1)


def _joined_pair(pair: re.Match[str]) -> str:
    """Return the character that two surrogates stand for."""
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
