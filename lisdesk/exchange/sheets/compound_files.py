"""Old Excel workbooks, and those with a password, which both come in an OLE compound file."""

from __future__ import annotations

import struct

from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.sheets.foreign_kinds import kind_by_ending

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STREAMS = tuple(
    name.encode("utf-16-le") for name in ("Workbook", "WorkBook", "WORKBOOK", "Book", "BOOK")
)
_OTHERS = tuple(
    (name.encode("utf-16-le"), kind)
    for name, kind in (
        ("__substg1.0_", "outlook"),
        ("WordDocument", "word"),
        ("PowerPoint Document", "slides"),
    )
)
_SECTOR_BYTES = 512
_BEGIN = 0x0809
_BEGIN_SIZES = (8, 16)
_FILE_PASSWORD = 0x002F
_BOUND_SHEET = 0x0085


def check_compound_file(content: bytes, name: str) -> None:
    """Raise FaultError for a file that needs a password, or that holds no workbook.

    A message may have a workbook attached: there the file's name decides.
    """
    if _ENCRYPTED in content:
        raise FaultError("password")
    has_workbook = any(stream in content for stream in _STREAMS)
    for stream, kind in _OTHERS:
        if stream in content and (not has_workbook or kind_by_ending(name) == kind):
            raise FaultError(kind)
    if not has_workbook:
        raise FaultError("unknown")
    if any(_has_password(content, start) for start in _workbook_starts(content)):
        raise FaultError("password")


def _workbook_starts(content: bytes) -> list[int]:
    """Return where a workbook's records may begin: streams begin at a sector."""
    mark = struct.pack("<H", _BEGIN)
    return [
        start
        for start in range(_SECTOR_BYTES, len(content) - 4, _SECTOR_BYTES)
        if content.startswith(mark, start)
        and struct.unpack_from("<H", content, start + 2)[0] in _BEGIN_SIZES
    ]


def _has_password(content: bytes, start: int) -> bool:
    """Whether the records before the list of sheets say that what follows is encrypted."""
    place = start
    while place + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, place)
        if kind == _FILE_PASSWORD:
            return True
        if kind in (0, _BOUND_SHEET):
            return False
        place += 4 + size
    return False
