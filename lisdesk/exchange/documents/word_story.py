"""One flow of a Word document, such as its body or a footnote, as paragraphs of accepted text.

Accepted is what the author sent: insertions are in, deletions are out and noted. A table's row is
a line, its cells parted by tabs, if each cell is one line; else each paragraph of its cells is one
of the text. A text box follows the paragraph that it hangs on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lisdesk.exchange.documents.extracted import Aside
from lisdesk.exchange.documents.findings import Findings
from lisdesk.exchange.documents.links import with_target
from lisdesk.exchange.documents.note_marks import note_mark
from lisdesk.exchange.documents.tables import row_blocks
from lisdesk.exchange.documents.word_fields import Fields, is_on, is_page_number
from lisdesk.exchange.documents.word_package import Relationship
from lisdesk.exchange.documents.word_runs import (
    HiddenStyles,
    character,
    is_hidden,
    raw_text,
    style_of,
)
from lisdesk.exchange.documents.xml_parts import Element, attribute, child, descendants, local_name

_OUT = ("del", "moveFrom")
_IN = ("ins", "moveTo")
_NO_CONTENT = frozenset(
    "pPr rPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr sectPr rt rubyPr commentReference annotationRef "
    "footnoteRef endnoteRef separator continuationSeparator lastRenderedPageBreak".split()
)
_GRAPHICS = ("drawing", "pict", "object")
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass(slots=True)
class NotesReferred:
    """The notes that a text refers to, in the order in which it does."""

    footnote: list[str] = field(default_factory=list)
    endnote: list[str] = field(default_factory=list)

    def mark(self, kind: str, note_id: str) -> str:
        """Return the mark that stands for a note in the text, such as [1], or [i] for endnotes."""
        ids = self.footnote if kind == "footnote" else self.endnote
        if note_id not in ids:
            ids.append(note_id)
        return note_mark(kind, ids.index(note_id) + 1)


@dataclass(slots=True)
class _Line:
    """A paragraph under way, and the text boxes that hang on it."""

    style: str | None
    pieces: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


class Story:
    """Reads the flows of one part of a document."""

    def __init__(
        self,
        findings: Findings,
        styles: HiddenStyles,
        links: Mapping[str, Relationship],
        notes: NotesReferred,
    ) -> None:
        self._findings = findings
        self._styles = styles
        self._links = links
        self._notes = notes
        self._fields = Fields()

    def text(self, parent: Element) -> str:
        """Return the paragraphs below an element, parted by blank lines."""
        return "\n\n".join(block for block in self.blocks(parent) if block.strip())

    def blocks(self, parent: Element) -> list[str]:
        """Return the paragraphs and the rows below an element, empty paragraphs included."""
        blocks: list[str] = []
        unfinished = ""
        for each in self._block_elements(parent):
            if local_name(each) == "tbl":
                blocks += self._table(each)
                continue
            line = _Line(style_of(child(each, "pPr"), "pStyle"))
            self._inline(each, line)
            text = unfinished + "".join(line.pieces)
            unfinished = text if self._runs_on(each) else ""
            blocks += [*line.boxes] if unfinished else [text, *line.boxes]
        return [*blocks, unfinished] if unfinished else blocks

    def _block_elements(self, parent: Element) -> Iterator[Element]:
        """Give the paragraphs and tables below an element, through what only wraps them."""
        for each in parent:
            name = local_name(each)
            if name in ("p", "tbl"):
                yield each
            elif name in _OUT:
                self._findings.leave_out(Aside.DELETED, raw_text(each))
            elif name in ("altChunk", "subDoc"):
                self._findings.add_problem(
                    "A part of the document that is a file of its own was not read."
                )
            elif name == "AlternateContent":
                yield from self._block_elements(_chosen(each))
            elif name not in _NO_CONTENT and not self._is_prompt(each):
                yield from self._block_elements(each)

    def _runs_on(self, paragraph: Element) -> bool:
        """Whether the end of a paragraph was deleted or hidden, so that the next one follows on."""
        mark = child(child(paragraph, "pPr"), "rPr")
        return (
            any(child(mark, name) is not None for name in _OUT)
            or is_on(child(mark, "vanish"))
        )  # fmt: skip

    def _is_prompt(self, control: Element) -> bool:
        """Whether a content control only shows what should be written into it."""
        properties = child(control, "sdtPr") if local_name(control) == "sdt" else None
        if not is_on(child(properties, "showingPlcHdr")):
            return False
        self._findings.empty_fields += 1
        return True

    def _table(self, table: Element) -> list[str]:
        rows: list[list[list[str]]] = []
        for row in _wrapped(table, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                self._findings.leave_out(Aside.DELETED, raw_text(row))
            elif is_on(child(properties, "hidden")):
                self._findings.leave_out(Aside.HIDDEN, raw_text(row))
            else:
                rows.append([self.blocks(cell) for cell in self._cells(row)])
        return row_blocks(rows)

    def _cells(self, row: Element) -> Iterator[Element]:
        for cell in _wrapped(row, "tc"):
            if child(child(cell, "tcPr"), "cellDel") is None:
                yield cell
            else:
                self._findings.leave_out(Aside.DELETED, raw_text(cell))

    def _inline(self, parent: Element, line: _Line) -> None:
        for each in parent:
            name = local_name(each)
            if name == "r":
                self._run(each, line)
            elif name in _OUT:
                self._findings.leave_out(Aside.DELETED, raw_text(each))
            elif name in _IN:
                self._findings.insertions += bool(raw_text(each))
                self._inline(each, line)
            elif name == "hyperlink":
                self._hyperlink(each, line)
            elif name == "fldSimple":
                if not is_page_number(attribute(each, "instr") or ""):
                    self._inline(each, line)
            elif name == "AlternateContent":
                self._inline(_chosen(each), line)
            elif name == "oMath":
                line.pieces.append("".join(t.text or "" for t in descendants(each, "t")))
            elif name in _GRAPHICS:
                self._graphic(each, line)
            elif name not in _NO_CONTENT and not self._is_prompt(each):
                self._inline(each, line)

    def _hyperlink(self, link: Element, line: _Line) -> None:
        before = len(line.pieces)
        self._inline(link, line)
        relationship = self._links.get(attribute(link, "id") or "")
        if relationship is not None and relationship.is_external:
            words = "".join(line.pieces[before:])
            line.pieces[before:] = [with_target(words, relationship.target)]

    def _run(self, run: Element, line: _Line) -> None:
        if is_hidden(run, self._styles, line.style):
            self._findings.leave_out(Aside.HIDDEN, raw_text(run))
            return
        for each in run:
            self._run_element(each, line)

    def _run_element(self, element: Element, line: _Line) -> None:
        name = local_name(element)
        if name == "fldChar":
            line.pieces.append(self._fields.mark(element))
        elif name == "instrText":
            self._fields.instruct(element.text or "")
        elif name in _GRAPHICS:
            self._graphic(element, line)
        elif name == "AlternateContent":
            for each in _chosen(element):
                self._run_element(each, line)
        elif name == "delText":
            self._findings.leave_out(Aside.DELETED, element.text or "")
        elif name == "ruby":
            for base in (each for each in element if local_name(each) == "rubyBase"):
                self._inline(base, line)
        elif self._fields.is_text:
            if name in _NOTES:
                note_id = attribute(element, "id") or ""
                line.pieces.append(self._notes.mark(_NOTES[name], note_id))
            else:
                line.pieces.append(character(element))

    def _graphic(self, parent: Element, line: _Line) -> None:
        """Take what is written in a drawing; count it as a picture if it shows one."""
        for each in parent:
            name = local_name(each)
            if name == "txbxContent":
                inner = Story(self._findings, self._styles, self._links, self._notes)
                line.boxes += [block for block in inner.blocks(each) if block.strip()]
            elif name == "AlternateContent":
                self._graphic(_chosen(each), line)
            elif name in ("blip", "imagedata"):
                self._findings.pictures += 1
            elif name in ("chart", "relIds"):
                self._findings.add_problem("The words of charts and diagrams were not read.")
            elif name == "textpath" and (words := (attribute(each, "string") or "").strip()):
                self._findings.add_note(f"The pages bear the watermark “{words}”.")
            else:
                self._graphic(each, line)


def _wrapped(parent: Element, wanted: str) -> Iterator[Element]:
    """Give the rows of a table or the cells of a row, through what only wraps them."""
    for each in parent:
        name = local_name(each)
        if name == wanted:
            yield each
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            yield from _wrapped(each, wanted)


def _chosen(alternatives: Element) -> Element:
    """Return the one branch of a choice that counts: the first, unless only the fallback speaks."""
    choice = child(alternatives, "Choice")
    fallback = child(alternatives, "Fallback")
    if choice is None:
        return fallback if fallback is not None else alternatives
    if fallback is not None and not raw_text(choice).strip() and raw_text(fallback).strip():
        return fallback
    return choice
