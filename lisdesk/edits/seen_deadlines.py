"""A deadline is moved by who has seen the one that stands; no closing is lifted unseen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from lisdesk.errors import StaleEditError
from lisdesk.rules.deadlines import Deadline as DeadlineRule
from lisdesk.store.deadlines import deadline_rule
from lisdesk.store.entities import Call, Closing, ClosingKind, Deadline
from lisdesk.store.work import Work

_KEPT = "The call stands as it is, and yours was not saved."
_DO = "Look at the call as it stands now, and extend it anew if it is to move again."


class SeenDeadline(NamedTuple):
    """What an officer saw of a call before moving its deadline."""

    rule: DeadlineRule
    closed_by_hand_at: datetime | None


def refuse_if_moved(
    work: Work, call: Call, history: Sequence[Deadline], seen: SeenDeadline
) -> None:
    """Refuse with StaleEditError, which tells it, if another deadline than the one that was seen is
    in force by now, or if the call was closed by hand or opened again since.
    """
    rules = [deadline_rule(each, call.zone) for each in history]
    if rules[-1] != seen.rule:
        stands = f"it closes on {rules[-1].words()}."
        if seen.rule in rules:
            happened = f"{history[-1].officer} has moved the deadline of {call.reference} meanwhile"
        else:
            happened = f"The deadline of {call.reference} was taken back meanwhile"
        raise StaleEditError(f"{happened}: {stands}", kept=_KEPT, do=_DO)
    if call.closed_by_hand_at != seen.closed_by_hand_at:
        raise StaleEditError(_closed_meanwhile(work, call), kept=_KEPT, do=_DO)


def _closed_meanwhile(work: Work, call: Call) -> str:
    by_hand = (ClosingKind.CLOSED, ClosingKind.REOPENED)
    newest = work.session.scalar(
        select(Closing)
        .where(Closing.call_id == call.id, Closing.kind.in_(by_hand))
        .order_by(Closing.id.desc())
        .limit(1)
    )
    if newest is None or (newest.kind is ClosingKind.CLOSED) is (call.closed_by_hand_at is None):
        return f"What was said of {call.reference} being closed was taken back meanwhile."
    done = "closed" if newest.kind is ClosingKind.CLOSED else "opened"
    again = "" if newest.kind is ClosingKind.CLOSED else " again"
    reason = newest.reason.rstrip(".")
    return f"{newest.officer} has {done} {call.reference}{again} meanwhile, since “{reason}”."
