"""Excerpts of many texts, found or made together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from lisdesk.store.entities import Excerpt, SourceText
from lisdesk.store.work import Work

_AT_ONCE = 500


class Excerpts:
    """The excerpts of some texts, with new ones waiting to be written together."""

    def __init__(self, work: Work, text_ids: Sequence[int]) -> None:
        """`text_ids` are the texts that places will be asked of."""
        self._work = work
        self._known = dict(self._stored(text_ids))
        self._new: list[dict[str, Any]] = []
        self._free_ids: list[int] = []

    def id_at(self, text: SourceText, start: int, end: int) -> int:
        """Return the number of the excerpt at a place of a text."""
        return self.id_of(text.id, start, end, text.body[start:end])

    def id_of(self, text_id: int, start: int, end: int, quote: str) -> int:
        """Return the number of the excerpt at a place where these words stand."""
        place = (text_id, start, end)
        if place not in self._known:
            if not self._free_ids:
                self.save()
                self._free_ids = self._work.reserve_ids(Excerpt, _AT_ONCE)[::-1]
            excerpt_id = self._free_ids.pop()
            self._known[place] = excerpt_id
            self._new.append(
                {
                    "id": excerpt_id,
                    "text_id": text_id,
                    "start": start,
                    "end": end,
                    "quote": quote,
                }
            )
        return self._known[place]

    def save(self) -> None:
        """Write the new excerpts."""
        self._work.insert_rows(Excerpt, self._new)
        self._new, self._free_ids = [], []

    def _stored(self, text_ids: Sequence[int]) -> Iterator[tuple[tuple[int, int, int], int]]:
        for start in range(0, len(text_ids), _AT_ONCE):
            chosen = select(Excerpt.text_id, Excerpt.start, Excerpt.end, Excerpt.id).where(
                Excerpt.text_id.in_(text_ids[start : start + _AT_ONCE])
            )
            for text_id, first, end, excerpt_id in self._work.session.execute(chosen):
                yield (text_id, first, end), excerpt_id
