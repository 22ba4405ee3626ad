"""Runs of a Word document: characters, and what is hidden."""

from __future__ import annotations

from lisdesk.exchange.documents.inheriting import inherited_values
from lisdesk.exchange.documents.word_fields import is_on
from lisdesk.exchange.documents.xml_parts import Element, attribute, child, descendants, local_name
from lisdesk.rules.form_marks import read_field
from lisdesk.rules.response_form import PROMPTS

_SYMBOLS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x76: "❖", 0x78: "☒", 0xA7: "▪",
    0xA8: "☐", 0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
"""What the usual picture fonts show at a place; their letters are none."""
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}
_WRITTEN = ("t", "delText", *_CHARACTERS, "sym")


def character(element: Element) -> str:
    """Return what an element of a run stands for, without its fields and pictures."""
    name = local_name(element)
    if name in ("t", "delText"):
        return element.text or ""
    if name == "sym":
        return symbol(attribute(element, "char") or "")
    return _CHARACTERS.get(name, "")


def symbol(code: str) -> str:
    """Return the character of a picture font that is written by its hexadecimal place."""
    try:
        place = int(code, 16)
    except ValueError:
        return _REPLACEMENT
    if 0xF000 <= place <= 0xF0FF:
        place -= 0xF000
    return _SYMBOLS.get(place, _REPLACEMENT)


def raw_text(element: Element) -> str:
    """Return all that is written below an element, deleted or not, one paragraph to a line."""
    pieces: list[str] = []
    for each in descendants(element, "p", *_WRITTEN):
        pieces.append("\n" if local_name(each) == "p" else character(each))
    return "".join(pieces).strip("\n")


class HiddenStyles:
    """Which styles hide the words that they are put on."""

    def __init__(self, styles: Element | None) -> None:
        self._own: dict[str, bool] = {}
        self._parents: dict[str, str] = {}
        for style in styles if styles is not None else ():
            name = attribute(style, "styleId") if local_name(style) == "style" else None
            if name is None:
                continue
            vanish = child(child(style, "rPr"), "vanish")
            if vanish is not None:
                self._own[name] = is_on(vanish)
            parent = child(style, "basedOn")
            if parent is not None:
                self._parents[name] = attribute(parent, "val") or ""

    def hides(self, name: str | None) -> bool:
        """Whether a style, or the nearest one it is based on that says so, hides words."""
        if not name:
            return False
        if name not in self._own:
            self._own |= inherited_values(name, self._own, self._parents)
        return self._own[name]


def style_of(properties: Element | None, kind: str) -> str | None:
    """Return the style that properties name, `kind` being rStyle or pStyle."""
    style = child(properties, kind)
    return attribute(style, "val") if style is not None else None


def is_hidden(run: Element, styles: HiddenStyles, paragraph_style: str | None) -> bool:
    """Whether a run's words are hidden, by its own switch, else by its style or its paragraph's."""
    properties = child(run, "rPr")
    vanish = child(properties, "vanish")
    if vanish is not None:
        return is_on(vanish)
    own_style = style_of(properties, "rStyle")
    return styles.hides(own_style) or styles.hides(paragraph_style)


def is_empty_control(control: Element) -> bool:
    """Whether a content control only shows what should be written into it.

    Programs leave the mark of that where something was written: in a field of our own forms, whose
    prompts are known, the words themselves tell.
    """
    properties = child(control, "sdtPr") if local_name(control) == "sdt" else None
    if not is_on(child(properties, "showingPlcHdr")):
        return False
    tag = child(properties, "tag")
    is_our_own = tag is not None and read_field(attribute(tag, "val") or "") is not None
    return not is_our_own or raw_text(control).strip() in PROMPTS


def is_struck(element: Element) -> bool:
    """Whether a run below an element is struck through, whatever it says."""
    runs = (child(run, "rPr") for run in descendants(element, "r"))
    return any(is_on(child(each, name)) for each in runs for name in ("strike", "dstrike"))


def chosen_branch(alternatives: Element) -> Element:
    """Return the one branch of a choice that counts: the first, unless only the fallback speaks."""
    choice = child(alternatives, "Choice")
    fallback = child(alternatives, "Fallback")
    if choice is None:
        return fallback if fallback is not None else alternatives
    if fallback is not None and not raw_text(choice).strip() and raw_text(fallback).strip():
        return fallback
    return choice
