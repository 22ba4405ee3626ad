"""Whether words that look secret stand, letter by letter, in a text that may be published.

Excerpts may begin and end within a word: its rest may then be another word, with which a text
begins that may not be published.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from lisdesk.exchange.finished.pieces import Piece, Role
from lisdesk.exchange.finished.wording import plain_text, runs, wording

Run = tuple[int, int]
"""Of how many words, and their number."""
Permitted = Callable[[Collection[str] | None], Iterable[str]]
"""Yields texts as they may be published: those of submissions by their references, or all."""

MOST_LOOKED_UP = 200
"""Of more, which no chance explains, none is looked up."""

_DIGIT = re.compile(r"\d")
_QUOTED = re.compile("“([^“”]*)”")


def verbatim(found: Sequence[tuple[Run, Piece]], permitted: Permitted) -> set[tuple[Run, Piece]]:
    """Return which of some runs, each with a piece in which it was seen, stand only in what the
    piece quotes, letter by letter, from a text that may be published: of the submission that it is
    about, or of any where it does not tell which, as in what officers conclude.
    """
    if len(found) > MOST_LOOKED_UP:
        return set()
    wanted: defaultdict[str | None, set[str]] = defaultdict(set)
    for _, piece in found:
        wanted[piece.about].update(_quotations(piece))
    said = {about: _said(words, about, permitted) for about, words in wanted.items()}
    return {
        (run, piece)
        for run, piece in found
        if _stands_only_in(run, piece, [x for x in _quotations(piece) if x in said[piece.about]])
    }


def cut_of(piece: Piece, *, is_at_edge: bool) -> str:
    """Return what tells the runs of pieces apart that may be explained each by its own quotation:
    those at the edge of a piece, where a word may be cut, and all in what officers conclude.
    """
    is_apart = is_at_edge or piece.role is Role.FINDING
    return f"{piece.about or ''} {piece.text}" if is_apart else ""


def _quotations(piece: Piece) -> Iterator[str]:
    """Yield what a piece quotes."""
    if piece.role is Role.WORDS:
        yield piece.text
    elif piece.role is Role.FINDING and piece.about is None:
        yield from _QUOTED.findall(piece.text)


def _said(words: Collection[str], about: str | None, permitted: Permitted) -> set[str]:
    left = {each: plain_text(each) for each in words}
    found: set[str] = set()
    if not left:
        return found
    for text in permitted(None if about is None else {about}):
        plain = plain_text(text)
        found.update(each for each, said in left.items() if _stands_in(said, plain))
    return found


def _stands_in(said: str, plain: str) -> bool:
    """Whether words stand in a text, the first and the last cut or not: no number is cut."""
    at = plain.find(said) if said else -1
    while at >= 0:
        first = plain.rfind(" ", 0, at) + 1
        end = at + len(said)
        last = plain.find(" ", end)
        before, after = plain[first:at], plain[end : last if last >= 0 else len(plain)]
        words = said.split(" ")
        cut = (before and before + words[0], after and words[-1] + after)
        if not any(_DIGIT.search(each) for each in cut):
            return True
        at = plain.find(said, at + 1)
    return False


def _stands_only_in(run: Run, piece: Piece, quotations: Sequence[str]) -> bool:
    """Whether a run stands in quotations of a piece as often as in all of it."""
    within = sum(_count(run, each) for each in quotations)
    return within > 0 and within == _count(run, piece.text)


def _count(run: Run, text: str) -> int:
    length, number = run
    hashes, _ = runs(wording([text]), length)
    return int((hashes == number).sum())
