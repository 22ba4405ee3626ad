"""Texts as the words that matter when they are compared, and those as numbers.

Case, compatibility forms, punctuation, white space and characters without a shape do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Hashes = NDArray[numpy.uint64]
    Places = NDArray[numpy.intp]

WINDOW = 8
"""How many words in a row tell that they are somebody's."""

_SEPARATOR = "\x00"
_BETWEEN = f" {_SEPARATOR} "
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0f\ufeff]")
_SIGNS = re.compile(r"[^\w\x00-\x7f]+|[\u00aa\u00ba]+")
_STRETCH = numpy.uint64(0x9E3779B97F4A7C15)
_SHIFT = numpy.uint64(32)
_SPACE = 32
_AT_ONCE = 8
"""How many bytes of a word are taken as one number."""
_MASKS = numpy.array([(1 << 8 * count) - 1 for count in range(_AT_ONCE + 1)], dtype=numpy.uint64)
"""By how many bytes of such a number are the word's."""


def _word_bytes() -> bytes:
    """Return what becomes of each byte of UTF-8: letters and digits stay, all else is a space."""
    return bytes(
        byte if byte >= 0x80 or chr(byte).isalnum() or byte == 0 else _SPACE for byte in range(256)
    )


_TABLE = _word_bytes()


def _powers(base: int, count: int) -> Hashes:
    found = numpy.full(count, base, dtype=numpy.uint64)
    found[0] = 1
    return numpy.cumprod(found, dtype=numpy.uint64)


_PLACES = _powers(0xD6E8FEB86659FD93, WINDOW)


class Wording(NamedTuple):
    """The words of several texts as numbers; equal words have equal ones."""

    hashes: Hashes
    text_of: Places
    """By word, the place of its text in the list."""
    counts: Places
    """By text, how many words it has."""


def plain_words(text: str) -> list[bytes]:
    """Return the words of a text as they are compared."""
    return _plain(text.replace(_SEPARATOR, " ")).split()


@lru_cache(maxsize=1 << 16)
def plain_text(text: str) -> str:
    """Return the words of a text as they are compared, in one line."""
    return b" ".join(plain_words(text)).decode("utf-8", "replace")


def wording(texts: Sequence[str]) -> Wording:
    """Return the words of texts as numbers, the same for the same word."""
    joined = _BETWEEN.join(
        _folded(text.replace(_SEPARATOR, " ")) if _needs_care(text) else text for text in texts
    )
    plain = joined.lower().encode("utf-8", "replace").translate(_TABLE)
    padded = b" " + plain + b" " * _AT_ONCE
    letters = numpy.frombuffer(padded, dtype=numpy.uint8)
    is_between = letters == _SPACE
    edges = numpy.flatnonzero(is_between[1:] != is_between[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    is_end = letters[starts] == 0
    text_of = numpy.cumsum(is_end)[~is_end]
    counts = numpy.bincount(text_of, minlength=len(texts))
    hashes = _numbers(padded, starts[~is_end], ends[~is_end])
    return Wording(_mixed(hashes), text_of, counts)


def _numbers(letters: bytes, starts: Places, ends: Places) -> Hashes:
    """Return each word as a number: one of up to eight bytes as what they are, of a longer one
    eight bytes after the other, mixed.
    """
    eights: Hashes = numpy.ndarray(
        (len(letters) - _AT_ONCE + 1,), dtype="<u8", buffer=letters, strides=(1,)
    )
    lengths = ends - starts
    found: Hashes = eights[starts] & _MASKS[numpy.minimum(lengths, _AT_ONCE)]
    longer, taken = numpy.flatnonzero(lengths > _AT_ONCE), _AT_ONCE
    while len(longer):
        left = numpy.minimum(lengths[longer] - taken, _AT_ONCE)
        found[longer] = _mixed(found[longer]) + (eights[starts[longer] + taken] & _MASKS[left])
        taken += _AT_ONCE
        longer = longer[lengths[longer] > taken]
    return found


def runs(words: Wording, length: int) -> tuple[Hashes, Places]:
    """Return each run of so many words within one text as a number, and its first word."""
    [(_, hashes, firsts)] = runs_of_lengths(words, [length])
    return hashes, firsts


def runs_of_lengths(words: Wording, lengths: Iterable[int]) -> Iterator[tuple[int, Hashes, Places]]:
    """Yield for each length, the shortest first, what `runs` returns: a longer run goes on from the
    sum of a shorter one.
    """
    sums, done = numpy.zeros(len(words.hashes), dtype=numpy.uint64), 0
    for length in sorted(lengths):
        count = max(len(words.hashes) - length + 1, 0)
        for place in range(done, length):
            sums[:count] += words.hashes[place : place + count] * _PLACES[place]
        done = length
        firsts = numpy.arange(count)
        if length > 1:
            firsts = numpy.flatnonzero(words.text_of[:count] == words.text_of[length - 1 :])
        yield length, _mixed(sums[firsts]), firsts


def _mixed(values: Hashes) -> Hashes:
    values = (values ^ (values >> _SHIFT)) * _STRETCH
    return values ^ (values >> _SHIFT)


def _needs_care(text: str) -> bool:
    return not text.isascii() or _SEPARATOR in text


def _plain(text: str) -> bytes:
    return _folded(text).lower().encode("utf-8", "replace").translate(_TABLE)


def _folded(text: str) -> str:
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _UNSEEN.sub("", _SIGNS.sub(_sign, text))


def _sign(found: re.Match[str]) -> str:
    """Return signs as they separate words: characters without a shape do not."""
    return " " if _UNSEEN.sub("", found[0]) else ""
