"""The areas that submissions come from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from lisdesk.store.entities import Area, LeadBody, SecondLead, Submission


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area; `lead` is the body in whose area it lies, empty if that is not known."""

    id: int
    name: str
    lead: str
    submissions: int
    second_lead: str = ""
    """The other body in whose area it lies, where two overlap."""


def areas(session: Session) -> list[AreaRow]:
    """Return the areas of the file by name, each with its number of submissions in all calls."""
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
    return [AreaRow(*row) for row in map(tuple, session.execute(chosen))]
