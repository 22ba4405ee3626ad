"""A finished report as a page, read as a browser would: element by element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from lisdesk.exchange.finished.package import CHUNK_BYTES
from lisdesk.exchange.finished.pieces import Flaw, Found, Piece, Role
from lisdesk.exchange.finished.report_tables import ReportTables

_NAMES = re.compile(r"[a-z0-9]+(?:[ -][a-z0-9]+)*")
_LINK = re.compile(r"#[a-z0-9-]+")
_FIXED = {
    ("html", "lang"): {"en-GB"},
    ("meta", "charset"): {"utf-8"},
    ("meta", "name"): {"viewport", "color-scheme", "generator", "description"},
    ("meta", "http-equiv"): {"Content-Security-Policy"},
    ("div", "tabindex"): {"0"},
    ("div", "role"): {"region"},
    ("th", "scope"): {"col", "row"},
}
_FREE = frozenset({("meta", "content")})
_NAMING = frozenset({"id", "class", "aria-labelledby"})
_INLINE = frozenset({"a"})
_WITHOUT_END = frozenset({"meta"})
_ELEMENTS = frozenset(
    {"html", "head", "meta", "title", "style", "body", "header", "nav", "main", "footer",
     "section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "ol", "li", "div", "table",
     "caption", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "figure", "blockquote",
     "figcaption"}
)  # fmt: skip
_LEADS_OUT = re.compile(r"@import|url\s*\(|expression\s*\(|src\s*:", re.IGNORECASE)
_DRAWN = frozenset({"svg", "g", "path", "use", "defs", "clippath", "rect", "pattern"})
_TOLD_OF_DRAWING = frozenset({"title", "desc"})
_DRAWING = {
    "style": re.compile(
        r"(?:[a-z-]+: (?:[a-z]+|[0-9.,% -]+|url\(#[\w-]+\)|#[0-9a-f]{6}"
        r"|var\(--[a-z0-9-]+\))(?:; |;?$))+"
    ),
    "id": re.compile(r"[\w-]+"),
    "href": re.compile(r"#[\w-]+"),
    "clip-path": re.compile(r"url\(#[\w-]+\)"),
    "d": re.compile(r"[MLQCZz0-9eE.,\s-]*"),
    "transform": re.compile(r"(?:(?:translate|scale|rotate|matrix)\([0-9eE., -]+\) ?)+"),
    "role": re.compile("img"),
    "class": re.compile("on-light|on-dark"),
    "patternunits": re.compile("userSpaceOnUse"),
    "fill": re.compile(r"[a-z]+|#[0-9a-f]{6}|var\(--[a-z0-9-]+\)"),
}
_MEASURES = frozenset({"width", "height", "x", "y", "viewbox"})
_MEASURE = re.compile(r"[0-9., -]+(?:pt|px)?")
_NEVER = "an element or attribute that no publication has"


def page_pieces(path: Path, smallest_count: int) -> Iterator[Found]:
    """Yield everything that a page holds, and what none for publication has."""
    reader = _PageReader(path.name, smallest_count)
    try:
        with path.open(encoding="utf-8", errors="strict", newline="") as file:
            while chunk := file.read(CHUNK_BYTES):
                reader.feed(chunk)
                yield from reader.taken()
        reader.close()
        reader.finish()
    except (UnicodeError, AssertionError, OSError):
        yield Flaw(path.name, "", "a page that cannot be read")
    yield from reader.taken()


class _PageReader(HTMLParser):
    """Hears of elements and words; what stands in a quotation is somebody's."""

    def __init__(self, part: str, smallest_count: int) -> None:
        super().__init__(convert_charrefs=True)
        self._part = part
        self._found: list[Found] = []
        self._open: list[tuple[str, list[str]]] = []
        self._tables = ReportTables(part, smallest_count)
        self._count = 0
        self._is_declared = self._is_over = self._is_quoting = False

    def taken(self) -> list[Found]:
        """Return what was heard since it was last asked for."""
        found, self._found = self._found, []
        return found

    def finish(self) -> None:
        """Take in that the page is over."""
        if self._open or not self._is_over:
            self._flaw("", "a page that has no end")

    def handle_decl(self, decl: str) -> None:
        """Take in the document type, which a page has once."""
        if decl != "DOCTYPE html" or self._is_declared:
            self._flaw("", "a document type that no publication has")
        self._is_declared = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in the beginning of an element."""
        is_known = tag in (_DRAWN | _TOLD_OF_DRAWING if self._is_drawing(tag) else _ELEMENTS)
        if not is_known or self._is_over or not self._is_declared:
            self._flaw(tag, _NEVER)
        if len({name for name, _ in attrs}) < len(attrs):
            self._flaw(tag, "an attribute that is there twice")
        for name, value in attrs:
            if self._is_drawing(tag):
                self._drawn_attribute(tag, name, value or "")
            else:
                self._attribute(tag, name, value or "")
        if tag in _WITHOUT_END:
            return
        self._open.append((tag, []))
        if tag == "table":
            self._tables.begin_table()
        elif tag == "tr":
            self._tables.begin_row()
        elif tag == "figure":
            self._is_quoting = False

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element that closes itself, as those of drawings do."""
        if not self._is_drawing(tag):
            self._flaw(tag, "an element that closes itself")
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Take in the end of an element, with the words that stood in it."""
        if not self._open or self._open[-1][0] != tag:
            self._flaw(tag, "elements that do not fit together")
            return
        text = "".join(self._open.pop()[1])
        if tag in _INLINE and self._open:
            self._open[-1][1].append(text)
        elif tag in ("th", "td"):
            self._found += self._tables.cell(text)
        elif text.strip():
            self._say(tag, text)
        self._is_quoting = self._is_quoting or tag == "blockquote"
        self._is_over = self._is_over or tag == "html"

    def handle_data(self, data: str) -> None:
        """Take in words."""
        if self._open:
            self._open[-1][1].append(data)
        elif data.strip():
            self._flaw("", "words outside of the page")

    def handle_comment(self, data: str) -> None:
        """Take in a comment, which no page of ours has."""
        self._flaw("", "a comment")

    def handle_pi(self, data: str) -> None:
        """Take in an instruction, which no page of ours has."""
        self._flaw("", "an instruction")

    def unknown_decl(self, data: str) -> None:
        """Take in a section of another kind, which no page of ours has."""
        self._flaw("", "a section that no publication has")

    def _say(self, tag: str, text: str) -> None:
        self._count += 1
        if tag == "style" and _LEADS_OUT.search(text):
            self._flaw(tag, "a style that leads out of the file")
        role = Role.ABOUT_FILE if tag == "title" and not self._is_drawing(tag) else Role.OTHER
        if tag == "figcaption":
            role = Role.AUTHOR if self._is_quoting else Role.OTHER
        elif any(each == "blockquote" for each, _ in self._open) or tag == "blockquote":
            role = Role.WORDS
        place = self._tables.place(tag) if tag == "caption" else f"{tag}, text {self._count}"
        self._found.append(Piece(self._part, place, role, text))

    def _attribute(self, tag: str, name: str, value: str) -> None:
        place = f"{tag} {name}"
        if (tag, name) in _FREE:
            self._found.append(Piece(self._part, place, Role.OTHER, value))
        elif (tag, name) in _FIXED:
            if value not in _FIXED[tag, name]:
                self._flaw(place, _NEVER)
        elif (tag, name) == ("a", "href"):
            if not _LINK.fullmatch(value):
                self._flaw(place, "a link out of the file")
        elif name not in _NAMING or not _NAMES.fullmatch(value):
            self._flaw(place, _NEVER)

    def _is_drawing(self, tag: str) -> bool:
        return tag == "svg" or any(each == "svg" for each, _ in self._open)

    def _drawn_attribute(self, tag: str, name: str, value: str) -> None:
        shape = _MEASURE if name in _MEASURES else _DRAWING.get(name)
        if shape is None or not shape.fullmatch(value):
            self._flaw(f"{tag} {name}", _NEVER)

    def _flaw(self, place: str, what: str) -> None:
        self._found.append(Flaw(self._part, place, what))
