"""The elements that a document is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lisdesk.rules.cell_text import clean_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def element(tag: str, /, *inner: _Element, **attributes: str) -> _Element:
    """Return an element of a document's text, such as "w:p", with its attributes and what is in
    it.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made: _Element = OxmlElement(tag, {qn(f"w:{key}"): value for key, value in attributes.items()})
    made.extend(inner)
    return made


def paragraph(style: str, *inner: _Element, is_right: bool = False) -> _Element:
    """Return a paragraph in a style, which is named by its id."""
    look = [element("w:pStyle", val=style)]
    if is_right:
        look.append(element("w:jc", val="right"))
    return element("w:p", element("w:pPr", *look), *inner)


def run(text: str, *, is_bold: bool = False) -> _Element:
    """Return a text with its line ends and tabs; what no document can hold becomes U+FFFD."""
    look = [element("w:rPr", element("w:b"))] if is_bold else []
    return element("w:r", *look, *_pieces(clean_text(text)))


def field_mark(kind: str) -> _Element:
    """Return where a field begins, divides, or ends."""
    return element("w:r", element("w:fldChar", fldCharType=kind))


def field_words(words: str) -> _Element:
    """Return what a field says to the program that shows it."""
    return element("w:r", _text("w:instrText", words))


def bookmarked(name: str, number: int, inner: Iterable[_Element]) -> Iterator[_Element]:
    """Yield elements between the ends of a bookmark, to which links lead."""
    yield element("w:bookmarkStart", id=str(number), name=name)
    yield from inner
    yield element("w:bookmarkEnd", id=str(number))


def _pieces(text: str) -> Iterator[_Element]:
    for place, line in enumerate(text.split("\n")):
        if place:
            yield element("w:br")
        for column, part in enumerate(line.split("\t")):
            if column:
                yield element("w:tab")
            if part:
                yield _text("w:t", part)


def _text(tag: str, text: str) -> _Element:
    made = element(tag)
    made.text = text
    made.set(_SPACE, "preserve")
    return made
