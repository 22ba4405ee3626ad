"""Zipped workbooks, looked at before anything unpacks them.

Refused are: too many entries, more than is wanted once unpacked, entries that unpack to hundreds of
times their size, names that lead out of the package, two entries of one name, and XML that declares
a document type, since only that can declare entities. Office programs write none of these.
"""

from __future__ import annotations

import io
import pyexpat
import re
import zlib
from collections.abc import Iterator, Mapping
from zipfile import BadZipFile, ZipFile, ZipInfo

from lisdesk.exchange.guarded.faults import FaultError

_CENTRAL_ENTRY = b"PK\x01\x02"
_RATIO_FROM_BYTES = 1_000_000
_CHUNK_BYTES = 1 << 16
_XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<", b"<\x00", b"\x00<")
_DECLARATION = re.compile(
    rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T|E\x00?N\x00?T\x00?I)", re.IGNORECASE
)
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")
_SPREADSHEET_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_SLIDES_TYPE = b"application/vnd.oasis.opendocument.presentation"
_READ_ERRORS = (
    BadZipFile,
    EOFError,
    OSError,
    RuntimeError,  # also for a way of packing that Python does not know
    ValueError,
    zlib.error,
)


class _PrologRead(Exception):  # noqa: N818 -- it ends a parse that went well
    """The root element has begun, after which no document type can be declared."""


def open_package(
    content: bytes, limits: Mapping[str, int], xml_endings: tuple[str, ...] = ("",)
) -> ZipFile:
    """Return a package that is safe to unpack; FaultError if it is not, or is damaged.

    Only parts whose names end in one of `xml_endings` are looked at as XML: by default all.
    """
    # Listing tens of thousands of entries takes longer than refusing them.
    if content.count(_CENTRAL_ENTRY) > limits["package_entries"]:
        reason = f"it has more than {limits['package_entries']} parts"
        raise FaultError("too_big", reason=reason, setting="parts")
    try:
        package = ZipFile(io.BytesIO(content))
    except _READ_ERRORS as error:
        raise FaultError("damaged") from error
    _check_names(package)
    _check_sizes(package, limits)
    for entry in package.infolist():
        if entry.filename.casefold().endswith(xml_endings):
            _check_xml(package, entry)
    return package


def kind_of(package: ZipFile) -> str:
    """Return xlsx, xlsb or ods; FaultError that says what else a package is."""
    names = [name.casefold() for name in package.namelist()]
    if "content.xml" in names and "mimetype" in names:
        mime_type = part_content(package, "mimetype")
        if mime_type.startswith(_SPREADSHEET_TYPE):
            _check_password(package)
            return "ods"
        raise FaultError("slides" if mime_type.startswith(_SLIDES_TYPE) else "open_text")
    for ending, kind in (("workbook.bin", "xlsb"), ("workbook.xml", "xlsx")):
        if any(name.endswith(ending) for name in names):
            return kind
    for part, kind in (("word/", "word"), ("ppt/", "slides"), ("index/", "apple")):
        if any(name.startswith(part) and name.endswith((".xml", ".iwa")) for name in names):
            raise FaultError(kind)
    raise FaultError("archive")


def part_content(package: ZipFile, name: str) -> bytes:
    """Return one part unpacked; FaultError if it is not there or is damaged."""
    try:
        return package.read(name)
    except (KeyError, *_READ_ERRORS) as error:
        raise FaultError("damaged") from error


def part_chunks(package: ZipFile, name: str, chunk_bytes: int) -> Iterator[bytes]:
    """Give one part unpacked, piece by piece; FaultError if it is not there or is damaged."""
    try:
        with package.open(name) as part:
            while chunk := part.read(chunk_bytes):
                yield chunk
    except (KeyError, *_READ_ERRORS) as error:
        raise FaultError("damaged") from error


def _check_password(package: ZipFile) -> None:
    """Raise FaultError for an OpenDocument package whose manifest tells of encryption."""
    manifest = "META-INF/manifest.xml"
    if manifest in package.namelist() and b"encryption-data" in part_content(package, manifest):
        raise FaultError("password")


def _check_names(package: ZipFile) -> None:
    seen: set[str] = set()
    for entry in package.infolist():
        name = entry.orig_filename
        if _OUTSIDE.search(name):
            raise FaultError("unsafe_package", reason="a part has a name that leads out of it")
        if name.casefold() in seen:
            raise FaultError("unsafe_package", reason="two parts have the same name")
        seen.add(name.casefold())


def _check_sizes(package: ZipFile, limits: Mapping[str, int]) -> None:
    entries = package.infolist()
    if sum(entry.file_size for entry in entries) > limits["package_bytes"]:
        largest = limits["package_bytes"] // 1_000_000
        reason = f"it unpacks to more than {largest} megabytes"
        raise FaultError("too_big", reason=reason, setting="megabytes")
    for entry in entries:
        most = limits["package_ratio"] * max(1, entry.compress_size)
        if entry.file_size > _RATIO_FROM_BYTES and entry.file_size > most:
            reason = f"a part unpacks to more than {limits['package_ratio']} times its size"
            raise FaultError("too_big", reason=reason, setting="ratio")


def _check_xml(package: ZipFile, entry: ZipInfo) -> None:
    chunks = part_chunks(package, entry.filename, _CHUNK_BYTES)
    head = next(chunks, b"")
    if not head.lstrip().startswith(_XML_STARTS):
        return
    parser = pyexpat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = _end_of_prolog
    try:
        parser.Parse(head, False)
        for chunk in chunks:
            parser.Parse(chunk, False)
    except _PrologRead:
        return
    except pyexpat.ExpatError:
        # An encoding that expat does not know, or XML that the workbook reader will refuse.
        if _DECLARATION.search(part_content(package, entry.filename)):
            raise FaultError("unsafe_xml") from None


def _refuse_document_type(*_: object) -> None:
    raise FaultError("unsafe_xml")


def _end_of_prolog(*_: object) -> None:
    raise _PrologRead
