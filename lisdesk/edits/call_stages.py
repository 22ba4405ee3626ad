"""What the stage of a call lets be done: edits that it does not allow are refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select

from lisdesk.edits.standing import window
from lisdesk.errors import RefusedError
from lisdesk.rules.deadlines import call_state
from lisdesk.rules.life_cycle import BY_CLOCK, RULES, Act, Stage, stage_of
from lisdesk.store.changes import Operation, RowChange
from lisdesk.store.deadlines import deadlines_of
from lisdesk.store.entities import Call, ClosingKind, StageChange, Submission
from lisdesk.store.stages import stored_stage, stored_stages
from lisdesk.store.work import Work

_AT_ONCE = 500
_STEPS, _SUBMISSIONS = "stage_change", "submission"
_OWN = frozenset({"read_mark"})
"""What is an officer's own, and no part of a call."""
_PAST_CLOCK = frozenset(Stage) - BY_CLOCK - {Stage.DRAFT, Stage.ARCHIVED}
_BY_HAND = "closed_by_hand_at"


def stage_now(work: Work, call: Call) -> Stage:
    """Return the stage of a call at the moment of the edit."""
    opens_at, closes_at = window(work, call)
    state = call_state(work.now, opens_at, closes_at)
    is_extended = len(deadlines_of(work.session, call.id)) > 1
    return stage_of(stored_stage(work.session, call.id), state, is_extended=is_extended)


def refuse_unless_allowed(work: Work, call: Call, act: Act) -> None:
    """Raise RefusedError if the step taken last keeps an act from being done; what the clock says
    is judged where the act is.
    """
    stage = stage_now(work, call)
    if stage in BY_CLOCK or act in RULES[stage].allows:
        return
    if stage is Stage.DRAFT:
        raise RefusedError(
            f"{call.reference} is a draft, so it cannot {act.value}.",
            do="Correct its dates as long as it is a draft, or make it ready first.",
        )
    raise RefusedError(
        f"{call.reference} is {stage.label.lower()}, so it cannot {act.value}.",
        do=f"Take it back first: “lisdesk call step {call.reference} --to "
        f"{_back_key(stage)} --reason …”.",
        do_in_window="Take it back first, step by step, with “Go back” on Calls.",
    )


def refuse_by_stage(work: Work, changes: Sequence[RowChange]) -> None:
    """Raise RefusedError if an edit, or taking one back, has changed an archived call, put
    something sent in into a draft or made a draft of what holds such, moved the deadline or the
    closing of a call that is past them, or taken a step out from under a later one.
    """
    names = {change.table.name for change in changes}
    if names <= _OWN:
        return
    stages = stored_stages(work.session)
    if _STEPS in names:
        _refuse_out_of_order(work, changes)
        _refuse_filled_drafts(work, changes, stages)
        return
    archived = {number for number, stage in stages.items() if stage is Stage.ARCHIVED}
    if archived and (touched := sorted(archived & _calls_of(work, changes))):
        raise _archived(work.session.get_one(Call, touched[0]))
    _refuse_into_drafts(work, changes, stages)
    _refuse_moved(work, changes, stages)
    _refuse_rewritten(work, changes, stages)


def holds_submissions(work: Work, call: Call) -> bool:
    """Whether anything was sent in for a call."""
    sent_in = select(Submission.id).where(Submission.call_id == call.id).limit(1)
    return work.session.scalar(sent_in) is not None


def _refuse_into_drafts(
    work: Work, changes: Sequence[RowChange], stages: Mapping[int, Stage]
) -> None:
    drafts = {number for number, stage in stages.items() if stage is Stage.DRAFT}
    sent_in = [
        change
        for change in changes
        if change.table.name == _SUBMISSIONS and change.operation is Operation.INSERT
    ]
    if drafts and sent_in and (touched := sorted(drafts & _calls_of(work, sent_in))):
        call = work.session.get_one(Call, touched[0])
        raise RefusedError(
            f"{call.reference} is a draft, so nothing can be sent in for it yet.",
            do=f"Make it ready first: “lisdesk call step {call.reference} --to ready”.",
            do_in_window="Make it ready first, on Calls.",
        )


def _refuse_filled_drafts(
    work: Work, changes: Sequence[RowChange], stages: Mapping[int, Stage]
) -> None:
    """What was sent in came under a deadline that was told: it must not become a draft's."""
    steps = [change for change in changes if change.table.name == _STEPS]
    for call_id in sorted(_calls_of(work, steps)):
        if stages.get(call_id) is not Stage.DRAFT:
            continue
        call = work.session.get_one(Call, call_id)
        if holds_submissions(work, call):
            raise RefusedError(
                f"Something was sent in for {call.reference} already, so it does not become a "
                "draft.",
                do="Extend it if its deadline has to move.",
            )


def _refuse_moved(work: Work, changes: Sequence[RowChange], stages: Mapping[int, Stage]) -> None:
    """The deadline stands from the analysis on; that it passed may still be put on record."""
    moved = [change for change in changes if _moves_closing(change)]
    past = {number for number, stage in stages.items() if stage in _PAST_CLOCK}
    if moved and past and (touched := sorted(past & _calls_moved(work, moved))):
        call = work.session.get_one(Call, touched[0])
        stage = stages[call.id]
        raise RefusedError(
            f"{call.reference} is {stage.label.lower()}, so its deadline and its closing stand.",
            do=f"Take it back first: “lisdesk call step {call.reference} --to "
            f"{_back_key(stage)} --reason …”.",
            do_in_window="Take it back first, step by step, with “Go back” on Calls.",
        )


def _refuse_rewritten(
    work: Work, changes: Sequence[RowChange], stages: Mapping[int, Stage]
) -> None:
    """Only a draft's deadline is corrected: taking such a correction back later would rewrite one
    that was told.
    """
    rewritten = [
        change
        for change in changes
        if change.table.name == "deadline" and change.operation is Operation.UPDATE
    ]
    for call_id in sorted(_of_rows(work, rewritten)):
        if stages.get(call_id) is not Stage.DRAFT:
            call = work.session.get_one(Call, call_id)
            raise RefusedError(
                f"{call.reference} is no draft any more, so its deadline stays on record.",
                do="Extend it if its deadline has to move.",
            )


def _moves_closing(change: RowChange) -> bool:
    sides = change.before or {}, change.after or {}
    if change.table.name == "closing":
        return all(side.get("kind") != ClosingKind.DUE.key for side in sides)
    if change.table.name == "call":
        return sides[0].get(_BY_HAND) != sides[1].get(_BY_HAND)
    return change.table.name == "deadline"


def _calls_moved(work: Work, moved: Iterable[RowChange]) -> set[int]:
    """Return the calls whose own rows these are."""
    own = {each for change in moved if change.table.name == "call" for each in change.row_ids}
    return _of_rows(work, moved) | {each for each in own if isinstance(each, int)}


def _archived(call: Call) -> RefusedError:
    return RefusedError(
        f"{call.reference} is archived.",
        do=f"Bring it back with “lisdesk call step {call.reference} --to published --reason …”.",
        do_in_window="Bring it back from the archive first, on Calls.",
    )


def _back_key(stage: Stage) -> str:
    back = RULES[stage].back
    return back.key if back is not None else ""


def _calls_of(work: Work, changes: Iterable[RowChange]) -> set[int]:
    """Return the call that the edit is about, and those whose own rows it has changed."""
    own = {work.call_id} if work.call_id is not None else set()
    return own | _of_rows(work, changes)


def _of_rows(work: Work, changes: Iterable[RowChange]) -> set[int]:
    found: set[int] = set()
    for change in changes:
        if "call_id" not in change.table.columns:
            continue
        gone = change.rows or ([change.before] if change.before else [])
        found |= {row["call_id"] for row in gone if isinstance(row.get("call_id"), int)}
        if change.operation is Operation.DELETE:
            continue
        for start in range(0, len(change.row_ids), _AT_ONCE):
            own = change.table.c.id.in_(change.row_ids[start : start + _AT_ONCE])
            chosen = select(change.table.c.call_id).where(own).distinct()
            found.update(number for number in work.session.scalars(chosen) if number is not None)
    return found


def _refuse_out_of_order(work: Work, changes: Iterable[RowChange]) -> None:
    """Steps are taken back from the newest on, or the history would tell of leaps."""
    for change in changes:
        if change.table.name != _STEPS:
            continue
        for call_id in _calls_of(work, [change]):
            newest = select(func.max(StageChange.id)).where(StageChange.call_id == call_id)
            oldest = min(number for number in change.row_ids if isinstance(number, int))
            if (work.session.scalar(newest) or 0) > oldest:
                raise _too_early(work.session.get_one(Call, call_id))


def _too_early(call: Call) -> RefusedError:
    first = "Take back the later steps first"
    return RefusedError(
        f"A later step of {call.reference} was taken since.",
        do=f"{first}; “lisdesk history” lists them.",
        do_in_window=f"{first}, in the history of edits (Ctrl+Shift+H).",
    )
