"""One flow of a Word document, such as its body or a footnote, as paragraphs of accepted text.

Accepted is what the author sent: insertions are in, deletions are out and noted. A table's row is
a line, its cells parted by tabs, if each cell is one line; else each paragraph of its cells is one
of the text. A text box follows the paragraph that it hangs on.
"""

from __future__ import annotations

from collections.abc import Iterator

from lisdesk.exchange.documents.extracted import Aside
from lisdesk.exchange.documents.tables import row_blocks
from lisdesk.exchange.documents.word_fields import is_on
from lisdesk.exchange.documents.word_inline import (
    DELETIONS,
    NO_CONTENT,
    InlineReader,
    Line,
    WordContext,
)
from lisdesk.exchange.documents.word_runs import (
    chosen_branch,
    is_empty_control,
    raw_text,
    style_of,
)
from lisdesk.exchange.documents.xml_parts import Element, child, local_name

_WRAPS_ROWS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
_IMPORTED = ("altChunk", "subDoc")


class Story:
    """Reads the flows of one part of a document."""

    def __init__(self, context: WordContext) -> None:
        self._context = context
        self._findings = context.findings
        self._inline = InlineReader(context, self._box_blocks)

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
            properties = child(each, "pPr")
            line = Line(style_of(properties, "pStyle"))
            mark = self._context.numbering.mark(properties)
            self._inline.read(each, line)
            words = "".join(line.pieces)
            text = unfinished + (f"{mark} {words}" if mark and words.strip() else words)
            unfinished = text if _runs_on(each) else ""
            blocks += line.boxes if unfinished else [text, *line.boxes]
        return [*blocks, unfinished] if unfinished else blocks

    def _box_blocks(self, box: Element) -> list[str]:
        """Return the paragraphs of a text box, whose fields are its own."""
        return [block for block in Story(self._context).blocks(box) if block.strip()]

    def _block_elements(self, parent: Element) -> Iterator[Element]:
        """Give the paragraphs and tables below an element, through what only wraps them."""
        for each in parent:
            name = local_name(each)
            if name in ("p", "tbl"):
                yield each
            elif name in DELETIONS:
                self._findings.leave_out(Aside.DELETED, raw_text(each))
            elif name in _IMPORTED:
                self._findings.add_problem(
                    "A part of the document that is a file of its own was not read."
                )
            elif name == "AlternateContent":
                yield from self._block_elements(chosen_branch(each))
            elif is_empty_control(each):
                self._findings.empty_fields += 1
            elif name not in NO_CONTENT:
                yield from self._block_elements(each)

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


def _runs_on(paragraph: Element) -> bool:
    """Whether the end of a paragraph was deleted or hidden, so that the next one follows on."""
    mark = child(child(paragraph, "pPr"), "rPr")
    is_deleted = any(child(mark, name) is not None for name in DELETIONS)
    return is_deleted or is_on(child(mark, "vanish"))


def _wrapped(parent: Element, wanted: str) -> Iterator[Element]:
    """Give the rows of a table or the cells of a row, through what only wraps them."""
    for each in parent:
        name = local_name(each)
        if name == wanted:
            yield each
        elif name in _WRAPS_ROWS:
            yield from _wrapped(each, wanted)
