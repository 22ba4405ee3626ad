"""Take a submission out of the count, or put it back, for a reason that goes on record."""

from __future__ import annotations

from sqlalchemy import select

from lisdesk.edits.standing import state_again
from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import SetAside
from lisdesk.store.entities import Call, SetAsideDecision, Submission
from lisdesk.store.lookup import leads_to
from lisdesk.store.work import Work


def decide_set_aside(
    work: Work, submission: Submission, kind: SetAside | None, reason: str
) -> SetAsideDecision:
    """Record the decision and let it stand; RefusedError if it stands already, and for another kind
    on one whose words are counted with a submission that it was merged into.
    """
    if submission.set_aside is kind:
        stands = f"already “{kind.label}”" if kind else "not set aside"
        raise RefusedError(f"{submission.reference} is {stands}.", do="Nothing needs to be done.")
    if kind is not None:
        refuse_merged(work, submission)
    call = work.session.get_one(Call, submission.call_id)
    work.about(call.id, submission.reference)
    decision = SetAsideDecision(
        submission_id=submission.id,
        kind=kind,
        reason=stated_reason(reason),
        decided_at=work.now,
        officer=work.officer,
    )
    work.add(decision)
    submission.set_aside = kind
    state_again(work, submission, call)
    return decision


def standing_decision(work: Work, submission: Submission) -> SetAsideDecision:
    """Return the newest decision on a submission that was set aside."""
    chosen = select(SetAsideDecision).where(SetAsideDecision.submission_id == submission.id)
    return work.session.scalars(chosen.order_by(SetAsideDecision.id.desc()).limit(1)).one()


def refuse_merged(work: Work, submission: Submission) -> None:
    """Raise RefusedError for a submission whose words stand in one that it was merged into."""
    other_id = leads_to(work.session, submission.id)
    if submission.set_aside is SetAside.MERGED and other_id is not None:
        other = work.session.get_one(Submission, other_id)
        raise RefusedError(
            f"The words of {submission.reference} are counted with {other.reference}.",
            do="Separate it first, with “lisdesk submission separate”.",
            do_in_window="Separate it first (Ctrl+Shift+U).",
        )


def stated_reason(reason: str) -> str:
    """Return a reason without outer space; RefusedError if there is none."""
    if not reason.strip():
        raise RefusedError("A reason is needed: it goes on record.", do="Say why in a few words.")
    return reason.strip()
