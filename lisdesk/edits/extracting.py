"""Make the words of an attachment a text of its submission, tied to the file they came from."""

from __future__ import annotations

from sqlalchemy import select

from lisdesk.edits.incoming_documents import DocumentText
from lisdesk.edits.standing import judged_by_its_call, state_again
from lisdesk.edits.submissions import SubmissionStanding, standing_of
from lisdesk.edits.texts import standing_text, write_text
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.spans import normalised
from lisdesk.store.entities import Attachment, Extraction, SourceText
from lisdesk.store.redactions import count_left
from lisdesk.store.work import Work

_BETWEEN = "\n\n"


class NoWordsError(RefusedError):
    """A file holds no words that can be read, as scans do."""


@verb
def add_extracted_text(
    work: Work, *, attachment_id: int, words: DocumentText
) -> SubmissionStanding:
    """Add the words of an attachment to its submission's letter, after what stands there.

    The letter becomes a new version; tags stay where they are. Raises NoWordsError if the file
    holds no words, RefusedError if they are part of the letter already.
    """
    attachment = work.session.get_one(Attachment, attachment_id)
    submission, call = judged_by_its_call(work, attachment.submission_id)
    work.about(submission.call_id, submission.reference)
    if not words.text.strip():
        raise NoWordsError(
            f"“{attachment.name}” holds no text that can be read.",
            do="Open it, and type or paste what it says into the letter.",
        )
    before = standing_text(work, submission.id, None)
    earlier = _extractions_of(work, before)
    if any(each.attachment_id == attachment.id for each in earlier):
        raise RefusedError(
            f"The text of “{attachment.name}” is part of the letter of {submission.reference}.",
            do="Nothing needs to be done.",
        )
    body = f"{before.body}{_BETWEEN}{words.text}" if before else words.text
    left = write_text(work, submission.id, None, body)
    _carry_over(work, submission.id, earlier)
    tie_text_to_file(work, submission.id, attachment.id, words)
    state_again(work, submission, call)
    return standing_of(submission, left, count_left(work.session, submission.id))


def tie_text_to_file(
    work: Work, submission_id: int, attachment_id: int, words: DocumentText
) -> None:
    """Record that the end of a submission's letter was taken out of an attachment."""
    text = standing_text(work, submission_id, None)
    assert text is not None
    length = len(normalised(words.text))
    work.add(
        Extraction(
            text_id=text.id,
            attachment_id=attachment_id,
            start=len(text.body) - length,
            end=len(text.body),
            reader=words.reader,
            media_type=words.media_type,
            notes=list(words.notes),
            problems=list(words.problems),
        )
    )


def _extractions_of(work: Work, text: SourceText | None) -> list[Extraction]:
    if text is None:
        return []
    chosen = select(Extraction).where(Extraction.text_id == text.id).order_by(Extraction.id)
    return list(work.session.scalars(chosen))


def _carry_over(work: Work, submission_id: int, earlier: list[Extraction]) -> None:
    """Record of the new version of a letter what its old one had from attachments."""
    text = standing_text(work, submission_id, None)
    assert text is not None
    work.add(
        *(
            Extraction(
                text_id=text.id,
                attachment_id=each.attachment_id,
                start=each.start,
                end=each.end,
                reader=each.reader,
                media_type=each.media_type,
                notes=list(each.notes),
                problems=list(each.problems),
            )
            for each in earlier
        )
    )
