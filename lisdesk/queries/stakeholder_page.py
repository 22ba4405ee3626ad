"""Everything that the register says of one stakeholder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from lisdesk.queries.attendees import attended_ids
from lisdesk.queries.stakeholders import StakeholderRow, stakeholder_rows
from lisdesk.rules.names import stakeholder_key
from lisdesk.rules.vocabulary import Channel, Disposition
from lisdesk.store.entities import (
    ActingFor,
    Area,
    Call,
    CarriedSubmission,
    LeadBody,
    SecondLead,
    Stakeholder,
    StakeholderAlias,
    StakeholderContact,
    StakeholderMerge,
    StakeholderType,
    Submission,
)
from lisdesk.store.identities import Identities

MOST_SUBMISSIONS = 200
"""So many of a stakeholder's submissions are listed, the newest."""


@dataclass(frozen=True, slots=True)
class NamedStakeholder:
    """A stakeholder by its number and name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A stakeholder that was merged into the one at hand."""

    id: int
    name: str
    email: str
    merged_at: datetime
    officer: str
    submissions: int
    """How many came with it."""


@dataclass(frozen=True, slots=True)
class OwnSubmission:
    """One submission of a stakeholder."""

    id: int
    call_id: int
    call: str
    reference: str
    channel: Channel
    received_at: datetime
    disposition: Disposition
    submitted_by: str


@dataclass(frozen=True, slots=True)
class StakeholderPage:
    """A stakeholder with all that is known; empty texts stand for what is not."""

    row: StakeholderRow
    type_key: str
    address: str
    website: str
    leads: tuple[str, ...]
    """The bodies in whose area it is: none, one or two."""
    also_known_as: tuple[str, ...]
    merged: tuple[MergedRow, ...]
    acts_for: tuple[NamedStakeholder, ...]
    agents: tuple[NamedStakeholder, ...]
    """Who acts for it."""
    submissions: tuple[OwnSubmission, ...]
    """The newest first, at most `MOST_SUBMISSIONS`; `row` has how many there are in all calls."""
    attended: tuple[OwnSubmission, ...]
    """Notes of events that it was at, the newest first; none of them is counted as its own."""
    submitted_for_others: int
    """Submissions that it sent in on behalf of somebody else."""


def stakeholder_page(session: Session, stakeholder_id: int) -> StakeholderPage | None:
    """Return all about a stakeholder, or about the one that it was merged into; None if the
    register does not have it.
    """
    identities = Identities(session)
    stakeholder_id = identities.standing(stakeholder_id)
    rows = stakeholder_rows(session, [stakeholder_id], None)
    if not rows:
        return None
    (row,), members = rows, identities.members(stakeholder_id)
    stakeholder = session.get_one(Stakeholder, stakeholder_id)
    kind_of = session.get(StakeholderType, stakeholder.type_id or 0)
    contact = session.scalar(
        select(StakeholderContact).where(StakeholderContact.stakeholder_id == stakeholder_id)
    )
    merged, aliases = _merged(session, members), _aliases(session, members, row.name)
    return StakeholderPage(
        row=row,
        type_key=kind_of.key if kind_of else "",
        address=contact.address if contact else "",
        website=contact.website if contact else "",
        leads=_leads(session, stakeholder.area_id),
        also_known_as=aliases,
        merged=merged,
        acts_for=_linked(session, identities, members, stakeholder_id, is_agent=True),
        agents=_linked(session, identities, members, stakeholder_id, is_agent=False),
        submissions=_submissions(session, Submission.respondent_id == stakeholder_id),
        attended=_submissions(session, Submission.id.in_(attended_ids(session, members))),
        submitted_for_others=_submitted_for_others(session, row, aliases),
    )


def _merged(session: Session, members: list[int]) -> tuple[MergedRow, ...]:
    carried = (
        select(func.count(CarriedSubmission.id))
        .where(CarriedSubmission.merge_id == StakeholderMerge.id)
        .correlate(StakeholderMerge)
        .scalar_subquery()
    )
    chosen = (
        select(
            Stakeholder.id,
            Stakeholder.name,
            Stakeholder.email,
            StakeholderMerge.merged_at,
            StakeholderMerge.officer,
            carried,
        )
        .join(Stakeholder, Stakeholder.id == StakeholderMerge.merged_id)
        .where(StakeholderMerge.merged_id.in_(members))
        .order_by(StakeholderMerge.id)
    )
    return tuple(MergedRow(*row) for row in map(tuple, session.execute(chosen)))


def _aliases(session: Session, members: list[int], name: str) -> tuple[str, ...]:
    own = select(Stakeholder.name).where(Stakeholder.id.in_(members)).order_by(Stakeholder.id)
    others = select(StakeholderAlias.name).where(StakeholderAlias.stakeholder_id.in_(members))
    found = [*session.scalars(own), *session.scalars(others.order_by(StakeholderAlias.id))]
    return tuple(each for each in dict.fromkeys(found) if each != name)


def _leads(session: Session, area_id: int | None) -> tuple[str, ...]:
    first = select(Area.lead_body_id).where(Area.id == (area_id or 0))
    second = select(SecondLead.lead_body_id).where(SecondLead.area_id == (area_id or 0))
    ids = [each for each in (session.scalar(first), session.scalar(second)) if each is not None]
    chosen = select(LeadBody.id, LeadBody.name).where(LeadBody.id.in_(ids))
    names = {number: name for number, name in session.execute(chosen)}
    return tuple(names[each] for each in ids)


def _linked(
    session: Session,
    identities: Identities,
    members: list[int],
    own_id: int,
    *,
    is_agent: bool,
) -> tuple[NamedStakeholder, ...]:
    agent, principal = ActingFor.agent_id, ActingFor.principal_id
    ours, theirs = (agent, principal) if is_agent else (principal, agent)
    found = session.scalars(select(theirs).where(ours.in_(members)).order_by(ActingFor.id))
    ids = {identities.standing(each) for each in found} - {own_id}
    chosen = select(Stakeholder.id, Stakeholder.name).where(Stakeholder.id.in_(ids))
    rows = session.execute(chosen.order_by(Stakeholder.name_key, Stakeholder.id))
    return tuple(NamedStakeholder(number, name) for number, name in rows)


def _submissions(session: Session, chosen_ones: ColumnElement[bool]) -> tuple[OwnSubmission, ...]:
    chosen = (
        select(
            Submission.id,
            Submission.call_id,
            Call.reference,
            Submission.reference,
            Submission.channel,
            Submission.received_at,
            Submission.disposition,
            Submission.submitted_by,
        )
        .join(Call, Call.id == Submission.call_id)
        .where(chosen_ones)
        .order_by(Submission.received_at.desc(), Submission.id.desc())
        .limit(MOST_SUBMISSIONS)
    )
    return tuple(OwnSubmission(*row) for row in session.execute(chosen))


def _submitted_for_others(session: Session, row: StakeholderRow, aliases: Iterable[str]) -> int:
    """Count the submissions by the name of who sent them: it is kept as it came in."""
    keys = {stakeholder_key(each) for each in (row.name, *aliases)}
    chosen = (
        select(Submission.submitted_by, func.count(Submission.id))
        .where(
            Submission.submitted_by != "",
            or_(Submission.respondent_id.is_(None), Submission.respondent_id != row.id),
        )
        .group_by(Submission.submitted_by)
    )
    return sum(count for name, count in session.execute(chosen) if stakeholder_key(name) in keys)
