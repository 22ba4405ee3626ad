"""Read a plain text: every character stays, only the line ends are made one kind."""

from __future__ import annotations

from lisdesk.exchange.documents.findings import Findings
from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.sheets.textfiles import find_encoding, open_text
from lisdesk.rules.spans import normalised

MEDIA_TYPE = "text/plain"
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\x0b\x0c\x1a\x1b")
_MOST_CONTROLS_SHARE = 0.01
"""Of a text fewer characters than this are control characters; of anything else many are."""


def read_plain_text(content: bytes) -> Findings:
    """Return what a plain text says, by its byte order mark, as UTF-8 or as Windows-1252.

    Raises FaultError where the encoding would be a guess, and for what is no text.
    """
    encoding = find_encoding(content)
    text = open_text(content, encoding).read()
    controls = sum(ord(character) in _CONTROLS for character in text)
    if controls > _MOST_CONTROLS_SHARE * len(text):
        raise FaultError("unknown")
    findings = Findings(MEDIA_TYPE)
    findings.encoding = encoding
    findings.add_part("body", normalised(text.removeprefix("\ufeff")), is_exact=True)
    return findings
