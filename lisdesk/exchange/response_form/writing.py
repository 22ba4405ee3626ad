"""Write a response form as a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lisdesk.exchange.atomic import atomic_target
from lisdesk.exchange.report.document_package import bare_document, save_document
from lisdesk.exchange.report.document_tables import TEXT_WIDTH
from lisdesk.exchange.report.document_xml import element
from lisdesk.exchange.response_form.controls import FormMarks
from lisdesk.exchange.response_form.page import lay_out, name_form
from lisdesk.rules.cell_text import clean_text
from lisdesk.rules.form_marks import FieldPlace
from lisdesk.rules.response_form import (
    ABOUT_WORDS,
    KIND_LABEL,
    KIND_WORDS,
    PERMISSION_WORDS,
    SIZE_WORDS,
    TYPE_LABEL,
    FormQuestion,
    ResponseForm,
    hint_for,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_LABEL_WIDTH = 3000
_LINES, _LINES_OF_PART, _LINES_OF_LETTER = 6, 3, 8


def write_response_form(form: ResponseForm, path: Path) -> None:
    """Write a form to `path`, whole or not at all; TargetError if it cannot be written."""
    document = bare_document(form)
    lay_out(document, form)
    end = document.element.body[-1]
    for each in _Writer(form).elements():
        end.addprevious(each)
    name_form(document, form.identity)
    with atomic_target(path) as temporary:
        save_document(document, temporary)


class _Writer:
    def __init__(self, form: ResponseForm) -> None:
        self._form = form
        self._marks = FormMarks(form.identity)

    def elements(self) -> Iterator[_Element]:
        """Yield the form from its title to its last field."""
        form, printed = self._form, self._marks.printed
        title = printed("Title", form.title)
        title.extend(self._marks.whole())
        yield title
        yield printed("Subtitle", form.subtitle)
        yield printed("Normal", f"This call for evidence is run by {form.lead}.")
        yield from self._paragraphs(form.introduction)
        yield printed("Heading1", "When and how to answer")
        yield printed("Normal", f"The call opens on {form.opens} and closes on {form.closes}.")
        yield printed(
            "Normal", "Fill this form in on screen or by hand. You need not answer every question."
        )
        yield from self._paragraphs(form.sending)
        yield printed("Heading1", "What we do with your answer")
        yield from self._paragraphs(form.consent)
        yield printed("Heading1", "About you")
        yield self._about()
        yield printed("Heading1", "Questions")
        for question in form.questions:
            yield from self._question(question)
        yield printed("Heading2", "Anything else")
        yield printed("Normal", "Write here what answers none of the questions.")
        place = FieldPlace("letter")
        yield self._box(
            "Anything else", self._marks.text_field(place, "Anything else", _LINES_OF_LETTER)
        )
        yield element("w:p")

    def _paragraphs(self, text: str) -> Iterator[_Element]:
        for line in text.split("\n"):
            if line.strip():
                yield self._marks.printed("Normal", line.strip())

    def _about(self) -> _Element:
        marks = self._marks
        rows: list[tuple[str, list[_Element]]] = [
            self._line_about("name"),
            self._line_about("email"),
            (KIND_LABEL, self._ticks("kind", KIND_WORDS)),
            self._line_about("organisation"),
            (TYPE_LABEL, self._type()),
            ("If you are a business: how many people work in it", self._ticks("size", SIZE_WORDS)),
            ("Your area, such as a district or a town", self._text("area", "Your area")),
            ("May we publish your response?", self._ticks("permission", PERMISSION_WORDS)),
        ]
        head = _row([[marks.printed("Normal", "What we ask")],
                     [marks.printed("Normal", "Your answer")]],
                    (_LABEL_WIDTH, TEXT_WIDTH - _LABEL_WIDTH), is_head=True)  # fmt: skip
        return _table(
            "About you",
            (_LABEL_WIDTH, TEXT_WIDTH - _LABEL_WIDTH),
            [
                head,
                *(
                    _row(
                        [[marks.printed("Normal", label)], answer],
                        (_LABEL_WIDTH, TEXT_WIDTH - _LABEL_WIDTH),
                    )
                    for label, answer in rows
                ),
            ],
            has_head=True,
        )

    def _line_about(self, part: str) -> tuple[str, list[_Element]]:
        return ABOUT_WORDS[part], self._text(part, ABOUT_WORDS[part])

    def _text(self, part: str, label: str) -> list[_Element]:
        return self._marks.text_field(FieldPlace(part), label, 1)

    def _type(self) -> list[_Element]:
        return self._marks.choice_field(FieldPlace("type"), TYPE_LABEL, self._form.types)

    def _ticks(self, group: str, words: Sequence[str]) -> list[_Element]:
        return [
            self._marks.tick(FieldPlace(f"{group}_{nth}"), each)
            for nth, each in enumerate(words, start=1)
        ]

    def _question(self, question: FormQuestion) -> Iterator[_Element]:
        marks, shape = self._marks, question.shape
        yield marks.printed("Heading2", f"{question.number}. {question.text}")
        if hint := hint_for(shape):
            yield marks.printed("Normal", hint)
        for place in question.fields():
            label = f"Question {question.number}"
            nth = int(place.part[1:]) - 1 if place.part[1:].isdigit() else 0
            if place.is_tick:
                yield marks.tick(place, shape.listed[nth])
                continue
            lines = _LINES
            if place.part == "other":
                yield marks.printed("Normal", f"{shape.other}, in your own words:")
                label, lines = f"{label}, {shape.other}", 1
            elif place.part != "text":
                yield marks.printed("Heading3", shape.parts[nth])
                label, lines = f"{label}, {shape.parts[nth]}", _LINES_OF_PART
            yield self._box(label, marks.text_field(place, label, lines))
            yield element("w:p")

    def _box(self, label: str, inner: Sequence[_Element]) -> _Element:
        return _table(f"Answer: {label}", (TEXT_WIDTH,), [_row([inner], (TEXT_WIDTH,))])


def _table(
    title: str, widths: Sequence[int], rows: Sequence[_Element], *, has_head: bool = False
) -> _Element:
    edges = [
        element(f"w:{side}", val="single", sz="6", space="0", color="5A6B7B")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    return element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblW", w=str(sum(widths)), type="dxa"),
            element("w:tblBorders", *edges),
            element("w:tblLayout", type="fixed"),
            element(
                "w:tblCellMar",
                *(
                    element(f"w:{side}", w="100", type="dxa")
                    for side in ("top", "left", "bottom", "right")
                ),
            ),
            element("w:tblLook", val="0020" if has_head else "0000", firstRow=str(int(has_head))),
            element("w:tblCaption", val=clean_text(title)),
        ),
        element("w:tblGrid", *(element("w:gridCol", w=str(width)) for width in widths)),
        *rows,
    )


def _row(
    cells: Sequence[Sequence[_Element]], widths: Sequence[int], *, is_head: bool = False
) -> _Element:
    marks = [element("w:cantSplit")] + ([element("w:tblHeader")] if is_head else [])
    return element(
        "w:tr",
        element("w:trPr", *marks),
        *(
            element("w:tc", element("w:tcPr", element("w:tcW", w=str(width), type="dxa")), *inner)
            for inner, width in zip(cells, widths, strict=True)
        ),
    )
