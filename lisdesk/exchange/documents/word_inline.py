"""What stands in one paragraph of a Word document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lisdesk.exchange.documents.extracted import Aside
from lisdesk.exchange.documents.findings import Findings
from lisdesk.exchange.documents.links import with_target
from lisdesk.exchange.documents.note_marks import note_mark
from lisdesk.exchange.documents.word_fields import Fields, is_page_number
from lisdesk.exchange.documents.word_numbering import Numbering
from lisdesk.exchange.documents.word_package import Relationship
from lisdesk.exchange.documents.word_runs import (
    HiddenStyles,
    character,
    chosen_branch,
    is_empty_control,
    is_hidden,
    raw_text,
)
from lisdesk.exchange.documents.xml_parts import Element, attribute, descendants, local_name

DELETIONS = ("del", "moveFrom")
NO_CONTENT = frozenset(
    ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "rubyPr")
    + ("rt", "commentReference", "annotationRef", "footnoteRef", "endnoteRef", "separator")
    + ("continuationSeparator", "lastRenderedPageBreak")
)
_GRAPHICS = ("drawing", "pict", "object")
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass(slots=True)
class NotesReferred:
    """The notes that a text refers to, in the order in which it does."""

    footnote: dict[str, int] = field(default_factory=dict)
    """The number of each footnote by its id."""
    endnote: dict[str, int] = field(default_factory=dict)

    def mark(self, kind: str, note_id: str) -> str:
        """Return the mark that stands for a note in the text, such as [1], or [i] for endnotes."""
        numbers = self.footnote if kind == "footnote" else self.endnote
        return note_mark(kind, numbers.setdefault(note_id, len(numbers) + 1))


@dataclass(frozen=True, slots=True)
class WordContext:
    """What the flows of one part of a document share."""

    findings: Findings
    styles: HiddenStyles
    links: Mapping[str, Relationship]
    notes: NotesReferred
    numbering: Numbering


@dataclass(slots=True)
class Line:
    """A paragraph under way, and the text boxes that hang on it."""

    style: str | None
    pieces: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


class InlineReader:
    """Reads paragraph after paragraph of one flow; fields may reach over several."""

    def __init__(self, context: WordContext, box_blocks: Callable[[Element], list[str]]) -> None:
        """`box_blocks` returns the paragraphs of a text box."""
        self._context = context
        self._findings = context.findings
        self._box_blocks = box_blocks
        self._fields = Fields()
        self._readers: dict[str, Callable[[Element, Line], None]] = {
            "r": self._run,
            "hyperlink": self._hyperlink,
            "fldSimple": self._simple_field,
            "AlternateContent": lambda each, line: self.read(chosen_branch(each), line),
            "oMath": _formula,
            **dict.fromkeys(DELETIONS, self._deletion),
            **dict.fromkeys(("ins", "moveTo"), self._insertion),
            **dict.fromkeys(_GRAPHICS, self._graphic),
        }
        self._run_readers: dict[str, Callable[[Element, Line], None]] = {
            "fldChar": lambda each, line: line.pieces.append(self._fields.mark(each)),
            "instrText": lambda each, _: self._fields.instruct(each.text or ""),
            "AlternateContent": lambda each, line: self._run_content(chosen_branch(each), line),
            "delText": self._deletion,
            "ruby": self.read,
            **dict.fromkeys(_GRAPHICS, self._graphic),
            **dict.fromkeys(_NOTES, self._note),
        }

    def read(self, parent: Element, line: Line) -> None:
        """Add what stands below an element to a paragraph."""
        for each in parent:
            name = local_name(each)
            if name in self._readers:
                self._readers[name](each, line)
            elif is_empty_control(each):
                self._findings.empty_fields += 1
            elif name not in NO_CONTENT:
                self.read(each, line)

    def _run(self, run: Element, line: Line) -> None:
        if is_hidden(run, self._context.styles, line.style):
            self._findings.leave_out(Aside.HIDDEN, raw_text(run))
        else:
            self._run_content(run, line)

    def _run_content(self, parent: Element, line: Line) -> None:
        for each in parent:
            reader = self._run_readers.get(local_name(each))
            if reader is not None:
                reader(each, line)
            elif self._fields.is_text:
                line.pieces.append(character(each))

    def _deletion(self, deleted: Element, _: Line) -> None:
        self._findings.leave_out(Aside.DELETED, raw_text(deleted))

    def _insertion(self, inserted: Element, line: Line) -> None:
        self._findings.insertions += bool(raw_text(inserted))
        self.read(inserted, line)

    def _simple_field(self, simple: Element, line: Line) -> None:
        if not is_page_number(attribute(simple, "instr") or ""):
            self.read(simple, line)

    def _hyperlink(self, link: Element, line: Line) -> None:
        before = len(line.pieces)
        self.read(link, line)
        relationship = self._context.links.get(attribute(link, "id") or "")
        if relationship is not None and relationship.is_external:
            words = "".join(line.pieces[before:])
            line.pieces[before:] = [with_target(words, relationship.target)]

    def _note(self, reference: Element, line: Line) -> None:
        if self._fields.is_text:
            kind = _NOTES[local_name(reference)]
            note_id = attribute(reference, "id") or ""
            line.pieces.append(self._context.notes.mark(kind, note_id))

    def _graphic(self, parent: Element, line: Line) -> None:
        """Take what is written in a drawing; count it as a picture if it shows one."""
        for each in parent:
            name = local_name(each)
            if name == "txbxContent":
                line.boxes += self._box_blocks(each)
            elif name == "AlternateContent":
                self._graphic(chosen_branch(each), line)
            elif name in ("blip", "imagedata"):
                self._findings.pictures += 1
            elif name in ("chart", "relIds"):
                self._findings.add_problem(
                    "The words of charts, diagrams and embedded objects were not read."
                )
            elif name == "textpath" and (words := (attribute(each, "string") or "").strip()):
                self._findings.add_note(f"The pages bear the watermark “{words}”.")
            else:
                self._graphic(each, line)


def _formula(formula: Element, line: Line) -> None:
    line.pieces.append("".join(each.text or "" for each in descendants(formula, "t")))
