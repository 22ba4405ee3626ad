"""Small documents that would cost a careless reader hours, gigabytes or its stack."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Callable
from functools import cache

from tests.unit.documents.made_open import open_document
from tests.unit.documents.made_open import paragraph as open_paragraph
from tests.unit.documents.made_portable import (
    deflated,
    drawn_by,
    filtered,
    lzw,
    portable_document,
)
from tests.unit.documents.made_word import drawn_box, paragraph, row, run, table, word_document
from tests.unit.documents.rich_cases import rich


def nested_tables(depth: int) -> str:
    content = paragraph("deep")
    for _ in range(depth):
        content = table(row(content + paragraph("")))
    return content


def nested_choices(depth: int) -> str:
    content = run("x" * 100)
    for _ in range(depth):
        content = (
            f"<mc:AlternateContent><mc:Choice>{content}</mc:Choice>"
            "<mc:Fallback><w:r><w:t>y</w:t></w:r></mc:Fallback></mc:AlternateContent>"
        )
    return paragraph(content)


def based_styles(count: int) -> str:
    return "".join(
        f'<w:style w:styleId="s{number}"><w:basedOn w:val="s{number + 1}"/></w:style>'
        for number in range(count)
    )


def styled_runs(count: int) -> str:
    return "".join(run("x", f'<w:rStyle w:val="s{number}"/>') for number in range(count))


def note_references(count: int) -> str:
    return "".join(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in range(count))


def numbered(number: int) -> str:
    return paragraph(hashlib.sha256(b"%d" % number).hexdigest())


def nested_boxes(depth: int) -> str:
    content = paragraph("deep")
    for _ in range(depth):
        content = paragraph(drawn_box(content))
    return content


@cache
def lzw_bomb() -> bytes:
    return lzw(b"0 " * 2_000_000)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "tables in tables beyond reason": (
        lambda: word_document(nested_tables(2000)),
        "nests its parts deeper than any program does",
    ),
    "content controls in each other": (
        lambda: word_document("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000),
        "nests its parts deeper than any program does",
    ),
    "spans in spans": (
        lambda: open_document(open_paragraph("<text:span>" * 5000 + "x" + "</text:span>" * 5000)),
        "nests its parts deeper than any program does",
    ),
    "groups in groups": (
        lambda: rich("{" * 100_000),
        "nests its parts deeper than any program does",
    ),
    "boxes in pages": (
        lambda: b"<html>" + b"<div>" * 100_000 + b"x",
        "nests its parts deeper than any program does",
    ),
    "a part that unpacks to hundreds of times its size": (
        lambda: word_document(paragraph("A" * 30_000_000)),
        "a part unpacks to more than 200 times its size",
    ),
    "a PDF whose page unpacks to a thousand times its size": (
        lambda: drawn_by(deflated(b"0 " * 20_000_000)),
        "a part unpacks to more than 200 times its size",
    ),
    "a PDF whose page is packed twice": (
        lambda: drawn_by(deflated(b"0 " * 20_000_000, layers=2)),
        "a part unpacks to more than 200 times its size",
    ),
    "a PDF of many small parts that unpack to very much": (
        lambda: drawn_by(*[deflated(b"0 " * 490_000)] * 320),
        "it unpacks to more than 300 megabytes",
    ),
    "a PDF whose page is packed by LZW": (
        lambda: drawn_by(filtered(lzw_bomb(), b"/Filter/LZWDecode")),
        "a part unpacks to more than 200 times its size",
    ),
    "a PDF whose page is packed by LZW under an escaped name": (
        lambda: drawn_by(filtered(lzw_bomb(), b"/F#69lter[ /L#5aW ]")),
        "a part unpacks to more than 200 times its size",
    ),
    "a PDF whose page says elsewhere that it is packed by LZW": (
        lambda: drawn_by(filtered(lzw_bomb(), b"/Filter 5 0 R"), b"[/LZWDecode]"),
        "a part unpacks to more than 200 times its size",
    ),
    "a PDF whose page is packed by LZW that changes late": (
        lambda: drawn_by(
            filtered(
                lzw(b"0 " * 2_000_000, changes_early=False),
                b"/Filter/LZWDecode/DecodeParms<</EarlyChange 0>>",
            )
        ),
        "a part unpacks to more than 200 times its size",
    ),
    "a PDF whose page is deflated, then written in hexadecimal digits": (
        lambda: drawn_by(
            filtered(
                zlib.compress(b"0 " * 20_000_000).hex().encode() + b">",
                b"/Filter[/ASCIIHexDecode/FlateDecode]",
            )
        ),
        "a part unpacks to more than 200 times its size",
    ),
    "a PDF whose page is packed by LZW, then in letters": (
        lambda: drawn_by(
            filtered(base64.a85encode(lzw_bomb()) + b"~>", b"/Filter[/ASCII85Decode/LZWDecode]")
        ),
        "a part unpacks to more than 200 times its size",
    ),
    "a PDF whose page is packed by LZW, then in letters with a mark before and a form feed": (
        lambda: drawn_by(
            filtered(
                b"<~\f" + base64.a85encode(lzw_bomb()) + b"~>",
                b"/Filter[/ASCII85Decode/LZWDecode]",
            )
        ),
        "a part unpacks to more than 200 times its size",
    ),
    "a PDF of too many pages": (lambda: portable_document(*[[]] * 5001), "more than 5,000 pages"),
}
"""What makes that which must be refused, and words of the sentence."""

READ: dict[str, Callable[[], bytes]] = {
    "tables in tables as deep as is read": lambda: word_document(nested_tables(60)),
    "text boxes in text boxes": lambda: word_document(nested_boxes(12)),
    "choices in choices": lambda: word_document(nested_choices(100)),
    "styles based on each other": lambda: word_document(
        paragraph(styled_runs(20_000)), {"styles": based_styles(20_000)}
    ),
    "a style based on itself": lambda: word_document(
        paragraph(run("x", '<w:rStyle w:val="a"/>')),
        {"styles": '<w:style w:styleId="a"><w:basedOn w:val="a"/></w:style>'},
    ),
    "notes without end": lambda: word_document(paragraph(note_references(50_000))),
    "paragraphs without end": lambda: word_document("".join(map(numbered, range(50_000)))),
    "a list without end": lambda: b"<html><ol>" + b"<li>x" * 50_000,
    "links without end": lambda: b"<html>" + b"<a href='http://a.example/%s'>x " * 20_000,
    "deletions without end": lambda: rich(r"{\deleted x}" * 20_000),
    "words without end": lambda: ("x" * 5_000_000).encode(),
    "a PDF with pictures and enclosures that unpack to very much": lambda: drawn_by(
        deflated(b""),
        deflated(bytes(50_000_000), b"/Type/XObject/Subtype /Image"),
        deflated(bytes(50_000_000), b"/Type/EmbeddedFile"),
    ),
    "a PDF whose page is packed by LZW as old programs do": lambda: drawn_by(
        filtered(lzw(b"0 0 m 9 9 l S\n" * 40_000 + bytes(range(256)) * 2_000), b"/Filter/LZWDecode")
    ),
    "a text of spaces": lambda: b" " * 5_000_000 + b"x",
}
"""What makes that which may be read, if it takes little."""
