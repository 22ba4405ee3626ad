"""How a stream of a .pdf document says that it is packed, and the ways but deflating undone.

What unpacks gives pieces and is asked for one after the other, so that whoever asks can stop.
"""

from __future__ import annotations

import re
from base64 import a85decode
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/[^\s/<>\[\]()]+|\d+\s+\d+\s+R\b)")
_NAME = re.compile(rb"/([^\s/<>\[\]()]+)")
_REFERENCE = re.compile(rb"(\d+)\s+(\d+)\s+R\b")
_FULL_NAMES = {b"Fl": b"FlateDecode", b"LZW": b"LZWDecode", b"A85": b"ASCII85Decode",
               b"AHx": b"ASCIIHexDecode"}  # fmt: skip
_BLANKS = b" \t\n\r\v\f\0"
_FIRST_BITS, _MOST_BITS = 9, 12
_CLEAR, _END = 256, 257
_PIECE_BYTES = 1 << 16
_LETTERS_ALONE = tuple(bytes([each]) for each in range(256))


def filters_of(dictionary: bytes, content: bytes) -> tuple[bytes, ...] | None:
    """Return by what a stream is packed, outermost first, from its dictionary; None if that cannot
    be told, as it stands in an object that is packed itself.
    """
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), dictionary)
    found = _FILTER.search(plain)
    if found is None:
        return ()
    value = found[1]
    if reference := _REFERENCE.fullmatch(value):
        number = rb"(?<!\d)%b\s+%b\s+obj\b([^>]{0,200}?)endobj" % reference.groups()
        place = re.search(number, content)
        if place is None:
            return None
        value = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), place[1])
    return tuple(_FULL_NAMES.get(name, name) for name in _NAME.findall(value))


def from_letters(packed: Iterable[bytes | memoryview], name: bytes) -> Iterator[bytes]:
    """Yield what was written in the letters of one of the filters in LETTERS; nothing if it was
    not.
    """
    with suppress(ValueError):
        yield LETTERS[name](b"".join(packed))


def _from_ascii85(packed: bytes) -> bytes:
    letters = packed.lstrip(_BLANKS).removeprefix(b"<~")
    return a85decode(letters.partition(b"~")[0], ignorechars=_BLANKS)


def _from_hexadecimal(packed: bytes) -> bytes:
    digits = packed.partition(b">")[0].translate(None, _BLANKS)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


LETTERS: dict[bytes, Callable[[bytes], bytes]] = {
    b"ASCII85Decode": _from_ascii85,
    b"ASCIIHexDecode": _from_hexadecimal,
}


def from_lzw(
    packed: Iterable[bytes | memoryview], *, changes_early: bool = True
) -> Iterator[bytes]:
    """Yield what was packed by LZW, as far as it can be read.

    `changes_early` says that codes grow longer one code before they must, as PDF has it unless a
    stream says otherwise.
    """
    table = _Table(changes_early=changes_early)
    pieces: list[bytes] = []
    bits = held = waiting = 0
    for byte in chain.from_iterable(packed):
        bits, held = (bits << 8 | byte) & 0xFFFFFF, held + 8
        if held < table.width:
            continue
        held -= table.width
        words = table.words_of(bits >> held & (1 << table.width) - 1)
        if words is None:
            break
        pieces.append(words)
        waiting += len(words)
        if waiting >= _PIECE_BYTES:
            yield b"".join(pieces)
            pieces, waiting = [], 0
    yield b"".join(pieces)


class _Table:
    """What the codes of LZW stand for, which each code adds to."""

    def __init__(self, *, changes_early: bool) -> None:
        self._early = int(changes_early)
        self.width, self._before = _FIRST_BITS, b""
        self._words = [*_LETTERS_ALONE, b"", b""]

    def words_of(self, code: int) -> bytes | None:
        """Return what a code stands for; None at the end, and for a code that means nothing."""
        if code == _CLEAR:
            self._clear()
            return b""
        before, words = self._before, self._words
        found = words[code] if code < len(words) else before + before[:1]
        if code == _END or not found:
            return None
        if before and len(words) < 1 << _MOST_BITS:
            words.append(before + found[:1])
            if len(words) + self._early >= 1 << self.width and self.width < _MOST_BITS:
                self.width += 1
        self._before = found
        return found

    def _clear(self) -> None:
        self.width, self._before = _FIRST_BITS, b""
        self._words = [*_LETTERS_ALONE, b"", b""]
