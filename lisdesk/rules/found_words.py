"""Where the words of a search stand in a text, and the passage around them.

A text is looked through in stretches: those that hold nothing are passed over without taking them
to words, which is what takes long, and none keeps other threads waiting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from lisdesk.rules.words import SearchTerm, folded, is_dropped, is_without, separates

_BEFORE, _LENGTH = 32, 160
"""Characters of a passage before what was found, and in all."""
_STRETCH = 8_192
_SPACE = re.compile(r"\s")
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


class FirstPlaces(NamedTuple):
    """How many terms of a search a text fulfils, and as many places as its passage may show."""

    fulfilled: int
    places: list[FoundPlace]


class _Stretch(NamedTuple):
    start: int
    end: int
    begin: int
    """Where to begin with the words, so that what ends in the stretch is whole."""
    terms: frozenset[int]
    """Those that may end in it; no others do."""


_Wanted = dict[int, SearchTerm]
"""The terms that are not excluded, by their place in the search."""


def found_places(
    terms: Sequence[SearchTerm], text: str, goes_on: Callable[[], bool] = lambda: True
) -> list[FoundPlace]:
    """Return where terms that are not excluded stand in a text, by the rule of `words.matches`.

    In the order of the text; a place may lie within another. Once `goes_on` says no, as is asked
    now and then, those so far are returned.
    """
    wanted = _wanted(terms)
    stretches = takewhile(lambda _stretch: goes_on(), _stretches(wanted, text))
    return sorted(place for each in stretches for place in _places(wanted, text, each))


def first_places(terms: Sequence[SearchTerm], text: str) -> FirstPlaces:
    """Return the first of `found_places` and all that its `passage` may show, and how many terms
    have a place anywhere; however long the text is, little of it is taken to words.
    """
    wanted = _wanted(terms)
    fulfilled: set[int] = set()
    places: list[FoundPlace] = []
    for each in _stretches(wanted, text):
        fulfilled |= each.terms
        if not places or each.begin < places[0].start + _LENGTH:
            places = sorted([*places, *_places(wanted, text, each)])
        elif len(fulfilled) == len(wanted):
            break
    return FirstPlaces(len(fulfilled), places)


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


def _wanted(terms: Sequence[SearchTerm]) -> _Wanted:
    return {place: term for place, term in enumerate(terms) if not term.is_excluded}


def _stretches(wanted: _Wanted, text: str) -> Iterator[_Stretch]:
    """Yield the stretches of a text, cut between words, with the terms that may end in each."""
    kept = max((len(term.words) for term in wanted.values()), default=1) - 1
    words = {word for term in wanted.values() for word in term.words}
    before: list[tuple[str, int]] = []
    for start, end in _cuts(text):
        written = text[start:end]
        begin = before[0][1] if before else start
        if is_without(words, written):
            before = []
            yield _Stretch(start, end, begin, frozenset())
            continue
        own = folded(written)
        padded = f" {' '.join([*(word for word, _ in before), own])} "
        ending = (place for place, term in wanted.items() if _begins(term) in padded)
        yield _Stretch(start, end, begin, frozenset(ending))
        if kept:
            last = own.rsplit(" ", kept)[-kept:] if own else []
            before = [*before, *((word, start) for word in last)][-kept:]


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        space = _SPACE.search(text, start + _STRETCH)
        end = space.end() if space else len(text)
        yield start, end
        start = end


def _places(wanted: _Wanted, text: str, stretch: _Stretch) -> Iterator[FoundPlace]:
    """Yield the places that end in a stretch."""
    if not stretch.terms:
        return
    begin = stretch.begin
    words = list(_words(text[begin : stretch.end]))
    for place in stretch.terms:
        term = wanted[place]
        for at in range(len(words) - len(term.words) + 1):
            last = words[at + len(term.words) - 1]
            if last.start + begin >= stretch.start and _stands(term, words, at):
                yield FoundPlace(words[at].start + begin, last.end + begin, place)


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
