"""Tell documents from sheets before either is read, by how a file begins and ends."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import IO

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.documents.kinds import is_package, is_portable, is_rich_text
from lisdesk.exchange.documents.names import names_a_document
from lisdesk.exchange.documents.refusals import unreadable_document
from lisdesk.exchange.guarded.limits import ProcessLimits
from lisdesk.exchange.guarded.regular_files import opened_file
from lisdesk.exchange.sheets.foreign_kinds import kind_by_content
from lisdesk.exchange.sheets.textfiles import is_table

_LOOKED_AT_BYTES = 1 << 16
_PLAIN = (".txt", ".text", ".md")
_PAGES = (".html", ".htm", ".xhtml")
_WORD_PART, _EXCEL_PART = b"word/", b"xl/"
_OPEN_TEXT = b"mimetypeapplication/vnd.oasis.opendocument.text"


def is_document(path: Path) -> bool:
    """Whether a file is read as a document, not as a sheet.

    The content decides: a Word or OpenDocument text, rich text, a PDF, whatever they are called. A
    web page is one if it is named so, since portals write sheets as pages too; a text if its lines
    are no table, also an empty one. What cannot be opened, or not be told, is one if its ending
    says so.
    """
    try:
        with opened_file(path, ProcessLimits().input_bytes, unreadable_document) as (stream, _):
            start, end = _ends_of(stream)
    except UnreadableFileError:
        return names_a_document(path.name)
    ending = PurePath(path.name).suffix.casefold()
    if is_package(start):
        if _OPEN_TEXT in start or _WORD_PART in start + end:
            return True
        return names_a_document(path.name) and _EXCEL_PART not in start + end
    if is_portable(start) or is_rich_text(start) or ending == ".doc":
        return True
    if kind_by_content(start) == "web_page":
        return ending in _PAGES
    if ending in _PLAIN:
        lines = start[: start.rfind(b"\n") + 1] or start
        return not start or _has_commas_of_prose(lines) or not is_table(lines, None)
    return names_a_document(path.name) and not is_table(start, None)


def _has_commas_of_prose(lines: bytes) -> bool:
    """Whether a text has commas alone to part it, and most stand before a space or a line end."""
    commas = lines.count(b",")
    before_space = sum(lines.count(b"," + space) for space in (b" ", b"\n", b"\r"))
    has_others = any(mark in lines for mark in (b"\t", b";", b"|"))
    return not has_others and commas > 0 and before_space > commas / 2


def _ends_of(stream: IO[bytes]) -> tuple[bytes, bytes]:
    start = stream.read(_LOOKED_AT_BYTES)
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _LOOKED_AT_BYTES))
    return start, stream.read(_LOOKED_AT_BYTES)
