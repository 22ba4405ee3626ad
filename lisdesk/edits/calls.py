"""Open a call, move its deadline, close it: each step reasoned and on record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from lisdesk.edits.call_stages import refuse_unless_allowed
from lisdesk.edits.judging import Judgement, judge_call_again
from lisdesk.edits.lead_bodies import find_or_add_lead_body
from lisdesk.edits.seen_deadlines import SeenDeadline, refuse_if_moved
from lisdesk.edits.setting_aside import stated_reason
from lisdesk.edits.standing import held_call, window
from lisdesk.edits.starting_areas import bring_areas
from lisdesk.edits.template_content import write_template
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.deadlines import LONDON, call_state, opening_moment
from lisdesk.rules.deadlines import Deadline as DeadlineRule
from lisdesk.rules.life_cycle import Act, Stage
from lisdesk.rules.names import initials
from lisdesk.rules.programme import StartingArea
from lisdesk.rules.reference import CallTemplate
from lisdesk.rules.vocabulary import CallState, CampaignPolicy
from lisdesk.store.deadlines import deadline_rule, deadlines_of
from lisdesk.store.entities import (
    BodyRole,
    Call,
    CallBody,
    Closing,
    ClosingKind,
    Deadline,
    Framework,
    LeadBody,
    StageChange,
)
from lisdesk.store.stages import stored_stage
from lisdesk.store.work import Work

DEFAULT_SMALL_COUNT_THRESHOLD = 5
_PREFIX = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_RESERVED_PREFIXES = frozenset({"TAG", "IMP"})


@dataclass(frozen=True, slots=True)
class CallDraft:
    """What a new call needs; an empty prefix is made from the lead body's name."""

    title: str
    lead: str
    opens_on: date
    deadline: DeadlineRule
    partners: Sequence[str] = ()
    prefix: str = ""
    is_draft: bool = False
    """A draft goes by the clock only once it is made ready."""
    areas: Sequence[StartingArea] = ()
    """Areas that are put into the file's list of areas with the call, if they are not there."""


@dataclass(frozen=True, slots=True)
class DeadlineChange:
    """A call whose closing moment moved, and the submissions that were judged anew."""

    reference: str
    deadline: DeadlineRule
    state: CallState
    judgements: list[Judgement]
    consequence: str = ""
    """What another lead or other partners did to what was set by hand, as a sentence."""


@verb
def new_call(work: Work, *, draft: CallDraft, template: CallTemplate | None = None) -> str:
    """Make a call with its bodies, its first deadline and, from a template, questions and
    priorities.

    Returns the call's reference, such as LLEP-2018-01. Raises RefusedError if it would close before
    it opens, or if its title is empty.
    """
    title = checked_title(draft.title)
    if draft.deadline.moment <= opening_moment(draft.opens_on):
        raise RefusedError("The call would close before it opens.", do="Check the two dates.")
    lead = find_or_add_lead_body(work, draft.lead)
    prefix = _checked_prefix(draft.prefix or lead.short_name or initials(lead.name))
    stem = f"{prefix}-{draft.opens_on.year}"
    framework_id = _framework_id(work, template.framework) if template else None
    call = Call(
        reference=f"{stem}-{work.next_number(stem):02d}",
        title=title,
        prefix=prefix,
        zone=LONDON,
        opens_on=draft.opens_on,
        closed_by_hand_at=None,
        campaign_policy=CampaignPolicy.EACH,
        small_count_threshold=DEFAULT_SMALL_COUNT_THRESHOLD,
        framework_id=framework_id,
    )
    work.add(call)
    work.about(call.id, call.reference)
    _add_bodies(work, call, lead, draft.partners)
    bring_areas(work, draft.areas)
    _add_deadline(work, call, 1, draft.deadline, reason="", notice="")
    if draft.is_draft:
        _keep_as_draft(work, call)
    if template is not None:
        write_template(work, call, template)
    return call.reference


@verb
def extend_call(
    work: Work,
    *,
    call_id: int,
    deadline: DeadlineRule,
    reason: str,
    notice: str = "",
    seen: SeenDeadline | None = None,
) -> DeadlineChange:
    """Move the deadline; the old one stays in the history and stored submissions are judged anew.

    Allowed while the call is open and after it closed, with a moment that has passed too. A new
    deadline after a closing by hand lifts that closing. Raises StaleEditError, which tells it, if
    another deadline than the one `seen` is in force by now, or the call was closed by hand since.
    """
    call = held_call(work, call_id)
    work.about(call.id, call.reference)
    refuse_unless_allowed(work, call, Act.EXTEND)
    history = deadlines_of(work.session, call.id)
    in_force = deadline_rule(history[-1], call.zone)
    if deadline == in_force:
        raise RefusedError(
            f"{call.reference} already closes on {in_force.words()}.", do="Give another deadline."
        )
    if seen is not None:
        refuse_if_moved(work, call, history, seen)
    if deadline.moment <= opening_moment(call.opens_on, call.zone):
        raise RefusedError(
            f"{call.reference} would close before it opens.", do="Give a later deadline."
        )
    _add_deadline(work, call, history[-1].ordinal + 1, deadline, stated_reason(reason), notice)
    if call.closed_by_hand_at is not None and deadline.moment > call.closed_by_hand_at:
        call.closed_by_hand_at = None
    return judged_again(work, call)


@verb
def close_call(work: Work, *, call_id: int, reason: str) -> DeadlineChange:
    """Close an open call now, before its deadline; what arrives from now on is late."""
    call = held_call(work, call_id)
    work.about(call.id, call.reference)
    refuse_unless_allowed(work, call, Act.CLOSE)
    if _state(work, call) is CallState.CLOSED:
        raise RefusedError(f"{call.reference} is already closed.", do="Nothing needs to be done.")
    if _state(work, call) is CallState.SCHEDULED:
        raise RefusedError(
            f"{call.reference} has not opened yet, so it cannot be closed.",
            do="Wait until it opens, or take back “new call” with “lisdesk undo”.",
            do_in_window="Wait until it opens, or take back making it with Ctrl+Z.",
        )
    call.closed_by_hand_at = work.now
    _record_closing(work, call, ClosingKind.CLOSED, stated_reason(reason))
    return judged_again(work, call)


@verb
def reopen_call(work: Work, *, call_id: int, reason: str) -> DeadlineChange:
    """Open a call again that was closed by hand, until its deadline."""
    call = held_call(work, call_id)
    work.about(call.id, call.reference)
    refuse_unless_allowed(work, call, Act.REOPEN)
    in_force = deadline_rule(deadlines_of(work.session, call.id)[-1], call.zone)
    if _state(work, call) is not CallState.CLOSED:
        raise RefusedError(f"{call.reference} is not closed.", do="Nothing needs to be done.")
    if in_force.moment <= work.now:
        raise RefusedError(
            f"The deadline of {call.reference} has passed: {in_force.words()}.",
            do="Extend the call to a later deadline; that opens it again.",
        )
    call.closed_by_hand_at = None
    _record_closing(work, call, ClosingKind.REOPENED, stated_reason(reason))
    return judged_again(work, call)


def record_due_closings(work: Work) -> list[str]:
    """Record the end of every call whose deadline has passed; return the references of those.

    Open or closed does not wait for this: it is computed from the clock. The record says when it
    was noticed, once for each deadline. Each call's record is an edit by itself.
    """
    call_ids = work.session.scalars(select(Call.id).order_by(Call.id)).all()
    recorded = [record_due_closing(work, call_id=call_id).result for call_id in call_ids]
    return [reference for reference in recorded if reference]


@verb
def record_due_closing(work: Work, *, call_id: int) -> str:
    """Record that a call's deadline has passed; return its reference.

    Empty if the deadline is still ahead, if the call was closed by hand before, if it is a draft or
    archived, or if it is on record already.
    """
    call = held_call(work, call_id)
    in_force = deadline_rule(deadlines_of(work.session, call.id)[-1], call.zone)
    stands_still = stored_stage(work.session, call.id) in (Stage.DRAFT, Stage.ARCHIVED)
    is_due = in_force.moment <= work.now and call.closed_by_hand_at is None and not stands_still
    if not is_due or _is_recorded(work, call, in_force):
        return ""
    work.about(call.id, call.reference)
    work.add(
        Closing(
            call_id=call.id,
            kind=ClosingKind.DUE,
            effective_at=in_force.moment,
            reason=f"Deadline passed: {in_force.words()}",
            recorded_at=work.now,
            officer=work.officer,
        )
    )
    return call.reference


def checked_title(title: str) -> str:
    """Return a call's title as it is stored; RefusedError if it has no words."""
    words = " ".join(title.split())
    if not words:
        raise RefusedError("A call needs a title.", do="Say what the call asks for evidence on.")
    return words


def _state(work: Work, call: Call) -> CallState:
    opens_at, closes_at = window(work, call)
    return call_state(work.now, opens_at, closes_at)


def judged_again(work: Work, call: Call) -> DeadlineChange:
    """Judge a call's submissions by the opening and the closing that stand now."""
    judgements = judge_call_again(work, call)
    in_force = deadline_rule(deadlines_of(work.session, call.id)[-1], call.zone)
    return DeadlineChange(call.reference, in_force, _state(work, call), judgements)


def _is_recorded(work: Work, call: Call, in_force: DeadlineRule) -> bool:
    recorded = select(Closing.id).where(
        Closing.call_id == call.id,
        Closing.kind == ClosingKind.DUE,
        Closing.effective_at == in_force.moment,
    )
    return work.session.scalar(recorded) is not None


def _record_closing(work: Work, call: Call, kind: ClosingKind, reason: str) -> None:
    work.add(
        Closing(
            call_id=call.id,
            kind=kind,
            effective_at=work.now,
            reason=reason,
            recorded_at=work.now,
            officer=work.officer,
        )
    )


def _add_deadline(
    work: Work, call: Call, ordinal: int, deadline: DeadlineRule, reason: str, notice: str
) -> None:
    work.add(
        Deadline(
            call_id=call.id,
            ordinal=ordinal,
            closes_on=deadline.closes_on,
            closes_time=deadline.closes_time,
            fold=deadline.fold,
            reason=reason,
            notice=notice.strip(),
            decided_at=work.now,
            officer=work.officer,
        )
    )


def _keep_as_draft(work: Work, call: Call) -> None:
    work.add(
        StageChange(
            call_id=call.id,
            stage=Stage.DRAFT,
            is_back=False,
            reason="",
            decided_at=work.now,
            officer=work.officer,
        )
    )


def _add_bodies(work: Work, call: Call, lead: LeadBody, partners: Sequence[str]) -> None:
    work.add(CallBody(call_id=call.id, lead_body_id=lead.id, role=BodyRole.LEAD, position=1))
    seen = {lead.id}
    for name in partners:
        partner = find_or_add_lead_body(work, name)
        if partner.id in seen:
            raise RefusedError(
                f"“{partner.name}” is named twice for this call.", do="Name each body once."
            )
        seen.add(partner.id)
        role = CallBody(
            call_id=call.id, lead_body_id=partner.id, role=BodyRole.PARTNER, position=len(seen)
        )
        work.add(role)


def _checked_prefix(prefix: str) -> str:
    wanted = prefix.strip().upper()
    if not _PREFIX.fullmatch(wanted) or wanted in _RESERVED_PREFIXES:
        raise RefusedError(
            f"“{prefix}” cannot begin references.",
            do="Use 2 to 10 letters and digits, a letter first, such as LLEP.",
        )
    return wanted


def _framework_id(work: Work, key: str) -> int | None:
    if not key:
        return None
    found = work.session.scalar(select(Framework.id).where(Framework.key == key))
    if found is None:
        there = work.session.scalars(select(Framework.key).order_by(Framework.id))
        raise RefusedError(
            f"The template names a framework that this file does not have: “{key}”.",
            do=f"Leave the framework out of the template, or name one of: {', '.join(there)}.",
        )
    return found
