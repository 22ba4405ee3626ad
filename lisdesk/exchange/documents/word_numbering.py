"""Numbers and bullets of a Word document's lists."""

from __future__ import annotations

from lisdesk.exchange.documents.list_numbers import Level, count_item, item_mark
from lisdesk.exchange.documents.word_runs import style_of
from lisdesk.exchange.documents.xml_parts import Element, attribute, child, local_name


class Numbering:
    """Counts the items of a document's lists, in the order in which they are asked for."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._styled_levels: dict[tuple[str, str], int] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counters: dict[str, list[int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._style_numbers: dict[str, Element] = {}
        self._style_parents: dict[str, str] = {}
        for each in numbering if numbering is not None else ():
            if local_name(each) == "abstractNum":
                self._take_abstract(each)
            elif local_name(each) == "num":
                self._take_list(each)
        for each in styles if styles is not None else ():
            if local_name(each) == "style":
                self._take_style(each)

    def mark(self, properties: Element | None) -> str:
        """Return what stands before a paragraph with these properties: "2.", "•", or nothing."""
        style = style_of(properties, "pStyle")
        own = child(properties, "numPr")
        inherited = self._inherited(style)
        numbers = own if own is not None and child(own, "numId") is not None else inherited
        list_id = _value(numbers, "numId")
        if list_id not in self._lists:
            return ""
        abstract, starts = self._lists[list_id]
        levels = self._levels.get(abstract, {})
        level = self._level(own, inherited, abstract, style)
        if level not in levels:
            return ""
        is_restarted = level in starts and (list_id, level) not in self._begun
        self._begun.add((list_id, level))
        self._counters[abstract] = count_item(
            self._counters.get(abstract, []),
            level,
            starts.get(level, levels[level].start),
            restarts=is_restarted,
        )
        return item_mark(levels, self._counters[abstract], level)

    def _level(
        self, own: Element | None, inherited: Element | None, abstract: str, style: str | None
    ) -> int:
        for numbers in (own, inherited):
            written = _value(numbers, "ilvl")
            if written:
                return _whole(written)
        return self._styled_levels.get((abstract, style or ""), 0)

    def _inherited(self, style: str | None) -> Element | None:
        seen: set[str] = set()
        while style and style not in seen:
            if style in self._style_numbers:
                return self._style_numbers[style]
            seen.add(style)
            style = self._style_parents.get(style)
        return None

    def _take_abstract(self, element: Element) -> None:
        name = attribute(element, "abstractNumId") or ""
        self._levels[name] = {}
        for level in (each for each in element if local_name(each) == "lvl"):
            place = _whole(attribute(level, "ilvl") or "0")
            form = _value(level, "numFmt") or "decimal"
            start = _whole(_value(level, "start") or "1")
            self._levels[name][place] = Level(form, _value(level, "lvlText"), start)
            if style := _value(level, "pStyle"):
                self._styled_levels[name, style] = place

    def _take_list(self, element: Element) -> None:
        starts = {}
        for override in (each for each in element if local_name(each) == "lvlOverride"):
            if start := _value(override, "startOverride"):
                starts[_whole(attribute(override, "ilvl") or "0")] = _whole(start)
        list_id = attribute(element, "numId") or ""
        self._lists[list_id] = (_value(element, "abstractNumId"), starts)

    def _take_style(self, element: Element) -> None:
        name = attribute(element, "styleId") or ""
        numbers = child(child(element, "pPr"), "numPr")
        if numbers is not None:
            self._style_numbers[name] = numbers
        self._style_parents[name] = _value(element, "basedOn")


def _value(parent: Element | None, name: str) -> str:
    found = child(parent, name)
    return (attribute(found, "val") or "") if found is not None else ""


def _whole(text: str) -> int:
    """Return a small whole number; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
