"""Correct many submissions together, and decide about them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.correcting import Nothing, corrected, set_fields
from lisdesk.edits.late_decisions import SeenDecisions, late_decision, refuse_decided
from lisdesk.edits.merged_permissions import refuse_wider
from lisdesk.edits.register import Register
from lisdesk.edits.setting_aside import stated_reason
from lisdesk.edits.standing import held_submissions, share_calls, stand_by_decisions
from lisdesk.edits.submissions import put_submission_back, set_submission_aside
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.permissions import is_stricter
from lisdesk.rules.vocabulary import Channel, LateChoice, Permission, SetAside, Timing
from lisdesk.store.entities import Call, Submission
from lisdesk.store.lookup import stakeholder_type_by_token
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work
from lisdesk.telling import Tell, nobody

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ListCorrection:
    """What is to be the same about many submissions; None leaves a field of each as it is.

    An empty type or area, and NOTHING for the permission, means that it is not known.
    """

    type_token: str | None = None
    area: str | None = None
    channel: Channel | None = None
    permission: Permission | Nothing | None = None


@dataclass(frozen=True, slots=True)
class ListReport:
    """What came of it: how many submissions were given, and how many of them changed."""

    submissions: int
    changed: int


@verb
def edit_submissions(
    work: Work, *, submission_ids: Sequence[int], correction: ListCorrection
) -> ListReport:
    """Correct type, area, channel or permission of many submissions of one call in one edit.

    What an officer corrected like this is not overwritten by a later import. Raises RefusedError if
    the submissions belong to several calls, for an unknown type, or if more is to be published of
    one than of another that was merged into it.
    """
    submissions = list(_loaded(work, list(dict.fromkeys(submission_ids))))
    _be_about_their_call(work, submissions)
    type_id = None
    if correction.type_token:
        type_id = stakeholder_type_by_token(work.session, correction.type_token).id
    area_id = Register(work, []).area_id(correction.area) if correction.area else None
    before = {each.id: _fields(each) for each in submissions}
    was = {each.id: each.permission for each in submissions}
    for submission in submissions:
        if correction.type_token is not None:
            submission.type_id = type_id
        if correction.area is not None:
            submission.area_id = area_id
        set_fields(submission, channel=correction.channel)
        submission.permission = corrected(submission.permission, correction.permission)
    work.session.flush()
    refuse_wider(work, [each for each in submissions if is_stricter(was[each.id], each.permission)])
    changed = sum(_fields(each) != before[each.id] for each in submissions)
    return ListReport(len(submissions), changed)


@verb
def set_submissions_aside(
    work: Work, *, submission_ids: Sequence[int], kind: SetAside, reason: str
) -> ListReport:
    """Take submissions of one call out of the count, but for those that are aside so already.

    Raises RefusedError if the submissions belong to several calls, or without a reason.
    """
    submissions = _judged(work, list(dict.fromkeys(submission_ids)))
    stated_reason(reason)
    others = [each for each in submissions if each.set_aside is not kind]
    for each in others:
        set_submission_aside(work, submission_id=each.id, kind=kind, reason=reason)
    _be_about_their_call(work, submissions)
    return ListReport(len(submissions), len(others))


@verb
def put_submissions_back(work: Work, *, submission_ids: Sequence[int], reason: str) -> ListReport:
    """Put those submissions of one call back into the count that were set aside."""
    submissions = _judged(work, list(dict.fromkeys(submission_ids)))
    stated_reason(reason)
    aside = [each for each in submissions if each.set_aside is not None]
    for each in aside:
        put_submission_back(work, submission_id=each.id, reason=reason)
    _be_about_their_call(work, submissions)
    return ListReport(len(submissions), len(aside))


@verb
def decide_late_submissions(
    work: Work,
    *,
    submission_ids: Sequence[int],
    choice: LateChoice,
    reason: str,
    seen: SeenDecisions | None = None,
    tell: Tell = nobody,
) -> ListReport:
    """Record one decision on those of the submissions that came late.

    `tell` hears how many more are done; an exception that it raises undoes everything. Raises
    StaleEditError, which tells it, if another decision than the one `seen` stands about any of them
    by now.
    """
    share_calls(work, submission_ids)
    submissions = held_submissions(work, submission_ids)
    refuse_decided(work, submissions, seen)
    stated = stated_reason(reason)
    _be_about_their_call(work, submissions)
    late = [each for each in submissions if each.timing is Timing.LATE]
    tell(len(submissions) - len(late))
    for start in range(0, len(late), _AT_ONCE):
        chunk = late[start : start + _AT_ONCE]
        for each in chunk:
            work.add(late_decision(work, each.id, choice, stated))
        work.session.flush()
        stand_by_decisions(work, [each.id for each in chunk])
        tell(len(chunk))
    return ListReport(len(submissions), len(late))


def _judged(work: Work, submission_ids: Sequence[int]) -> list[Submission]:
    """Return submissions whose calls' deadlines cannot move until the transaction ends."""
    share_calls(work, submission_ids)
    return list(_loaded(work, submission_ids))


def _loaded(work: Work, submission_ids: Sequence[int]) -> Iterator[Submission]:
    for start in range(0, len(submission_ids), _AT_ONCE):
        chunk = submission_ids[start : start + _AT_ONCE]
        chosen = select(Submission).where(Submission.id.in_(chunk)).order_by(Submission.id)
        found = work.session.scalars(chosen).all()
        if len(found) < len(chunk):
            raise overtaken()
        yield from found


def _be_about_their_call(work: Work, submissions: Sequence[Submission]) -> None:
    call_ids = {each.call_id for each in submissions}
    if len(call_ids) > 1:
        raise RefusedError(
            "The submissions belong to more than one call.", do="Correct each call's by itself."
        )
    for call_id in call_ids:
        work.about(call_id, work.session.get_one(Call, call_id).reference)


def _fields(submission: Submission) -> tuple[object, ...]:
    return submission.type_id, submission.area_id, submission.channel, submission.permission
