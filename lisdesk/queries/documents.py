"""Documents that came in, and which texts were taken out of files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.store.entities import Attachment, Extraction, ImportRow, SourceText, Submission

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ExtractionRow:
    """A span of a submission's letter that was taken out of an attachment."""

    attachment_id: int
    attachment: str
    """The file's name as it came."""
    sha256: str
    """Of the file's bytes."""
    start: int
    end: int
    reader: str
    media_type: str
    notes: tuple[str, ...]
    problems: tuple[str, ...]


def documents_here(session: Session, call_id: int, source: str) -> dict[str, str]:
    """Return the submissions that a call's documents became, by the SHA-256 of their bytes.

    `source` is that of the keys by which they are known again.
    """
    chosen = (
        select(ImportRow.key, Submission.reference)
        .join(Submission, Submission.id == ImportRow.submission_id)
        .where(ImportRow.call_id == call_id, ImportRow.source == source)
    )
    return {sha256: reference for sha256, reference in session.execute(chosen)}


def submissions_with_files(
    session: Session, call_id: int, sha256s: Collection[str]
) -> dict[str, str]:
    """Return the first submission of a call that each of these files is attached to, by its
    SHA-256; files that are attached to none are left out.
    """
    wanted = sorted(sha256s)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        chosen = (
            select(Attachment.sha256, Submission.reference)
            .join(Submission, Submission.id == Attachment.submission_id)
            .where(
                Submission.call_id == call_id,
                Attachment.sha256.in_(wanted[start : start + _AT_ONCE]),
            )
            .order_by(Attachment.id)
        )
        for sha256, reference in session.execute(chosen):
            found.setdefault(sha256, reference)
    return found


def extractions(session: Session, submission_id: int) -> list[ExtractionRow]:
    """Return what of a submission's standing letter was taken out of its attachments, in order."""
    chosen = (
        select(Extraction, Attachment.name, Attachment.sha256)
        .join(Attachment, Attachment.id == Extraction.attachment_id)
        .join(SourceText, SourceText.id == Extraction.text_id)
        .where(SourceText.submission_id == submission_id, SourceText.is_current)
        .order_by(Extraction.start)
    )
    return [
        ExtractionRow(
            attachment_id=row.attachment_id,
            attachment=name,
            sha256=sha256,
            start=row.start,
            end=row.end,
            reader=row.reader,
            media_type=row.media_type,
            notes=tuple(row.notes),
            problems=tuple(row.problems),
        )
        for row, name, sha256 in session.execute(chosen)
    ]
