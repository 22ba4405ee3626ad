"""The memos of submissions as notes of a coded project."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from lisdesk.queries.coded_tags import coder_name
from lisdesk.rules.coded_guids import Guids
from lisdesk.rules.coded_project import SourceMemo
from lisdesk.store.entities import Memo, SourceText, Submission


class MemoFound(NamedTuple):
    """A memo, with the place that it stands on, or none for a whole submission."""

    submission_id: int
    memo_id: int
    text_id: int | None
    start: int | None
    end: int | None
    words: str
    officer: str
    written_at: datetime

    def as_note(self, guids: Guids) -> SourceMemo:
        """Return it as the project has it."""
        guid = guids.of("memo", self.memo_id)
        return SourceMemo(self.words, coder_name(self.officer), self.written_at, guid)


class Memos(NamedTuple):
    """How many memos there are on some submissions."""

    current: int
    """On whole submissions, and on texts that stand."""
    earlier: int
    """On earlier versions of texts that were corrected since."""


def memos_of(session: Session, ids: Sequence[int]) -> defaultdict[int, list[MemoFound]]:
    """Return the memos on submissions, by submission."""
    chosen = (
        select(
            Memo.submission_id,
            Memo.id,
            Memo.text_id,
            Memo.start,
            Memo.end,
            Memo.words,
            Memo.officer,
            Memo.written_at,
        )
        .where(Memo.submission_id.in_(ids))
        .order_by(Memo.id)
    )
    found: defaultdict[int, list[MemoFound]] = defaultdict(list)
    for row in session.execute(chosen):
        memo = MemoFound(*row)
        found[memo.submission_id].append(memo)
    return found


def memos_in(session: Session, call_id: int, held: Collection[int]) -> Memos:
    """Return how many memos there are on these submissions of a call."""
    is_current = func.coalesce(SourceText.is_current, True)
    chosen = (
        select(Memo.submission_id, is_current, func.count(Memo.id))
        .join(Submission, Submission.id == Memo.submission_id)
        .outerjoin(SourceText, SourceText.id == Memo.text_id)
        .where(Submission.call_id == call_id)
        .group_by(Memo.submission_id, is_current)
    )
    ids = frozenset(held)
    counts: Counter[bool] = Counter()
    for submission_id, stands, number in session.execute(chosen):
        if submission_id in ids:
            counts[bool(stands)] += number
    return Memos(counts[True], counts[False])


def noted_by(condition: ColumnElement[bool]) -> Select[str]:
    """Return the query for those who wrote memos on submissions that fulfil a condition."""
    return (
        select(Memo.officer).join(Submission, Submission.id == Memo.submission_id).where(condition)
    )
