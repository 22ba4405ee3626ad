"""Take the answers of a response form that came attached, such as to an e-mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

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
from lisdesk.rules.names import stakeholder_key
from lisdesk.rules.permissions import is_stricter
from lisdesk.rules.vocabulary import Permission, StakeholderKind
from lisdesk.store.entities import Area, Attachment, Stakeholder, StakeholderType, Submission
from lisdesk.store.lookup import question_by_number, stakeholder_type_by_token
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
    respondent: str = ""
    submitted_by: str = ""
    email: str = ""
    kind: StakeholderKind | None = None
    area: str = ""
    is_printed: bool = False
    """Whether its fields were lost, so that nobody knows what it permits."""


@dataclass(frozen=True, slots=True)
class FormTaken:
    """How a submission stands after a form's answers were taken."""

    standing: SubmissionStanding
    differences: tuple[str, ...]
    """What the form said otherwise than the submission did, in whole sentences."""


@verb
def take_attached_form(
    work: Work, *, attachment_id: int, form: AttachedForm, words: DocumentText
) -> FormTaken:
    """Give a submission the answers of a form that is attached to it, and what it lacks else.

    What the submission says already stays: an answer, a type, a permission unless the form permits
    less. Words of the form that so have no place are added to the letter, as the whole of its
    `words`. Raises RefusedError if there is nothing to take.
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
    differences = form_differences(work.session, submission, form)
    correction = SubmissionCorrection(
        answers={number: form.answers[number] for number, text in standing.items() if not text},
        letter=_longer_letter(work, submission, form.letter) if is_whole else None,
        permission=_permission_to_take(submission, form),
        type_token=form.type_token if form.type_token and submission.type_id is None else None,
    )
    if correction == SubmissionCorrection() and is_whole:
        raise _nothing_to_take(submission.reference, attachment.name, differences)
    edit_submission(work, submission_id=submission.id, correction=correction)
    if not is_whole:
        add_extracted_text(work, attachment_id=attachment.id, words=words)
    return FormTaken(standing_of(submission), differences)


def _permission_to_take(submission: Submission, form: AttachedForm) -> Permission | None:
    """Return what the form permits if the submission says nothing of it, or permits more."""
    if form.permission is None or form.permission is submission.permission:
        return None
    is_unsaid = submission.permission is None
    is_less = is_stricter(form.permission, submission.permission)
    return form.permission if is_unsaid or is_less else None


def _nothing_to_take(reference: str, name: str, differences: Sequence[str]) -> RefusedError:
    if not differences:
        return RefusedError(
            f"{reference} says already what the form “{name}” says.", do="Nothing needs to be done."
        )
    return RefusedError(
        f"The form “{name}” gives nothing that {reference} lacks. {' '.join(differences)}",
        kept="The submission stays as it is.",
        do="Correct the submission if the form is right.",
    )


def _question_id(work: Work, submission: Submission, number: int) -> int:
    return question_by_number(work.session, submission.call_id, number).id


def _longer_letter(work: Work, submission: Submission, words: str) -> str | None:
    """Return the letter with words added, None if there are none or they stand there."""
    standing = standing_text(work, submission.id, None)
    before = standing.body if standing is not None else ""
    if not words or words in before:
        return None
    return f"{before}\n\n{words}" if before else words


def form_differences(
    session: Session, submission: Submission, form: AttachedForm
) -> tuple[str, ...]:
    """Return in whole sentences what a form says otherwise than its submission does."""
    stakeholder = session.get(Stakeholder, submission.respondent_id or 0)
    area = session.get(Area, submission.area_id or 0)
    own_type = session.get(StakeholderType, submission.type_id or 0)
    said_type = stakeholder_type_by_token(session, form.type_token) if form.type_token else None
    name, kind, email = "", None, ""
    if stakeholder is not None:
        name, kind, email = stakeholder.name, stakeholder.kind, stakeholder.email
    pairs = [
        ("respondent", form.respondent, name),
        ("sender", form.submitted_by, submission.submitted_by),
        ("e-mail address", form.email, email),
        ("kind", form.kind.label if form.kind else "", kind.label if kind else ""),
        ("area", form.area, area.name if area else ""),
    ]
    if own_type is not None and said_type is not None:
        pairs.append(("type", said_type.label, own_type.label))
    told = [
        f"The {what} is “{said}” in the form and “{own or 'not stated'}” in the submission."
        for what, said, own in pairs
        if said and _differs(what, said, own)
    ]
    own = submission.permission
    if own is not None and form.permission is not own and not form.is_printed:
        told.append(_permission_told(own, form.permission))
    return tuple(told)


def _differs(what: str, said: str, own: str) -> bool:
    if what == "respondent":
        return stakeholder_key(said) != stakeholder_key(own)
    return " ".join(said.split()).casefold() != " ".join(own.split()).casefold()


def _permission_told(own: Permission, said: Permission | None) -> str:
    words = f"“{said.label if said else 'not stated'}” in the form, “{own.label}” in the submission"
    if said is not None and is_stricter(said, own):
        return f"The permission is {words}: that of the form is taken, which permits less."
    return f"The permission is {words}, and stays."
