"""Whether a file has the end that files of its kind have, or is cut short."""

from __future__ import annotations

import struct
from typing import IO

_PACKAGE, _PACKAGE_END = b"PK\x03\x04", b"PK\x05\x06"
_PORTABLE, _PORTABLE_END = b"%PDF-", b"%%EOF"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD_BYTES = 1024
_TAIL_BYTES = 66_000
"""A package may end with a comment of 65,535 bytes."""
_PORTABLE_TAIL_BYTES = 4096
_SECTORS_LISTED_AT = 76
_SECTORS_LISTED = 109
_NO_SECTOR = 0xFFFFFFF0
"""From here on a number stands for something else than a sector."""


def lacks_its_end(stream: IO[bytes]) -> bool:
    """Whether a package, a PDF or a compound file, such as .docx, .xlsx, .doc or .msg, is cut
    short, or nothing is there yet; False for other kinds, of which that cannot be told.
    """
    stream.seek(0)
    head = stream.read(_HEAD_BYTES)
    size = stream.seek(0, 2)
    if not size:
        return True
    if head.startswith(_COMPOUND):
        return _lacks_sectors(head, size)
    stream.seek(max(0, size - _TAIL_BYTES))
    tail = stream.read(_TAIL_BYTES)
    if head.startswith(_PACKAGE):
        return _PACKAGE_END not in tail
    return _PORTABLE in head and _PORTABLE_END not in tail[-_PORTABLE_TAIL_BYTES:]


def _lacks_sectors(head: bytes, size: int) -> bool:
    """Whether a compound file names a sector that lies behind its end."""
    if len(head) < _SECTORS_LISTED_AT + 4 * _SECTORS_LISTED:
        return True
    sector_bytes = 1 << min(struct.unpack_from("<H", head, 30)[0], 20)
    first_of_directory = struct.unpack_from("<I", head, 48)[0]
    listed = struct.unpack_from(f"<{_SECTORS_LISTED}I", head, _SECTORS_LISTED_AT)
    last = max(each for each in (0, first_of_directory, *listed) if each < _NO_SECTOR)
    return bool((last + 1) * sector_bytes >= size)
