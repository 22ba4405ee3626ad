"""What of a text is kept out of a publication, and what stands there in its place.

Places count code points of the stored text, end exclusive. Marks may overlap: what lies together is
one block, for which one label stands. No character of a mark is ever in what these functions
return.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lisdesk.rules.spans import Span
from lisdesk.rules.vocabulary import KeptBack

REASONS = (
    "personal data",
    "third party named",
    "commercially confidential",
    "defamatory",
)
"""The reasons that are offered until a file has a list of its own."""

WITHHELD_TEXT = "[withheld]"
"""In place of a corrected text whose redactions have yet to be made anew."""

_CONFIDENTIAL = "[confidential]"
_JOINERS = frozenset("\u200c\u200d")
_OPENERS, _CLOSERS = str.maketrans({"[": "("}), str.maketrans({"]": ")"})


class Mark(NamedTuple):
    """A span of a text that is kept back, and why."""

    start: int
    end: int
    kind: KeptBack
    reason: str


class Block(NamedTuple):
    """A stretch of a text, and what a publication shows in its place."""

    start: int
    end: int
    label: str


def blocks_of(marks: Iterable[Mark]) -> tuple[Block, ...]:
    """Return the stretches that marks cover, in order; marks that overlap make one.

    A block is confidential if anything in it is; else its label tells every reason, each once.
    """
    found: list[Block] = []
    together: list[Mark] = []
    end = 0
    for mark in sorted(marks, key=lambda each: (each.start, each.end, each.reason)):
        if together and mark.start >= end:
            found.append(_block(together, end))
            together = []
        end = max(end, mark.end) if together else mark.end
        together.append(mark)
    if together:
        found.append(_block(together, end))
    return tuple(found)


def withheld_whole(body: str) -> tuple[Block, ...]:
    """Return the blocks of a text of which nothing is published."""
    return (Block(0, len(body), WITHHELD_TEXT),)


def published_words(words: str, start: int, blocks: Sequence[Block]) -> str:
    """Return words of a text, which begin there at `start`, with what is kept back replaced.

    Where words begin or end within a block, its label stands for the part of it that they hold.
    """
    end, pieces, at = start + len(words), [], start
    for block in blocks:
        if block.end <= start or block.start >= end:
            continue
        pieces += [words[at - start : max(block.start, at) - start], block.label]
        at = min(block.end, end)
    return "".join([*pieces, words[at - start :]])


def published_place(start: int, end: int, blocks: Sequence[Block]) -> Span:
    """Return where the words from `start` to `end` stand in the published text.

    An end within a block is moved out to the end of its label, a start to the label's beginning.
    """
    return Span(_moved(start, blocks, is_end=False), _moved(end, blocks, is_end=True))


def tells_nothing(words: str, start: int, blocks: Sequence[Block]) -> bool:
    """Whether words, which begin at `start`, are kept back so that no letter and no digit of them
    may be published. Signs alone, such as an emoji, of which nothing is kept back, say what they
    said before.
    """
    kept = set[int]()
    end = start + len(words)
    for block in blocks:
        kept.update(range(max(block.start, start), min(block.end, end)))
    return bool(kept) and not any(
        letter.isalnum() for at, letter in enumerate(words, start=start) if at not in kept
    )


def covers(blocks: Sequence[Block], start: int, end: int) -> bool:
    """Whether a span lies within what is kept back."""
    at = start
    for block in blocks:
        if block.start <= at < block.end:
            at = block.end
    return at >= end


def whole_letters(body: str, span: Span) -> Span:
    """Return a span widened so that no letter is cut: accents, joined emoji and pairs go along."""
    start, end = span.start, span.end
    while start > 0 and (_goes_with(body[start]) or body[start - 1] in _JOINERS):
        start -= 1
    while end < len(body) and (_goes_with(body[end]) or body[end - 1] in _JOINERS):
        end += 1
    return Span(start, end)


def stated_reasons(lines: Iterable[str]) -> tuple[str, ...]:
    """Return a list of reasons as it is kept: each on one line, without blanks or repetitions."""
    said = (" ".join(line.split()) for line in lines)
    return tuple({each.casefold(): each for each in said if each}.values())


def _block(marks: Sequence[Mark], end: int) -> Block:
    if any(mark.kind is KeptBack.CONFIDENTIAL for mark in marks):
        return Block(marks[0].start, end, _CONFIDENTIAL)
    reasons = dict.fromkeys(mark.reason for mark in marks)
    said = "; ".join(reasons).translate(_OPENERS).translate(_CLOSERS)
    return Block(marks[0].start, end, f"[redacted: {said}]")


def _moved(at: int, blocks: Sequence[Block], *, is_end: bool) -> int:
    shift = 0
    for block in blocks:
        if block.end <= at:
            shift += len(block.label) - (block.end - block.start)
        elif block.start < at or (block.start == at and not is_end):
            within = len(block.label) if is_end else 0
            return block.start + shift + within
    return at + shift


def _goes_with(letter: str) -> bool:
    """Whether a character belongs to the one before it."""
    is_mark = unicodedata.category(letter) in ("Mn", "Mc", "Me")
    is_modifier = "\U0001f3fb" <= letter <= "\U0001f3ff" or letter in _JOINERS
    is_tag = "\U000e0020" <= letter <= "\U000e007f"
    return is_mark or is_modifier or is_tag
