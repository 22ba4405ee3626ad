"""Two stakeholders side by side, field by field, as a merge shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from lisdesk.queries.stakeholder_page import StakeholderPage, stakeholder_page
from lisdesk.rules.stakeholder_fields import StakeholderField


@dataclass(frozen=True, slots=True)
class StakeholderSide:
    """A stakeholder as one of two; `values` are what is shown, empty for what is not known."""

    id: int
    name: str
    submissions: int
    values: Mapping[StakeholderField, str]


def stakeholder_sides(session: Session, ids: Sequence[int]) -> list[StakeholderSide]:
    """Return stakeholders by their fields, the one with most submissions first; those that stand
    for another of them are there once.
    """
    pages = [page for each in ids if (page := stakeholder_page(session, each)) is not None]
    sides = {page.row.id: _side(page) for page in pages}
    return sorted(sides.values(), key=lambda side: (-side.submissions, side.id))


def _side(page: StakeholderPage) -> StakeholderSide:
    row = page.row
    values = {
        StakeholderField.NAME: row.name,
        StakeholderField.KIND: row.kind.label if row.kind else "",
        StakeholderField.TYPE: row.type,
        StakeholderField.AREA: row.area,
        StakeholderField.EMAIL: row.email,
        StakeholderField.MEMBERS: f"{row.members:,}" if row.members else "",
        StakeholderField.PERSON: row.person,
        StakeholderField.TELEPHONE: row.telephone,
        StakeholderField.ADDRESS: page.address,
        StakeholderField.WEBSITE: page.website,
    }
    return StakeholderSide(row.id, row.name, row.submissions, values)
