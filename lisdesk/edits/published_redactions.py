"""Edits that would let out words which a publication kept back are refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.errors import RefusedError
from lisdesk.rules.spans import Span
from lisdesk.store.changes import Operation, RowChange
from lisdesk.store.entities import CampaignMember, Publication, Redaction, SourceText, Submission
from lisdesk.store.inherited_redactions import (
    inherited_among,
    inherited_by,
)
from lisdesk.store.redactions import standing_redactions, was_in_force
from lisdesk.store.rows import row_values
from lisdesk.store.work import Work


def refuse_published(work: Work, changes: Iterable[RowChange]) -> None:
    """Raise RefusedError if an edit takes away a redaction that a publication was made with, or
    lifts it without a reason, and its text still stands; also where it holds for another member of
    a campaign that is taken back.
    """
    for campaign_id, left in _left_members(changes).items():
        _refuse_if_inherited(work, campaign_id, left)
    for change in changes:
        if change.table.name != Redaction.__tablename__:
            continue
        if change.operation is Operation.DELETE and change.before is not None:
            gone = row_values(change.table, change.before)
        elif (change.after or {}).get("lifted_at") is not None:
            row = work.session.get_one(Redaction, change.row_ids[0], populate_existing=True)
            gone = {column.name: getattr(row, column.name) for column in change.table.columns}
        else:
            continue
        _refuse_if_published(work, gone)


def newest_publication(session: Session, call_id: int) -> int:
    """Return the number of the newest publication of a call, 0 if there is none."""
    chosen = select(func.max(Publication.id)).where(Publication.call_id == call_id)
    return session.scalar(chosen) or 0


def _left_members(changes: Iterable[RowChange]) -> dict[int, set[int]]:
    """Return, by campaign, the submissions that an edit has taken out of it."""
    left: defaultdict[int, set[int]] = defaultdict(set)
    for change in changes:
        if change.table.name == "campaign_member" and change.operation is Operation.DELETE:
            for row in change.rows or ([change.before] if change.before else []):
                left[row["campaign_id"]].add(row["submission_id"])
    return left


def _refuse_if_inherited(work: Work, campaign_id: int, left: set[int]) -> None:
    stay = select(CampaignMember.submission_id).where(CampaignMember.campaign_id == campaign_id)
    members = sorted({*left, *work.session.scalars(stay)})
    for each in inherited_among(work.session, members):
        if left.isdisjoint((each.submission_id, each.from_id)):  # both stay
            continue
        redaction = work.session.get_one(Redaction, each.redaction_id)
        submission = work.session.get_one(Submission, each.submission_id)
        if newest_publication(work.session, submission.call_id) > redaction.newest_publication:
            raise RefusedError(
                f"A publication was made in which words of {submission.reference} were redacted "
                "as in another member of its campaign.",
                do="Take it out of the campaign, or dissolve that: the words stay redacted then.",
            )


def _refuse_if_published(work: Work, gone: Mapping[str, Any]) -> None:
    text = work.session.get(SourceText, gone["text_id"], populate_existing=True)
    was_lifted_before = gone["lifted_at"] is not None and gone["lifted_because"]
    if text is None or not text.is_current or was_lifted_before:
        return
    submission = work.session.get_one(Submission, text.submission_id)
    later = select(Publication.id).where(
        Publication.call_id == submission.call_id, Publication.id > gone["newest_publication"]
    )
    made_since = work.session.scalars(later).all()
    if not made_since or _is_kept_back(work, text, Span(gone["start"], gone["end"])):
        return
    if was_in_force(work.session, gone["id"], made_since):
        raise RefusedError(
            f"A publication was made with a redaction of {submission.reference} that this would "
            "take away.",
            do="Lift it with a reason: “lisdesk redaction lift … --reason …”.",
            do_in_window="Lift it with a reason, in the list beside the text.",
        )


def _is_kept_back(work: Work, text: SourceText, span: Span) -> bool:
    """Whether just those words are redacted still, or kept back for a member of a campaign."""
    own = standing_redactions(work.session, [text.id])
    inherited = inherited_by(work.session, [text.submission_id])
    return any(span == Span(each.start, each.end) for each in own) or any(
        each.text_id == text.id and span == Span(each.start, each.end) for each in inherited
    )
