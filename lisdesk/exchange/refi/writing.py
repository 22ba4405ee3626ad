"""Write a coded project as .qdpx and a frame as .qdc; the same values give the same bytes."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import UUID, uuid5

from lisdesk import __version__
from lisdesk.errors import RefusedError
from lisdesk.exchange.atomic import atomic_target
from lisdesk.exchange.refi.codebook_writing import DECLARATION, codebook_xml, codes_xml, set_xml
from lisdesk.exchange.refi.source_writing import SourceWriting
from lisdesk.exchange.refi.tags import Attributes, closed, element, opened, worded
from lisdesk.rules.coded_project import Case, Code, CodedProject, Note
from lisdesk.telling import Tell, nobody

ORIGIN = f"lisdesk {__version__}"
PROJECT_SPACE = "urn:QDA-XML:project:1.0"
_FIXED_TIME = (2000, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16
_IN_MEMORY_BYTES = 8_000_000
_COPIED_BYTES = 1 << 20
_ROWS_BETWEEN = 100


@dataclass(frozen=True, slots=True)
class WrittenProject:
    """The file that now stands at its path."""

    sha256: str
    """Of the whole file, in hexadecimal."""
    counts: dict[str, int]
    """How many codes, sources, selections and so on it holds."""


def write_codebook(codes: Sequence[Code], path: Path) -> WrittenProject:
    """Write codes to `path` as a codebook, whole or not at all.

    Raises RefusedError if there are none, for the format knows no empty codebook.
    """
    if not codes:
        raise RefusedError(
            "There is no priority yet, and a codebook cannot be empty.",
            do="Add a priority first.",
        )
    with atomic_target(path) as temporary:
        content = "".join(codebook_xml(codes, ORIGIN)).encode("utf-8")
        temporary.write_bytes(content)
    return WrittenProject(hashlib.sha256(content).hexdigest(), {"Codes": len(codes)})


def write_project(project: CodedProject, path: Path, tell: Tell = nobody) -> WrittenProject:
    """Write a project to `path` as .qdpx, whole or not at all; its sources are taken one by one.

    `tell` hears of the sources that were written.
    """
    with atomic_target(path) as temporary:
        with (
            zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as package,
            tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES) as listing,
        ):
            counts = _Writing(project, package, listing, tell).write()
            listing.seek(0)
            with package.open(_entry("project.qde"), "w", force_zip64=True) as part:
                while chunk := listing.read(_COPIED_BYTES):
                    part.write(chunk)
        with temporary.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return WrittenProject(sha256, counts)


class _Writing:
    """One project being written: texts into the package at once, all else into the listing."""

    def __init__(
        self, project: CodedProject, package: zipfile.ZipFile, listing: IO[bytes], tell: Tell
    ) -> None:
        self._project = project
        self._package = package
        self._out = io.TextIOWrapper(listing, encoding="utf-8", newline="", write_through=True)
        self._tell = tell
        self._notes = tempfile.SpooledTemporaryFile(  # noqa: SIM115 (closed when all is written)
            _IN_MEMORY_BYTES, "w+", newline="", encoding="utf-8"
        )
        self._note_count = self._source_count = 0

    def write(self) -> dict[str, int]:
        """Write everything in the order of the schema; return the counts."""
        project = self._project
        attributes: Attributes = {
            "xmlns": PROJECT_SPACE,
            "name": project.name,
            "origin": ORIGIN,
            "creationDateTime": project.made_at,
        }
        coders = {each.name: each.guid for each in project.coders}
        variables = {each.name: each.guid for each in project.variables}
        writing = SourceWriting(coders, variables, self._take_note)
        with self._notes:
            self._put(DECLARATION, opened("Project", attributes))
            self._put_all("Users", self._users())
            if project.codes:
                self._put("<CodeBook>", *codes_xml(project.codes), "</CodeBook>")
            self._put_all("Variables", self._variables())
            self._put_all("Cases", map(_case, project.cases))
            self._put_all("Sources", self._sources(writing))
            self._put_notes()
            self._put_all("Sets", (set_xml(*each) for each in project.sets))
            references = (element("NoteRef", {"targetGUID": note.guid}) for note in project.notes)
            self._put(*references, closed("Project"))
        self._out.detach()
        return {
            "Codes": len(project.codes),
            "Sources": self._source_count,
            "Selections": writing.passages,
            "Codings": writing.codings,
            "Cases": len(project.cases),
            "Notes": self._note_count + len(project.notes),
        }

    def _put(self, *pieces: str) -> None:
        for piece in pieces:
            self._out.write(piece)

    def _put_all(self, name: str, pieces: Iterable[str]) -> None:
        """Write an element around pieces; none at all if there are none, as the schema wants."""
        is_begun = False
        for piece in pieces:
            if not is_begun:
                self._put(opened(name))
                is_begun = True
            self._put(piece)
        if is_begun:
            self._put(closed(name))

    def _users(self) -> Iterator[str]:
        for coder in self._project.coders:
            yield element("User", {"guid": coder.guid, "name": coder.name})

    def _variables(self) -> Iterator[str]:
        for variable in self._project.variables:
            attributes: Attributes = {
                "guid": variable.guid,
                "name": variable.name,
                "typeOfVariable": variable.kind.value,
            }
            yield element("Variable", attributes)

    def _sources(self, writing: SourceWriting) -> Iterator[str]:
        for source in self._project.sources:
            self._source_count += 1
            name = f"{source.guid}.txt"
            self._package.writestr(_entry(f"sources/{name}"), source.text.encode("utf-8"))
            yield writing.xml(source, f"internal://{name}")
            if self._source_count % _ROWS_BETWEEN == 0:
                self._tell(_ROWS_BETWEEN)
        self._tell(self._source_count % _ROWS_BETWEEN)

    def _take_note(self, about_guid: str, memo: str, written_by: Attributes) -> str:
        guid = str(uuid5(UUID(about_guid), "memo"))
        self._note_count += 1
        self._notes.write(_note(Note(guid, "Memo", memo), written_by))
        return guid

    def _put_notes(self) -> None:
        own = [_note(note, {}) for note in self._project.notes]
        self._notes.seek(0)
        self._put_all("Notes", self._all_notes(own))

    def _all_notes(self, own: list[str]) -> Iterator[str]:
        yield from own
        while chunk := self._notes.read(_COPIED_BYTES):
            yield chunk


def _note(note: Note, written_by: Attributes) -> str:
    attributes: Attributes = {"guid": note.guid, "name": note.name, **written_by}
    return element("Note", attributes, [worded("PlainTextContent", note.text)])


def _case(case: Case) -> str:
    references = (element("SourceRef", {"targetGUID": guid}) for guid in case.source_guids)
    return element("Case", {"guid": case.guid, "name": case.name}, references)


def _entry(name: str) -> zipfile.ZipInfo:
    """Return a part of the package that bears nothing of when and where it was made."""
    entry = zipfile.ZipInfo(name, _FIXED_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    return entry
