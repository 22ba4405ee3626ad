"""Fields of a Word document: results are text, instructions and page numbers are none."""

from __future__ import annotations

from dataclasses import dataclass

from lisdesk.exchange.documents.xml_parts import Element, attribute, child, local_name

_PAGE_NUMBERS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
_CHECKED, _UNCHECKED = "\N{BALLOT BOX WITH X}", "\N{BALLOT BOX}"
_OFF = frozenset({"0", "false", "off"})


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    is_result: bool = False


class Fields:
    """The fields that are open at one place of a text; they may reach over paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def is_text(self) -> bool:
        """Whether what stands here is for the reader."""
        return all(
            field.is_result and not is_page_number(field.instruction) for field in self._open
        )

    def instruct(self, text: str) -> None:
        """Take a piece of the innermost field's instruction."""
        if self._open:
            self._open[-1].instruction += text

    def mark(self, mark: Element) -> str:
        """Take a mark that begins, parts or ends a field; return the text of a form's field."""
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self._open.append(_Field())
            return form_value(mark) if len(self._open) == 1 else ""
        if kind == "separate" and self._open:
            self._open[-1].is_result = True
        elif kind == "end" and self._open:
            self._open.pop()
        return ""


def is_page_number(instruction: str) -> bool:
    """Whether a field gives the number of a page, which is no word of the author's."""
    words = instruction.split(None, 1)
    return bool(words) and words[0].upper() in _PAGE_NUMBERS


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `vanish` is there and not turned off."""
    return element is not None and (attribute(element, "val") or "").casefold() not in _OFF


def form_value(mark: Element) -> str:
    """Return what was ticked or chosen in a field of an old form; nothing for other fields."""
    data = child(mark, "ffData")
    box = child(data, "checkBox")
    if box is not None:
        state = child(box, "checked")
        is_ticked = is_on(state if state is not None else child(box, "default"))
        return _CHECKED if is_ticked else _UNCHECKED
    choices = child(data, "ddList")
    if choices is None:
        return ""
    entries = [attribute(each, "val") or "" for each in choices if local_name(each) == "listEntry"]
    result = child(choices, "result")
    chosen = attribute(result, "val") if result is not None else "0"
    is_number = chosen is not None and chosen.isascii() and chosen.isdecimal() and len(chosen) < 6
    place = int(chosen) if chosen is not None and is_number else 0
    return entries[place] if place < len(entries) else ""
