"""What edits and queries have in common about work shared out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.sharing import Belonging, belonging_together
from lisdesk.store.entities import CampaignMember, Submission


def whole_sets(session: Session, call_id: int, submission_ids: Iterable[int]) -> list[list[int]]:
    """Return those of a call's sets of one respondent or campaign that hold any of the submissions,
    whole; in one statement.
    """
    chosen = (
        select(Submission.id, Submission.respondent_id, CampaignMember.campaign_id)
        .outerjoin(CampaignMember, CampaignMember.submission_id == Submission.id)
        .where(Submission.call_id == call_id)
        .order_by(Submission.id)
    )
    wanted = set(submission_ids)
    sets: Sequence[list[int]] = belonging_together(
        Belonging(*row) for row in session.execute(chosen)
    )
    return [own for own in sets if not wanted.isdisjoint(own)]
