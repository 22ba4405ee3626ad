"""Log what was received, correct it, and take it out of the count; never destroy it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lisdesk.edits.attendees import Attendee, list_attendees
from lisdesk.edits.correcting import Nothing, corrected, set_fields
from lisdesk.edits.late_decisions import SeenDecisions, late_decision, refuse_decided
from lisdesk.edits.merged_permissions import refuse_wider
from lisdesk.edits.register import Register, Respondent, kind_of_type, nameless
from lisdesk.edits.setting_aside import decide_set_aside, refuse_merged, stated_reason
from lisdesk.edits.settings import attachment_limit_bytes
from lisdesk.edits.standing import judged_by_its_call, shared_call, state_again
from lisdesk.edits.texts import NOTHING_LEFT, LeftBehind, write_text
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.permissions import is_stricter
from lisdesk.rules.spans import normalised, quoted_span
from lisdesk.rules.vocabulary import (
    Channel,
    Content,
    Disposition,
    LateChoice,
    Permission,
    SetAside,
    StakeholderKind,
    Timing,
)
from lisdesk.store.attendances import attendee_ids
from lisdesk.store.entities import (
    Attachment,
    Blob,
    ConfidentialityRequest,
    SourceText,
    StakeholderType,
    Submission,
)
from lisdesk.store.lookup import (
    current_texts,
    question_by_number,
    stakeholder_type_by_token,
)
from lisdesk.store.problems import overtaken
from lisdesk.store.redactions import count_left
from lisdesk.store.work import Work

REFERENCE_DIGITS = 4


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that came with a submission: its name as data, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SubmissionDraft:
    """What an officer knows of a submission. Empty texts and None stand for what is not known."""

    respondent: str = ""
    respondent_id: int | None = None
    """Which stakeholder of that name it is, where one was picked; else the e-mail address tells."""
    kind: StakeholderKind | None = None
    type_token: str = ""
    area: str = ""
    email: str = ""
    submitted_by: str = ""
    channel: Channel = Channel.ONLINE
    received_at: datetime | None = None
    """None means now, by the clock in force."""
    sent_at: datetime | None = None
    permission: Permission | None = None
    answers: Mapping[int, str] = field(default_factory=dict)
    """Text by question number."""
    letter: str = ""
    """A text that answers no question."""
    attachments: Sequence[AttachedFile] = ()
    attendees: Sequence[Attendee] = ()
    """Who was at the event, the meeting or the call that it is the note of."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How a submission stood when an officer began to correct it."""

    version: int
    text_ids: frozenset[int]
    attendee_ids: frozenset[int] | None = None
    """Stakeholders that were on its list of attendees; None if that was not looked at."""


@dataclass(frozen=True, slots=True)
class SubmissionCorrection:
    """What is to be different about a submission; None leaves a field, NOTHING empties it."""

    respondent: str | None = None
    respondent_id: int | None = None
    """Which stakeholder of that name it is, where one was picked."""
    type_token: str | None = None
    area: str | None = None
    submitted_by: str | None = None
    channel: Channel | None = None
    received_at: datetime | None = None
    sent_at: datetime | Nothing | None = None
    permission: Permission | Nothing | None = None
    answers: Mapping[int, str] = field(default_factory=dict)
    letter: str | None = None
    attachments: Sequence[AttachedFile] = ()
    attendees: Sequence[Attendee] | None = None
    """The whole list of attendees."""
    seen: Seen | None = None
    """If given, the correction is refused should anything have changed since."""


@dataclass(frozen=True, slots=True)
class SubmissionStanding:
    """How a submission stands after an edit."""

    reference: str
    timing: Timing
    disposition: Disposition
    excerpts_left_behind: int = 0
    """Tagged excerpts whose words the corrected text no longer holds exactly once."""
    redactions_left_behind: int = 0
    """Redactions of which the same is true; until they are settled the text is not published."""
    memos_left_behind: int = 0
    """Memos of which the same is true."""


@verb
def add_submission(work: Work, *, call_id: int, draft: SubmissionDraft) -> SubmissionStanding:
    """Log one thing received; return its reference and how it stands.

    Raises RefusedError for an unknown question or type, a picked respondent whose name is another
    by now, or an attachment over the file's limit.
    """
    call = shared_call(work, call_id)
    register = Register(work, [draft.respondent, draft.email])
    stakeholder_type = _type(work, draft.type_token)
    area_id = register.area_id(draft.area)
    type_id = stakeholder_type.id if stakeholder_type else None
    kind = draft.kind or kind_of_type(stakeholder_type)
    respondent_id, known_type_id = register.stakeholder(
        Respondent(
            draft.respondent, kind, type_id, area_id, draft.email, picked_id=draft.respondent_id
        )
    )
    register.save()
    submission = Submission(
        call_id=call.id,
        reference=submission_reference(call.prefix, work.next_number(call.prefix)),
        respondent_id=respondent_id,
        submitted_by=draft.submitted_by.strip(),
        type_id=type_id or known_type_id,
        area_id=area_id,
        channel=draft.channel,
        sent_at=draft.sent_at,
        received_at=draft.received_at or work.now,
        permission=draft.permission,
        is_confidential=False,
        set_aside=None,
        late_choice=None,
        content=Content.NONE,
        timing=Timing.IN_TIME,
        disposition=Disposition.COUNTED,
        extras=nameless("Respondent", draft.respondent, respondent_id)
        | nameless("Area", draft.area, area_id),
        unread={},
    )
    work.add(submission)
    work.about(call.id, submission.reference)
    _write_texts(work, submission, draft.answers, draft.letter or None)
    _attach(work, submission, draft.attachments)
    if draft.attendees:
        list_attendees(work, submission, draft.attendees)
    state_again(work, submission, call)
    return standing_of(submission)


@verb
def edit_submission(
    work: Work, *, submission_id: int, correction: SubmissionCorrection
) -> SubmissionStanding:
    """Correct a submission. Texts are replaced, never overwritten; tagged excerpts move along.

    Raises StaleEditError if it no longer stands as the correction says it was seen, and
    RefusedError if more is to be published of it than of one that was merged into it.
    """
    submission, call = judged_by_its_call(work, submission_id)
    _refuse_unseen(work, submission, correction.seen)
    work.about(call.id, submission.reference)
    register = Register(work, [correction.respondent or ""])
    if correction.area is not None:
        submission.area_id = register.area_id(correction.area)
    if correction.type_token is not None:
        stakeholder_type = _type(work, correction.type_token)
        submission.type_id = stakeholder_type.id if stakeholder_type else None
    if correction.respondent is not None:
        respondent_id, _ = register.stakeholder(
            Respondent(
                correction.respondent,
                kind_of_type(work.session.get(StakeholderType, submission.type_id or 0)),
                submission.type_id,
                submission.area_id,
                picked_id=correction.respondent_id,
            )
        )
        register.save()
        submission.respondent_id = respondent_id
    set_fields(
        submission,
        submitted_by=correction.submitted_by,
        channel=correction.channel,
        received_at=correction.received_at,
    )
    submission.sent_at = corrected(submission.sent_at, correction.sent_at)
    permission = submission.permission
    submission.permission = corrected(permission, correction.permission)
    work.session.flush()
    if is_stricter(permission, submission.permission):
        refuse_wider(work, [submission])
    left = _write_texts(work, submission, correction.answers, correction.letter)
    _attach(work, submission, correction.attachments)
    if correction.attendees is not None:
        list_attendees(work, submission, correction.attendees)
    state_again(work, submission, call)
    redactions = count_left(work.session, submission.id)
    return standing_of(submission, left, redactions)


@verb
def set_submission_aside(
    work: Work, *, submission_id: int, kind: SetAside, reason: str
) -> SubmissionStanding:
    """Take a submission out of the count for a reason; it is kept whole, with its tags.

    RefusedError for one whose words are counted with another that it was merged into.
    """
    return _decide_set_aside(work, submission_id, kind, reason)


@verb
def put_submission_back(work: Work, *, submission_id: int, reason: str) -> SubmissionStanding:
    """Put a submission that was set aside back into the count, if nothing else keeps it out.

    RefusedError for one whose words are counted with another that it was merged into.
    """
    submission, _call = judged_by_its_call(work, submission_id)
    refuse_merged(work, submission)
    return _decide_set_aside(work, submission_id, None, reason)


@verb
def decide_late(
    work: Work,
    *,
    submission_id: int,
    choice: LateChoice,
    reason: str,
    seen: SeenDecisions | None = None,
) -> SubmissionStanding:
    """Record a person's decision on a late submission; the newest decision stands.

    Raises StaleEditError, which tells it, if another decision than the one `seen` stands by now.
    """
    submission, call = judged_by_its_call(work, submission_id, is_held=True)
    refuse_decided(work, [submission], seen)
    if submission.timing is not Timing.LATE:
        raise RefusedError(
            f"{submission.reference} did not arrive late: it is “{submission.timing.label}”.",
            do="Only a late submission needs a decision; check its moment of receipt.",
        )
    work.about(call.id, submission.reference)
    work.add(late_decision(work, submission.id, choice, stated_reason(reason)))
    submission.late_choice = choice
    state_again(work, submission, call)
    return standing_of(submission)


@verb
def request_confidentiality(
    work: Work, *, submission_id: int, reason: str, quote: str | None = None
) -> SubmissionStanding:
    """Record a respondent's own request not to disclose the submission, or the quoted words of it.

    Until redaction is settled, either keeps the whole text out of every publication.
    """
    submission = work.session.get_one(Submission, submission_id)
    work.about(submission.call_id, submission.reference)
    text, start, end = _span_of(work, submission, quote)
    work.add(
        ConfidentialityRequest(
            submission_id=submission.id,
            reason=stated_reason(reason),
            text_id=text.id if text else None,
            start=start,
            end=end,
            recorded_at=work.now,
            officer=work.officer,
        )
    )
    submission.is_confidential = True
    work.session.flush()
    return standing_of(submission)


def submission_reference(prefix: str, number: int) -> str:
    """Return the reference of a submission, such as LLEP-0042."""
    return f"{prefix}-{number:0{REFERENCE_DIGITS}d}"


def _refuse_unseen(work: Work, submission: Submission, seen: Seen | None) -> None:
    if seen is None:
        return
    text_ids = {text.id for text in current_texts(work.session, submission.id)}
    came = seen.attendee_ids
    is_other_list = came is not None and came != set(attendee_ids(work.session, submission.id))
    if submission.version != seen.version or text_ids != seen.text_ids or is_other_list:
        raise overtaken()


def _decide_set_aside(
    work: Work, submission_id: int, kind: SetAside | None, reason: str
) -> SubmissionStanding:
    submission, _call = judged_by_its_call(work, submission_id)
    decide_set_aside(work, submission, kind, reason)
    return standing_of(submission)


def standing_of(
    submission: Submission, left: LeftBehind = NOTHING_LEFT, redactions_left: int = 0
) -> SubmissionStanding:
    """Return how a submission stands."""
    return SubmissionStanding(
        submission.reference,
        submission.timing,
        submission.disposition,
        left.excerpts,
        redactions_left,
        left.memos,
    )


def _type(work: Work, token: str) -> StakeholderType | None:
    return stakeholder_type_by_token(work.session, token) if token.strip() else None


def _write_texts(
    work: Work, submission: Submission, answers: Mapping[int, str], letter: str | None
) -> LeftBehind:
    written = []
    for number, body in answers.items():
        question = question_by_number(work.session, submission.call_id, number)
        written.append(write_text(work, submission.id, question.id, body))
    if letter is not None:
        written.append(write_text(work, submission.id, None, letter))
    return LeftBehind(sum(each.excerpts for each in written), sum(each.memos for each in written))


def _attach(work: Work, submission: Submission, files: Sequence[AttachedFile]) -> None:
    limit_bytes = attachment_limit_bytes(work.session) if files else 0
    for file in files:
        if len(file.content) > limit_bytes:
            raise RefusedError(
                f"“{file.name}” has {len(file.content):,} bytes; "
                f"attachments may have {limit_bytes:,}.",
                do="Raise it with “lisdesk setting set attachment_limit_mb …”, or leave it out.",
            )
        sha256 = hashlib.sha256(file.content).hexdigest()
        if work.session.get(Blob, sha256) is None:
            work.add(Blob(sha256=sha256, content=file.content))
        work.add(
            Attachment(
                submission_id=submission.id,
                sha256=sha256,
                name=file.name,
                size_bytes=len(file.content),
            )
        )


def _span_of(
    work: Work, submission: Submission, quote: str | None
) -> tuple[SourceText | None, int | None, int | None]:
    if quote is None:
        return None, None, None
    words = normalised(quote)
    for text in current_texts(work.session, submission.id):
        if words in text.body:
            span = quoted_span(text.body, words)
            return text, span.start, span.end
    raise RefusedError(
        f"Those words do not stand in {submission.reference}.",
        do="Copy the words exactly as they stand in the submission.",
    )
