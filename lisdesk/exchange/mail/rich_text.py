"""The body of an Outlook message as rich text, which it packs in a way of its own."""

from __future__ import annotations

import html
import re
import struct

from striprtf.striprtf import rtf_to_text

_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
_HEADER_BYTES = 16
_WINDOW = 4096
_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What the window holds at the start: [MS-OXRTFCP] 2.1.3.1."""

MOST_UNPACKED_BYTES = 50_000_000
_HTML_MARK = re.compile(rb"\\fromhtml1\b")
_NOT_OF_THE_HTML = re.compile(rb"\\htmlrtf1?\b ?.*?\\htmlrtf0 ?", re.DOTALL)
_LINE_END = re.compile(rb"\s*<(?:br|/p|/div|/tr|/h\d|/li)", re.IGNORECASE)
_ENTITY = re.compile(rb"\s*&[#\w]{1,30};\s*", re.ASCII)
_TAG = re.compile(rb"\{\\\*\\htmltag\d* ?((?:[^{}\\]|\\.)*)\}", re.DOTALL)


def unpacked_rtf(content: bytes) -> bytes:
    """Return rich text unpacked; ValueError if it is not packed as it should be."""
    if len(content) < _HEADER_BYTES:
        raise ValueError("too short")
    _, size, kind, _ = struct.unpack_from("<IIII", content)
    body = content[_HEADER_BYTES:]
    if kind == _PLAIN:
        return body[:size]
    if kind != _PACKED or size > MOST_UNPACKED_BYTES:
        raise ValueError("not rich text")
    return _unpacked(body, size)


def text_of_rtf(content: bytes) -> str:
    """Return the words of rich text, or of the HTML that is wrapped in it."""
    if _HTML_MARK.search(content[:500]):
        content = _TAG.sub(_words_of_tag, _NOT_OF_THE_HTML.sub(b"", content))
    text = str(rtf_to_text(content.decode("latin-1"), encoding="cp1252", errors="replace"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _words_of_tag(tag: re.Match[bytes]) -> bytes:
    """Return rich text for a piece of HTML that is more than layout: a line's end, a character."""
    if _LINE_END.match(tag[1]):
        return rb"\par "
    if _ENTITY.fullmatch(tag[1]):
        return b"".join(b"\\u%d?" % ord(each) for each in html.unescape(tag[1].decode("ascii")))
    return b""


def _unpacked(body: bytes, size: int) -> bytes:
    window = bytearray(_START.ljust(_WINDOW, b"\0"))
    at = len(_START)
    output = bytearray()
    place = 0
    while place < len(body) and len(output) < size:
        flags = body[place]
        place += 1
        for bit in range(8):
            if len(output) >= size:
                break
            if flags & (1 << bit):
                if place + 2 > len(body):
                    return bytes(output)
                reference = body[place] << 8 | body[place + 1]
                place += 2
                offset = reference >> 4
                if offset == at:
                    return bytes(output)
                found = [(offset + step) % _WINDOW for step in range((reference & 0xF) + 2)]
            else:
                if place >= len(body):
                    return bytes(output)
                window[at] = body[place]
                output.append(body[place])
                at = (at + 1) % _WINDOW
                place += 1
                continue
            for source in found:
                window[at] = window[source]
                output.append(window[source])
                at = (at + 1) % _WINDOW
    return bytes(output)
