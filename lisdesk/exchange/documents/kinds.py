"""Which kind of document a file is: its content decides, whatever it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lisdesk.exchange.documents.findings import Findings
from lisdesk.exchange.documents.names import names_a_document
from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.sheets.foreign_kinds import kind_by_content, kind_by_ending
from lisdesk.exchange.sheets.packages import open_package, part_content

Reader = Callable[[bytes], Findings]

_PACKAGE = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PORTABLE_WITHIN_BYTES = 1024
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_OTHER_OPEN = (
    (b"application/vnd.oasis.opendocument.spreadsheet", "spreadsheet"),
    (b"application/vnd.oasis.opendocument.presentation", "slides"),
)
_OLE_STREAMS = tuple(
    (name.encode("utf-16-le"), kind)
    for name, kind in (
        ("EncryptedPackage", "password"),
        ("__substg1.0_", "outlook"),
        ("WordDocument", "old_word"),
        ("PowerPoint Document", "slides"),
        ("Workbook", "spreadsheet"),
        ("Book", "spreadsheet"),
    )
)
_READ_AS_TEXT = frozenset({"json", "calendar", "contact"})
"""Kinds whose files are plain text, and may be what a respondent wrote."""
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<div", b"<p>", b"<p ")


def is_package(content: bytes) -> bool:
    """Whether this is a zip archive, as newer documents are."""
    return content.startswith(_PACKAGE)


def is_portable(content: bytes) -> bool:
    """Whether this is a PDF document; some have a few bytes before their mark."""
    return b"%PDF-" in content[:_PORTABLE_WITHIN_BYTES]


def is_rich_text(content: bytes) -> bool:
    """Whether this is a rich text document."""
    return content.startswith(b"{\\rtf")


def reader_of(content: bytes, name: str, limits: Mapping[str, int]) -> Reader:
    """Return what reads this content; FaultError that says what it is if nothing does.

    `name` only tells a web page from a text that begins alike.
    """
    if not content:
        raise FaultError("empty")
    if is_package(content):
        return _package_reader(content, limits)
    if content.startswith(_OLE):
        raise FaultError(_kind_of_compound(content))
    if is_portable(content):
        from lisdesk.exchange.documents.portable import read_portable

        return lambda content: read_portable(content, limits)
    if is_rich_text(content):
        from lisdesk.exchange.documents.rich_text import read_rich_text

        return read_rich_text
    kind = kind_by_content(content)
    if kind == "web_page" or _is_page(content, name):
        from lisdesk.exchange.documents.web_page import read_web_page

        return read_web_page
    if kind is not None and kind not in _READ_AS_TEXT:
        raise FaultError(kind)
    return _plain_reader(name)


def _plain_reader(name: str) -> Reader:
    """Return what reads a plain text; what is none and is named as a document is a damaged one."""
    from lisdesk.exchange.documents.plain_text import read_plain_text

    def read(content: bytes) -> Findings:
        try:
            return read_plain_text(content)
        except FaultError as fault:
            if names_a_document(name):
                raise FaultError("damaged") from fault
            raise

    return read


def _is_page(content: bytes, name: str) -> bool:
    """Whether a text is a web page: by how it begins, or for XML by what its root is."""
    start = content[:1024].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(b"<?xml"):
        return b"<html" in start
    return start.startswith(_PAGE_STARTS) or (
        start.startswith(b"<") and kind_by_ending(name) == "web_page"
    )


def _package_reader(content: bytes, limits: Mapping[str, int]) -> Reader:
    package = open_package(content, limits)
    names = [name.casefold() for name in package.namelist()]
    if "mimetype" in names and "content.xml" in names:
        mime_type = part_content(package, package.namelist()[names.index("mimetype")])
        for beginning, kind in _OTHER_OPEN:
            if mime_type.startswith(beginning):
                raise FaultError(kind)
        if not mime_type.startswith(_OPEN_TEXT):
            raise FaultError("unknown")
        from lisdesk.exchange.documents.opendocument import read_opendocument

        return lambda _: read_opendocument(package)
    if any(name.startswith("word/") and name.endswith(".xml") for name in names):
        from lisdesk.exchange.documents.word import read_word

        return lambda _: read_word(package)
    for part, kind in (("xl/", "spreadsheet"), ("ppt/", "slides"), ("index/", "apple")):
        if any(name.startswith(part) for name in names):
            raise FaultError(kind)
    raise FaultError("archive")


def _kind_of_compound(content: bytes) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream in content:
            return kind
    return "unknown"
