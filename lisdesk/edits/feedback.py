"""Say what was done about what was said on a priority: “you said, we did”."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from lisdesk.edits.coding_frame import held_priority
from lisdesk.edits.findings import checked_text
from lisdesk.edits.verbs import verb
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.rules.feedback import FeedbackStatus, OwnerKind
from lisdesk.store.entities import Feedback, Priority
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work

LONGEST_OWNER = 200


@dataclass(frozen=True, slots=True)
class FeedbackDraft:
    """What was said and what is done. Without `you_said` the finding of the priority is what was
    said; without `due_on` it is due 12 weeks after the call closes.
    """

    you_said: str = ""
    we_did: str = ""
    owner: str = ""
    owner_kind: OwnerKind = OwnerKind.OFFICER
    due_on: date | None = None
    status: FeedbackStatus = FeedbackStatus.PLANNED
    reason: str = ""


@verb
def set_feedback(
    work: Work, *, priority_id: int, draft: FeedbackDraft, seen: FeedbackDraft | None = None
) -> str:
    """Say what was done about a priority in place of what was said before; return its code.

    `seen` is what the officer had before them, an empty draft if there was nothing. Raises
    RefusedError for a draft that says nothing, and for what is not taken up without a reason;
    StaleEditError if `seen` no longer stands.
    """
    priority, standing = _about(work, priority_id, seen)
    said = _checked(draft)
    if standing is None:
        standing = Feedback(priority_id=priority.id)
    elif _draft_of(standing) == said:
        return priority.code
    for field in FeedbackDraft.__dataclass_fields__:
        setattr(standing, field, getattr(said, field))
    work.add(standing)
    return priority.code


@verb
def remove_feedback(work: Work, *, priority_id: int, seen: FeedbackDraft | None = None) -> str:
    """Forget what was said to be done about a priority; return its code.

    Raises NotFoundError if there is nothing, StaleEditError as `set_feedback` does.
    """
    priority, standing = _about(work, priority_id, seen)
    if standing is None:
        raise NotFoundError(
            f"Nothing is said to be done about {priority.code}.",
            do="See what there is with “lisdesk feedback list CALL”.",
            do_in_window="Look at it as it stands now.",
        )
    work.remove(standing)
    return priority.code


def carry_feedback(work: Work, priority: Priority, taker: Priority | None) -> None:
    """Let what is done about a priority that goes stand with the one that takes its tags over,
    below what is done there; without one it goes.
    """
    standing = _standing(work, priority.id)
    if standing is None:
        return
    there = None if taker is None else _standing(work, taker.id)
    if taker is not None and there is None:
        standing.priority_id = taker.id
        work.session.flush()
        return
    if there is not None:
        for field in ("you_said", "we_did", "reason"):
            own, other = getattr(there, field), getattr(standing, field)
            if other:
                setattr(there, field, f"{own}\n\nFrom {priority.code}: {other}".strip())
    work.remove(standing)


def _checked(draft: FeedbackDraft) -> FeedbackDraft:
    said = FeedbackDraft(
        you_said=checked_text(draft.you_said, "“You said”"),
        we_did=checked_text(draft.we_did, "“We did”"),
        owner=" ".join(draft.owner.replace("\0", "").split()),
        owner_kind=draft.owner_kind,
        due_on=draft.due_on,
        status=draft.status,
        reason=checked_text(draft.reason, "A reason"),
    )
    if len(said.owner) > LONGEST_OWNER:
        raise RefusedError(
            f"An owner has at most {LONGEST_OWNER} characters.", do="Give the name alone."
        )
    if said.status is FeedbackStatus.NOT_TAKEN_UP and not said.reason:
        raise RefusedError(
            "What is not taken up needs a reason.", do="Say why, for those who asked for it."
        )
    if said.status is FeedbackStatus.DONE and not said.we_did:
        raise RefusedError("What is done needs words.", do="Say under “we did” what was done.")
    if said == FeedbackDraft():
        raise RefusedError("Nothing is said.", do="Say what was said, what is done, or by whom.")
    return said


def _about(
    work: Work, priority_id: int, seen: FeedbackDraft | None
) -> tuple[Priority, Feedback | None]:
    priority, call = held_priority(work, priority_id)
    work.about(call.id, f"{call.reference} {priority.code}")
    standing = _standing(work, priority.id)
    before = FeedbackDraft() if standing is None else _draft_of(standing)
    if seen is not None and seen != before:
        raise overtaken()
    return priority, standing


def _draft_of(feedback: Feedback) -> FeedbackDraft:
    fields = FeedbackDraft.__dataclass_fields__
    return FeedbackDraft(**{field: getattr(feedback, field) for field in fields})


def _standing(work: Work, priority_id: int) -> Feedback | None:
    return work.session.scalar(select(Feedback).where(Feedback.priority_id == priority_id))
