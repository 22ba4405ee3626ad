"""What is coded to the code that stands for bookmarks, told apart from what is coded to others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from lisdesk.exchange.refi.found_sources import Coded
from lisdesk.exchange.refi.losses import Losses


class PlacedPassage(NamedTuple):
    """A passage at its place in the text, with what it is coded to."""

    guid: str
    start: int
    end: int
    codings: list[Coded]
    memo: str
    bookmark: Coded | None
    coder: str
    made_at: str


class BookmarkPlacing:
    """Takes codings for bookmarks where the code stands for them."""

    def __init__(self, quotations: Collection[str], losses: Losses) -> None:
        """`quotations` are the GUIDs of the codes that stand for bookmarks."""
        self._quotations = quotations
        self._losses = losses

    def parted(self, codings: Sequence[Coded], where: str) -> tuple[list[Coded], Coded | None]:
        """Return the codings to other codes, and the first that is a bookmark."""
        others = [each for each in codings if each[1] not in self._quotations]
        bookmarks = [each for each in codings if each[1] in self._quotations]
        if any(memo for *_, memo in bookmarks):
            self._losses.add(where, "A bookmark has a note.", "The bookmark.")
        return others, bookmarks[0] if bookmarks else None

    def taken_off(self, codings: Sequence[Coded], where: str) -> list[Coded]:
        """Return the codings of a whole source without bookmarks, which stand on passages only."""
        others, bookmark = self.parted(codings, where)
        if bookmark is not None:
            self._losses.add(where, "It is bookmarked as a whole; only passages are quoted.")
        return others

    def given(self, passages: Sequence[PlacedPassage], where: str) -> list[PlacedPassage]:
        """Return passages, each bookmark on one that is coded.

        Some programs write a passage for each coding, so that a bookmark may stand beside the
        passage that it belongs to.
        """
        coded = {
            (each.start, each.end): place for place, each in enumerate(passages) if each.codings
        }
        given = list(passages)
        for place, each in enumerate(passages):
            if each.bookmark is None or each.codings:
                continue
            beside = coded.get((each.start, each.end))
            given[place] = each._replace(bookmark=None)
            if beside is not None:
                given[beside] = given[beside]._replace(bookmark=each.bookmark)
            else:
                what = f"The passage at {each.start} is bookmarked, but coded to no priority."
                self._losses.add(where, what)
        return [each for each in given if each.codings or each.memo]
