"""The packed streams of a .pdf document, looked at before anything draws with them.

A page's drawing may be packed a thousand times smaller than it is, and the library that reads pages
unpacks and follows all of it before it can be asked how far it got. So what is deflated, which is
how nearly every stream is packed, is unpacked here first, no further than packed workbooks may be.
Pictures and enclosed files may be as even as they like: reading words leaves them packed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain

from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.guarded.limits import MEGABYTE

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_LEFT_PACKED = re.compile(rb"/Subtype\s*/Image\b|/Type\s*/EmbeddedFile\b")
_LONGEST_DICTIONARY_BYTES = 4096
_MOST_LAYERS = 8
"""Nothing is packed in itself more often that was not made to do harm."""
_RATIO_FROM_BYTES = 1_000_000
_PACKED_BYTES, _UNPACKED_BYTES = 1 << 14, 1 << 20
"""How much is taken in, and given out, at once."""


def check_streams(content: bytes, limits: Mapping[str, int]) -> None:
    """Raise FaultError if the streams of a document unpack to more than the limits allow.

    What is packed in another way, or damaged, is left to the reader of pages.
    """
    budget = _Budget(limits)
    for found in _STREAM.finditer(content):
        if not _LEFT_PACKED.search(_dictionary(content, found.start())):
            end = content.find(b"endstream", found.end())
            packed = memoryview(content)[found.end() :]
            budget.spend_on(packed, packed_bytes=(end if end >= 0 else len(content)) - found.end())


def _dictionary(content: bytes, stream: int) -> bytes:
    """Return what says of a stream what it is: it stands between its number and its data."""
    before = content[max(0, stream - _LONGEST_DICTIONARY_BYTES) : stream]
    return before[before.rfind(b" obj") + 1 :]


class _Budget:
    """How much all the streams of a document may unpack to, layer upon layer."""

    def __init__(self, limits: Mapping[str, int]) -> None:
        self._ratio = limits["package_ratio"]
        self._most_bytes = limits["package_bytes"]
        self._spent_bytes = 0

    def spend_on(self, packed: memoryview, *, packed_bytes: int) -> None:
        """Unpack the stream that begins here; FaultError as soon as that becomes too much."""
        most_bytes = max(_RATIO_FROM_BYTES, self._ratio * packed_bytes)
        with suppress(zlib.error):
            self._unpack(self._inflated(_pieces(packed), most_bytes), most_bytes, _MOST_LAYERS)

    def _unpack(self, layer: Iterator[bytes], most_bytes: int, layers_left: int) -> None:
        """Unpack a layer, and what is packed in it."""
        first = next(layer, b"")
        if first and layers_left:
            inner = self._inflated(chain((first,), layer), most_bytes)
            with suppress(zlib.error):
                self._unpack(inner, most_bytes, layers_left - 1)
        for _ in layer:
            pass

    def _inflated(self, pieces: Iterable[bytes | memoryview], most_bytes: int) -> Iterator[bytes]:
        inflater, given = zlib.decompressobj(), 0
        for piece in pieces:
            left: bytes | memoryview = piece
            while left and not inflater.eof:
                unpacked = inflater.decompress(left, _UNPACKED_BYTES)
                left = inflater.unconsumed_tail
                given += len(unpacked)
                self._spend(len(unpacked))
                if given > most_bytes:
                    reason = f"a part unpacks to more than {self._ratio} times its size"
                    raise FaultError("too_big", reason=reason)
                if unpacked:
                    yield unpacked
            if inflater.eof:
                return

    def _spend(self, unpacked_bytes: int) -> None:
        self._spent_bytes += unpacked_bytes
        if self._spent_bytes > self._most_bytes:
            reason = f"it unpacks to more than {self._most_bytes // MEGABYTE} megabytes"
            raise FaultError("too_big", reason=reason)


def _pieces(packed: memoryview) -> Iterator[memoryview]:
    for start in range(0, len(packed), _PACKED_BYTES):
        yield packed[start : start + _PACKED_BYTES]
