"""Sources as they are told to the officer's process: every passage at its place in the text."""

from __future__ import annotations

from collections.abc import Iterator

from lisdesk.exchange.refi.bookmarks import BookmarkPlacing, PlacedPassage
from lisdesk.exchange.refi.found_sources import Coded, FoundSource, Selected
from lisdesk.exchange.refi.listing import Listing
from lisdesk.exchange.refi.losses import Losses
from lisdesk.exchange.refi.positions import PlacedText, Places, Reading

_NOTHING = PlacedText("")


class SourcePlacing:
    """Places the passages of one source after the other in one way of counting."""

    def __init__(self, reading: Reading, listing: Listing, losses: Losses) -> None:
        self._reading = reading
        self._known = {code.guid for code in listing.codes}
        self._bookmarks = BookmarkPlacing(listing.quotations, losses)
        self._headings = {code.guid: code.name for code in listing.codes if not code.is_codable}
        self._losses = losses
        self._taken: set[str] = set()
        self._number = 0

    def placed(self, source: FoundSource) -> dict[str, object]:
        """Return a source as JSON values; one without a text has None for it."""
        self._number += 1
        where = f"the source “{source.name}”"
        text = (source.placed or _NOTHING).text
        return {
            "guid": self._own_guid(source, where),
            "name": source.name,
            "made_at": source.made_at,
            "text": None if source.placed is None else text,
            "passages": self._bookmarks.given(list(self._passages(source, where)), where),
            "codings": self._codings(self._bookmarks.taken_off(source.codings, where), where),
            "values": [[name, *value] for name, value in source.values.items()],
            "cases": source.cases,
            "memos": source.memos,
        }

    def _own_guid(self, source: FoundSource, where: str) -> str:
        guid = source.guid or f"source {self._number}"
        if guid in self._taken:
            self._losses.add(where, "Another source has the same GUID.", "Both, each by itself.")
            guid = f"{guid} {self._number}"
        self._taken.add(guid)
        return guid

    def _passages(self, source: FoundSource, where: str) -> Iterator[PlacedPassage]:
        if source.placed is None:
            return
        places = Places(source.placed, self._reading)
        length = len(source.placed.text)
        for each in source.selections:
            start, end = places.span(each.start, each.end)
            if each.end <= each.start and end <= start:
                self._losses.add(where, f"The passage at {each.start} is empty.")
                continue
            clipped = max(0, start), min(end, length)
            if clipped[0] >= clipped[1]:
                self._losses.add(where, f"{_place(each)} lies outside of its text.")
                continue
            if clipped != (start, end):
                what = f"{_place(each)} goes beyond its text."
                self._losses.add(where, what, "What of it lies in the text.")
            if not each.codings and not each.memo:
                self._losses.add(where, f"{_place(each)} is coded to nothing and has no note.")
                continue
            codings, bookmark = self._bookmarks.parted(each.codings, where)
            codings = self._codings(codings, where)
            if codings or bookmark or each.memo:
                made = each.coder, each.made_at
                yield PlacedPassage(each.guid, *clipped, codings, each.memo, bookmark, *made)

    def _codings(self, codings: list[Coded], where: str) -> list[Coded]:
        for _, code_guid, *_ in codings:
            if code_guid not in self._known:
                self._losses.add(where, "It is coded to a code that the file does not hold.")
            elif heading := self._headings.pop(code_guid, ""):
                what = "It is only a heading, and was coded to all the same."
                self._losses.add(f"the code “{heading}”", what, "The tags.")
        return [each for each in codings if each[1] in self._known]


def _place(each: Selected) -> str:
    return f"The passage from {each.start} to {each.end}"
