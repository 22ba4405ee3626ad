"""A letter of our own writing whose table, map and signature are in no words that can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.unit.documents.made_portable import packed, stream

_LINES = (
    "Harby Parish Council",
    "30 January 2019",
    "",
    "Dear LEP,",
    "",
    "The last bus from our village leaves at six. Of 38 apprentices who live",
    "here, eleven gave up their place within a year because they could not",
    "get home after a late shift. The table shows what we counted in the",
    "first week of November; the map shows where the bus would have to turn.",
)
_TABLE = (("Stop", "before six", "after six"), ("Church", "31", "0"), ("Station Road", "24", "0"),
          ("Mill", "12", "0"))  # fmt: skip
_END = ("We ask for one bus at nine on working days.", "", "Yours faithfully,")
LETTER_WORDS = "\n".join([*_LINES[3:], "", *_END])
"""What of it an officer would have typed."""


def laid_out_letter() -> bytes:
    """Return a PDF of two pages."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
    first = "\n".join([*_words(_LINES, 72, 770), *_table(72, 560), *_map(72, 200)])
    second = "\n".join([*_words(_END, 72, 770), *_signature(72, 680)])
    return packed(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[4 0 R 6 0 R]/Count 2>>",
            font,
            page + b"/Contents 5 0 R>>",
            stream(first.encode("cp1252")),
            page + b"/Contents 7 0 R>>",
            stream(second.encode("cp1252")),
        ]
    )


def _words(lines: Sequence[str], left: int, top: int, size: int = 13) -> Iterator[str]:
    for place, line in enumerate(lines):
        yield f"BT /F1 {size} Tf {left} {top - place * 20} Td ({line}) Tj ET"


def _table(left: int, top: int) -> Iterator[str]:
    for place, row in enumerate(_TABLE):
        y = top - 24 * place
        yield f"{left} {y} 330 -24 re S"
        for column, cell in enumerate(row):
            yield f"BT /F1 12 Tf {left + 8 + 120 * column} {y - 16} Td ({cell}) Tj ET"


def _map(left: int, bottom: int) -> Iterator[str]:
    yield f"q 0.93 0.96 0.9 rg {left} {bottom} 450 240 re f Q {left} {bottom} 450 240 re S"
    yield "q 0.6 0.75 0.9 RG 9 w"
    yield f"{left} {bottom + 60} m {left + 150} {bottom + 140} {left + 260} {bottom} "
    yield f"{left + 450} {bottom + 110} c S Q"
    yield f"q 0.35 0.35 0.35 RG 4 w {left + 40} {bottom} m {left + 200} {bottom + 240} l S"
    yield f"{left} {bottom + 180} m {left + 450} {bottom + 150} l S Q"
    yield f"q 0.8 0.1 0.1 rg {left + 152} {bottom + 163} 14 14 re f Q"
    yield from _words(["Church", "turning place"], left + 176, bottom + 200, 12)
    yield from _words(["Mill"], left + 330, bottom + 90, 12)


def _signature(left: int, y: int) -> Iterator[str]:
    yield f"q 0.1 0.1 0.5 RG 2 w {left} {y} m"
    for place in range(6):
        x = left + 30 * place
        yield f"{x + 8} {y + 44} {x + 14} {y - 30} {x + 30} {y + 6 * (place % 2)} c"
    yield "S Q"
