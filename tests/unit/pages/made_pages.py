"""PDFs whose pages are known to the pixel, and some that would cost a careless reader much."""

from __future__ import annotations

import zlib

from tests.unit.documents.made_portable import packed, stream

_CATALOG = b"<</Type/Catalog/Pages 2 0 R%b>>"
_RED_HALF = b"1 0 0 rg 0 0 50 50 re f\n"


def red_pages(count: int, trailer: bytes = b"", catalog: bytes = b"") -> bytes:
    """Return a PDF of pages 100 wide and 50 high, red on the left half; page n has a blue box over
    it that is n units wide.
    """
    kids = b" ".join(b"%d 0 R" % (3 + 2 * place) for place in range(count))
    objects = [_CATALOG % catalog, b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count)]
    for place in range(count):
        drawing = _RED_HALF + b"0 0 1 rg 50 0 %d 50 re f" % (place + 1)
        objects += [_page(b"0 0 100 50", 4 + 2 * place), stream(drawing)]
    return packed(objects, trailer)


def page_of(box: bytes, entries: bytes = b"") -> bytes:
    """Return a PDF of one page of this size, red at its lower left."""
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return packed([_CATALOG % b"", tree, _page(box, 4, entries), stream(_RED_HALF)])


def with_a_broken_page() -> bytes:
    """Return a PDF of three pages, of which the second is no page."""
    tree = b"<</Type/Pages/Kids[3 0 R 5 0 R 3 0 R]/Count 3>>"
    page = _page(b"0 0 100 50", 4)
    return packed([_CATALOG % b"", tree, page, stream(_RED_HALF), b"(no page)"])


def with_a_picture(width: int, height: int, times: int = 1) -> bytes:
    """Return a PDF of one page with a black picture of so many pixels, packed very small, drawn so
    many times in other sizes, which takes time and hardly any memory.
    """
    packer = zlib.compressobj(9)
    row = bytes(3 * width)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    picture = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB"
        b"/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (width, height, len(data), data)
    )
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = _page(b"0 0 9 9", 4, b"/Resources<</XObject<</I 5 0 R>>>>")
    drawing = b"".join(b"q 9 0 0 %d.%03d 0 0 cm /I Do Q\n" % (9, each) for each in range(times))
    return packed([_CATALOG % b"", tree, page, stream(drawing), picture])


def nested_groups(depth: int = 20) -> bytes:
    """Return a PDF whose page draws a group of groups of groups, thrice each: 3 ** depth in all."""
    kinds = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Group<</S/Transparency>>"
    groups = [
        kinds + b"/Resources<</XObject<</F %d 0 R>>>>/Length 22>>" % (6 + place)
        + b"stream\nq /F Do /F Do /F Do Q \nendstream"
        for place in range(depth)
    ]  # fmt: skip
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = _page(b"0 0 9 9", 4, b"/Resources<</XObject<</F 5 0 R>>>>")
    last = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 12>>stream\n0 0 9 9 re f\nendstream"
    return packed([_CATALOG % b"", tree, page, stream(b"/F Do"), *groups, last])


def _page(box: bytes, contents: int, entries: bytes = b"/Resources<<>>") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%b]%b/Contents %d 0 R>>" % (box, entries, contents)
