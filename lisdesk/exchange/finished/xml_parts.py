"""XML of finished files, read by a parser that takes nothing but elements and their words.

A document type, an entity, a comment, an instruction, an encoding other than UTF-8: a finished file
has none of them, and each could hide something or do something.
"""

from __future__ import annotations

import pyexpat
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol


class ElementReader(Protocol):
    """Hears of the elements of a part, by their names without namespace."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in the beginning of an element."""

    def end(self, name: str, text: str) -> None:
        """Take in the end of an element, with the words that stood in it and in no other."""

    def flaw(self, what: str) -> None:
        """Take in something that has no place in a finished file."""


def reading_xml(chunks: Iterable[bytes], reader: ElementReader) -> Iterator[None]:
    """Read one part, pausing after each piece of it; what is not well formed is a flaw of it."""
    parser = pyexpat.ParserCreate("utf-8")
    parser.buffer_text = True
    hearing = _Hearing(reader)
    parser.StartElementHandler = hearing.begin
    parser.EndElementHandler = hearing.end
    parser.CharacterDataHandler = hearing.words
    parser.XmlDeclHandler = hearing.declaration
    parser.StartDoctypeDeclHandler = lambda *_: reader.flaw("a document type")
    parser.EntityDeclHandler = lambda *_: hearing.refuse("an entity")
    parser.CommentHandler = lambda _: reader.flaw("a comment in the XML")
    parser.ProcessingInstructionHandler = lambda *_: reader.flaw("an instruction in the XML")
    parser.StartCdataSectionHandler = lambda: reader.flaw("a CDATA section")
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
    except (pyexpat.ExpatError, _RefusedError):
        reader.flaw("XML that cannot be read")


class _RefusedError(Exception):
    """Reading on could take what the computer does not have."""


class _Hearing:
    """Gives each element its own words."""

    def __init__(self, reader: ElementReader) -> None:
        self._reader = reader
        self._texts: list[list[str]] = [[]]

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self._texts.append([])
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        self._reader.begin(name.rpartition(":")[2], plain)

    def end(self, name: str) -> None:
        self._reader.end(name.rpartition(":")[2], "".join(self._texts.pop()))

    def words(self, text: str) -> None:
        self._texts[-1].append(text)

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.casefold() not in ("utf-8", "us-ascii"):
            self._reader.flaw("an encoding other than UTF-8")

    def refuse(self, what: str) -> None:
        self._reader.flaw(what)
        raise _RefusedError
