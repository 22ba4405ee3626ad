"""Carry tags, attachments and requests over from one submission to another."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from lisdesk.edits.campaign_members import in_chunks
from lisdesk.edits.touched import deleted_tags
from lisdesk.store.changes import RowChange
from lisdesk.store.entities import (
    Attachment,
    CarriedTag,
    ConfidentialityRequest,
    InheritedTag,
    Tag,
)
from lisdesk.store.work import Work


def own_tags(work: Work, submission_id: int) -> list[Tag]:
    """Return the tags of a submission that it has not inherited."""
    inherited = select(InheritedTag.id).where(InheritedTag.tag_id == Tag.id).exists()
    chosen = select(Tag).where(Tag.submission_id == submission_id, ~inherited)
    return list(work.session.scalars(chosen.order_by(Tag.id)))


def carry_tag(work: Work, tag: Tag, submission_id: int, excerpt_id: int | None) -> Tag | None:
    """Add a tag like one to another submission and return it; None if its officer has tagged those
    words so.
    """
    for own in own_tags(work, submission_id):
        same = own.priority_id == tag.priority_id and own.officer == tag.officer
        if same and own.excerpt_id == excerpt_id:
            return None
    carried = Tag(
        submission_id=submission_id,
        priority_id=tag.priority_id,
        excerpt_id=excerpt_id,
        stance=tag.stance,
        strength=tag.strength,
        note=tag.note,
        officer=tag.officer,
        tagged_at=tag.tagged_at,
    )
    work.add(carried)
    return carried


def forget_gone_tags(work: Work, changes: Iterable[RowChange]) -> None:
    """Delete the notes of where tags came from that an edit has deleted."""
    for chunk in in_chunks(deleted_tags(changes)):
        chosen = select(CarriedTag.id).where(CarriedTag.tag_id.in_(chunk))
        links = sorted(work.session.scalars(chosen))
        if links:
            work.delete_rows(CarriedTag, links)


def attachments_of(work: Work, submission_id: int) -> list[Attachment]:
    """Return the attachments of a submission in the order in which they came."""
    chosen = select(Attachment).where(Attachment.submission_id == submission_id)
    return list(work.session.scalars(chosen.order_by(Attachment.id)))


def copy_attachments(work: Work, from_id: int, to_id: int) -> int:
    """Give a submission the attachments of another one too; return how many."""
    files = attachments_of(work, from_id)
    for file in files:
        work.add(
            Attachment(
                submission_id=to_id,
                sha256=file.sha256,
                name=file.name,
                size_bytes=file.size_bytes,
            )
        )
    return len(files)


def requests_of(work: Work, submission_id: int) -> list[ConfidentialityRequest]:
    """Return the requests for confidentiality about a submission in the order of their record."""
    chosen = select(ConfidentialityRequest).where(
        ConfidentialityRequest.submission_id == submission_id
    )
    return list(work.session.scalars(chosen.order_by(ConfidentialityRequest.id)))


def copy_request(
    work: Work, request: ConfidentialityRequest, submission_id: int
) -> ConfidentialityRequest:
    """Let a request hold for another submission too, for the whole of it; return its copy."""
    copy = ConfidentialityRequest(
        submission_id=submission_id,
        reason=request.reason,
        text_id=None,
        start=None,
        end=None,
        recorded_at=request.recorded_at,
        officer=request.officer,
    )
    work.add(copy)
    return copy
