"""What stakeholders of a part of a file say without those that were merged into them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from lisdesk.rules.names import name_key, stakeholder_key
from lisdesk.rules.stakeholder_fields import StakeholderField
from lisdesk.rules.vocabulary import StakeholderKind
from lisdesk.store.entities import (
    Area,
    CarriedSubmission,
    Membership,
    Stakeholder,
    StakeholderAlias,
    StakeholderContact,
    StakeholderMerge,
    StakeholderType,
)
from lisdesk.store.told_in_part import Changes

_Row = Stakeholder | Membership | StakeholderContact
_Entity = type[_Row]
_Values = dict[str, Any]

_COLUMNS: Mapping[StakeholderField, tuple[_Entity, str]] = {
    StakeholderField.NAME: (Stakeholder, "name"),
    StakeholderField.KIND: (Stakeholder, "kind"),
    StakeholderField.TYPE: (Stakeholder, "type_id"),
    StakeholderField.AREA: (Stakeholder, "area_id"),
    StakeholderField.EMAIL: (Stakeholder, "email"),
    StakeholderField.MEMBERS: (Membership, "members"),
    StakeholderField.PERSON: (StakeholderContact, "person"),
    StakeholderField.TELEPHONE: (StakeholderContact, "telephone"),
    StakeholderField.ADDRESS: (StakeholderContact, "address"),
    StakeholderField.WEBSITE: (StakeholderContact, "website"),
}


def without_merged(
    session: Session, stakeholder_ids: Collection[Any], submission_ids: Collection[Any]
) -> Changes:
    """Return what stakeholders of a part said before those were merged into them that stay behind:
    of which neither the row nor a submission that came with it is in the part.

    What was corrected since stays as it is.
    """
    merges = session.scalars(select(StakeholderMerge).order_by(StakeholderMerge.id)).all()
    behind = _behind(session, merges, stakeholder_ids, submission_ids)
    if not behind:
        return {}
    before = _Before(session, merges)
    for merge in reversed(behind):
        for key, text in merge.former.items():
            before.give_back(merge, StakeholderField.of(key), text)
    changes = before.changes()
    changes["stakeholder_merge"] = {}
    for merge in merges:
        told = [each for each in behind if each.into_id == merge.into_id and each.id < merge.id]
        former = {k: v for each in reversed(told) for k, v in each.former.items()}
        changes["stakeholder_merge"][merge.id] = {
            "former": {key: former.get(key, text) for key, text in merge.former.items()}
        }
    return changes


def _behind(
    session: Session,
    merges: Sequence[StakeholderMerge],
    stakeholder_ids: Collection[Any],
    submission_ids: Collection[Any],
) -> list[StakeholderMerge]:
    carried: defaultdict[int, set[int]] = defaultdict(set)
    for merge_id, submission_id in session.execute(
        select(CarriedSubmission.merge_id, CarriedSubmission.submission_id)
    ):
        carried[merge_id].add(submission_id)
    of_others: defaultdict[int, set[int]] = defaultdict(set)
    for merge in merges:
        of_others[merge.into_id] |= carried[merge.id]
    return [
        merge
        for merge in merges
        if merge.merged_id not in stakeholder_ids
        and not (carried[merge.id] - of_others[merge.merged_id]).intersection(submission_ids)
    ]


class _Before:
    """Stakeholders that have to do with merges, each field as it was before some."""

    def __init__(self, session: Session, merges: Sequence[StakeholderMerge]) -> None:
        self._session = session
        self._merges = {merge.merged_id: merge for merge in merges}
        involved = union(select(StakeholderMerge.merged_id), select(StakeholderMerge.into_id))
        self._rows: dict[tuple[_Entity, int], _Row] = {
            (Stakeholder, row.id): row
            for row in session.scalars(select(Stakeholder).where(Stakeholder.id.in_(involved)))
        }
        of_members = select(Membership).where(Membership.stakeholder_id.in_(involved))
        for members in session.scalars(of_members):
            self._rows[Membership, members.stakeholder_id] = members
        of_contacts = select(StakeholderContact)
        of_contacts = of_contacts.where(StakeholderContact.stakeholder_id.in_(involved))
        for contact in session.scalars(of_contacts):
            self._rows[StakeholderContact, contact.stakeholder_id] = contact
        self._told: defaultdict[tuple[_Entity, int], _Values] = defaultdict(dict)
        self._brought: set[tuple[int, str, object]] = set()

    def give_back(self, merge: StakeholderMerge, field: StakeholderField, text: str) -> None:
        """Let a field say what it said before a merge, and wherever later merges brought it."""
        entity, column = _COLUMNS[field]
        taken = getattr(self._rows.get((entity, merge.merged_id)), column, None)
        step: StakeholderMerge | None = merge
        while step is not None and field.key in step.former:
            own = entity, step.into_id
            self._brought.add((step.into_id, column, taken))
            stands = getattr(self._rows.get(own), column, None)
            if self._told[own].get(column, stands) != taken:
                return
            former = text if step is merge else step.former[field.key]
            self._told[own].update(self._values(field, former))
            step = self._merges.get(step.into_id)

    def changes(self) -> Changes:
        """Return what rows say otherwise."""
        found: Changes = {"stakeholder": {}, "membership": {}, "stakeholder_contact": {}}
        for (entity, number), told in self._told.items():
            row = self._rows.get((entity, number))
            if row is not None and told:
                found[entity.__tablename__][row.id] = told if _says(entity, row, told) else None
        found["stakeholder_alias"] = {}
        for alias in self._session.scalars(select(StakeholderAlias)):
            if (alias.stakeholder_id, "name", alias.name) in self._brought:
                found["stakeholder_alias"][alias.id] = None
            elif (alias.stakeholder_id, "email", alias.email) in self._brought:
                found["stakeholder_alias"][alias.id] = {"email": ""}
        return found

    def _values(self, field: StakeholderField, text: str) -> _Values:
        """Return the columns of a field that says this."""
        _, column = _COLUMNS[field]
        if field is StakeholderField.NAME:
            return {"name": text, "name_key": stakeholder_key(text)}
        if field is StakeholderField.KIND:
            return {column: StakeholderKind.of(text) if text else None}
        if field is StakeholderField.TYPE:
            chosen = select(StakeholderType.id).where(StakeholderType.key == text)
            return {column: self._session.scalar(chosen)}
        if field is StakeholderField.AREA:
            of_name = select(Area.id).where(Area.name_key == name_key(text))
            return {column: self._session.scalar(of_name)}
        return {column: int(text or 0) if field is StakeholderField.MEMBERS else text}


def _says(entity: _Entity, row: _Row, told: _Values) -> bool:
    """Whether a row says anything still; one that is needed does."""
    fields = [column for other, column in _COLUMNS.values() if other is entity]
    return entity is Stakeholder or any(told.get(each, getattr(row, each)) for each in fields)
