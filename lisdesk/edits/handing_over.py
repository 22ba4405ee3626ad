"""Take in one body's part of a joint call, and put on record that it was handed over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text

from lisdesk.edits.campaign_standing import restate_campaigns, restate_on_their_own
from lisdesk.edits.setting_aside import decide_set_aside, standing_decision
from lisdesk.edits.verbs import verb
from lisdesk.rules.vocabulary import Disposition
from lisdesk.store.entities import (
    Blob,
    Call,
    CampaignMember,
    Entity,
    FileFact,
    HandOver,
    SetRelevance,
    Submission,
    SubmissionLink,
)
from lisdesk.store.work import Work

Page = tuple[type[Entity], Sequence[dict[str, Any]]]
_IN_STEAD = "Counted here: what it is a duplicate of is not in this part."
_IN_A_CAMPAIGN = (Disposition.CAMPAIGN_COPY, Disposition.CAMPAIGN_APART)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A file that was handed over: to whom, its name without folders, its hash, what is in it."""

    lead_body_id: int
    file_name: str
    sha256: str
    submissions: int
    left_out: int
    confidential: int


@verb
def record_hand_over(work: Work, *, call_id: int, file: HandedOver) -> int:
    """Record that a part of a call was handed over; return the record's number."""
    call = work.session.get_one(Call, call_id)
    work.about(call.id, call.reference)
    record = HandOver(
        call_id=call.id,
        lead_body_id=file.lead_body_id,
        file_name=file.file_name,
        sha256=file.sha256,
        submissions=file.submissions,
        left_out=file.left_out,
        confidential=file.confidential,
        made_at=work.now,
        officer=work.officer,
    )
    work.add(record)
    return record.id


@verb
def take_in_part(
    work: Work,
    *,
    pages: Iterable[Page],
    facts: Mapping[str, str],
    counters: Mapping[str, int],
    duplicates: Sequence[Sequence[int]] = (),
    widened: Mapping[int, Collection[int]] | None = None,
) -> str:
    """Fill a file that is empty with a call and some of its submissions; return its reference.

    `pages` are whole rows under their own numbers, `facts` tell what the file is, and `counters`
    the last number that was given out under each prefix. Submissions of a campaign of which the
    first text is not among them are counted by themselves. So is the first of each of `duplicates`,
    which are of one that is not among them; the others become duplicates of that first.
    `widened` names the bodies to set for submissions that others were merged into.
    """
    if work.session.get_bind().dialect.name == "sqlite":
        # Rows may lead to later ones of their own table.
        work.session.execute(text("PRAGMA defer_foreign_keys = ON"))
    work.add(*(FileFact(name=name, value=value) for name, value in facts.items()))
    for entity, rows in pages:
        if entity is Blob:
            work.add(*(Blob(**row) for row in rows))
            work.session.expunge_all()
        else:
            work.insert_rows(entity, rows)
    for prefix, last_number in counters.items():
        work.next_number(prefix, last_number)
    call = work.session.scalars(select(Call)).one()
    members = select(CampaignMember.submission_id)
    alone = select(Submission.id).where(
        Submission.disposition.in_(_IN_A_CAMPAIGN), Submission.id.not_in(members)
    )
    restate_on_their_own(work, work.session.scalars(alone.order_by(Submission.id)).all())
    restate_campaigns(work, call)
    for first_id, *others in duplicates:
        _count_in_stead(work, first_id, others)
    for submission_id, body_ids in (widened or {}).items():
        _widen(work, submission_id, body_ids)
    work.about(call.id, call.reference)
    return call.reference


def _count_in_stead(work: Work, first_id: int, other_ids: Sequence[int]) -> None:
    """Count the first of some duplicates of a submission that is not there, and it alone."""
    first = work.session.get_one(Submission, first_id)
    decide_set_aside(work, first, None, _IN_STEAD)
    for other_id in other_ids:
        decision = standing_decision(work, work.session.get_one(Submission, other_id))
        work.add(SubmissionLink(decision_id=decision.id, submission_id=other_id, other_id=first_id))


def _widen(work: Work, submission_id: int, body_ids: Collection[int]) -> None:
    """Set a submission to more bodies than it is set to, or than its area says."""
    own = SetRelevance.submission_id == submission_id
    standing = set(work.session.scalars(select(SetRelevance.lead_body_id).where(own)))
    for body_id in sorted(set(body_ids) - standing):
        work.add(
            SetRelevance(
                submission_id=submission_id,
                lead_body_id=body_id,
                officer=work.officer,
                set_at=work.now,
            )
        )
