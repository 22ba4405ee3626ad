"""One flow of an OpenDocument text as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lisdesk.exchange.documents.extracted import Aside
from lisdesk.exchange.documents.findings import Findings
from lisdesk.exchange.documents.links import with_target
from lisdesk.exchange.documents.note_marks import note_mark
from lisdesk.exchange.documents.opendocument_lists import OpenLists
from lisdesk.exchange.documents.opendocument_tables import table_rows
from lisdesk.exchange.documents.tables import row_blocks
from lisdesk.exchange.documents.xml_parts import Element, attribute, child, local_name

_SPACES = re.compile("[ \t\r\n]+")
_MOST_SPACES = 1000
_NO_CONTENT = frozenset(
    ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms", "desc")
    + ("page-number", "page-count", "ruby-text", "title", "table-column", "table-columns")
    + ("note-citation", "shapes", "image-map")
)
_GRAPHICS = frozenset(
    ("frame", "custom-shape", "rect", "line", "ellipse", "circle", "path", "polygon", "polyline")
    + ("connector", "caption", "g")
)
_ITEMS = ("list-item", "list-header")
_EMBEDDED = "The words of charts, diagrams and embedded objects were not read."


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

    def end(self) -> None:
        self.pieces.append("\n")
        self.ends_in_space = True


class OpenStory:
    """Reads the flows of one document."""

    def __init__(
        self, findings: Findings, hidden: frozenset[str], notes: OpenNotes, lists: OpenLists
    ) -> None:
        self._findings = findings
        self._lists = lists
        self._hidden = hidden
        self._notes = notes
        self._readers: dict[str, Callable[[Element, _Line], None]] = {
            "s": lambda each, line: line.write_exactly(" " * _count(each)),
            "tab": lambda _, line: line.write_exactly("\t"),
            "line-break": lambda _, line: line.end(),
            "note": self._note,
            "annotation": lambda each, _: self._comment(each),
            "a": self._link,
            "hidden-text": lambda each, _: self._hide(each),
            "hidden-paragraph": lambda each, _: self._hide(each),
            "placeholder": self._count_empty_field,
            **dict.fromkeys(_GRAPHICS, self._box),
        }

    def text(self, parent: Element) -> str:
        """Return the paragraphs below an element, parted by blank lines."""
        return "\n\n".join(block for block in self.blocks(parent) if block.strip())

    def blocks(self, parent: Iterable[Element]) -> list[str]:
        """Return the paragraphs and the rows of some elements, empty paragraphs included."""
        blocks: list[str] = []
        for each in parent:
            name = local_name(each)
            if name in ("p", "h"):
                blocks += self._paragraph(each)
            elif name == "table":
                blocks += self._table(each)
            elif name == "list":
                blocks += self._list(each)
            elif name == "hidden-paragraph" or is_hidden_section(each):
                self._hide(each)
            elif name == "annotation":
                self._comment(each)
            elif name == "image":
                self._findings.pictures += 1
            elif name == "object":
                self._findings.add_problem(_EMBEDDED)
            elif name not in _NO_CONTENT:
                blocks += self.blocks(each)
        return blocks

    def _list(self, listing: Element, outer_style: str = "", level: int = 0) -> list[str]:
        style = attribute(listing, "style-name") or outer_style
        self._lists.begin(listing, style, level)
        blocks: list[str] = []
        for item in (each for each in listing if local_name(each) in _ITEMS):
            mark = self._lists.mark(item, style, level)
            for each in item:
                if local_name(each) == "list":
                    blocks += self._list(each, style, level + 1)
                    continue
                words = self.blocks([each])
                if mark and words and words[0].strip():
                    words[0], mark = f"{mark} {words[0]}", ""
                blocks += words
        return blocks

    def _paragraph(self, paragraph: Element) -> list[str]:
        line = _Line()
        if attribute(paragraph, "style-name") in self._hidden:
            self._hide(paragraph)
        else:
            self._inline(paragraph, line)
        return ["".join(line.pieces), *line.boxes]

    def _table(self, table: Element) -> list[str]:
        rows: list[list[list[str]]] = []
        for cells, hidden in table_rows(table):
            for each in hidden:
                self._hide(each)
            if cells:
                rows.append([self.blocks(cell) for cell in cells])
        return row_blocks(rows)

    def _inline(self, parent: Element, line: _Line) -> None:
        line.write(parent.text)
        for each in parent:
            self._element(each, line)
            line.write(each.tail)

    def _element(self, element: Element, line: _Line) -> None:
        name = local_name(element)
        reader = self._readers.get(name)
        if reader is not None:
            reader(element, line)
        elif attribute(element, "style-name") in self._hidden:
            self._hide(element)
        elif name not in _NO_CONTENT:
            self._inline(element, line)

    def _link(self, link: Element, line: _Line) -> None:
        before = len(line.pieces)
        self._inline(link, line)
        words = "".join(line.pieces[before:])
        line.pieces[before:] = [with_target(words, attribute(link, "href") or "")]

    def _box(self, graphic: Element, line: _Line) -> None:
        line.boxes += [block for block in self._frame(graphic) if block.strip()]

    def _count_empty_field(self, _: Element, __: _Line) -> None:
        self._findings.empty_fields += 1

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
                self._findings.add_problem(_EMBEDDED)
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
        words = attribute(element, "string-value") or "".join(map(str, element.itertext()))
        self._findings.leave_out(Aside.HIDDEN, words)


def is_hidden_section(element: Element) -> bool:
    """Whether a section is not shown, always or as its condition stood when it was saved."""
    display = attribute(element, "display")
    return display == "none" or (
        display == "condition" and attribute(element, "is-hidden") == "true"
    )


def _count(spaces: Element) -> int:
    written = attribute(spaces, "c") or "1"
    is_number = written.isascii() and written.isdecimal() and len(written) < 6
    return min(int(written), _MOST_SPACES) if is_number else 1
