"""Find the stakeholder that an officer named, or say plainly that it is not there."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.rules.names import stakeholder_key
from lisdesk.store.entities import Stakeholder, StakeholderMerge, Submission
from lisdesk.store.identities import Identities, known_names

_MOST_DIGITS = 15


def stakeholder_by_name(session: Session, text: str) -> Stakeholder:
    """Return the stakeholder of this name or number ("#12"), or the respondent of the submission
    of this reference; of a merged one, the one that stands for it.

    RefusedError if several stakeholders are called so: a submission's reference tells them apart.
    """
    number = _number(text)
    if number is not None:
        numbered = session.get(Stakeholder, number)
        if numbered is None:
            raise _not_found("stakeholder", text, "stakeholder list")
        return session.get_one(Stakeholder, Identities(session).standing(numbered.id))
    of_submission = select(Submission.respondent_id).where(
        Submission.reference == text.strip().upper()
    )
    respondent_id = session.scalar(of_submission)
    if respondent_id is not None:
        return session.get_one(Stakeholder, respondent_id)
    called = {each.standing_id for each in known_names(session, [stakeholder_key(text)])}
    if not called:
        raise _not_found("stakeholder", text, "stakeholder list")
    found = session.get_one(Stakeholder, min(called))
    if len(called) > 1:
        raise RefusedError(
            f"{len(called)} stakeholders are called “{found.name}”.",
            do="Name the reference of a submission of the one you mean, or its number: #12.",
        )
    return found


def merged_stakeholder_by_name(session: Session, text: str) -> Stakeholder:
    """Return a stakeholder that was merged into another, by its name or its number ("#12").

    RefusedError if several merged ones are called so.
    """
    chosen = select(Stakeholder).join(
        StakeholderMerge, StakeholderMerge.merged_id == Stakeholder.id
    )
    number = _number(text)
    if number is not None:
        chosen = chosen.where(Stakeholder.id == number)
    else:
        chosen = chosen.where(Stakeholder.name_key == stakeholder_key(text))
    found = session.scalars(chosen.order_by(Stakeholder.id)).all()
    if not found:
        raise _not_found("merged stakeholder", text, "stakeholder show")
    if len(found) > 1:
        raise RefusedError(
            f"{len(found)} merged stakeholders are called “{found[0].name}”.",
            do="Name the number of the one you mean, such as #12.",
        )
    return found[0]


def _not_found(what: str, text: str, command: str) -> NotFoundError:
    return NotFoundError(
        f"There is no {what} “{text}” here.",
        do=f"See who there is with “lisdesk {command}”.",
        do_in_window="See who there is on the screen Stakeholders.",
    )


def _number(text: str) -> int | None:
    """Return the number in "#12"; None for anything else."""
    digits = text.strip().removeprefix("#")
    is_number = text.strip().startswith("#") and digits.isascii() and digits.isdecimal()
    return int(digits) if is_number and len(digits) <= _MOST_DIGITS else None
