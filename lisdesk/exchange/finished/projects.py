"""A finished coded project or codebook (REFI-QDA), part by part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile

from lisdesk.exchange.finished.any_xml import AnyReader, read_by
from lisdesk.exchange.finished.package import (
    CHUNK_BYTES,
    READ_ERRORS,
    package_flaws,
    part_bytes,
)
from lisdesk.exchange.finished.pieces import Flaw, Found, Piece, Role

_PROJECT = "project.qde"
_TEXT = re.compile(r"sources/([0-9a-f-]{36})\.txt")
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_OF_OFFICERS = frozenset({"creatingUser", "modifyingUser", "creatingUserGUID", "modifiedDateTime"})
_UNWANTED = frozenset(
    {"User", "PDFSource", "PictureSource", "AudioSource", "VideoSource", "Transcript", "Link",
     "Graph", "Representation"}
)  # fmt: skip


def project_pieces(path: Path, _smallest_count: int) -> Iterator[Found]:
    """Yield everything that a coded project holds, and what none for publication has."""
    try:
        with ZipFile(path) as package:
            yield from package_flaws(path, package)
            reader = _ProjectReader(_PROJECT)
            if _PROJECT in package.namelist():
                yield from read_by(reader, part_bytes(package, package.getinfo(_PROJECT)))
            for entry in package.infolist():
                text = _TEXT.fullmatch(entry.filename)
                if text:
                    about = reader.references.get(text[1], "")
                    words = b"".join(part_bytes(package, entry)).decode("utf-8", "replace")
                    yield Piece(entry.filename, "", Role.WORDS, words, about)
                elif entry.filename != _PROJECT:
                    yield Flaw(entry.filename, "", "a part that no publication has")
                    for chunk in part_bytes(package, entry):
                        words = chunk.decode("utf-8", "replace")
                        yield Piece(entry.filename, "", Role.ABOUT_FILE, words)
    except READ_ERRORS:
        yield Flaw(path.name, "", "a package that cannot be read")


def codebook_pieces(path: Path, _smallest_count: int) -> Iterator[Found]:
    """Yield everything that a codebook holds, and what none for publication has."""
    yield from read_by(_ProjectReader(path.name), _file_bytes(path))


def _file_bytes(path: Path) -> Iterable[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


class _ProjectReader(AnyReader):
    """Reads the listing of a project: names of sources and cases name who said something."""

    def __init__(self, part: str) -> None:
        super().__init__(part, unwanted=_UNWANTED)
        self.references: dict[str, str] = {}
        """By the GUID of a source, the reference of its submission."""
        self._about: str | None = None

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in an element with its attributes."""
        if name in self._unwanted:
            self.flaw(f"an element that no publication has, {name}")
        for key, value in attributes.items():
            if key in _OF_OFFICERS:
                self.flaw(f"an officer, {name} {key}")
            if not value or _GUID.fullmatch(value) or value.isdecimal():
                continue
            if name == "TextSource" and key == "name":
                self._source(attributes.get("guid", ""), value)
            elif name == "TextSource" and key == "creationDateTime":
                self.flaw("the moment at which a submission came")
            else:
                role = _role(name, key)
                about = self._about if role is Role.WORDS else None
                self._put(f"{name} {key}", role, value, about)

    def end(self, name: str, text: str) -> None:
        """Take in the words of an element."""
        if text.strip():
            self._put(name, Role.OTHER, text, None)

    def _source(self, guid: str, name: str) -> None:
        reference, _, respondent = name.partition(" ")
        self.references[guid] = self._about = reference
        self._put("TextSource name", Role.AUTHOR, respondent, reference)

    def _put(self, place: str, role: Role, text: str, about: str | None) -> None:
        self.found.append(Piece(self._part, place, role, text, about))


def _role(element: str, attribute: str) -> Role:
    if attribute != "name":
        return Role.OTHER
    return {"Case": Role.AUTHOR, "PlainTextSelection": Role.WORDS}.get(element, Role.OTHER)
