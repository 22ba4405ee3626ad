"""What the register says of a submission, one row each."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from lisdesk.rules.vocabulary import (
    Channel,
    Disposition,
    LateChoice,
    Permission,
    StakeholderKind,
    Timing,
)
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
    late_choice: LateChoice | None

    @property
    def lateness(self) -> str:
        """Whether it came in time, with what was decided about a late one: “Late, refused”."""
        if self.timing is not Timing.LATE or self.late_choice is None:
            return self.timing.label
        return f"{self.timing.label}, {_DECIDED[self.late_choice]}"


_DECIDED = {
    LateChoice.ACCEPT: "accepted",
    LateChoice.ACCEPT_FLAGGED: "accepted and flagged",
    LateChoice.NOTE: "noted",
    LateChoice.REFUSE: "refused",
}


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
        Submission.late_choice,
    ).outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
