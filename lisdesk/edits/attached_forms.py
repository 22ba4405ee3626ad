"""Take the answers of a response form that came attached, such as to an e-mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lisdesk.edits.extracting import add_extracted_text
from lisdesk.edits.incoming_documents import DocumentText
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    SubmissionStanding,
    edit_submission,
    standing_of,
)
from lisdesk.edits.texts import standing_text
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import Permission
from lisdesk.store.entities import Attachment, Submission
from lisdesk.store.lookup import question_by_number
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class AttachedForm:
    """What a response form says, as an edit takes it."""

    answers: Mapping[int, str] = field(default_factory=dict)
    permission: Permission | None = None
    type_token: str = ""
    letter: str = ""
    needs_whole_text: bool = False
    """Whether the form holds words that have no place above."""


@verb
def take_attached_form(
    work: Work, *, attachment_id: int, form: AttachedForm, words: DocumentText
) -> SubmissionStanding:
    """Give a submission the answers of a form that is attached to it, and what it lacks else.

    What the submission says already stays: an answer, a permission, a type. Words of the form that
    so have no place are added to the letter, as the whole of its `words`. Raises RefusedError if
    there is nothing to take.
    """
    attachment = work.session.get_one(Attachment, attachment_id)
    submission = work.session.get_one(Submission, attachment.submission_id)
    work.about(submission.call_id, submission.reference)
    standing = {
        number: standing_text(work, submission.id, _question_id(work, submission, number))
        for number in form.answers
    }
    is_whole = not form.needs_whole_text and all(
        text is None or text.body == form.answers[number] for number, text in standing.items()
    )
    correction = SubmissionCorrection(
        answers={number: form.answers[number] for number, text in standing.items() if not text},
        letter=_longer_letter(work, submission, form.letter) if is_whole else None,
        permission=form.permission if submission.permission is None else None,
        type_token=form.type_token if form.type_token and submission.type_id is None else None,
    )
    if correction == SubmissionCorrection() and is_whole:
        raise RefusedError(
            f"{submission.reference} says already what the form “{attachment.name}” says.",
            do="Nothing needs to be done.",
        )
    edit_submission(work, submission_id=submission.id, correction=correction)
    if not is_whole:
        add_extracted_text(work, attachment_id=attachment.id, words=words)
    return standing_of(submission)


def _question_id(work: Work, submission: Submission, number: int) -> int:
    return question_by_number(work.session, submission.call_id, number).id


def _longer_letter(work: Work, submission: Submission, words: str) -> str | None:
    """Return the letter with words added, None if there are none or they stand there."""
    standing = standing_text(work, submission.id, None)
    before = standing.body if standing is not None else ""
    if not words or words in before:
        return None
    return f"{before}\n\n{words}" if before else words
