"""The packed streams of a .pdf document, looked at before anything draws with them.

A page's drawing may be packed a thousand times smaller than it is, and the library that reads pages
unpacks and follows all of it before it can be asked how far it got. So what is deflated or packed
by LZW, as nearly every stream is, is unpacked here first, no further than packed workbooks may be.
Pictures and enclosed files may be as even as they like: reading words leaves them packed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import NamedTuple

from lisdesk.exchange.documents.portable_filters import LETTERS, filters_of, from_letters, from_lzw
from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.guarded.limits import MEGABYTE

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_LEFT_PACKED = re.compile(rb"/Subtype\s*/Image\b|/Type\s*/EmbeddedFile\b")
_LENGTH = re.compile(rb"/Length\s+(\d{1,9})\b(?!\s+\d+\s+R)")
_CHANGES_LATE = re.compile(rb"/EarlyChange\s+0\b")
_LONGEST_DICTIONARY_BYTES = 4096
_MOST_LAYERS = 8
"""Nothing is packed in itself more often that was not made to do harm."""
_RATIO_FROM_BYTES = 1_000_000
_PACKED_BYTES, _UNPACKED_BYTES = 1 << 14, 1 << 20
"""How much is taken in, and given out, at once."""


def check_streams(content: bytes, limits: Mapping[str, int]) -> None:
    """Raise FaultError if the streams of a document unpack to more than the limits allow.

    What is packed in a way that cannot unpack to much, or damaged, is left to the reader of pages.
    """
    budget = _Budget(limits)
    for found in _STREAM.finditer(content):
        dictionary = _dictionary(content, found.start())
        if not _LEFT_PACKED.search(dictionary):
            end = content.find(b"endstream", found.end())
            size = (end if end >= 0 else len(content)) - found.end()
            packed = _Packed(memoryview(content)[found.end() :], size, dictionary)
            for filters in _ways(filters_of(dictionary, content)):
                budget.spend_on(packed, filters)


def _ways(filters: tuple[bytes, ...] | None) -> tuple[tuple[bytes, ...], ...]:
    """Return in what ways a stream may have to be unpacked."""
    if filters is None:
        return (b"FlateDecode",), (b"LZWDecode",)
    return (filters or (b"FlateDecode",),)


def _dictionary(content: bytes, stream: int) -> bytes:
    """Return what says of a stream what it is: it stands between its number and its data."""
    before = content[max(0, stream - _LONGEST_DICTIONARY_BYTES) : stream]
    return before[before.rfind(b" obj") + 1 :]


class _Packed(NamedTuple):
    """A stream as it stands in the file."""

    onwards: memoryview
    """From where it begins to the end of the file."""
    size: int
    """How far it is to what ends it, or looks so."""
    dictionary: bytes

    @property
    def own(self) -> memoryview:
        """What belongs to it by those words and by its length; all, if that stands elsewhere."""
        length = _LENGTH.search(self.dictionary)
        if length is None and b"/Length" in self.dictionary:
            return self.onwards
        return self.onwards[: max(self.size, int(length[1]) if length else 0)]

    @property
    def changes_early(self) -> bool:
        """Whether codes grow longer as PDF has it."""
        return not _CHANGES_LATE.search(self.dictionary)


class _Budget:
    """How much all the streams of a document may unpack to, layer upon layer."""

    def __init__(self, limits: Mapping[str, int]) -> None:
        self._ratio = limits["package_ratio"]
        self._most_bytes = limits["package_bytes"]
        self._spent_bytes = 0

    def spend_on(self, packed: _Packed, filters: Sequence[bytes]) -> None:
        """Unpack a stream; FaultError as soon as that becomes too much."""
        most_bytes = max(_RATIO_FROM_BYTES, self._ratio * packed.size)
        is_deflated = filters[0] == b"FlateDecode"
        layer: Iterator[bytes | memoryview] = _pieces(packed.onwards if is_deflated else packed.own)
        for name in filters:
            if name == b"FlateDecode":
                layer = self._inflated(layer, most_bytes)
            elif name == b"LZWDecode":
                unpacked = from_lzw(layer, changes_early=packed.changes_early)
                layer = self._counted(unpacked, most_bytes)
            elif name in LETTERS:
                layer = from_letters(layer, name)
            else:
                break  # what was a picture or the like is no more than it is
        with suppress(zlib.error):
            self._unpack(layer, most_bytes, _MOST_LAYERS)

    def _unpack(
        self, layer: Iterator[bytes | memoryview], most_bytes: int, layers_left: int
    ) -> None:
        """Unpack a layer, and what is packed in it."""
        first = next(layer, b"")
        if first and layers_left:
            inner = self._inflated(chain((first,), layer), most_bytes)
            with suppress(zlib.error):
                self._unpack(inner, most_bytes, layers_left - 1)
        for _ in layer:
            pass

    def _inflated(self, pieces: Iterable[bytes | memoryview], most_bytes: int) -> Iterator[bytes]:
        return self._counted(_inflated(pieces), most_bytes)

    def _counted(self, pieces: Iterable[bytes], most_bytes: int) -> Iterator[bytes]:
        """Yield pieces as long as they are not too much."""
        given = 0
        for piece in pieces:
            given += len(piece)
            self._spent_bytes += len(piece)
            if self._spent_bytes > self._most_bytes:
                reason = f"it unpacks to more than {self._most_bytes // MEGABYTE} megabytes"
                raise FaultError("too_big", reason=reason)
            if given > most_bytes:
                reason = f"a part unpacks to more than {self._ratio} times its size"
                raise FaultError("too_big", reason=reason)
            yield piece


def _inflated(pieces: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    for piece in pieces:
        left: bytes | memoryview = piece
        while left and not inflater.eof:
            unpacked = inflater.decompress(left, _UNPACKED_BYTES)
            left = inflater.unconsumed_tail
            if unpacked:
                yield unpacked
        if inflater.eof:
            return


def _pieces(packed: memoryview) -> Iterator[memoryview]:
    for start in range(0, len(packed), _PACKED_BYTES):
        yield packed[start : start + _PACKED_BYTES]
