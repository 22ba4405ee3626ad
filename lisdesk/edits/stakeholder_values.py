"""The fields of a stakeholder as texts: read, written, and put back by a merge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from lisdesk.edits.register import Register
from lisdesk.errors import RefusedError
from lisdesk.rules.names import stakeholder_key
from lisdesk.rules.stakeholder_fields import CONTACT_FIELDS, StakeholderField
from lisdesk.rules.vocabulary import StakeholderKind
from lisdesk.store.entities import (
    ActingFor,
    Area,
    Membership,
    Stakeholder,
    StakeholderContact,
    StakeholderType,
)
from lisdesk.store.identities import Identities
from lisdesk.store.stakeholder_lookup import stakeholder_by_name
from lisdesk.store.work import Work

_MOST_MEMBERS = 100_000_000


def values_of(work: Work, stakeholder: Stakeholder) -> dict[StakeholderField, str]:
    """Return every field of a stakeholder as text; empty for what is not known."""
    kind_of = work.session.get(StakeholderType, stakeholder.type_id or 0)
    area = work.session.get(Area, stakeholder.area_id or 0)
    membership, contact = _membership(work, stakeholder), _contact(work, stakeholder)
    return {
        StakeholderField.NAME: stakeholder.name,
        StakeholderField.KIND: stakeholder.kind.key if stakeholder.kind else "",
        StakeholderField.TYPE: kind_of.key if kind_of else "",
        StakeholderField.AREA: area.name if area else "",
        StakeholderField.EMAIL: stakeholder.email,
        StakeholderField.MEMBERS: str(membership.members) if membership else "",
        **{each: getattr(contact, each.key) if contact else "" for each in CONTACT_FIELDS},
    }


def put_values(
    work: Work, stakeholder: Stakeholder, values: Mapping[StakeholderField, str]
) -> None:
    """Write fields that were read as text; a type that is gone since leaves the field as it is."""
    for each, text in values.items():
        if each is StakeholderField.NAME:
            stakeholder.name, stakeholder.name_key = text, stakeholder_key(text)
        elif each is StakeholderField.EMAIL:
            stakeholder.email = text
        elif each is StakeholderField.KIND:
            stakeholder.kind = StakeholderKind.of(text) if text else None
        elif each is StakeholderField.AREA:
            stakeholder.area_id = Register(work, []).area_id(text)
        elif each is StakeholderField.TYPE:
            _put_type(work, stakeholder, text)
        elif each is StakeholderField.MEMBERS:
            put_members(work, stakeholder, int(text or 0))
    put_contact(work, stakeholder, {k: v for k, v in values.items() if k in CONTACT_FIELDS})
    work.session.flush()


def put_members(work: Work, stakeholder: Stakeholder, members: int) -> None:
    """Say for how many members a stakeholder speaks; 0 if that is not known.

    Raises RefusedError for a number below 0 or beyond a hundred million.
    """
    if not 0 <= members <= _MOST_MEMBERS:
        raise RefusedError(
            f"A stakeholder cannot speak for {members:,} members.",
            do="Give a number from 1 to 100,000,000, or 0 if it is not known.",
        )
    standing = _membership(work, stakeholder)
    if standing is not None and not members:
        work.remove(standing)
    elif standing is not None:
        standing.members = members
    elif members:
        work.add(Membership(stakeholder_id=stakeholder.id, members=members))


def put_contact(
    work: Work, stakeholder: Stakeholder, values: Mapping[StakeholderField, str]
) -> None:
    """Say how to reach a stakeholder; fields that are not named stay."""
    standing = _contact(work, stakeholder)
    known = {each.key: getattr(standing, each.key) if standing else "" for each in CONTACT_FIELDS}
    wanted = known | {each.key: text.strip() for each, text in values.items()}
    if wanted == known:
        return
    if standing is None:
        work.add(StakeholderContact(stakeholder_id=stakeholder.id, **wanted))
    elif not any(wanted.values()):
        work.remove(standing)
    else:
        for name, text in wanted.items():
            setattr(standing, name, text)


def act_for(work: Work, stakeholder: Stakeholder, names: Sequence[str]) -> None:
    """Say on behalf of which others a stakeholder acts, and of no others.

    Raises NotFoundError for a name that the register lacks, RefusedError for its own.
    """
    identities = Identities(work.session)
    wanted = {stakeholder_by_name(work.session, each).id for each in names if each.strip()}
    if identities.standing(stakeholder.id) in wanted:
        raise RefusedError(
            f"“{stakeholder.name}” cannot act on behalf of itself.", do="Name another stakeholder."
        )
    own = ActingFor.agent_id.in_(identities.members(stakeholder.id))
    for link in work.session.scalars(select(ActingFor).where(own).order_by(ActingFor.id)).all():
        principal_id = identities.standing(link.principal_id)
        if principal_id in wanted:
            wanted.discard(principal_id)
        else:
            work.remove(link)
    for principal_id in sorted(wanted):
        work.add(ActingFor(agent_id=stakeholder.id, principal_id=principal_id))


def _put_type(work: Work, stakeholder: Stakeholder, key: str) -> None:
    found = work.session.scalar(select(StakeholderType.id).where(StakeholderType.key == key))
    if found is not None or not key:
        stakeholder.type_id = found


def _membership(work: Work, stakeholder: Stakeholder) -> Membership | None:
    chosen = select(Membership).where(Membership.stakeholder_id == stakeholder.id)
    return work.session.scalar(chosen)


def _contact(work: Work, stakeholder: Stakeholder) -> StakeholderContact | None:
    chosen = select(StakeholderContact).where(StakeholderContact.stakeholder_id == stakeholder.id)
    return work.session.scalar(chosen)
