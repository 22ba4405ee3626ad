"""The stakeholder types and the areas of a file, with the names they go by."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from lisdesk.store.entities import Area, LeadBody, SecondLead, StakeholderType

NOT_STATED = "Not stated"
_NOT_STATED_KEY = "not-stated"


@dataclass(frozen=True, slots=True)
class TypeFact:
    """A stakeholder type."""

    type_id: int
    parent_id: int | None
    label: str


@dataclass(frozen=True, slots=True)
class TypeList:
    """All stakeholder types of the file, by id in their order."""

    by_id: dict[int, TypeFact]
    not_stated_id: int | None
    """The type that stands for none; None if the list has none such."""

    def lines(self) -> list[int | None]:
        """Return every type that a table has a line or a column for, None for not stated.

        Whether there is one does not depend on what would be in it.
        """
        unstated: list[int | None] = [None] if self.not_stated_id is None else []
        return [*self.by_id, *unstated]

    def label(self, type_id: int | None) -> str:
        """Return the name of a type."""
        return NOT_STATED if type_id is None else self.by_id[type_id].label

    def parent_label(self, type_id: int | None) -> str:
        """Return the name of a type's parent; empty at the top."""
        parent_id = None if type_id is None else self.by_id[type_id].parent_id
        return "" if parent_id is None else self.by_id[parent_id].label

    def with_parent(self, type_id: int | None) -> list[TypeFact]:
        """Return a type and the one above it; nothing for one that is not stated."""
        if type_id is None or type_id == self.not_stated_id:
            return []
        own = self.by_id[type_id]
        return [own] if own.parent_id is None else [own, self.by_id[own.parent_id]]

    @property
    def parents(self) -> dict[int, int | None]:
        """The parent of each type, None at the top."""
        return {each.type_id: each.parent_id for each in self.by_id.values()}


@dataclass(frozen=True, slots=True)
class AreaList:
    """All areas of the file: name, and the Local Enterprise Partnership it lies in or nothing."""

    by_id: dict[int, tuple[str, str]]

    def label(self, area_id: int | None) -> str:
        """Return the name of an area."""
        return NOT_STATED if area_id is None else self.by_id[area_id][0]

    def lead_body(self, area_id: int | None) -> str:
        """Return the body whose area it lies in, or both, as far as that is known."""
        return "" if area_id is None else self.by_id[area_id][1]


def read_types(session: Session) -> TypeList:
    """Return the stakeholder types of the file."""
    chosen = select(
        StakeholderType.id, StakeholderType.parent_id, StakeholderType.label, StakeholderType.key
    ).order_by(StakeholderType.position, StakeholderType.id)
    by_id: dict[int, TypeFact] = {}
    not_stated_id = None
    for type_id, parent_id, label, key in session.execute(chosen):
        by_id[type_id] = TypeFact(type_id, parent_id, label)
        if key == _NOT_STATED_KEY:
            not_stated_id = type_id
    return TypeList(by_id, not_stated_id)


def read_areas(session: Session) -> AreaList:
    """Return the areas of the file."""
    second = aliased(LeadBody)
    chosen = (
        select(Area.id, Area.name, LeadBody.name, second.name)
        .outerjoin(LeadBody, LeadBody.id == Area.lead_body_id)
        .outerjoin(SecondLead, SecondLead.area_id == Area.id)
        .outerjoin(second, second.id == SecondLead.lead_body_id)
    )
    return AreaList(
        {
            area_id: (name, "; ".join(lead for lead in leads if lead))
            for area_id, name, *leads in session.execute(chosen)
        }
    )
