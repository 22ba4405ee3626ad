"""A finished report as a document, part by part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from lisdesk.exchange.finished.any_xml import AnyReader, read_by
from lisdesk.exchange.finished.package import READ_ERRORS, package_flaws, part_bytes
from lisdesk.exchange.finished.pictures import picture_flaws
from lisdesk.exchange.finished.pieces import Flaw, Found, Piece, Role
from lisdesk.exchange.finished.report_tables import ReportTables

_BODY = "word/document.xml"
_KNOWN_PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core)\.xml|word/document\.xml"
    r"|word/_rels/document\.xml\.rels|word/(?:styles|settings|footer1)\.xml|word/media/image[0-9]+\.png"
)
_PROPERTIES = frozenset(
    {"Properties", "Application", "coreProperties", "title", "subject", "language", "created",
     "modified"}
)  # fmt: skip
_STORY = frozenset(
    {"document", "body", "p", "pPr", "pStyle", "jc", "r", "rPr", "b", "t", "br", "tab", "tbl",
     "tblPr", "tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption", "tblDescription",
     "tblGrid", "gridCol", "tr", "trPr", "cantSplit", "tblHeader", "tc", "tcPr", "tcW",
     "bookmarkStart", "bookmarkEnd", "hyperlink", "fldChar", "fldSimple", "instrText",
     "sectPr", "footerReference", "pgSz", "pgMar", "cols", "docGrid", "ftr", "drawing",
     "inline", "extent", "docPr", "cNvGraphicFramePr", "graphicFrameLocks", "graphic",
     "graphicData", "pic", "nvPicPr", "cNvPr", "cNvPicPr", "blipFill", "blip", "stretch",
     "fillRect", "spPr", "xfrm", "off", "ext", "prstGeom"}
)  # fmt: skip
_FIELDS = re.compile(r"\s*(?:TOC [\\\w\" 1-9-]+|PAGE)\s*")
_SAYING = frozenset(
    {("tblCaption", "val"), ("tblDescription", "val"), ("docPr", "title"), ("docPr", "descr")}
)
_TOLD_APART = frozenset({("fldSimple", "instr")})
_VALUE = re.compile(r"[A-Za-z0-9_./:#+-]{0,80}")
_STYLED = frozenset({"word/styles.xml", "word/settings.xml"})


def document_pieces(path: Path, smallest_count: int) -> Iterator[Found]:
    """Yield everything that a document holds, and what none for publication has."""
    try:
        with ZipFile(path) as package:
            yield from package_flaws(path, package)
            for entry in package.infolist():
                if not _KNOWN_PART.fullmatch(entry.filename):
                    yield Flaw(entry.filename, "", "a part that no publication has")
                yield from _part(package, entry, smallest_count)
    except READ_ERRORS:
        yield Flaw(path.name, "", "a package that cannot be read")


def _part(package: ZipFile, entry: ZipInfo, smallest_count: int) -> Iterator[Found]:
    name, chunks = entry.filename, part_bytes(package, entry)
    if name == _BODY or name.startswith("word/footer"):
        yield from read_by(_StoryReader(name, smallest_count), chunks)
    elif name.startswith("docProps/"):
        yield from read_by(_PropertyReader(name, Role.ABOUT_FILE), chunks)
    elif name.endswith(".png"):
        yield from picture_flaws(name, b"".join(chunks))
    elif name.endswith((".xml", ".rels")):
        role = Role.OTHER if name in _STYLED else Role.ABOUT_FILE
        yield from read_by(_FrameReader(name, role), chunks)
    else:
        for chunk in chunks:
            for encoding in ("utf-8", "utf-16-le"):
                text = chunk.decode(encoding, "replace")
                yield Piece(name, "", Role.ABOUT_FILE, text)


class _FrameReader(AnyReader):
    """Reads what holds the document together; nothing may lead out of it."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in an element."""
        super().begin(name, attributes)
        if attributes.get("TargetMode") == "External":
            self.flaw("a link out of the file")
        if name in ("vanish", "webHidden", "attachedTemplate", "documentProtection", "mailMerge"):
            self.flaw("something hidden")


class _PropertyReader(AnyReader):
    """Reads the properties of the document."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in a property; there are few that a publication has."""
        super().begin(name, attributes)
        if name not in _PROPERTIES:
            self.flaw(f"a property that no publication has, {name}")


class _StoryReader(AnyReader):
    """Reads paragraphs and cells; the style of a paragraph tells who speaks in it."""

    def __init__(self, part: str, smallest_count: int) -> None:
        super().__init__(part)
        self._tables = ReportTables(part, smallest_count)
        self._words: list[str] = []
        self._style = ""
        self._cells = self._count = 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in the beginning of an element."""
        if name not in _STORY:
            self.flaw(f"an element that no publication has, {name}")
        for key, value in attributes.items():
            self._attribute(name, key, value)
        if name == "p" and not self._cells:
            self._words, self._style = [], ""
        elif name == "pStyle":
            self._style = attributes.get("val", "")
        elif name in ("br", "tab"):
            self._words.append("\n" if name == "br" else "\t")
        elif name == "tbl":
            self._tables.begin_table()
        elif name == "tr":
            self._tables.begin_row()
        elif name == "tc":
            self._cells += 1
            self._words = []

    def end(self, name: str, text: str) -> None:
        """Take in the end of an element, with the words that stood in it."""
        if name == "t":
            self._words.append(text)
        elif name == "instrText":
            if not _FIELDS.fullmatch(text):
                self.flaw("a field that no publication has")
        elif text.strip():
            self._put(name, Role.OTHER, text)
        if name == "tc":
            self._cells -= 1
            self.found += self._tables.cell("".join(self._words))
        elif name == "p" and not self._cells and "".join(self._words).strip():
            self._count += 1
            role = {"Quote": Role.WORDS, "Attribution": Role.AUTHOR}.get(self._style, Role.OTHER)
            self._put(f"{self._style}, text {self._count}", role, "".join(self._words))

    def _attribute(self, name: str, key: str, value: str) -> None:
        if (name, key) in _SAYING:
            self._put(self._tables.place(f"{name} {key}"), Role.OTHER, value)
        elif (name, key) in _TOLD_APART:
            if not _FIELDS.fullmatch(value):
                self.flaw("a field that no publication has")
        elif not _VALUE.fullmatch(value):
            self._put(f"{name} {key}", Role.ABOUT_FILE, value)
        elif value and not value.isdecimal():
            self._put(f"{name} {key}", Role.OTHER, value)

    def _put(self, place: str, role: Role, text: str) -> None:
        self.found.append(Piece(self._part, place, role, text))
