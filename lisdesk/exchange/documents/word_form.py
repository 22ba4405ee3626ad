"""Read the fields of a response form out of a Word document, whoever saved it last.

Bookmarks and controls tell where a field is; what stands in its cell, or before the label of its
box, is what was answered. A printed line vouches for itself; all other words stand outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lisdesk.exchange.documents.tidying import tidied
from lisdesk.exchange.documents.word_runs import raw_text
from lisdesk.exchange.documents.xml_parts import Element, attribute, descendants, local_name
from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.rules.form_marks import (
    FieldPlace,
    FormIdentity,
    is_printed_line,
    read_field,
    read_form,
)
from lisdesk.rules.response_form import CHOOSE_HERE, WRITE_HERE
from lisdesk.rules.returned_form import FoundField, FoundForm

MOST_FIELDS = 5_000
_UNTICKED = frozenset("☐□\uf0a8\uf06f")
_BOXES = _UNTICKED | frozenset("☒☑✓✔✗✘■")
_GAP = "\N{NO-BREAK SPACE}"
"""Stands between a box and its label."""

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
            text = raw_text(paragraph)
            ticks = {each for each in _fields_in(paragraph) if each.is_tick}
            if len(ticks) == 1:
                before, label = _parted(text)
                is_ticked = bool(before) and before not in _UNTICKED
                place = ticks.pop()
                self._add(place, is_ticked=is_ticked, label=label)
                is_as_printed = any(is_printed_line(mark, label) for mark in _marks(paragraph))
                if is_as_printed or (place.number and is_ticked):
                    _empty(paragraph)
            elif any(is_printed_line(mark, text) for mark in _marks(paragraph)):
                _empty(paragraph)

    def found(self, identity: FormIdentity, outside: str) -> FoundForm:
        """Return what was read."""
        return FoundForm(identity.reference, identity.version, tuple(self.fields), outside)

    def _add(
        self, place: FieldPlace, *, text: str = "", is_ticked: bool = False, label: str = ""
    ) -> None:
        self.fields.append(
            FoundField(place.part, place.number, place.digest, text, is_ticked, label)
        )


def _marks(element: Element) -> Iterator[str]:
    """Give the names of bookmarks and the tags of controls below an element, and its own."""
    for each in descendants(element, "bookmarkStart", "tag"):
        name = "name" if local_name(each) == "bookmarkStart" else "val"
        yield attribute(each, name) or ""


def _fields_in(element: Element) -> Iterator[FieldPlace]:
    return (place for mark in _marks(element) if (place := read_field(mark)) is not None)


def _parted(text: str) -> tuple[str, str]:
    """Return the sign in a box, and the label after it; an empty sign if the box is gone."""
    sign, gap, label = text.strip(" \t").partition(_GAP)
    if not gap and text.strip()[:1] in _BOXES:
        sign, label = text.strip()[:1], text.strip()[1:]
    elif not gap:
        sign, label = "", text
    return sign.strip(), " ".join(label.split())


def _without_hint(text: str) -> str:
    return "" if text in (WRITE_HERE, CHOOSE_HERE) else text


def _empty(element: Element) -> None:
    for each in list(element):
        element.remove(each)
