"""What rows say otherwise in a part of a file, since they tell of submissions that stay behind."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.vocabulary import SetAside
from lisdesk.store.changes import RowId
from lisdesk.store.entities import (
    FrameEvent,
    Priority,
    PriorityDetail,
    SetAsideDecision,
    Submission,
    SubmissionLink,
)

Changes = dict[str, dict[RowId, dict[str, Any] | None]]
"""What rows say otherwise, by their table and number; None for a row that stays behind."""

_REASONS = {
    SetAside.DUPLICATE: "Duplicate of a submission that is not in this part.",
    SetAside.MERGED: "Merged into a submission that is not in this part.",
    None: "Put back; it led to a submission that is not in this part.",
}


def words_on_others(session: Session, call_id: int, submission_ids: Collection[RowId]) -> Changes:
    """Return the words of officers that may quote or name other submissions of a call, emptied:
    the examples of priorities, why the frame was changed, and reasons that lead to others.
    """
    details = select(PriorityDetail.id, PriorityDetail.colour).join(
        Priority, Priority.id == PriorityDetail.priority_id
    )
    events = select(FrameEvent.id).where(FrameEvent.call_id == call_id)
    return {
        "priority_detail": {
            number: None if colour is None else {"examples": ""}
            for number, colour in session.execute(details.where(Priority.call_id == call_id))
        },
        "frame_event": {number: {"reason": "", "before": []} for number in session.scalars(events)},
        "set_aside_decision": _decisions(session, call_id, submission_ids),
    }


def _decisions(
    session: Session, call_id: int, submission_ids: Collection[RowId]
) -> dict[RowId, dict[str, Any] | None]:
    chosen = (
        select(
            SetAsideDecision.id,
            SetAsideDecision.submission_id,
            SetAsideDecision.kind,
            SubmissionLink.other_id,
        )
        .join(Submission, Submission.id == SetAsideDecision.submission_id)
        .outerjoin(SubmissionLink, SubmissionLink.decision_id == SetAsideDecision.id)
        .where(Submission.call_id == call_id)
        .order_by(SetAsideDecision.id)
    )
    found: dict[RowId, dict[str, Any] | None] = {}
    leading: set[int] = set()
    of_call = session.scalars(select(Submission.id).where(Submission.call_id == call_id))
    behind = set(of_call).difference(submission_ids)
    for number, submission_id, kind, other_id in session.execute(chosen):
        if other_id in behind:
            leading.add(submission_id)
        if other_id in behind or (kind is None and submission_id in leading):
            found[number] = {"reason": _REASONS[kind]}
    return found
