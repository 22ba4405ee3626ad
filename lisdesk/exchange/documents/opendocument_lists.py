"""Numbers and bullets of an OpenDocument text's lists."""

from __future__ import annotations

from lisdesk.exchange.documents.list_numbers import Level, count_item, item_mark
from lisdesk.exchange.documents.xml_parts import Element, attribute, local_name

_MOST_LEVELS = 10


class OpenLists:
    """Counts the items of a document's lists, in the order in which they are met."""

    def __init__(self, *roots: Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._counters: dict[str, list[int]] = {}
        for root in roots:
            for style in root.iter() if root is not None else ():
                if local_name(style) == "list-style":
                    name = attribute(style, "name") or ""
                    self._levels[name] = dict(_level(each) for each in style)

    def begin(self, listing: Element, style: str, level: int) -> None:
        """Take the beginning of a list: it counts from the start unless it goes on with another."""
        goes_on = attribute(listing, "continue-numbering") == "true"
        if level == 0 and not goes_on and attribute(listing, "continue-list") is None:
            self._counters.pop(style, None)

    def mark(self, item: Element, style: str, level: int) -> str:
        """Return what stands before an item: "2.", "•", or nothing."""
        levels = self._levels.get(style, {})
        if level not in levels or local_name(item) != "list-item":
            return ""
        own_start = attribute(item, "start-value")
        start = _whole(own_start) if own_start is not None else levels[level].start
        counters = self._counters.get(style, [])
        self._counters[style] = count_item(counters, level, start, restarts=own_start is not None)
        return item_mark(levels, self._counters[style], level)


def _level(element: Element) -> tuple[int, Level]:
    place = max(0, _whole(attribute(element, "level") or "1") - 1)
    if local_name(element) == "list-level-style-bullet":
        return place, Level("bullet", "")
    form = attribute(element, "num-format") or ""
    shown = min(_whole(attribute(element, "display-levels") or "1"), place + 1, _MOST_LEVELS - 1)
    numbers = ".".join(f"%{number}" for number in range(place + 2 - shown, place + 2))
    prefix, suffix = attribute(element, "num-prefix") or "", attribute(element, "num-suffix") or ""
    start = _whole(attribute(element, "start-value") or "1")
    return place, Level(form or "none", f"{prefix}{numbers}{suffix}", start)


def _whole(text: str) -> int:
    """Return a small whole number; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
