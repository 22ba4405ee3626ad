"""Read an .rtf document: the library decodes it, once what is not the body was taken aside."""

from __future__ import annotations

import re
import struct

from striprtf.striprtf import font_table_group, rtf_to_text

from lisdesk.exchange.documents.extracted import Aside
from lisdesk.exchange.documents.findings import Findings
from lisdesk.exchange.documents.note_marks import note_mark
from lisdesk.exchange.documents.rich_text_groups import Piece, split_rich_text
from lisdesk.exchange.guarded.faults import FaultError

MEDIA_TYPE = "application/rtf"
_ASIDES = {"deleted": Aside.DELETED, "v": Aside.HIDDEN, "annotation": Aside.COMMENT}
_LINK = re.compile(r'\("((?:https?|ftp|mailto|tel):[^"\s]*)"\)')
"""How the library writes the address behind a link's words."""
_MOST_FONT_CHARACTERS = 20_000_000
_DECODING_ERRORS = (
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
    struct.error,
)


def read_rich_text(content: bytes) -> Findings:
    """Return what a rich text document says; FaultError if it is damaged."""
    markup = content.decode("latin-1")
    split = split_rich_text(markup)
    beginning = split.beginning + _fonts(markup, len(split.pieces))
    findings = Findings(MEDIA_TYPE)
    findings.insertions, findings.pictures = split.insertions, split.pictures
    edges: dict[str, list[str]] = {"header": [], "footer": [], "shptxt": []}
    notes: dict[str, list[str]] = {"footnote": [], "endnote": []}
    for piece in split.pieces:
        words = _decoded(beginning, piece)
        if piece.kind in _ASIDES:
            findings.leave_out(_ASIDES[piece.kind], words)
        elif piece.kind in notes:
            texts = notes[piece.kind]
            texts.append(f"{note_mark(piece.kind, len(texts) + 1)} {words.strip()}")
        elif words.strip() and words.strip() not in edges[piece.kind]:
            edges[piece.kind].append(words.strip())
    findings.add_part("header", "\n\n".join(edges["header"]))
    findings.add_part("body", _decoded("", Piece("body", split.body)))
    findings.add_part("text boxes", "\n\n".join(edges["shptxt"]))
    findings.add_part("footnotes", "\n\n".join(notes["footnote"]))
    findings.add_part("endnotes", "\n\n".join(notes["endnote"]))
    findings.add_part("footer", "\n\n".join(edges["footer"]))
    return findings


def _fonts(markup: str, uses: int) -> str:
    """Return the fonts, whose code pages the pieces need; nothing if that costs too much."""
    fonts = str(font_table_group(markup))
    return fonts if len(fonts) * uses <= _MOST_FONT_CHARACTERS else ""


def _decoded(beginning: str, piece: Piece) -> str:
    """Return a piece as text; `beginning` holds the fonts and the code page it is written in."""
    markup = f"{{\\rtf1{beginning}{piece.markup}}}" if beginning else piece.markup
    try:
        return _LINK.sub(r" <\1>", str(rtf_to_text(markup, errors="replace")))
    except _DECODING_ERRORS as error:
        raise FaultError("damaged") from error
