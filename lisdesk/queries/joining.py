"""Submissions that may be made one, and what leads from one submission to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.queries.register_conditions import (
    attachments_of_submission,
    standing_answers,
    tags_of_submission,
)
from lisdesk.rules.merging import Mergeable
from lisdesk.rules.vocabulary import Disposition, LateChoice, Permission, SetAside, Timing
from lisdesk.store.coding_samples import seen_tags
from lisdesk.store.entities import Stakeholder, Submission, SubmissionLink
from lisdesk.store.lookup import leads_to


@dataclass(frozen=True, slots=True)
class JoinRow:
    """A submission that may be merged with others, and what it holds."""

    id: int
    reference: str
    respondent_id: int | None
    respondent: str
    received_at: datetime
    disposition: Disposition
    set_aside: SetAside | None
    texts: int
    tags: int
    attachments: int
    permission: Permission | None
    is_confidential: bool
    timing: Timing
    late_choice: LateChoice | None

    @property
    def mergeable(self) -> Mergeable:
        """What decides whether it may be merged with others."""
        return Mergeable(self.reference, self.disposition, self.timing, self.late_choice)


@dataclass(frozen=True, slots=True)
class Lead:
    """Another submission that one is tied to: it leads there, or the other leads here."""

    submission_id: int
    reference: str
    kind: SetAside
    """Duplicate, or merged."""
    is_here: bool
    """Whether the other one leads to this one."""


def join_rows(session: Session, submission_ids: Sequence[int], officer: str = "") -> list[JoinRow]:
    """Return submissions with what they hold, those received first before the others; with an
    officer, only the tags they may see are counted.
    """
    chosen = (
        select(
            Submission.id,
            Submission.reference,
            Submission.respondent_id,
            func.coalesce(Stakeholder.name, ""),
            Submission.received_at,
            Submission.disposition,
            Submission.set_aside,
            standing_answers(),
            tags_of_submission(seen_tags(session, officer)),
            attachments_of_submission(),
            Submission.permission,
            Submission.is_confidential,
            Submission.timing,
            Submission.late_choice,
        )
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .where(Submission.id.in_(submission_ids))
        .order_by(Submission.received_at, Submission.id)
    )
    return [JoinRow(*row) for row in map(tuple, session.execute(chosen))]


def leads(session: Session, submission_id: int) -> tuple[Lead, ...]:
    """Return where a submission leads to, and which ones lead to it, as the decisions stand."""
    other_id = leads_to(session, submission_id)
    linked = select(SubmissionLink.submission_id).where(SubmissionLink.other_id == submission_id)
    followers = [
        each
        for each in sorted(set(session.scalars(linked)))
        if leads_to(session, each) == submission_id
    ]
    ids = [submission_id, *([other_id] if other_id is not None else []), *followers]
    facts = {
        each: (reference, set_aside)
        for each, reference, set_aside in session.execute(
            select(Submission.id, Submission.reference, Submission.set_aside).where(
                Submission.id.in_(ids)
            )
        )
    }
    found = []
    if other_id is not None and (kind := facts[submission_id][1]) is not None:
        found.append(Lead(other_id, facts[other_id][0], kind, is_here=False))
    for each in followers:
        reference, kind = facts[each]
        if kind is not None:
            found.append(Lead(each, reference, kind, is_here=True))
    return tuple(found)
