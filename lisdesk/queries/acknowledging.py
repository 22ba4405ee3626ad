"""Who is still to be told that a submission arrived, and what is to be said."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from lisdesk.rules.acknowledgements import DEFAULT_TEXT, LetterText, address_fault
from lisdesk.rules.deadlines import closing_moment
from lisdesk.rules.vocabulary import Channel, Disposition, SetAside, Timing
from lisdesk.rules.wall_time import clock_words, local_time, weekday_words
from lisdesk.store.deadlines import deadline_rule, deadlines_of
from lisdesk.store.entities import (
    Acknowledgement,
    AcknowledgementText,
    Call,
    Mail,
    Stakeholder,
    Submission,
)

_OF_ANOTHER = (SetAside.DUPLICATE, SetAside.MERGED)


class DueRow(NamedTuple):
    """A submission whose sender is still to be told, or was told, that it arrived."""

    submission_id: int
    reference: str
    name: str
    """Who sent it."""
    address: str
    """The one that its e-mail came from, or the one of the register."""
    received_at: datetime
    lateness: str
    """What a late one is told of that; empty for others."""
    acknowledged_at: datetime | None

    @property
    def fault(self) -> str:
        """Why nothing can be sent; empty if something can."""
        return address_fault(self.address)


class Acknowledging(NamedTuple):
    """What a call's acknowledgements say, and of which submissions they are."""

    call_id: int
    title: str
    reference: str
    deadline: str
    """When the call closes, in words: the deadline in force, or when it was closed by hand."""
    closes_at: datetime
    text: LetterText
    is_own_text: bool
    """Whether the call has a text of its own."""
    rows: tuple[DueRow, ...]
    sent: int
    """How many were acknowledged."""


def acknowledgements(session: Session, call_id: int, *, sent: bool = False) -> Acknowledging:
    """Return the submissions of a call that are to be acknowledged, or with `sent` those that were,
    in the order in which they came.

    Notes of events have no sender, and what is a duplicate or part of another is acknowledged with
    that other one. Raises sqlalchemy.exc.NoResultFound if there is no such call.
    """
    call = session.get_one(Call, call_id)
    closes_at, deadline, close_words = _close(session, call)
    own = session.execute(
        select(AcknowledgementText.subject, AcknowledgementText.body).where(
            AcknowledgementText.call_id == call_id
        )
    ).one_or_none()
    is_sent = Acknowledgement.id.is_not(None)
    rows = session.execute(_due(call_id).where(is_sent if sent else ~is_sent)).all()
    number = session.scalar(
        select(func.count(Acknowledgement.id))
        .join(Submission, Submission.id == Acknowledgement.submission_id)
        .where(Submission.call_id == call_id)
    )
    return Acknowledging(
        call_id,
        call.title,
        call.reference,
        deadline,
        closes_at,
        LetterText(*own) if own else DEFAULT_TEXT,
        own is not None,
        tuple(
            DueRow(
                submission_id,
                reference,
                sender or name or submitted_by,
                mail_address or email or "",
                received_at,
                late_words(timing, disposition, close_words),
                acknowledged_at,
            )
            for (
                submission_id, reference, sender, name, submitted_by, mail_address, email,
                received_at, timing, disposition, acknowledged_at,
            ) in rows
        ),
        number or 0,
    )  # fmt: skip


def late_words(timing: Timing, disposition: Disposition, close_words: str) -> str:
    """Return what a late submission is told, with whether it is in the numbers as it stands; empty
    if it is not late.
    """
    if timing is not Timing.LATE:
        return ""
    said = f"It arrived after {close_words}."
    if disposition is Disposition.LATE_WAITING:
        return f"{said} Whether it is counted has not been decided yet."
    if disposition.is_counted:
        return f"{said} It is counted all the same."
    return f"{said} It is kept, and it is not counted."


def _close(session: Session, call: Call) -> tuple[datetime, str, str]:
    """Return when a call closes by the close that holds, that in words, and what it is called."""
    in_force = deadline_rule(deadlines_of(session, call.id)[-1], call.zone)
    closes_at = closing_moment(in_force, call.closed_by_hand_at)
    if closes_at == in_force.moment:
        return closes_at, in_force.words(), f"the deadline, {in_force.words()}"
    local = local_time(closes_at, call.zone)
    at = clock_words(local.replace(tzinfo=None), call.zone, local.fold)
    words = f"{weekday_words(local.date())}, {at}"
    return closes_at, words, f"the call had been closed, {words}"


def _due(call_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Submission.id,
            Submission.reference,
            Mail.sender_name,
            Stakeholder.name,
            Submission.submitted_by,
            Mail.sender_address,
            Stakeholder.email,
            Submission.received_at,
            Submission.timing,
            Submission.disposition,
            Acknowledgement.acknowledged_at,
        )
        .outerjoin(Mail, Mail.submission_id == Submission.id)
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .outerjoin(Acknowledgement, Acknowledgement.submission_id == Submission.id)
        .where(Submission.call_id == call_id, Submission.channel != Channel.EVENT, _stands())
        .order_by(Submission.received_at, Submission.id)
    )


def _stands() -> ColumnElement[bool]:
    return or_(Submission.set_aside.is_(None), Submission.set_aside.not_in(_OF_ANOTHER))
