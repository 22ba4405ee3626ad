"""Which files are searched by what they say, and which are not, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from lisdesk.rules.vocabulary import Token
from lisdesk.store.entities import Attachment, Submission
from lisdesk.store.file_words import FILE_WORDS, is_in_letter


class FileSearch(Token):
    """Whether the search knows what a file says."""

    IN_LETTER = ("in-letter", "In the letter")
    SEARCHED = ("searched", "Searched")
    IN_PART = ("in-part", "Searched in part")
    NOT_SEARCHED = ("not-searched", "Not searched")
    NOT_READ_YET = ("not-read-yet", "Not read yet")


@dataclass(frozen=True, slots=True)
class UnsearchedFile:
    """A file whose words are not searched, or not all; one that came several times is one."""

    submission_id: int
    reference: str
    """Of the first submission that it came with."""
    others: int
    """With how many others it came."""
    name: str
    """As it came first; it may hold signs that hide or turn what it says."""
    size_bytes: int
    reason: str
    """In a whole sentence; empty for one that was not read yet."""
    is_in_part: bool
    """Whether some of its words are searched."""


def file_searches(session: Session, submission_id: int) -> dict[int, tuple[FileSearch, str]]:
    """Return whether the files of a submission are searched, by the numbers of the attachments, and
    why not, or not all of it, in a whole sentence.
    """
    chosen = (
        select(Attachment.id, is_in_letter(), FILE_WORDS.c.body != "", FILE_WORDS.c.reason)
        .outerjoin(FILE_WORDS, FILE_WORDS.c.sha256 == Attachment.sha256)
        .where(Attachment.submission_id == submission_id)
    )
    return {
        attachment_id: _search(in_letter, has_words, reason or "")
        for attachment_id, in_letter, has_words, reason in session.execute(chosen)
    }


def unsearched_files(session: Session, call_id: int) -> list[UnsearchedFile]:
    """Return the files of a call whose words are not searched, or not all of them: those that were
    read by their reasons, then those that were not read yet.
    """
    first, times = func.min(Attachment.id), func.count(Attachment.submission_id.distinct())
    files = _unsearched(call_id).subquery()
    grouped = select(files.c.sha256, first.label("first_id"), times.label("times")).join(
        Attachment, Attachment.id == files.c.id
    )
    firsts = grouped.group_by(files.c.sha256).subquery()
    chosen = (
        select(
            Submission.id,
            Submission.reference,
            firsts.c.times - 1,
            Attachment.name,
            Attachment.size_bytes,
            func.coalesce(FILE_WORDS.c.reason, ""),
            func.coalesce(FILE_WORDS.c.body, "") != "",
        )
        .select_from(firsts)
        .join(Attachment, Attachment.id == firsts.c.first_id)
        .join(Submission, Submission.id == Attachment.submission_id)
        .outerjoin(FILE_WORDS, FILE_WORDS.c.sha256 == Attachment.sha256)
    )
    found = [
        UnsearchedFile(submission_id, reference, others, name, size, reason, bool(has_words))
        for submission_id, reference, others, name, size, reason, has_words in session.execute(
            chosen
        )
    ]
    return sorted(found, key=lambda each: (not each.reason, each.reason, each.submission_id))


def _unsearched(call_id: int) -> Select[int, str]:
    is_unread = FILE_WORDS.c.sha256.is_(None)
    return (
        select(Attachment.id, Attachment.sha256)
        .join(Submission, Submission.id == Attachment.submission_id)
        .outerjoin(FILE_WORDS, FILE_WORDS.c.sha256 == Attachment.sha256)
        .where(
            Submission.call_id == call_id,
            or_(is_unread, FILE_WORDS.c.reason != ""),
            ~is_in_letter(),
        )
    )


def _search(in_letter: bool, has_words: bool | None, reason: str) -> tuple[FileSearch, str]:
    if in_letter:
        return FileSearch.IN_LETTER, ""
    if has_words is None:
        return FileSearch.NOT_READ_YET, ""
    if not has_words:
        return FileSearch.NOT_SEARCHED, reason
    return (FileSearch.IN_PART if reason else FileSearch.SEARCHED), reason
