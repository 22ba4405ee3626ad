"""The late ones among many submissions, before they are decided about together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import Session

from lisdesk.rules.vocabulary import Disposition, Timing
from lisdesk.store.entities import LateDecision, Stakeholder, Submission

_AT_ONCE = 1_000
_NEWEST = (
    select(func.max(LateDecision.id))
    .where(LateDecision.submission_id == Submission.id)
    .correlate(Submission)
    .scalar_subquery()
)
_LATE = (
    select(
        Submission.id,
        Submission.reference,
        func.coalesce(Stakeholder.name, ""),
        Submission.sent_at,
        Submission.received_at,
        Submission.disposition,
        case((Submission.late_choice.is_not(None), _NEWEST)),
    )
    .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
    .where(
        Submission.id.in_(bindparam("ids", expanding=True)),
        Submission.timing == Timing.LATE,
    )
)


class LateOne(NamedTuple):
    """A submission that came late: whose, when, and how it stands."""

    id: int
    reference: str
    respondent: str
    sent_at: datetime | None
    received_at: datetime
    disposition: Disposition
    decision_id: int | None
    """The number of the decision that stands."""


def late_ones(session: Session, submission_ids: Sequence[int]) -> list[LateOne]:
    """Return all of some submissions that came late, in the order given."""
    found: dict[int, LateOne] = {}
    for start in range(0, len(submission_ids), _AT_ONCE):
        chunk = list(submission_ids[start : start + _AT_ONCE])
        rows = session.connection().execute(_LATE, {"ids": chunk})
        found.update((row.id, LateOne(*row)) for row in rows)
    return [found[each] for each in submission_ids if each in found]
