"""Correct what a call says of itself; its deadline has edits of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from lisdesk.edits.call_bodies import change_call_bodies
from lisdesk.edits.call_framework import choose_framework
from lisdesk.edits.call_policies import write_late_policy, write_reminders
from lisdesk.edits.call_stages import holds_submissions, stage_now
from lisdesk.edits.calls import DeadlineChange, checked_title, judged_again
from lisdesk.edits.correcting import set_fields
from lisdesk.edits.standing import held_call
from lisdesk.edits.suggestions import switch_suggestions
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.deadlines import Deadline as DeadlineRule
from lisdesk.rules.deadlines import local_words, opening_moment
from lisdesk.rules.late_policy import LatePolicy, checked_policy
from lisdesk.rules.life_cycle import Stage
from lisdesk.rules.vocabulary import CampaignPolicy
from lisdesk.rules.wall_time import day_words
from lisdesk.store.deadlines import deadline_rule, deadlines_of
from lisdesk.store.entities import Call
from lisdesk.store.work import Work

LARGEST_THRESHOLD = 100


@dataclass(frozen=True, slots=True)
class CallCorrection:
    """What is to be different about a call; None leaves a field as it is.

    The policy for late submissions proposes; no submission stands otherwise by it alone. Numbers of
    respondents below `small_count_threshold` are withheld from publications; 0 withholds
    none.
    """

    title: str | None = None
    opens_on: date | None = None
    campaign_policy: CampaignPolicy | None = None
    small_count_threshold: int | None = None
    suggests_priorities: bool | None = None
    deadline: DeadlineRule | None = None
    """For a draft only: a call that was announced is extended instead."""
    reminder_days: tuple[int, ...] | None = None
    """How many days before the deadline officers are reminded; none for no reminder."""
    late_policy: LatePolicy | None = None
    lead: str | None = None
    partners: Sequence[str] | None = None
    """All partners from then on."""
    framework: str | None = None
    """The key or name of a framework; an empty text for none."""


@verb
def edit_call(work: Work, *, call_id: int, correction: CallCorrection) -> DeadlineChange:
    """Correct a call. With another opening date its submissions are judged anew.

    Its reference stays, whatever year it opens in. Raises RefusedError if it would open after it
    closes or was closed by hand, for a threshold that is no small number, and for an unknown
    framework.
    """
    call = held_call(work, call_id)
    work.about(call.id, call.reference)
    if correction.title is not None:
        call.title = checked_title(correction.title)
    if correction.deadline is not None:
        _set_deadline(work, call, correction.deadline, correction.opens_on or call.opens_on)
    if correction.opens_on is not None:
        _check_opening(work, call, correction.opens_on)
        call.opens_on = correction.opens_on
    if correction.reminder_days is not None:
        write_reminders(work, call, correction.reminder_days)
    threshold = correction.small_count_threshold
    if threshold is not None and not 0 <= threshold <= LARGEST_THRESHOLD:
        raise RefusedError(
            f"The threshold for small numbers is from 0 to {LARGEST_THRESHOLD}.",
            do="Give a number between those two.",
        )
    if correction.suggests_priorities is not None:
        switch_suggestions(work, call, is_on=correction.suggests_priorities)
    if correction.late_policy is not None:
        write_late_policy(work, call, checked_policy(correction.late_policy))
    set_fields(call, campaign_policy=correction.campaign_policy, small_count_threshold=threshold)
    consequence = ""
    if correction.lead is not None or correction.partners is not None:
        bodies = change_call_bodies(
            work, call_id=call.id, lead=correction.lead, partners=correction.partners
        )
        consequence = bodies.result.consequence
        work.about(call.id, call.reference)
    if correction.framework is not None:
        lost = choose_framework(work, call_id=call.id, key=correction.framework).result
        consequence = " ".join(filter(None, (consequence, lost)))
    return replace(judged_again(work, call), consequence=consequence)


def _set_deadline(work: Work, call: Call, deadline: DeadlineRule, opens_on: date) -> None:
    """Correct the deadline of a draft, which nobody was told yet."""
    if stage_now(work, call) is not Stage.DRAFT:
        raise RefusedError(
            f"{call.reference} is no draft, so its deadline stays on record.",
            do="Extend the call instead: the old deadline and the reason are kept.",
        )
    if holds_submissions(work, call):
        raise RefusedError(
            f"Something was sent in for {call.reference}, so its deadline stays on record.",
            do="Make it ready and extend it: the old deadline and the reason are kept.",
        )
    if deadline.moment <= opening_moment(opens_on, call.zone):
        raise RefusedError("The call would close before it opens.", do="Check the two dates.")
    line = deadlines_of(work.session, call.id)[-1]
    line.closes_on, line.closes_time, line.fold = (
        deadline.closes_on, deadline.closes_time, deadline.fold)  # fmt: skip
    work.session.flush()


def _check_opening(work: Work, call: Call, opens_on: date) -> None:
    opens_at = opening_moment(opens_on, call.zone)
    in_force = deadline_rule(deadlines_of(work.session, call.id)[-1], call.zone)
    if in_force.moment <= opens_at:
        raise RefusedError(
            f"{call.reference} would open on {day_words(opens_on)}, after it closes: "
            f"{in_force.words()}.",
            do="Give an earlier date, or extend the call first.",
        )
    by_hand = call.closed_by_hand_at
    if by_hand is not None and by_hand <= opens_at:
        raise RefusedError(
            f"{call.reference} was closed by hand before that: {local_words(by_hand)}.",
            do="Give an earlier date, or reopen the call first.",
        )
