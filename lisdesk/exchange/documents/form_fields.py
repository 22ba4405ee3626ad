"""Read the fields of a response form out of a document's text, whoever saved it last.

Bookmarks and controls tell where a field is; what stands in its cell, or before the label of its
box, is what was answered. A printed line vouches for itself; all other words stand outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace

from lisdesk.exchange.documents.form_boxes import read_box
from lisdesk.exchange.documents.tidying import tidied
from lisdesk.exchange.documents.xml_parts import Element, descendants
from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.rules.form_marks import (
    MARK,
    FieldPlace,
    FormIdentity,
    is_copied_field,
    is_printed_line,
    read_field,
    read_form,
)
from lisdesk.rules.found_form import FoundField, FoundForm
from lisdesk.rules.response_form import PROMPTS

MOST_FIELDS = 5_000

Words = Callable[[Element], str]
"""Gives the words below an element as a reader of the document has them."""


@dataclass(frozen=True, slots=True)
class FormFormat:
    """How a kind of document writes what a form is made of."""

    cells: tuple[str, ...]
    paragraphs: tuple[str, ...]
    marks: Callable[[Element], Iterator[str]]
    """Gives the names of bookmarks and the tags of controls below an element, and its own."""
    is_struck: Callable[[Element], bool]
    """Whether words below an element are struck through."""
    ticks: Callable[[Element], Iterable[bool]]
    """Gives whether the controls of boxes below an element are ticked."""
    take_out_deleted: Callable[[Element], None]
    """Takes out what was deleted or hidden."""


def read_form_fields(
    root: Element, words: Words, named: str, written: FormFormat
) -> FoundForm | None:
    """Return the form that a document is, None for one that is no form of ours.

    `named` is the document's own property. What belongs to fields and printed lines is taken out of
    `root`, which is of no use afterwards.
    """
    marks = list(written.marks(root))
    identity = next(
        (each for each in (read_form(text) for text in (*marks, named)) if each is not None), None
    )
    if identity is None or not any(read_field(mark) for mark in marks):
        return None
    if len(marks) > MOST_FIELDS:
        raise FaultError("too_big", reason=f"it has more than {MOST_FIELDS:,} fields")
    written.take_out_deleted(root)
    reading = _Reading(words, written)
    reading.take_cells(root)
    reading.take_paragraphs(root)
    found = reading.found(identity, tidied(words(root)))
    return replace(found, has_copies=any(map(is_copied_field, marks)))


@dataclass(slots=True)
class _Reading:
    words: Words
    written: FormFormat
    fields: list[FoundField] = field(default_factory=list)

    def take_cells(self, root: Element) -> None:
        """Take what was written into cells that are one field each."""
        for cell in list(descendants(root, *self.written.cells)):
            fields = self._fields_in(cell)
            written = {each for each in fields if not each.is_tick}
            if len(written) == 1 and not any(each.is_tick for each in fields):
                self._add(written.pop(), text=_without_hint(tidied(self.words(cell))))
                _empty(cell)

    def take_paragraphs(self, root: Element) -> None:
        """Take boxes that are ticked or not, and lines that the form was printed with."""
        for paragraph in list(descendants(root, *self.written.paragraphs)):
            marks = list(self.written.marks(paragraph))
            if not any(mark.startswith(MARK) for mark in marks):
                continue
            text, is_struck = self._accepted(paragraph), self.written.is_struck(paragraph)
            ticks = {each for each in self._fields_in(paragraph) if each.is_tick}
            if len(ticks) == 1:
                box = read_box(text, self.written.ticks(paragraph), is_struck=is_struck)
                place = ticks.pop()
                self._add(place, is_ticked=box.is_ticked, label=box.label, doubt=box.doubt)
                is_as_printed = any(is_printed_line(mark, box.label) for mark in marks)
                if not box.doubt and (is_as_printed or (place.number and box.is_ticked)):
                    _empty(paragraph)
            elif not is_struck and any(is_printed_line(mark, text) for mark in marks):
                _empty(paragraph)

    def _fields_in(self, element: Element) -> Sequence[FieldPlace]:
        places = map(read_field, self.written.marks(element))
        return [place for place in places if place is not None]

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


def _without_hint(text: str) -> str:
    return "" if text in PROMPTS else text


def _empty(element: Element) -> None:
    element.text = None
    for each in list(element):
        element.remove(each)
