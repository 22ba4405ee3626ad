"""Decisions about late submissions: who saw which, and whose may give way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.errors import RefusedError, StaleEditError
from lisdesk.rules.vocabulary import LateChoice, Timing
from lisdesk.store.entities import LateDecision, Submission
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work

SeenDecisions = Mapping[int, int | None]
"""By submission, the number of the late decision that stood when an officer looked; None for none.
"""
_AT_ONCE = 500


def late_decision(work: Work, submission_id: int, choice: LateChoice, reason: str) -> LateDecision:
    """Return a decision on a late submission, by who is at work, to be added."""
    return LateDecision(
        submission_id=submission_id,
        choice=choice,
        reason=reason,
        decided_at=work.now,
        officer=work.officer,
    )


def refuse_decided(
    work: Work, submissions: Sequence[Submission], seen: SeenDecisions | None
) -> None:
    """Refuse with StaleEditError if a decision stands that was not seen, or lateness has gone.

    The submissions are to be held, or somebody else may decide about them meanwhile.
    """
    if seen is None:
        return
    standing = _standing_numbers(work.session, submissions)
    for each in submissions:
        number = standing[each.id]
        if number is not None and seen.get(each.id) != number:
            newest = work.session.get_one(LateDecision, number)
            is_taken_back = (seen.get(each.id) or 0) > number  # no number is used again
            raise _decided_meanwhile(each, newest, is_taken_back=is_taken_back)
        is_seen = each.id in seen and seen[each.id] == number
        if not is_seen or each.timing is not Timing.LATE:
            raise overtaken()


def refuse_to_overrule(
    session: Session, officer: str, submissions: Iterable[Submission], replaced: LateChoice | None
) -> SeenDecisions:
    """Refuse with RefusedError, which tells it, if another officer's decision on a late submission
    stands, unless it is the one that is to be `replaced`. Returns what stands by the late ones, to
    be held against what stands when it is decided.
    """
    late = [each for each in submissions if each.timing is Timing.LATE]
    seen = _standing_numbers(session, late)
    for each in late:
        number, choice = seen[each.id], each.late_choice
        if number is None or choice is None or choice is replaced:
            continue
        newest = session.get_one(LateDecision, number)
        if newest.officer != officer:
            raise RefusedError(
                f"{newest.officer} has decided about {each.reference}: "
                f"“{choice.label.lower()}”, since “{newest.reason.rstrip('.')}”.",
                kept="That decision stands as it is.",
                do=f"If yours is to stand in its place, say --instead-of {choice.key}.",
            )
    return seen


def _decided_meanwhile(
    submission: Submission, decision: LateDecision, *, is_taken_back: bool
) -> StaleEditError:
    stands = f"“{decision.choice.label.lower()}”, since “{decision.reason.rstrip('.')}”"
    happened = (
        f"The newest decision about {submission.reference} was taken back meanwhile; what "
        f"{decision.officer} decided before stands: {stands}."
        if is_taken_back
        else f"{decision.officer} has decided about {submission.reference} meanwhile: {stands}."
    )
    return StaleEditError(
        happened,
        kept="That decision stands as it is, and yours was not saved.",
        do="Look at it as it stands now, and decide anew if yours is to stand in its place.",
    )


def _standing_numbers(session: Session, submissions: Sequence[Submission]) -> dict[int, int | None]:
    """Return the number of the decision that stands about each submission."""
    found: dict[int, int | None] = {each.id: None for each in submissions}
    decided = [each.id for each in submissions if each.late_choice is not None]
    for start in range(0, len(decided), _AT_ONCE):
        chosen = (
            select(LateDecision.submission_id, func.max(LateDecision.id))
            .where(LateDecision.submission_id.in_(decided[start : start + _AT_ONCE]))
            .group_by(LateDecision.submission_id)
        )
        found.update((row[0], row[1]) for row in session.execute(chosen))
    return found
