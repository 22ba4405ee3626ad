"""Make small .pdf files object by object, so that every word in them is known."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
_FIXED_OBJECTS = 3
"""Catalogue, page tree and font come before the pages."""


def packed(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Return a file of numbered objects, the first being its catalogue."""
    content = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%b"
        b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, trailer, len(content))
    )


def stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%b\nendstream" % (len(content), content)


def deflated(content: bytes, entries: bytes = b"", layers: int = 1) -> bytes:
    """Return a stream that is packed, in itself again where there are several layers."""
    for _ in range(layers):
        content = zlib.compress(content, 9)
    return b"<</Length %d/Filter[%b]%b>>stream\n%b\nendstream" % (
        len(content),
        b"/FlateDecode" * layers,
        entries,
        content,
    )


def drawn_by(*streams: bytes) -> bytes:
    """Return a PDF of one page that the first of these streams draws."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>/Contents 4 0 R>>"
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return packed([b"<</Type/Catalog/Pages 2 0 R>>", tree, page, *streams])


def written(lines: Sequence[str]) -> bytes:
    """Return what draws lines of text, one below the other."""
    escaped = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
    shown = " 0 -16 Td ".join(f"({line}) Tj" for line in escaped)
    return f"BT /F1 11 Tf 72 770 Td {shown} ET".encode("cp1252") if lines else b""


def portable_document(
    *pages: Sequence[str],
    catalog: bytes = b"",
    annotations: Sequence[bytes] = (),
    trailer: bytes = b"",
) -> bytes:
    """Return a PDF with these lines on its pages; the annotations stand on the first."""
    first_note = _FIXED_OBJECTS + 2 * len(pages) + 1
    notes = b" ".join(b"%d 0 R" % (first_note + place) for place in range(len(annotations)))
    kids = b" ".join(b"%d 0 R" % (_FIXED_OBJECTS + 1 + 2 * place) for place in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%b>>" % catalog,
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(pages)),
        _FONT,
    ]
    for place, lines in enumerate(pages):
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R/Annots[%b]>>" % (len(objects) + 2, b"" if place else notes),
            stream(written(lines)),
        ]
    return packed([*objects, *annotations], trailer)


def lzw(content: bytes, *, changes_early: bool = True) -> bytes:
    """Return content packed by LZW as PDF has it, with a cleared table at its beginning."""
    known: dict[bytes, int] = {}
    bits, held, width, packed = 0, 0, 9, bytearray()

    def put(code: int) -> None:
        nonlocal bits, held
        bits, held = bits << width | code, held + width
        while held >= 8:
            held -= 8
            packed.append(bits >> held & 255)
        bits &= (1 << held) - 1

    def begin() -> None:
        nonlocal width
        put(256)
        known.clear()
        known.update({bytes([each]): each for each in range(256)})
        width = 9

    begin()
    words, following = b"", 258
    for each in content:
        longer = words + bytes([each])
        if longer in known:
            words = longer
            continue
        put(known[words])
        known[longer], following, words = following, following + 1, bytes([each])
        if following + changes_early > 1 << width and width < 12:
            width += 1
        if following == 4094:
            begin()
            following = 258
    put(known[words])
    put(257)
    put(0)
    return bytes(packed)


def filtered(content: bytes, dictionary: bytes) -> bytes:
    """Return a stream whose dictionary says by what it was packed."""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), dictionary, content)
