"""Mark submissions as read by the officer at work, and as unread again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from lisdesk.edits.verbs import verb
from lisdesk.store.entities import ReadMark, Submission
from lisdesk.store.work import Work

_AT_ONCE = 5_000
"""Databases take only so many values in one statement."""


@verb
def mark_read(work: Work, *, submission_ids: Sequence[int]) -> int:
    """Record that the officer has read these submissions; return how many were unread before."""
    known = {mark.submission_id for mark in _marks(work, submission_ids)}
    new = [number for number in dict.fromkeys(submission_ids) if number not in known]
    _about(work, new)
    if len(new) == 1:  # what was done to a single row stands with its values in the history
        work.add(ReadMark(submission_id=new[0], officer=work.officer, read_at=work.now))
        return 1
    work.insert_rows(
        ReadMark,
        [
            {"id": mark_id, "submission_id": own, "officer": work.officer, "read_at": work.now}
            for mark_id, own in zip(work.reserve_ids(ReadMark, len(new)), new, strict=True)
        ],
    )
    return len(new)


@verb
def mark_unread(work: Work, *, submission_ids: Sequence[int]) -> int:
    """Take the officer's own marks off these submissions; return how many had one."""
    marks = _marks(work, submission_ids)
    _about(work, [mark.submission_id for mark in marks])
    if len(marks) == 1:
        work.remove(marks[0])
    elif marks:
        work.delete_rows(ReadMark, sorted(mark.id for mark in marks))
    return len(marks)


def _marks(work: Work, submission_ids: Sequence[int]) -> list[ReadMark]:
    marks: list[ReadMark] = []
    for start in range(0, len(submission_ids), _AT_ONCE):
        chunk = submission_ids[start : start + _AT_ONCE]
        chosen = select(ReadMark).where(
            ReadMark.officer == work.officer, ReadMark.submission_id.in_(chunk)
        )
        marks += work.session.scalars(chosen.order_by(ReadMark.id))
    return marks


def _about(work: Work, submission_ids: Sequence[int]) -> None:
    """Name the one submission for the audit, or how many there are."""
    if not submission_ids:
        return
    first = work.session.get_one(Submission, submission_ids[0])
    count = len(submission_ids)
    work.about(first.call_id, first.reference if count == 1 else f"{count} submissions")
