"""The fields of a form: content controls within bookmarks, since some programs drop the one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lisdesk.exchange.report.document_xml import element, run
from lisdesk.rules.cell_text import clean_text
from lisdesk.rules.form_marks import (
    FieldPlace,
    FormIdentity,
    field_mark_of,
    field_tag,
    form_mark,
    printed_mark,
)
from lisdesk.rules.response_form import CHOOSE_HERE, WRITE_HERE

if TYPE_CHECKING:
    from lxml.etree import _Element

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_LONGEST_ALIAS = 64
_EMPTY, _TICKED = "2610", "2612"


class FormMarks:
    """Makes what of a form is known again; every bookmark of a document needs a number."""

    def __init__(self, form: FormIdentity) -> None:
        self._form = form
        self._number = 0
        self._printed: Counter[str] = Counter()

    def whole(self) -> Sequence[_Element]:
        """Return the bookmark, without an extent, that says which form it is."""
        return self._within(form_mark(self._form), [])

    def printed(self, style: str, words: str) -> _Element:
        """Return a paragraph that the form is printed with."""
        text = clean_text(words)
        mark = self._printed_mark(text)
        look = element("w:pPr", element("w:pStyle", val=style))
        return element("w:p", look, *self._within(mark, [run(text)]))

    def text_field(self, place: FieldPlace, label: str, lines: int) -> list[_Element]:
        """Return what fills a cell in which something is written; `lines` are for print."""
        blank = [element("w:p", _answer_style()) for _ in range(lines - 1)]
        kind = [element("w:showingPlcHdr")]
        return [*self._block(place, label, kind, WRITE_HERE), *blank]

    def choice_field(self, place: FieldPlace, label: str, choices: Sequence[str]) -> list[_Element]:
        """Return what fills a cell in which one of a list is chosen."""
        items = [
            element("w:listItem", displayText=clean_text(each), value=clean_text(each))
            for each in choices
        ]
        kind = [element("w:showingPlcHdr"), element("w:comboBox", *items)]
        return list(self._block(place, label, kind, CHOOSE_HERE))

    def tick(self, place: FieldPlace, label: str) -> _Element:
        """Return a paragraph of a box to tick and what it stands for."""
        properties = self._properties(place, label, [_check_box()])
        box = element("w:sdtContent", run(chr(int(_EMPTY, 16))))
        control = element("w:sdt", properties, box)
        words = clean_text(label)
        return element(
            "w:p",
            element("w:pPr", element("w:pStyle", val="Normal")),
            *self._within(field_mark_of(place), [control]),
            run("\N{NO-BREAK SPACE}"),
            *self._within(self._printed_mark(words), [run(words)]),
        )

    def _printed_mark(self, text: str) -> str:
        words = " ".join(text.split())
        self._printed[words] += 1
        return printed_mark(words, self._printed[words])

    def _block(
        self, place: FieldPlace, label: str, kind: Sequence[_Element], shown: str
    ) -> Iterator[_Element]:
        properties = self._properties(place, label, kind)
        words = element("w:sdtContent", element("w:p", _answer_style(), run(shown)))
        yield from self._within(field_mark_of(place), [element("w:sdt", properties, words)])

    def _properties(self, place: FieldPlace, label: str, kind: Sequence[_Element]) -> _Element:
        return element(
            "w:sdtPr",
            element("w:alias", val=clean_text(label)[:_LONGEST_ALIAS]),
            element("w:tag", val=field_tag(place, self._form)),
            *kind,
        )

    def _within(self, name: str, inner: Sequence[_Element]) -> Sequence[_Element]:
        self._number += 1
        number = str(self._number)
        start = element("w:bookmarkStart", id=number, name=name)
        return [start, *inner, element("w:bookmarkEnd", id=number)]


def _answer_style() -> _Element:
    return element("w:pPr", element("w:pStyle", val="Normal"))


def _check_box() -> _Element:
    from lxml import etree

    box = etree.Element(f"{{{_W14}}}checkbox", nsmap={"w14": _W14})
    states = (("checked", "0"), ("checkedState", _TICKED), ("uncheckedState", _EMPTY))
    for name, value in states:
        state = etree.SubElement(box, f"{{{_W14}}}{name}")
        state.set(f"{{{_W14}}}val", value)
    return box
