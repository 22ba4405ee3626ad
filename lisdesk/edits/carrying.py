"""Carry tags and attachments over from one submission to another."""

from __future__ import annotations

from sqlalchemy import select

from lisdesk.store.entities import Attachment, InheritedTag, Tag
from lisdesk.store.work import Work


def own_tags(work: Work, submission_id: int) -> list[Tag]:
    """Return the tags of a submission that it has not inherited."""
    inherited = select(InheritedTag.id).where(InheritedTag.tag_id == Tag.id).exists()
    chosen = select(Tag).where(Tag.submission_id == submission_id, ~inherited)
    return list(work.session.scalars(chosen.order_by(Tag.id)))


def carry_tag(work: Work, tag: Tag, submission_id: int, excerpt_id: int | None) -> bool:
    """Add a tag like one to another submission, unless its officer has tagged those words so."""
    for own in own_tags(work, submission_id):
        same = own.priority_id == tag.priority_id and own.officer == tag.officer
        if same and own.excerpt_id == excerpt_id:
            return False
    work.add(
        Tag(
            submission_id=submission_id,
            priority_id=tag.priority_id,
            excerpt_id=excerpt_id,
            stance=tag.stance,
            strength=tag.strength,
            note=tag.note,
            officer=tag.officer,
            tagged_at=tag.tagged_at,
        )
    )
    return True


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
