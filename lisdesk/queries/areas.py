"""The areas that submissions come from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from lisdesk.rules.names import body_key
from lisdesk.rules.programme import BodyNameDraft
from lisdesk.store.entities import Area, BodyName, LeadBody, SecondLead, Submission


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area; `lead` is the body in whose area it lies, empty if that is not known."""

    id: int
    name: str
    lead: str
    submissions: int
    second_lead: str = ""
    """The other body in whose area it lies, where two overlap."""
    codes: tuple[str, ...] = ()
    """The codes that it has or had, each with its dates, where it is the whole area of a body."""


def areas(session: Session) -> list[AreaRow]:
    """Return the areas of the file by name, each with its number of submissions in all calls."""
    codes = _codes(session)
    counted = (
        select(func.count(Submission.id)).where(Submission.area_id == Area.id).scalar_subquery()
    )
    second = aliased(LeadBody)
    chosen = (
        select(
            Area.id,
            Area.name,
            func.coalesce(LeadBody.name, ""),
            counted,
            func.coalesce(second.name, ""),
        )
        .outerjoin(LeadBody, LeadBody.id == Area.lead_body_id)
        .outerjoin(SecondLead, SecondLead.area_id == Area.id)
        .outerjoin(second, second.id == SecondLead.lead_body_id)
        .order_by(Area.name_key)
    )
    return [
        AreaRow(number, name, lead, submissions, second_lead, codes.get(body_key(name), ()))
        for number, name, lead, submissions, second_lead in session.execute(chosen)
    ]


def _codes(session: Session) -> dict[str, tuple[str, ...]]:
    """Return the codes of each body by how areas that are the body's own are called."""
    own = BodyName.lead_body_id == LeadBody.id
    chosen = select(LeadBody.name, BodyName).join(BodyName, own).where(BodyName.is_code)
    found: dict[str, tuple[str, ...]] = {}
    for name, each in session.execute(chosen.order_by(BodyName.position, BodyName.id)):
        told = BodyNameDraft(each.words, False, each.since, each.until).told
        found[body_key(name)] = (*found.get(body_key(name), ()), told)
    return found
