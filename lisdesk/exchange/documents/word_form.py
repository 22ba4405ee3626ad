"""Read the fields of a response form out of a Word document, whoever saved it last.

Bookmarks and controls tell where a field is; what stands in its cell, or before the label of its
box, is what was answered. A printed line vouches for itself; all other words stand outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lisdesk.exchange.documents.tidying import tidied
from lisdesk.exchange.documents.word_boxes import read_box
from lisdesk.exchange.documents.word_fields import is_on
from lisdesk.exchange.documents.word_inline import DELETIONS
from lisdesk.exchange.documents.word_runs import is_struck
from lisdesk.exchange.documents.xml_parts import Element, attribute, child, descendants, local_name
from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.rules.form_marks import (
    MARK,
    FieldPlace,
    FormIdentity,
    is_printed_line,
    read_field,
    read_form,
)
from lisdesk.rules.found_form import FoundField, FoundForm
from lisdesk.rules.response_form import PROMPTS

MOST_FIELDS = 5_000

Words = Callable[[Element], str]
"""Gives the words below an element as a reader of the document has them."""


def read_form_fields(root: Element, words: Words, named: str) -> FoundForm | None:
    """Return the form that a document is, None for one that is no form of ours.

    `named` is the document's own property. What belongs to fields and printed lines is taken out of
    `root`, which is of no use afterwards.
    """
    marks = list(_marks(root))
    identity = next(
        (each for each in (read_form(text) for text in (*marks, named)) if each is not None), None
    )
    if identity is None or not any(read_field(mark) for mark in marks):
        return None
    if len(marks) > MOST_FIELDS:
        raise FaultError("too_big", reason=f"it has more than {MOST_FIELDS:,} fields")
    _take_out_deleted(root)
    reading = _Reading(words)
    reading.take_cells(root)
    reading.take_paragraphs(root)
    return reading.found(identity, tidied(words(root)))


@dataclass(slots=True)
class _Reading:
    words: Words
    fields: list[FoundField] = field(default_factory=list)

    def take_cells(self, root: Element) -> None:
        """Take what was written into cells that are one field each."""
        for cell in list(descendants(root, "tc")):
            written = {each for each in _fields_in(cell) if not each.is_tick}
            has_tick = any(each.is_tick for each in _fields_in(cell))
            if len(written) == 1 and not has_tick:
                self._add(written.pop(), text=_without_hint(tidied(self.words(cell))))
                _empty(cell)

    def take_paragraphs(self, root: Element) -> None:
        """Take boxes that are ticked or not, and lines that the form was printed with."""
        for paragraph in list(descendants(root, "p")):
            marks = list(_marks(paragraph))
            if not any(mark.startswith(MARK) for mark in marks):
                continue
            text, is_as_it_was = self._accepted(paragraph), not is_struck(paragraph)
            ticks = {each for each in _fields_in(paragraph) if each.is_tick}
            if len(ticks) == 1:
                box = read_box(paragraph, text)
                place = ticks.pop()
                self._add(place, is_ticked=box.is_ticked, label=box.label, doubt=box.doubt)
                is_as_printed = any(is_printed_line(mark, box.label) for mark in marks)
                if not box.doubt and (is_as_printed or (place.number and box.is_ticked)):
                    _empty(paragraph)
            elif is_as_it_was and any(is_printed_line(mark, text) for mark in marks):
                _empty(paragraph)

    def _accepted(self, paragraph: Element) -> str:
        """Return a line as its author sent it: without what was deleted or hidden."""
        apart = paragraph.makeelement("apart", {})
        apart.append(deepcopy(paragraph))
        return self.words(apart)

    def found(self, identity: FormIdentity, outside: str) -> FoundForm:
        """Return what was read."""
        return FoundForm(identity.reference, identity.version, tuple(self.fields), outside)

    def _add(
        self,
        place: FieldPlace,
        *,
        text: str = "",
        is_ticked: bool = False,
        label: str = "",
        doubt: str = "",
    ) -> None:
        self.fields.append(
            FoundField(place.part, place.number, place.digest, text, is_ticked, label, doubt)
        )


def _marks(element: Element) -> Iterator[str]:
    """Give the names of bookmarks and the tags of controls below an element, and its own."""
    for each in descendants(element, "bookmarkStart", "tag"):
        name = "name" if local_name(each) == "bookmarkStart" else "val"
        yield attribute(each, name) or ""


def _fields_in(element: Element) -> Iterator[FieldPlace]:
    return (place for mark in _marks(element) if (place := read_field(mark)) is not None)


def _take_out_deleted(root: Element) -> None:
    """Take out rows, cells and paragraphs whose deletion was tracked, or that are hidden."""
    for each in list(descendants(root, "tr", "tc", *DELETIONS)):
        name = local_name(each)
        properties = child(each, f"{name}Pr") if name in ("tr", "tc") else None
        is_gone = (
            next(descendants(each, "p"), None) is not None
            if name in DELETIONS
            else child(properties, "del") is not None
            or child(properties, "cellDel") is not None
            or is_on(child(properties, "hidden"))
        )
        parent = each.getparent()
        if is_gone and parent is not None:
            parent.remove(each)


def _without_hint(text: str) -> str:
    return "" if text in PROMPTS else text


def _empty(element: Element) -> None:
    for each in list(element):
        element.remove(each)
