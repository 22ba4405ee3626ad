"""Late submissions with what the policy of their call proposes, and decisions about many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from lisdesk.edits.late_decisions import SeenDecisions, refuse_to_overrule
from lisdesk.edits.submission_lists import ListReport, decide_late_submissions
from lisdesk.errors import RefusedError
from lisdesk.exchange.bank_holidays import bank_holidays
from lisdesk.queries.late_queue import (
    LateCall,
    LateRow,
    LateView,
    late_call,
    late_ids,
    late_rows,
)
from lisdesk.rules.late_policy import (
    LARGEST_GRACE,
    Arrival,
    Ground,
    LatePolicy,
    Proposal,
    duration_words,
    how_late,
    policy_words,
    propose,
)
from lisdesk.rules.vocabulary import Channel, LateChoice, Timing
from lisdesk.store.database import Database
from lisdesk.store.entities import Call
from lisdesk.store.lookup import submission_by_reference
from lisdesk.store.work import Desk

_AT_ONCE = 500
_GRACE_DAYS = 3 * LARGEST_GRACE
"""More civil days than the longest grace has."""


@dataclass(frozen=True, slots=True)
class LateLine:
    """A late submission, how late it was, and what is proposed."""

    row: LateRow
    deadline: str
    """The deadline in force, in words."""
    late_by: str
    how_late: str
    """The same, with what it is measured from."""
    proposal: Proposal

    @property
    def id(self) -> int:
        """The submission's number."""
        return self.row.id


@dataclass(frozen=True, slots=True)
class Joint:
    """What is proposed for several late submissions together, if it is one and the same."""

    choice: LateChoice | None
    reason: str


def late_lines(session: Session, call_id: int, ids: Sequence[int]) -> list[LateLine]:
    """Return late submissions with their proposals, in the order given; what is gone, or in time by
    now, is left out.
    """
    call = late_call(session, call_id)
    if call is None:
        return []
    holidays = _holidays(call)
    found: dict[int, LateLine] = {}
    for start in range(0, len(ids), _AT_ONCE):
        for row in late_rows(session, ids[start : start + _AT_ONCE]):
            found[row.id] = _line(row, call, holidays)
    return [found[each] for each in ids if each in found]


def proposed_lines(session: Session, call_id: int, choice: LateChoice) -> list[LateLine]:
    """Return the late submissions of a call that wait, and for which a choice is proposed."""
    lines = late_lines(session, call_id, late_ids(session, call_id, LateView.WAITING))
    return [each for each in lines if each.proposal.choice is choice]


def named_lines(
    session: Session,
    call_id: int,
    references: Sequence[str],
    *,
    officer: str,
    replaced: LateChoice | None,
) -> list[LateLine]:
    """Return the late submissions of a call that are named, for an officer to decide about. Raises
    RefusedError, which names them, for those of another call, for those that are not late, and for
    one that another officer has decided about otherwise than is to be `replaced`.
    """
    call = session.get_one(Call, call_id)
    named = [submission_by_reference(session, each) for each in references]
    strange = [each.reference for each in named if each.call_id != call.id]
    if strange:
        raise RefusedError(
            f"Not of {call.reference}: {', '.join(strange)}. Nothing was decided.",
            do="Name late submissions of that call only.",
        )
    in_time = [each.reference for each in named if each.timing is not Timing.LATE]
    if in_time:
        raise RefusedError(
            f"Not late: {', '.join(in_time)}. Nothing was decided.",
            do="Only a late submission needs a decision; name those, or check when it came.",
        )
    refuse_to_overrule(session, officer, named, replaced)
    return late_lines(session, call.id, list(dict.fromkeys(each.id for each in named)))


def seen_decisions(lines: Iterable[LateLine]) -> SeenDecisions:
    """Return which decisions stand by these lines, to be held against those that stand later."""
    return {each.id: each.row.decision_id for each in lines}


def joint_proposal(lines: Iterable[LateLine], policy: LatePolicy) -> Joint:
    """Return what is proposed for several together, with a reason that holds for each."""
    found = {(each.proposal.choice, each.proposal.ground) for each in lines}
    if len(found) != 1:
        return Joint(None, "")
    choice, ground = found.pop()
    if ground is Ground.POSTED_IN_TIME:
        return Joint(
            choice, "Postmarked by the closing day, and received within the grace for post."
        )
    if policy.proposes is None:
        return Joint(None, "")
    return Joint(choice, policy_words(policy.proposes))


def decide_about(
    database: Database,
    desk: Desk,
    progress: Callable[[int, int], None],
    *,
    submission_ids: Sequence[int],
    choice: LateChoice,
    reason: str,
    seen: SeenDecisions | None = None,
) -> ListReport:
    """Record one decision on many late submissions, telling how many are done; a CancelledError
    that `progress` raises undoes everything. Raises StaleEditError as the edit does.
    """
    done, total = 0, len(submission_ids)

    def tell(more: int) -> None:
        nonlocal done
        done += more
        progress(done, total)

    progress(0, total)
    with database.writing(desk) as work:
        return decide_late_submissions(
            work,
            submission_ids=submission_ids,
            choice=choice,
            reason=reason,
            seen=seen,
            tell=tell,
        ).result


def _line(row: LateRow, call: LateCall, holidays: frozenset[date]) -> LateLine:
    arrival = Arrival(row.received_at, row.sent_at, row.channel is Channel.POST)
    proposal = propose(arrival, call.close, call.policy, holidays)
    late_by = duration_words(row.received_at - call.close.closed_at)
    how = how_late(row.received_at, call.close)
    return LateLine(row, call.close.deadline.words(), late_by, how, proposal)


def _holidays(call: LateCall) -> frozenset[date]:
    if not call.policy.post_grace:
        return frozenset()  # the library takes as long to load as all else
    day = call.close.day
    return frozenset(bank_holidays({day.year, (day + timedelta(days=_GRACE_DAYS)).year}))
