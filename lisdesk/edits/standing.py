"""State again what follows by rule: content, timing and disposition of submissions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from lisdesk.edits.campaign_standing import campaigns_of, restate_campaigns
from lisdesk.rules.deadlines import closing_moment, opening_moment
from lisdesk.rules.lateness import judge
from lisdesk.rules.ledger import content_of, disposition_of
from lisdesk.store.deadlines import deadline_rule, deadlines_of
from lisdesk.store.entities import (
    Attachment,
    Call,
    ConfidentialityRequest,
    LateDecision,
    SetAsideDecision,
    Submission,
)
from lisdesk.store.lookup import (
    current_bodies,
    current_texts,
    has_attachment,
)
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work

T = TypeVar("T")

_CHUNK = 500
_ANEW = {"populate_existing": True}
"""Overwrites what the session read before; what it has changed is flushed first."""


def held_call(work: Work, call_id: int) -> Call:
    """Return a call as it stands now, which no other transaction can change, or judge by, until
    this one ends. Every edit that moves what submissions are judged by begins with it.
    """
    return _call_as_it_stands(work, call_id, is_shared=False)


def shared_call(work: Work, call_id: int) -> Call:
    """Return a call as it stands now, which others can judge by, but not change, until this
    transaction ends.
    """
    return _call_as_it_stands(work, call_id, is_shared=True)


def share_calls(work: Work, submission_ids: Iterable[int]) -> None:
    """Share the calls of submissions, always in one order, before the submissions are read."""
    call_ids: set[int] = set()
    for chunk in _chunks(list(submission_ids)):
        own = select(Submission.call_id).where(Submission.id.in_(chunk)).distinct()
        call_ids.update(work.session.scalars(own))
    for call_id in sorted(call_ids):
        shared_call(work, call_id)


def judged_by_its_call(
    work: Work, submission_id: int, *, is_held: bool = False
) -> tuple[Submission, Call]:
    """Return a submission as it stands now, and its call, shared: the call comes first, or two that
    meet in both would each wait for what the other one holds. With `is_held` nobody else can decide
    about the submission until the transaction ends.
    """
    call_id = select(Submission.call_id).where(Submission.id == submission_id)
    call = shared_call(work, work.session.scalars(call_id).one())
    if is_held:
        return held_submissions(work, [submission_id])[0], call
    chosen = select(Submission).where(Submission.id == submission_id)
    return work.session.scalars(chosen, execution_options=_ANEW).one(), call


def held_submissions(work: Work, submission_ids: Iterable[int]) -> list[Submission]:
    """Return submissions as they stand now, by their numbers; no other transaction can change them,
    or decide about them, until this one ends. StaleEditError if one of them is gone.
    """
    held: list[Submission] = []
    for chunk in _chunks(sorted(set(submission_ids))):  # in one order, whoever holds them
        chosen = select(Submission).where(Submission.id.in_(chunk)).order_by(Submission.id)
        chosen = chosen.with_for_update(key_share=True)  # tags may be put on them meanwhile
        found = work.session.scalars(chosen, execution_options=_ANEW).all()
        if len(found) < len(chunk):
            raise overtaken()
        held += found
    return held


def state_again(work: Work, submission: Submission, call: Call) -> None:
    """State a submission's content, timing and disposition anew from its texts, dates and
    decisions.
    """
    bodies = [text.body for text in current_texts(work.session, submission.id)]
    submission.content = content_of(bodies, has_attachment(work.session, submission.id))
    opens_at, closes_at = window(work, call)
    submission.timing = judge(submission.received_at, opens_at, closes_at)
    campaign_ids = campaigns_of(work, [submission.id]).values()
    if campaign_ids:  # who is counted for a campaign may be another one now
        restate_campaigns(work, call, campaign_ids)
    else:
        _dispose(submission)
        work.session.flush()


def stand_by_decisions(work: Work, submission_ids: Iterable[int]) -> None:
    """Let the newest decisions on submissions and their requests stand, then state them again.

    Submissions that are not there are left out.
    """
    calls: dict[int, Call] = {}
    windows: dict[int, tuple[datetime, datetime]] = {}
    campaign_ids: defaultdict[int, set[int]] = defaultdict(set)
    ordered = sorted(submission_ids)
    share_calls(work, ordered)
    for chunk in _chunks(ordered):
        standing = _Standing(work.session, chunk)
        campaigns = campaigns_of(work, chunk)
        for submission in _submissions(work, chunk):
            own_call = submission.call_id
            if own_call not in calls:
                calls[own_call] = work.session.get_one(Call, own_call)
                windows[own_call] = window(work, calls[own_call])
            standing.state(submission, *windows[own_call])
            if submission.id in campaigns:
                campaign_ids[own_call].add(campaigns[submission.id])
            else:
                _dispose(submission)
        work.session.flush()
    for call_id, ids in campaign_ids.items():
        restate_campaigns(work, calls[call_id], ids)


def window(work: Work, call: Call) -> tuple[datetime, datetime]:
    """Return the moments from which and until which a submission to the call is in time.

    On a server the call is held until the transaction ends, so that its deadline cannot move while
    submissions are judged by it. It is read anew: another one may have closed it since.
    """
    call = shared_call(work, call.id)
    in_force = deadline_rule(deadlines_of(work.session, call.id)[-1], call.zone)
    return opening_moment(call.opens_on, call.zone), closing_moment(
        in_force, call.closed_by_hand_at
    )


def _call_as_it_stands(work: Work, call_id: int, *, is_shared: bool) -> Call:
    chosen = select(Call).where(Call.id == call_id).with_for_update(read=is_shared)
    return work.session.scalars(chosen, execution_options=_ANEW).one()


class _Standing:
    """What some submissions' texts, attachments, decisions and requests say of them."""

    def __init__(self, session: Session, submission_ids: Sequence[int]) -> None:
        self._late = _newest(session, LateDecision, LateDecision.choice, submission_ids)
        self._aside = _newest(session, SetAsideDecision, SetAsideDecision.kind, submission_ids)
        self._confidential = _owners(session, ConfidentialityRequest, submission_ids)
        self._with_attachment = _owners(session, Attachment, submission_ids)
        self._bodies = current_bodies(session, submission_ids)

    def state(self, submission: Submission, opens_at: datetime, closes_at: datetime) -> None:
        """State a submission by what stands of it, and by when its call takes submissions; all but
        its disposition.
        """
        own = submission.id
        states = {
            "late_choice": self._late.get(own),
            "set_aside": self._aside.get(own),
            "is_confidential": own in self._confidential,
            "content": content_of(self._bodies[own], own in self._with_attachment),
            "timing": judge(submission.received_at, opens_at, closes_at),
        }
        for name, value in states.items():
            if getattr(submission, name) != value:
                setattr(submission, name, value)


def _newest(
    session: Session,
    decisions: type[LateDecision | SetAsideDecision],
    column: InstrumentedAttribute[Any],
    submission_ids: Sequence[int],
) -> dict[int, Any]:
    """Return the newest decision on each submission that has one."""
    chosen = select(decisions.submission_id, column).where(
        decisions.submission_id.in_(submission_ids)
    )
    return dict(map(tuple, session.execute(chosen.order_by(decisions.id))))


def _owners(
    session: Session,
    entity: type[ConfidentialityRequest | Attachment],
    submission_ids: Sequence[int],
) -> set[int]:
    chosen = select(entity.submission_id).where(entity.submission_id.in_(submission_ids))
    return set(session.scalars(chosen))


def _submissions(work: Work, submission_ids: Sequence[int]) -> Sequence[Submission]:
    chosen = select(Submission).where(Submission.id.in_(submission_ids))
    return work.session.scalars(chosen.order_by(Submission.id)).all()


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))


def _dispose(submission: Submission) -> None:
    disposition = disposition_of(
        submission.set_aside, submission.content, submission.timing, submission.late_choice
    )
    if submission.disposition is not disposition:
        submission.disposition = disposition
