"""The memos of sources that come in, written together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from lisdesk.rules.coded_project import SourceMemo
from lisdesk.rules.spans import Span, normalised
from lisdesk.store.entities import Memo
from lisdesk.store.work import Work


class _Written(NamedTuple):
    """What makes a memo that comes in another one than those that are here."""

    submission_id: int
    text_id: int | None
    span: Span | None
    officer: str
    words: str


class SourceMemos:
    """The memos on some submissions, with new ones waiting to be written."""

    def __init__(self, work: Work, submission_ids: Sequence[int]) -> None:
        """`submission_ids` are those that were here before."""
        self._work = work
        self._known = set(_standing(work, submission_ids))
        self._new: list[dict[str, Any]] = []
        self.added = 0

    def note(
        self,
        submission_id: int,
        memo: SourceMemo,
        text_id: int | None = None,
        span: Span | None = None,
    ) -> None:
        """Write a memo on a span of a text, or on a whole submission, unless it is there."""
        officer, words = memo.writer or self._work.officer, normalised(memo.text).strip()
        written = _Written(submission_id, text_id, span, officer, words)
        if not words or written in self._known:
            return
        self._known.add(written)
        self._new.append(
            {
                "id": 0,
                "submission_id": submission_id,
                "text_id": text_id,
                "start": span.start if span else None,
                "end": span.end if span else None,
                "words": words,
                "officer": officer,
                "written_at": memo.written_at or self._work.now,
                "changed_at": None,
            }
        )
        self.added += 1

    def keep(self, submission_id: int, memo: SourceMemo) -> None:
        """Write a memo on a whole submission unless it stands anywhere on it."""
        own = memo.writer or self._work.officer, normalised(memo.text).strip()
        if not any(
            each.submission_id == submission_id and (each.officer, each.words) == own
            for each in self._known
        ):
            self.note(submission_id, memo)

    def save(self) -> None:
        """Write the memos that wait."""
        ids = self._work.reserve_ids(Memo, len(self._new))
        for memo, memo_id in zip(self._new, ids, strict=True):
            memo["id"] = memo_id
        self._work.insert_rows(Memo, self._new)
        self._new = []


def _standing(work: Work, submission_ids: Sequence[int]) -> Iterator[_Written]:
    if submission_ids:
        chosen = select(Memo).where(Memo.submission_id.in_(submission_ids))
        for each in work.session.scalars(chosen):
            span = Span(each.start or 0, each.end or 0) if each.text_id is not None else None
            yield _Written(each.submission_id, each.text_id, span, each.officer, each.words)
