"""One flow of an OpenDocument text as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lisdesk.exchange.documents.extracted import Aside
from lisdesk.exchange.documents.findings import Findings
from lisdesk.exchange.documents.links import with_target
from lisdesk.exchange.documents.note_marks import note_mark
from lisdesk.exchange.documents.tables import row_blocks
from lisdesk.exchange.documents.xml_parts import Element, attribute, child, local_name

_SPACES = re.compile("[ \t\r\n]+")
_MOST_SPACES = 1000
_NO_CONTENT = frozenset(
    "tracked-changes sequence-decls variable-decls user-field-decls forms page-number page-count "
    "ruby-text title desc table-column table-columns note-citation shapes image-map".split()
)
_GRAPHIC = frozenset(
    "custom-shape rect line ellipse circle path polygon polyline connector caption g a".split()
)


@dataclass(slots=True)
class OpenNotes:
    """Footnotes and endnotes with their marks, in the order in which the text refers to them."""

    footnotes: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    """A paragraph under way; its spaces are made one as they come, as the format says."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    ends_in_space: bool = True

    def write(self, text: str | None) -> None:
        if not text:
            return
        words = _SPACES.sub(" ", text)
        if self.ends_in_space:
            words = words.removeprefix(" ")
        if words:
            self.pieces.append(words)
            self.ends_in_space = words.endswith(" ")

    def write_exactly(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.ends_in_space = False


def hidden_styles(*roots: Element | None) -> frozenset[str]:
    """Return the names of the styles that hide the words or sections that they are put on."""
    own: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for root in roots:
        for style in root.iter() if root is not None else ():
            name = attribute(style, "name") if local_name(style) == "style" else None
            if name is None:
                continue
            parents[name] = attribute(style, "parent-style-name") or ""
            properties = child(style, "text-properties")
            display = attribute(properties, "display") if properties is not None else None
            if display is not None:
                own[name] = display == "none"
    return frozenset(name for name in parents if _hides(name, own, parents))


def _hides(name: str, own: Mapping[str, bool], parents: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    while name and name not in seen:
        if name in own:
            return own[name]
        seen.add(name)
        name = parents.get(name, "")
    return False


class OpenStory:
    """Reads the flows of one document."""

    def __init__(self, findings: Findings, hidden: frozenset[str], notes: OpenNotes) -> None:
        self._findings = findings
        self._hidden = hidden
        self._notes = notes

    def text(self, parent: Element) -> str:
        """Return the paragraphs below an element, parted by blank lines."""
        return "\n\n".join(block for block in self.blocks(parent) if block.strip())

    def blocks(self, parent: Element) -> list[str]:
        """Return the paragraphs and the rows below an element, empty paragraphs included."""
        blocks: list[str] = []
        for each in parent:
            name = local_name(each)
            if name in ("p", "h"):
                blocks += self._paragraph(each)
            elif name == "table":
                blocks += row_blocks([self._cells(row) for row in _rows(each)])
            elif name == "hidden-paragraph" or attribute(each, "display") == "none":
                self._hide(each)
            elif name == "annotation":
                self._comment(each)
            elif name == "image":
                self._findings.pictures += 1
            elif name == "object":
                self._findings.add_problem("The words of charts and diagrams were not read.")
            elif name not in _NO_CONTENT:
                blocks += self.blocks(each)
        return blocks

    def _paragraph(self, paragraph: Element) -> list[str]:
        line = _Line()
        if attribute(paragraph, "style-name") in self._hidden:
            self._hide(paragraph)
        else:
            self._inline(paragraph, line)
        return ["".join(line.pieces), *line.boxes]

    def _cells(self, row: Element) -> list[list[str]]:
        cells = (each for each in row if local_name(each) in ("table-cell", "covered-table-cell"))
        return [self.blocks(cell) for cell in cells]

    def _inline(self, parent: Element, line: _Line) -> None:
        line.write(parent.text)
        for each in parent:
            self._element(each, line)
            line.write(each.tail)

    def _element(self, element: Element, line: _Line) -> None:
        name = local_name(element)
        if name == "s":
            line.write_exactly(" " * _count(element))
        elif name == "tab":
            line.write_exactly("\t")
        elif name == "line-break":
            line.write_exactly("\n")
            line.ends_in_space = True
        elif name == "note":
            self._note(element, line)
        elif name == "annotation":
            self._comment(element)
        elif name == "a" and (target := attribute(element, "href")):
            before = len(line.pieces)
            self._inline(element, line)
            line.pieces[before:] = [with_target("".join(line.pieces[before:]), target)]
        elif name in ("hidden-text", "hidden-paragraph"):
            words = attribute(element, "string-value") or "".join(map(str, element.itertext()))
            self._findings.leave_out(Aside.HIDDEN, words)
        elif name == "frame" or name in _GRAPHIC:
            line.boxes += [block for block in self._frame(element) if block.strip()]
        elif name == "placeholder":
            self._findings.empty_fields += 1
        elif attribute(element, "style-name") in self._hidden:
            self._hide(element)
        elif name not in _NO_CONTENT:
            self._inline(element, line)

    def _frame(self, frame: Element) -> list[str]:
        """Return what is written in a drawing: only the first of a frame's contents is shown."""
        if local_name(frame) != "frame":
            return self.blocks(frame)
        for each in frame:
            name = local_name(each)
            if name == "image":
                self._findings.pictures += 1
                return []
            if name in ("object", "object-ole"):
                self._findings.add_problem("The words of charts and diagrams were not read.")
                return []
            if name not in _NO_CONTENT:
                return self.blocks(each)
        return []

    def _note(self, note: Element, line: _Line) -> None:
        is_endnote = attribute(note, "note-class") == "endnote"
        texts = self._notes.endnotes if is_endnote else self._notes.footnotes
        place = len(texts)
        texts.append("")
        mark = note_mark("endnote" if is_endnote else "footnote", place + 1)
        body = child(note, "note-body")
        texts[place] = f"{mark} {self.text(body).strip()}" if body is not None else mark
        line.write_exactly(mark)

    def _comment(self, annotation: Element) -> None:
        author = next((each.text for each in annotation if local_name(each) == "creator"), None)
        words = self.text(annotation)
        self._findings.leave_out(Aside.COMMENT, f"{author.strip()}: {words}" if author else words)

    def _hide(self, element: Element) -> None:
        self._findings.leave_out(Aside.HIDDEN, "".join(map(str, element.itertext())))


def _rows(table: Element) -> Iterator[Element]:
    for each in table:
        name = local_name(each)
        if name == "table-row":
            yield each
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(each)


def _count(spaces: Element) -> int:
    written = attribute(spaces, "c") or "1"
    is_number = written.isascii() and written.isdecimal() and len(written) < 6
    return min(int(written), _MOST_SPACES) if is_number else 1
