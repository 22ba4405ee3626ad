"""Where the words of a search stand in a text, and the passage around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lisdesk.rules.words import SearchTerm, folded, is_dropped, separates

_BEFORE, _LENGTH = 32, 160
"""Characters of a passage before what was found, and in all."""
_WORD = re.compile(r"\S+")
_ASCII_WORD = re.compile(r"[A-Za-z0-9'`]+")
_ASCII_DROPPED = str.maketrans("", "", "'`")
_ELLIPSIS = "…"


class FoundPlace(NamedTuple):
    """Code points of a text that fulfil a term of a search, end exclusive."""

    start: int
    end: int
    term: int
    """The place of the term in the search."""


class Piece(NamedTuple):
    """A piece of a passage, in one line."""

    text: str
    is_found: bool


class _Word(NamedTuple):
    folded: str
    start: int
    end: int


class _SignTable(dict[int, str]):
    """A space for what separates words, and another sign for every other character."""

    def __missing__(self, code_point: int) -> str:
        becomes = self[code_point] = " " if separates(chr(code_point)) else "x"
        return becomes


_SIGNS = _SignTable()


def found_places(terms: Sequence[SearchTerm], text: str) -> list[FoundPlace]:
    """Return where terms that are not excluded stand in a text, by the rule of `words.matches`.

    In the order of the text; a place may lie within another.
    """
    padded = f" {folded(text)} "
    wanted = [
        (place, term)
        for place, term in enumerate(terms)
        if not term.is_excluded and _begins(term) in padded
    ]
    if not wanted:
        return []
    words = list(_words(text))
    found = [
        FoundPlace(words[at].start, words[at + len(term.words) - 1].end, place)
        for place, term in wanted
        for at in range(len(words) - len(term.words) + 1)
        if _stands(term, words, at)
    ]
    return sorted(found)


def passage(text: str, places: Sequence[FoundPlace]) -> tuple[Piece, ...]:
    """Return the words around the first of some places, in pieces: those found and those between.

    White space is one space, and an ellipsis stands where the text goes on.
    """
    first = places[0].start
    start = max(0, first - _BEFORE)
    if start:
        start = next((m.end() for m in re.finditer(r"\s+", text[start:first])), 0) + start
    end = min(len(text), max(start + _LENGTH, min(places[0].end, start + 2 * _LENGTH)))
    pieces = [Piece(_ELLIPSIS, is_found=False)] if text[:start].strip() else []
    at = start
    for place in places:
        if place.start >= end:
            break
        if place.start < at:
            continue
        pieces.append(Piece(_in_line(text[at : place.start]), is_found=False))
        pieces.append(Piece(_in_line(text[place.start : min(place.end, end)]), is_found=True))
        at = min(place.end, end)
    pieces.append(Piece(_in_line(text[at:end]), is_found=False))
    if text[end:].strip():
        pieces.append(Piece(_ELLIPSIS, is_found=False))
    return tuple(piece for piece in pieces if piece.text)


def _in_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _begins(term: SearchTerm) -> str:
    return f" {' '.join(term.words)}" + ("" if term.is_prefix else " ")


def _stands(term: SearchTerm, words: Sequence[_Word], at: int) -> bool:
    *before, last = term.words
    if any(words[at + place].folded != word for place, word in enumerate(before)):
        return False
    there = words[at + len(before)].folded
    return there.startswith(last) if term.is_prefix else there == last


def _words(text: str) -> Iterator[_Word]:
    """Yield the words that `folded` makes of a text, each with its place there."""
    if text.isascii():
        for match in _ASCII_WORD.finditer(text):
            word = match[0].translate(_ASCII_DROPPED).lower()
            if word:
                yield _Word(word, *_trimmed(text, *match.span()))
        return
    known: dict[str, list[str]] = {}
    for match in _WORD.finditer(text.translate(_SIGNS)):
        start, end = match.span()
        written = text[start:end]
        parts = known.get(written)
        if parts is None:
            parts = known[written] = folded(written).split()
        if parts:
            start, end = _trimmed(text, start, end)
        for part in parts:
            yield _Word(part, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out apostrophes and the like at both ends of a word."""
    while is_dropped(text[start]):
        start += 1
    while is_dropped(text[end - 1]):
        end -= 1
    return start, end
