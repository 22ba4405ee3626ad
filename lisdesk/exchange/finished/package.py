"""The zip package of a finished file: every byte of it belongs to a part that is listed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lisdesk.exchange.finished.pieces import Flaw, Found, Piece, Role

CHUNK_BYTES = 1 << 20

_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_LOCAL_MARK = b"PK\x03\x04"
_DESCRIPTOR_BYTES = (0, 12, 16, 20, 24)
_DIRECTORY_END_BYTES = 22
_DIRECTORY_END_64_BYTES = 20 + 56
_ENTRY_BYTES = 46
_ZIP64_EXTRA = 1
_NO_MOMENTS = frozenset({(1980, 1, 1, 0, 0, 0), (2000, 1, 1, 0, 0, 0)})
"""What parts bear whenever they are written: any other tells when, and by which clock, it was."""
READ_ERRORS = (
    BadZipFile,
    EOFError,
    OSError,
    RuntimeError,
    struct.error,
    UnicodeError,
    ValueError,
    zlib.error,
)


def package_flaws(path: Path, package: ZipFile) -> Iterator[Found]:
    """Yield what of a package is not a part, or bears more than its part; names are pieces too."""
    if package.comment:
        yield Flaw(path.name, "", "a comment of the package")
    seen: set[str] = set()
    for entry in package.infolist():
        name = entry.filename
        yield Piece(name, "name", Role.ABOUT_FILE, name)
        if name.casefold() in seen:
            yield Flaw(name, "", "a part that is there twice")
        seen.add(name.casefold())
        if entry.comment or _has_more(entry):
            yield Flaw(name, "", "a comment or a field of its own beside the part")
        if entry.date_time not in _NO_MOMENTS:
            yield Flaw(name, "", "the moment at which the part was written")
        if entry.flag_bits & 1 or entry.compress_type not in (ZIP_DEFLATED, ZIP_STORED):
            yield Flaw(name, "", "a part that cannot be read")
    with path.open("rb") as file:
        if _has_gaps(file, package, path.stat().st_size):
            yield Flaw(path.name, "", "bytes that belong to no part")


def part_bytes(package: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    """Yield a part piece by piece."""
    with package.open(entry) as part:
        while chunk := part.read(CHUNK_BYTES):
            yield chunk


def _has_more(entry: ZipInfo) -> bool:
    """Whether an entry has a field beside what tells of a size over four gigabytes."""
    extra = entry.extra
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        if kind != _ZIP64_EXTRA:
            return True
        extra = extra[4 + length :]
    return bool(extra)


def _has_gaps(file: IO[bytes], package: ZipFile, size: int) -> bool:
    """Whether there are bytes before, between or after the parts and their list."""
    place = 0
    directory = 0
    for entry in sorted(package.infolist(), key=lambda each: each.header_offset):
        if not place <= entry.header_offset or entry.header_offset - place not in _allowed(place):
            return True
        file.seek(entry.header_offset)
        head = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
        mark, clock, date, name_bytes, extra_bytes = head[0], head[4], head[5], head[-2], head[-1]
        local_name = file.read(name_bytes)
        if mark != _LOCAL_MARK or local_name != _stored_name(entry):
            return True
        year, month, day, *_ = entry.date_time
        if clock or date != (year - 1980) << 9 | month << 5 | day:
            return True
        extra = file.read(extra_bytes)
        if extra and extra[:2] != struct.pack("<H", _ZIP64_EXTRA):
            return True
        place = file.tell() + entry.compress_size
        directory += _ENTRY_BYTES + len(_stored_name(entry)) + len(entry.extra)
        directory += len(entry.comment)
    rest = package.start_dir - place
    if rest not in _DESCRIPTOR_BYTES:
        return True
    tail = size - package.start_dir - directory - len(package.comment)
    return tail not in (_DIRECTORY_END_BYTES, _DIRECTORY_END_BYTES + _DIRECTORY_END_64_BYTES)


def _allowed(place: int) -> tuple[int, ...]:
    return _DESCRIPTOR_BYTES if place else (0,)


def _stored_name(entry: ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437")
