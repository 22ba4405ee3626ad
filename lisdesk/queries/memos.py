"""Memos as they are shown: those of one submission, and of a call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from lisdesk.store.coding_samples import is_work_hidden_from
from lisdesk.store.entities import Memo, Question, SourceText, Submission
from lisdesk.store.lookup import memo_reference


@dataclass(frozen=True, slots=True)
class MemoRow:
    """What an officer noted on words of a submission, or on the whole of it, where there is no
    text.
    """

    id: int
    submission_id: int
    reference: str
    """Of the submission."""
    text_id: int | None
    question: int | None
    """None for a letter, and for a memo on the whole."""
    start: int
    end: int
    quote: str
    """The words that it stands on; empty for the whole."""
    words: str
    officer: str
    written_at: datetime
    changed_at: datetime | None
    is_on_earlier_text: bool
    """Whether the text was corrected since, and does not hold the words once any more."""

    @property
    def name(self) -> str:
        """The memo's own reference, such as MEM-0007."""
        return memo_reference(self.id)

    @property
    def place(self) -> str:
        """Which text it stands in."""
        if self.text_id is None:
            return "Whole submission"
        return "Letter" if self.question is None else f"Q{self.question}"


def seen_memos(officer: str) -> ColumnElement[bool]:
    """Return the condition that an officer may see a memo: not another's on a submission that this
    officer codes blind.
    """
    return ~is_work_hidden_from(officer, Memo.officer, Memo.submission_id)


def memos_of_submission(session: Session, submission_id: int, officer: str) -> list[MemoRow]:
    """Return the memos on a submission that an officer may see: those on the whole of it first,
    then in the order of its texts.
    """
    return list(_rows(session, Memo.submission_id == submission_id, seen_memos(officer)))


def memos_of_call(session: Session, call_id: int, officer: str = "") -> list[MemoRow]:
    """Return the memos of a call by submission and place: those that an officer may see, without a
    name all of them.
    """
    seen = [seen_memos(officer)] if officer else []
    return list(_rows(session, Submission.call_id == call_id, *seen))


def _rows(session: Session, *conditions: ColumnElement[bool]) -> Iterator[MemoRow]:
    start, end = func.coalesce(Memo.start, 0), func.coalesce(Memo.end, 0)
    chosen = (
        select(
            Memo.id,
            Memo.submission_id,
            Submission.reference,
            Memo.text_id,
            Question.number,
            start,
            end,
            func.coalesce(func.substr(SourceText.body, start + 1, end - start), ""),
            Memo.words,
            Memo.officer,
            Memo.written_at,
            Memo.changed_at,
            func.coalesce(~SourceText.is_current, False),
        )
        .join(Submission, Submission.id == Memo.submission_id)
        .outerjoin(SourceText, SourceText.id == Memo.text_id)
        .outerjoin(Question, Question.id == SourceText.question_id)
        .where(*conditions)
        .order_by(
            Submission.received_at,
            Submission.id,
            Memo.text_id.is_not(None),
            Question.number.is_(None),
            Question.number,
            start,
            Memo.id,
        )
    )
    for values in session.execute(chosen):
        yield MemoRow(*values)
