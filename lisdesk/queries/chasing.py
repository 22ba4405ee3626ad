"""Who has not been heard in a call: known stakeholders of whom nothing counts in it or waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.rules.vocabulary import COUNTED, Disposition
from lisdesk.rules.wall_time import day_words, local_day
from lisdesk.store.entities import (
    Acknowledgement,
    Area,
    Call,
    Chase,
    Stakeholder,
    StakeholderContact,
    StakeholderType,
    Submission,
)
from lisdesk.store.identities import Identities


@dataclass(frozen=True, slots=True)
class ChaseFilter:
    """What the list is narrowed to; what is empty does not narrow."""

    type_id: int | None = None
    """With the types below it."""
    area_id: int | None = None
    never_chased: bool = False


EVERYBODY = ChaseFilter()


class Touch(NamedTuple):
    """A contact with a stakeholder: when, and what it was."""

    on: date
    what: str

    @property
    def words(self) -> str:
        """The day, and what it was."""
        return f"{day_words(self.on)}, {self.what}"


class ChaseRow(NamedTuple):
    """A stakeholder who was not heard; empty texts and None are what is not known."""

    id: int
    name: str
    type: str
    area: str
    person: str
    """Whom to ask for."""
    email: str
    telephone: str
    address: str
    last_touch: Touch | None
    """The last contact on record: a chase for this call, an acknowledgement, or a submission."""
    chases: int
    """How often it was chased for this call."""


def not_heard(session: Session, call_id: int, chosen: ChaseFilter = EVERYBODY) -> list[ChaseRow]:
    """Return everybody in the register without a counted submission in a call, by name.

    Who wrote late and waits for a decision is left out: asking them for evidence would be odd.
    A stakeholder that was merged into another is not listed; what is known of it helps where the
    one that stands has no address. Raises sqlalchemy.exc.NoResultFound if there is no such call.
    """
    call = session.get_one(Call, call_id)
    identities = Identities(session)
    heard = select(Submission.respondent_id).where(
        Submission.call_id == call_id,
        Submission.disposition.in_((*COUNTED, Disposition.LATE_WAITING)),
    )
    left_out = set(session.scalars(heard.distinct()))
    contacts = _contacts(session, identities)
    touches = _touches(session, call, identities)
    chases = _chases(session, call_id, identities)
    return [
        ChaseRow(
            number, name, label, area, *contacts[number], touches.get(number), chases.get(number, 0)
        )
        for number, name, label, area in _stakeholders(session, chosen)
        if number not in left_out
        and identities.standing(number) == number
        and not (chosen.never_chased and chases.get(number))
    ]


def _stakeholders(session: Session, chosen: ChaseFilter) -> Iterator[tuple[int, str, str, str]]:
    statement = (
        select(
            Stakeholder.id,
            Stakeholder.name,
            func.coalesce(StakeholderType.label, ""),
            func.coalesce(Area.name, ""),
        )
        .outerjoin(StakeholderType, StakeholderType.id == Stakeholder.type_id)
        .outerjoin(Area, Area.id == Stakeholder.area_id)
        .order_by(Stakeholder.name_key, Stakeholder.id)
    )
    if chosen.type_id is not None:
        below = select(StakeholderType.id).where(StakeholderType.parent_id == chosen.type_id)
        is_own = Stakeholder.type_id == chosen.type_id
        statement = statement.where(is_own | Stakeholder.type_id.in_(below))
    if chosen.area_id is not None:
        statement = statement.where(Stakeholder.area_id == chosen.area_id)
    for row in session.execute(statement):
        yield row[0], row[1], row[2], row[3]


def _contacts(session: Session, identities: Identities) -> dict[int, tuple[str, str, str, str]]:
    """Return person, e-mail, telephone and address by the stakeholder that stands."""
    chosen = (
        select(
            Stakeholder.id,
            func.coalesce(StakeholderContact.person, ""),
            Stakeholder.email,
            func.coalesce(StakeholderContact.telephone, ""),
            func.coalesce(StakeholderContact.address, ""),
        )
        .outerjoin(StakeholderContact, StakeholderContact.stakeholder_id == Stakeholder.id)
        .order_by(Stakeholder.id)
    )
    own: dict[int, tuple[str, str, str, str]] = {}
    others: list[tuple[int, tuple[str, str, str, str]]] = []
    for number, person, email, telephone, address in session.execute(chosen):
        standing, known = identities.standing(number), (person, email, telephone, address)
        if standing == number:
            own[number] = known
        else:
            others.append((standing, known))
    for standing, known in others:
        mine = own.get(standing, ("", "", "", ""))
        person, email, telephone, address = (a or b for a, b in zip(mine, known, strict=True))
        own[standing] = (person, email, telephone, address)
    return own


def _touches(session: Session, call: Call, identities: Identities) -> Mapping[int, Touch]:
    """Return the newest contact with each stakeholder."""
    newest: dict[int, Touch] = {}
    found = _received(session, call), _acknowledged(session, call.zone)
    for touches in (*found, _chased(session, call.id)):
        for number, touch in touches:
            standing = identities.standing(number)
            if standing not in newest or newest[standing].on <= touch.on:
                newest[standing] = touch
    return newest


def _received(session: Session, call: Call) -> Iterator[tuple[int, Touch]]:
    chosen = (
        select(Submission.respondent_id, Call.reference, func.max(Submission.received_at))
        .join(Call, Call.id == Submission.call_id)
        .where(Submission.respondent_id.is_not(None))
        .group_by(Submission.respondent_id, Call.id, Call.reference)
        .order_by(Call.id)
    )
    not_counted = _not_counted(session, call.id)
    for number, reference, at in session.execute(chosen):
        assert number is not None
        stood_as = not_counted.get(number, "") if reference == call.reference else ""
        yield number, _touch(at, call.zone, f"submission to {reference}{stood_as}")


def _not_counted(session: Session, call_id: int) -> dict[int, str]:
    """Return how what a respondent sent in last stands, in words, where it does not count."""
    chosen = (
        select(Submission.respondent_id, Submission.disposition)
        .where(
            Submission.call_id == call_id,
            Submission.respondent_id.is_not(None),
            Submission.disposition.not_in(COUNTED),
        )
        .order_by(Submission.received_at, Submission.id)
    )
    return {
        number: f" ({disposition.label.lower()})"
        for number, disposition in session.execute(chosen)
        if number is not None
    }


def _acknowledged(session: Session, zone: str) -> Iterator[tuple[int, Touch]]:
    chosen = (
        select(Submission.respondent_id, func.max(Acknowledgement.acknowledged_at))
        .join(Submission, Submission.id == Acknowledgement.submission_id)
        .where(Submission.respondent_id.is_not(None))
        .group_by(Submission.respondent_id)
    )
    for number, at in session.execute(chosen):
        assert number is not None
        yield number, _touch(at, zone, "acknowledgement sent")


def _chased(session: Session, call_id: int) -> Iterable[tuple[int, Touch]]:
    chosen = (
        select(Chase.stakeholder_id, Chase.chased_on, Chase.note)
        .where(Chase.call_id == call_id)
        .order_by(Chase.chased_on, Chase.id)
    )
    for number, on, note in session.execute(chosen):
        said = f"chased: {note}" if note else "chased"
        yield number, Touch(on, said)


def _touch(at: datetime, zone: str, what: str) -> Touch:
    return Touch(local_day(at, zone), what)


def _chases(session: Session, call_id: int, identities: Identities) -> dict[int, int]:
    numbers: dict[int, int] = {}
    chosen = select(Chase.stakeholder_id).where(Chase.call_id == call_id)
    for number in session.scalars(chosen):
        standing = identities.standing(number)
        numbers[standing] = numbers.get(standing, 0) + 1
    return numbers
