"""Who is still to be told that a submission arrived, and what is to be said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from lisdesk.rules.acknowledgements import DEFAULT_TEXT, LetterText, address_fault
from lisdesk.rules.deadlines import closing_moment, closing_words
from lisdesk.rules.vocabulary import Channel, Disposition, SetAside, Timing
from lisdesk.store.deadlines import deadline_rule, deadlines_of
from lisdesk.store.entities import (
    Acknowledgement,
    AcknowledgementText,
    Call,
    Mail,
    Stakeholder,
    Submission,
)
from lisdesk.store.id_lists import counted_words, listed_ids

HEAD_ROWS = 100
_ADDRESS = func.coalesce(func.nullif(Mail.sender_address, ""), Stakeholder.email, "")
_NAME = func.coalesce(
    func.nullif(Mail.sender_name, ""), func.nullif(Stakeholder.name, ""), Submission.submitted_by
)
_ORDERS: dict[str, ColumnElement[Any]] = {
    "reference": Submission.reference.expression,
    "name": func.lower(_NAME),
    "address": func.lower(_ADDRESS),
    "received": Submission.received_at.expression,
}
"""By which columns they can be sorted."""
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
    def id(self) -> int:
        """Its submission's number."""
        return self.submission_id

    @property
    def fault(self) -> str:
        """Why nothing can be sent; empty if something can."""
        return address_fault(self.address)


class AcknowledgeHead(NamedTuple):
    """What stands above a list of acknowledgements."""

    text: LetterText
    is_own_text: bool
    """Whether the call has a text of its own."""
    sent: int
    """How many were acknowledged."""


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
    head = acknowledge_head(session, call_id)
    is_sent = Acknowledgement.id.is_not(None)
    chosen = _due(Submission.call_id == call_id, _can_be_told(), is_sent if sent else ~is_sent)
    return Acknowledging(
        call_id,
        call.title,
        call.reference,
        deadline,
        closes_at,
        head.text,
        head.is_own_text,
        tuple(_row(row, close_words) for row in session.execute(chosen)),
        head.sent,
    )


def acknowledge_head(session: Session, call_id: int) -> AcknowledgeHead:
    """Return what a call's acknowledgements say, and how many were sent."""
    own = session.execute(
        select(AcknowledgementText.subject, AcknowledgementText.body).where(
            AcknowledgementText.call_id == call_id
        )
    ).one_or_none()
    number = session.scalar(
        select(func.count(Acknowledgement.id))
        .join(Submission, Submission.id == Acknowledgement.submission_id)
        .where(Submission.call_id == call_id)
    )
    text = LetterText(*own) if own else DEFAULT_TEXT
    return AcknowledgeHead(text, own is not None, number or 0)


class DueOrder(NamedTuple):
    """Which acknowledgements are listed, and by which column; empty for as they came."""

    sent: bool
    column: str = ""
    is_descending: bool = False


def due_ids(session: Session, call_id: int, chosen: DueOrder) -> list[int]:
    """Return all submissions that `acknowledgements` tells of, by number."""
    return listed_ids(session, _ordered_ids(call_id, chosen))


def due_head(session: Session, call_id: int, chosen: DueOrder) -> list[DueRow]:
    """Return the first of them."""
    ids = list(session.scalars(_ordered_ids(call_id, chosen).limit(HEAD_ROWS)))
    found = {row.id: row for row in due_rows(session, call_id, ids)}
    return [found[each] for each in ids]


def due_rows(session: Session, call_id: int, ids: Sequence[int]) -> list[DueRow]:
    """Return some submissions with whom to tell of them; a page of some hundreds at a time."""
    call = session.get(Call, call_id)
    if call is None:
        return []
    _, _, close_words = _close(session, call)
    found = session.execute(_due(Submission.id.in_(ids)))
    return [_row(row, close_words) for row in found]


def unreached(session: Session, call_id: int) -> int:
    """Return how many submissions are due to be acknowledged and cannot be, by e-mail."""
    chosen = (
        select(_ADDRESS)
        .select_from(Submission)
        .outerjoin(Mail, Mail.submission_id == Submission.id)
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .where(Submission.id.in_(_ids(call_id, sent=False).order_by(None)))
    )
    addresses = counted_words(session, chosen)
    return sum(number for address, number in addresses.items() if address_fault(address))


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
    words = closing_words(in_force, call.closed_by_hand_at)
    if closes_at == in_force.moment:
        return closes_at, words, f"the deadline, {words}"
    return closes_at, words, f"the call had been closed, {words}"


def _due(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
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
        .where(*conditions)
        .order_by(Submission.received_at, Submission.id)
    )


def _row(row: Sequence[Any], close_words: str) -> DueRow:
    (
        submission_id, reference, sender, name, submitted_by, mail_address, email,
        received_at, timing, disposition, acknowledged_at,
    ) = row  # fmt: skip
    return DueRow(
        submission_id,
        reference,
        sender or name or submitted_by,
        mail_address or email or "",
        received_at,
        late_words(timing, disposition, close_words),
        acknowledged_at,
    )


def _ids(call_id: int, *, sent: bool) -> Select[int]:
    told = select(Acknowledgement.id).where(Acknowledgement.submission_id == Submission.id).exists()
    return (
        select(Submission.id)
        .where(Submission.call_id == call_id, _can_be_told(), told if sent else ~told)
        .order_by(Submission.received_at, Submission.id)
    )


def _ordered_ids(call_id: int, chosen: DueOrder) -> Select[int]:
    ids = _ids(call_id, sent=chosen.sent)
    if chosen.column not in _ORDERS:
        return ids
    key = _ORDERS[chosen.column]
    return (
        ids.outerjoin(Mail, Mail.submission_id == Submission.id)
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .order_by(None)
        .order_by(key.desc() if chosen.is_descending else key.asc(), Submission.id)
    )


def _can_be_told() -> ColumnElement[bool]:
    stands = or_(Submission.set_aside.is_(None), Submission.set_aside.not_in(_OF_ANOTHER))
    return and_(Submission.channel != Channel.EVENT, stands)
