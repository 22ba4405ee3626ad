"""The memos of sources that come in, written together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from lisdesk.rules.coded_project import SourceMemo
from lisdesk.rules.spans import Span, normalised
from lisdesk.store.entities import Memo
from lisdesk.store.work import Work


class _Place(NamedTuple):
    """Where somebody's memo stands: no officer writes two in one place."""

    submission_id: int
    text_id: int | None
    span: Span | None
    officer: str


class SourceMemos:
    """The memos on some submissions, with new ones waiting to be written."""

    def __init__(self, work: Work, submission_ids: Sequence[int]) -> None:
        """`submission_ids` are those that were here before."""
        self._work = work
        self._here = _standing(work, submission_ids)
        self._taken = {_place_of(each) for each in self._here}
        self._known = {(_place_of(each), each.words) for each in self._here}
        self._new: list[dict[str, Any]] = []
        self.added = self.kept = 0
        """`kept` counts those that say something else here, and were left so."""

    def note(
        self,
        submission_id: int,
        memo: SourceMemo,
        text_id: int | None = None,
        span: Span | None = None,
    ) -> None:
        """Write a memo on a span of a text, or on a whole submission, unless its officer had one
        there, which is kept as it is.
        """
        place = _Place(submission_id, text_id, span, memo.writer or self._work.officer)
        words = normalised(memo.text).strip()
        if place not in self._taken:
            self._write(place, words, memo)
        elif words and (place, words) not in self._known:
            self.kept += 1

    def keep(self, submission_id: int, memo: SourceMemo) -> None:
        """Write a memo on a whole submission unless it stands anywhere on it, as it comes in or
        written anew since.
        """
        officer, words = memo.writer or self._work.officer, normalised(memo.text).strip()
        if any(
            (place.submission_id, place.officer, known) == (submission_id, officer, words)
            for place, known in self._known
        ):
            return
        if any(
            (each.submission_id, each.officer, each.written_at)
            == (submission_id, officer, memo.written_at)
            and each.changed_at is not None
            for each in self._here
        ):
            self.kept += 1
            return
        self._write(_Place(submission_id, None, None, officer), words, memo)

    def _write(self, place: _Place, words: str, memo: SourceMemo) -> None:
        if not words or (place, words) in self._known:
            return
        self._known.add((place, words))
        self._new.append(
            {
                "id": 0,
                "submission_id": place.submission_id,
                "text_id": place.text_id,
                "start": place.span.start if place.span else None,
                "end": place.span.end if place.span else None,
                "words": words,
                "officer": place.officer,
                "written_at": memo.written_at or self._work.now,
                "changed_at": None,
            }
        )
        self.added += 1

    def save(self) -> None:
        """Write the memos that wait."""
        ids = self._work.reserve_ids(Memo, len(self._new))
        for memo, memo_id in zip(self._new, ids, strict=True):
            memo["id"] = memo_id
        self._work.insert_rows(Memo, self._new)
        self._new = []


def _place_of(memo: Memo) -> _Place:
    span = None
    if memo.start is not None and memo.end is not None:
        span = Span(memo.start, memo.end)
    return _Place(memo.submission_id, memo.text_id, span, memo.officer)


def _standing(work: Work, submission_ids: Sequence[int]) -> list[Memo]:
    if not submission_ids:
        return []
    chosen = select(Memo).where(Memo.submission_id.in_(submission_ids)).order_by(Memo.id)
    return list(work.session.scalars(chosen))
