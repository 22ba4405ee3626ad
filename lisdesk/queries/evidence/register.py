"""The register of submissions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.disclosure import month_words
from lisdesk.queries.evidence.registered import Registered, registered
from lisdesk.queries.evidence.sheets import (
    ROWS_AT_ONCE,
    Heading,
    Sheet,
    long_columns,
    respondent_columns,
    streamed,
    yes,
)
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.store.attendances import attendees_of_call
from lisdesk.store.entities import Attachment, Campaign, CampaignMember, Submission
from lisdesk.table import CellKind, Column, Row


def submissions_sheet(session: Session, evidence: Evidence) -> Sheet:
    """Return the register: every submission, counted or not."""
    is_publication = evidence.disclosure.is_publication
    return streamed(
        Heading(
            "Submissions",
            "Register of submissions",
            "Every submission received, counted or not, in the order of receipt.",
            "Unit: submissions."
            + (" “not shown”: too few share the type or the area." if is_publication else ""),
        ),
        _PUBLIC_COLUMNS if is_publication else _internal_columns(evidence),
        _public_rows(session, evidence) if is_publication else _internal_rows(session, evidence),
        len(evidence.submissions),
    )


_INTERNAL_COLUMNS = [
    Column("Reference", width=14),
    *respondent_columns(),
    Column("Sent", CellKind.MOMENT),
    Column("Received", CellKind.MOMENT),
    Column("Lateness", width=24),
    Column("Disposition", width=28),
    Column("Permission", width=22),
    Column("Confidential", width=16),
    *long_columns("Submitted by", width=28),
    *long_columns("Campaign", width=28),
    *long_columns("Priorities", width=22),
    Column("Answers", CellKind.WHOLE_NUMBER),
    Column("Attachments", CellKind.WHOLE_NUMBER),
    Column("Attendees", CellKind.WHOLE_NUMBER),
]
_PUBLIC_COLUMNS = [
    Column("Reference", width=14),
    *respondent_columns(),
    Column("Month received", width=12),
    Column("Disposition", width=28),
]


def _internal_columns(evidence: Evidence) -> list[Column]:
    joint = long_columns("Relevant to", width=32) if evidence.joint.parts else []
    return [*_INTERNAL_COLUMNS, *joint]


def _registered(session: Session, evidence: Evidence) -> Iterator[Registered]:
    holds = evidence.holding
    chosen = registered().where(Submission.call_id == evidence.call.call_id)
    chosen = chosen.order_by(Submission.received_at, Submission.id)
    for row in session.execute(chosen.execution_options(yield_per=ROWS_AT_ONCE)):
        if holds(row.id):
            yield Registered(*row)


def _internal_rows(session: Session, evidence: Evidence) -> Iterator[Row]:
    campaigns = _campaigns(session, evidence.call.call_id)
    codes = _codes_by_submission(evidence)
    attachments = _attachments(session, evidence.call.call_id)
    attended = attendees_of_call(session, evidence.call.call_id)
    for row in _registered(session, evidence):
        yield (
            row.reference,
            row.name,
            *evidence.place_labels(row.submission_id, row.type_id, row.area_id),
            row.channel.label,
            row.sent_at,
            row.received_at,
            row.lateness,
            row.disposition.label,
            row.permission.label if row.permission else "Not answered",
            yes(row.is_confidential),
            row.submitted_by,
            campaigns.get(row.submission_id),
            codes.get(row.submission_id),
            evidence.texts.answered.get(row.submission_id, 0),
            attachments.get(row.submission_id, 0),
            len(attended[row.submission_id]),
            *evidence.joint.words_of(row.submission_id),
        )


def _public_rows(session: Session, evidence: Evidence) -> Iterator[Row]:
    for row in _registered(session, evidence):
        yield (
            row.reference,
            evidence.disclosure.respondent(row.submission_id, row.kind, row.name),
            *evidence.place_labels(row.submission_id, row.type_id, row.area_id),
            row.channel.label,
            month_words(row.received_at, evidence.call.zone),
            row.disposition.label,
        )


def _campaigns(session: Session, call_id: int) -> dict[int, str]:
    """Return the name of the campaign that each submission was confirmed to belong to; those of a
    part of the call belong to it as they do in the whole.
    """
    chosen = (
        select(CampaignMember.submission_id, Campaign.name)
        .join(Campaign, Campaign.id == CampaignMember.campaign_id)
        .where(Campaign.call_id == call_id)
    )
    return {submission_id: name for submission_id, name in session.execute(chosen)}


def _codes_by_submission(evidence: Evidence) -> dict[int, str]:
    """Return the codes that each submission is itself tagged to, in the order of the frame."""
    tagged: defaultdict[int, set[int]] = defaultdict(set)
    for tag in evidence.tags:
        tagged[tag.submission_id].add(tag.priority_id)
    rank = {each.priority_id: place for place, each in enumerate(evidence.frame)}
    codes = [each.code for each in evidence.frame]
    return {
        submission_id: ", ".join(codes[place] for place in sorted(rank[each] for each in found))
        for submission_id, found in tagged.items()
    }


def _attachments(session: Session, call_id: int) -> dict[int, int]:
    chosen = (
        select(Attachment.submission_id, func.count(Attachment.id))
        .join(Submission, Submission.id == Attachment.submission_id)
        .where(Submission.call_id == call_id)
        .group_by(Attachment.submission_id)
    )
    return {submission_id: count for submission_id, count in session.execute(chosen)}
