"""What the register says of a submission, one row each."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from lisdesk.rules.vocabulary import Channel, Disposition, Permission, StakeholderKind, Timing
from lisdesk.store.entities import Stakeholder, Submission


class Registered(NamedTuple):
    """A submission with what is said of it, and who responds by it."""

    submission_id: int
    reference: str
    respondent_id: int | None
    name: str | None
    kind: StakeholderKind | None
    type_id: int | None
    area_id: int | None
    channel: Channel
    sent_at: datetime | None
    received_at: datetime
    timing: Timing
    disposition: Disposition
    permission: Permission | None
    is_confidential: bool
    submitted_by: str


def registered() -> Select[*tuple[Any, ...]]:
    """Return a select of what `Registered` holds, in its order; the caller says of which."""
    return select(
        Submission.id,
        Submission.reference,
        Submission.respondent_id,
        Stakeholder.name,
        Stakeholder.kind,
        Submission.type_id,
        Submission.area_id,
        Submission.channel,
        Submission.sent_at,
        Submission.received_at,
        Submission.timing,
        Submission.disposition,
        Submission.permission,
        Submission.is_confidential,
        Submission.submitted_by,
    ).outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
