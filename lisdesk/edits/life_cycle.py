"""Take a call from one stage of its life to the next, or back by one, with what goes on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from lisdesk.edits.call_stages import stage_now
from lisdesk.edits.standing import held_call
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.outcome import Outcome
from lisdesk.rules.life_cycle import RULES, Move, Stage, StageFacts, hindrances, move_to
from lisdesk.store.entities import (
    BodyRole,
    Call,
    CallBody,
    Deadline,
    Publication,
    Question,
    StageChange,
    Submission,
)
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class StageStep:
    """A step that was taken."""

    reference: str
    was: Stage
    stage: Stage


@verb
def make_call_ready(work: Work, *, call_id: int, reason: str = "") -> StageStep:
    """Let a draft go by the clock from now on; it needs a question, a lead and a deadline."""
    return _go_on(work, call_id, Stage.SCHEDULED, reason)


@verb
def begin_analysis(work: Work, *, call_id: int, reason: str = "") -> StageStep:
    """Say that what was sent in for a closed call is being analysed; its deadline stands now."""
    return _go_on(work, call_id, Stage.ANALYSING, reason)


@verb
def begin_report(work: Work, *, call_id: int, reason: str = "") -> StageStep:
    """Say that the analysis of a call is done and its report is being written."""
    return _go_on(work, call_id, Stage.REPORTING, reason)


@verb
def mark_published(work: Work, *, call_id: int, reason: str = "") -> StageStep:
    """Say that a call was published; a reason is needed if no publication of it is on record."""
    return _go_on(work, call_id, Stage.PUBLISHED, reason)


@verb
def archive_call(work: Work, *, call_id: int, reason: str = "") -> StageStep:
    """Put a published call away: it can be read, and every edit of it is refused."""
    return _go_on(work, call_id, Stage.ARCHIVED, reason)


@verb
def take_call_back(work: Work, *, call_id: int, reason: str) -> StageStep:
    """Take a call back by one step, with a reason; what was recorded meanwhile stays."""
    call = held_call(work, call_id)
    work.about(call.id, call.reference)
    was = stage_now(work, call)
    move = RULES[was].back
    if move is None:
        raise RefusedError(
            f"{call.reference} is {was.label.lower()}, from where there is no step back.",
            do="The last edit can be taken back with “lisdesk undo”.",
            do_in_window="The last edit can be taken back with Ctrl+Z.",
        )
    return _take(work, call, was, move, reason)


ON: dict[Stage, Callable[..., Outcome[Any]]] = {
    Stage.SCHEDULED: make_call_ready,
    Stage.ANALYSING: begin_analysis,
    Stage.REPORTING: begin_report,
    Stage.PUBLISHED: mark_published,
    Stage.ARCHIVED: archive_call,
}
"""The edit that goes on to a stage."""


def edit_of(move: Move) -> Callable[..., Outcome[Any]]:
    """Return the edit that takes a step."""
    return take_call_back if move.is_back else ON[move.to]


def _go_on(work: Work, call_id: int, to: Stage, reason: str) -> StageStep:
    call = held_call(work, call_id)
    work.about(call.id, call.reference)
    was = stage_now(work, call)
    if was is to:
        raise RefusedError(
            f"{call.reference} is {to.label.lower()} already.", do="Nothing needs to be done."
        )
    forward = RULES[was].forward
    if forward is None or forward.to is not to:
        wanted = Move(to, "").key
        move_to(was, wanted)  # says which steps there are
        raise RefusedError(
            f"{call.reference} is {was.label.lower()}, and “{wanted}” would be a step back.",
            do="Take it back with a reason.",
        )
    return _take(work, call, was, forward, reason)


def _take(work: Work, call: Call, was: Stage, move: Move, reason: str) -> StageStep:
    words = " ".join(reason.split())
    for hindrance in hindrances(move, _facts(work, call, words)):
        raise RefusedError(
            f"{call.reference} stays {was.label.lower()}. {hindrance.words}", do=hindrance.do
        )
    work.add(
        StageChange(
            call_id=call.id,
            stage=move.to,
            is_back=move.is_back,
            reason=words,
            decided_at=work.now,
            officer=work.officer,
        )
    )
    return StageStep(call.reference, was, stage_now(work, call))


def _facts(work: Work, call: Call, reason: str) -> StageFacts:
    """Return what hinders a step; what is only told is asked for before it."""

    def count(condition: ColumnElement[bool]) -> int:
        return work.session.scalar(select(func.count()).where(condition)) or 0

    is_lead = and_(CallBody.call_id == call.id, CallBody.role == BodyRole.LEAD)
    return StageFacts(
        questions=count(Question.call_id == call.id),
        has_lead=count(is_lead) > 0,
        has_deadline=count(Deadline.call_id == call.id) > 0,
        submissions=count(Submission.call_id == call.id),
        publications=count(Publication.call_id == call.id),
        reason=reason,
    )
