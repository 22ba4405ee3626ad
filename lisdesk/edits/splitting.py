"""Split a joint submission into two, each counted for its own respondent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.attendees import copy_attendees
from lisdesk.edits.bookmark_rows import carry_bookmark
from lisdesk.edits.carrying import (
    carry_tag,
    copy_attachments,
    copy_request,
    own_tags,
    requests_of,
)
from lisdesk.edits.kept_rows import copy_kept, move_kept
from lisdesk.edits.memo_rows import copy_memos, copy_whole_memos, move_memos
from lisdesk.edits.merged_permissions import merged_into
from lisdesk.edits.redaction_rows import (
    copy_redactions,
    keep_inherited,
    move_redactions,
    refuse_left_redactions,
)
from lisdesk.edits.register import Register, Respondent, kind_of_type, nameless
from lisdesk.edits.standing import judged_by_its_call, state_again
from lisdesk.edits.submissions import SubmissionStanding, standing_of, submission_reference
from lisdesk.edits.tags import take_tags_off
from lisdesk.edits.texts import excerpt_at, new_text, write_text
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import Content, Disposition, Permission, StakeholderKind, Timing
from lisdesk.store.entities import (
    Call,
    Excerpt,
    LateDecision,
    SourceText,
    Submission,
    Tag,
)
from lisdesk.store.lookup import current_texts, question_by_number, stakeholder_type_by_token
from lisdesk.store.work import Work

SPLIT_FROM = "Split from"
"""Under this heading a submission keeps the reference of the joint one that it came out of."""


@dataclass(frozen=True, slots=True)
class SplitDraft:
    """Whose the second submission is, and which texts go there.

    Without `questions` and `letter` both submissions have all the texts: two signed one letter.
    """

    respondent: str
    kind: StakeholderKind | None = None
    type_token: str = ""
    area: str = ""
    email: str = ""
    permission: Permission | None = None
    """None leaves it as it was given for the joint submission."""
    questions: Sequence[int] = ()
    letter: bool = False


@verb
def split_submission(work: Work, *, submission_id: int, draft: SplitDraft) -> SubmissionStanding:
    """Make a second submission out of a joint one; return how the second stands.

    It came in as the joint one did, with its attachments, attendees, decision on lateness and
    requests for confidentiality. Tags, memos and redactions go with the words that they stand on.
    Raises RefusedError without another respondent, for a submission that is set aside or into which
    others were merged, where a text is not there or none would be left, and where a redaction is
    left on an earlier text.
    """
    joint, call = judged_by_its_call(work, submission_id)
    if not draft.respondent.strip():
        raise RefusedError("Whose is the second submission?", do="Name its respondent.")
    if joint.set_aside is not None:
        raise RefusedError(
            f"{joint.reference} is set aside: “{joint.set_aside.label}”.", do="Put it back first."
        )
    _refuse_merged(work, joint)
    refuse_left_redactions(work, [joint])
    keep_inherited(work, [joint.id])
    moving = _moving_texts(work, joint, draft)
    second = _second(work, call, joint, draft)
    if second.respondent_id == joint.respondent_id:
        raise RefusedError(
            f"{joint.reference} is a submission of “{draft.respondent.strip()}” already.",
            do="Name the other respondent.",
        )
    work.add(second)
    for text in moving or current_texts(work.session, joint.id):
        _carry_text(work, text, second, moves=bool(moving))
    for tag in own_tags(work, joint.id):
        if tag.excerpt_id is None:
            carry_tag(work, tag, second.id, None)
    copy_whole_memos(work, joint.id, second.id)
    copy_attachments(work, joint.id, second.id)
    copy_attendees(work, joint.id, second.id)
    _copy_decisions(work, joint, second)
    work.about(call.id, joint.reference)
    state_again(work, joint, call)
    state_again(work, second, call)
    return standing_of(second)


def _refuse_merged(work: Work, joint: Submission) -> None:
    """Let no part take words along that were merged in: nothing would hold it to what was permitted
    of them.
    """
    merged = merged_into(work, joint)
    if merged:
        names = ", ".join(each.reference for each in merged)
        raise RefusedError(
            f"{names} {'was' if len(merged) == 1 else 'were'} merged into {joint.reference}.",
            do="Separate them, split it, then merge what belongs together.",
        )


def _moving_texts(work: Work, joint: Submission, draft: SplitDraft) -> list[SourceText]:
    texts = {text.question_id: text for text in current_texts(work.session, joint.id)}
    wanted: list[int | None] = [
        question_by_number(work.session, joint.call_id, number).id for number in draft.questions
    ]
    if draft.letter:
        wanted.append(None)
    missing = [each for each in wanted if each not in texts]
    if missing:
        raise RefusedError(
            f"{joint.reference} has no text there.", do="Name questions that it answers."
        )
    if wanted and len(set(wanted)) == len(texts):
        raise RefusedError(
            f"Nothing would be left of {joint.reference}.",
            do="Leave it a text, or name no question: then both have all of them.",
        )
    return [texts[each] for each in dict.fromkeys(wanted)]


def _second(work: Work, call: Call, joint: Submission, draft: SplitDraft) -> Submission:
    register = Register(work, [draft.respondent, draft.email])
    kind = stakeholder_type_by_token(work.session, draft.type_token) if draft.type_token else None
    area_id = register.area_id(draft.area)
    type_id = kind.id if kind else None
    respondent_id, known_type_id = register.stakeholder(
        Respondent(
            draft.respondent, draft.kind or kind_of_type(kind), type_id, area_id, draft.email
        )
    )
    register.save()
    return Submission(
        call_id=call.id,
        reference=submission_reference(call.prefix, work.next_number(call.prefix)),
        respondent_id=respondent_id,
        submitted_by=joint.submitted_by,
        type_id=type_id or known_type_id,
        area_id=area_id,
        channel=joint.channel,
        sent_at=joint.sent_at,
        received_at=joint.received_at,
        permission=draft.permission or joint.permission,
        is_confidential=joint.is_confidential,
        set_aside=None,
        late_choice=joint.late_choice,
        content=Content.NONE,
        timing=Timing.IN_TIME,
        disposition=Disposition.COUNTED,
        extras={SPLIT_FROM: joint.reference}
        | nameless("Respondent", draft.respondent, respondent_id)
        | nameless("Area", draft.area, area_id),
        unread={},
    )


def _carry_text(work: Work, text: SourceText, second: Submission, *, moves: bool) -> None:
    """Give the second submission a text with the tags on its words; if it moves, take both away."""
    own = new_text(second.id, text.question_id, text.body)
    work.add(own)
    (move_redactions if moves else copy_redactions)(work, text, own.id)
    (move_kept if moves else copy_kept)(work, text, own.id)
    (move_memos if moves else copy_memos)(work, text, own)
    carried: list[Tag] = []
    for tag in own_tags(work, text.submission_id):
        excerpt = work.session.get(Excerpt, tag.excerpt_id or 0)
        if excerpt is not None and excerpt.text_id == text.id:
            place = excerpt_at(work, own, excerpt.start, excerpt.end)
            carry_bookmark(work, excerpt.id, place.id)
            carry_tag(work, tag, second.id, place.id)
            carried.append(tag)
    if moves:
        take_tags_off(work, carried)
        write_text(work, text.submission_id, text.question_id, "")


def _copy_decisions(work: Work, joint: Submission, second: Submission) -> None:
    late = select(LateDecision).where(LateDecision.submission_id == joint.id)
    for decision in work.session.scalars(late.order_by(LateDecision.id)).all():
        work.add(
            LateDecision(
                submission_id=second.id,
                choice=decision.choice,
                reason=decision.reason,
                decided_at=decision.decided_at,
                officer=decision.officer,
            )
        )
    for request in requests_of(work, joint.id):
        copy_request(work, request, second.id)
