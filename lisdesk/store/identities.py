"""Who stands for whom in the register: merged stakeholders, and all names by which one is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from lisdesk.store.entities import Stakeholder, StakeholderAlias, StakeholderMerge, Submission
from lisdesk.store.problems import rows_at_odds


class Identities:
    """The merges of a file, read once."""

    def __init__(self, session: Session) -> None:
        chosen = select(StakeholderMerge.merged_id, StakeholderMerge.into_id)
        self._into: dict[int, int] = {merged: into for merged, into in session.execute(chosen)}
        self._merged: defaultdict[int, list[int]] = defaultdict(list)
        for merged, into in sorted(self._into.items()):
            self._merged[into].append(merged)

    def standing(self, stakeholder_id: int) -> int:
        """Return the stakeholder that stands for this one: itself unless it was merged.

        Raises DamagedFileError if the merges go in a circle.
        """
        for _ in range(len(self._into) + 1):
            if stakeholder_id not in self._into:
                return stakeholder_id
            stakeholder_id = self._into[stakeholder_id]
        raise rows_at_odds("a stakeholder was merged into itself")

    def circular(self) -> list[int]:
        """Return the merged stakeholders from which no way leads to one that stands."""
        known = {each for standing in self._standing() for each in self.members(standing)}
        return sorted(set(self._into) - known)

    def _standing(self) -> set[int]:
        return set(self._merged) - set(self._into)

    def members(self, stakeholder_id: int) -> list[int]:
        """Return a stakeholder and all that were merged into it, directly or not."""
        found = [stakeholder_id]
        for each in found:
            found += self._merged.get(each, ())
        return found


class KnownName(NamedTuple):
    """A name by which a stakeholder is known, and the address that goes with it."""

    key: str
    stakeholder_id: int
    """Whose name it is."""
    standing_id: int
    """Who stands for that stakeholder."""
    email: str
    is_alias: bool


def known_names(session: Session, keys: list[str] | None = None) -> Iterator[KnownName]:
    """Yield the names of stakeholders that stand, then those that have become other names of
    theirs; `keys` limits them to these name keys.
    """
    identities = Identities(session)
    own = select(Stakeholder.name_key, Stakeholder.id, Stakeholder.email)
    others = select(
        StakeholderAlias.name_key, StakeholderAlias.stakeholder_id, StakeholderAlias.email
    )
    if keys is not None:
        own = own.where(Stakeholder.name_key.in_(keys))
        others = others.where(StakeholderAlias.name_key.in_(keys))
    later: list[KnownName] = []
    for key, number, email in session.execute(own.order_by(Stakeholder.id)):
        standing_id = identities.standing(number)
        name = KnownName(key, number, standing_id, email, standing_id != number)
        if name.is_alias:
            later.append(name)
        else:
            yield name
    yield from later
    for key, number, email in session.execute(others.order_by(StakeholderAlias.id)):
        yield KnownName(key, number, identities.standing(number), email, True)


def known_otherwise(session: Session, key: str) -> set[int]:
    """Return the stakeholders that have a part of a name key in another name of theirs."""
    merged = select(Stakeholder.id).where(
        is_merged(), Stakeholder.name_key.contains(key, autoescape=True)
    )
    aliases = select(StakeholderAlias.stakeholder_id).where(
        StakeholderAlias.name_key.contains(key, autoescape=True)
    )
    identities = Identities(session)
    return {
        identities.standing(each)
        for chosen in (merged, aliases)
        for each in session.scalars(chosen)
    }


def merges_at_odds(session: Session) -> Iterator[str | None]:
    """Look at each merge, and yield a sentence for one that does not hold, else None.

    Each leads to a stakeholder that stands, and no merged stakeholder has submissions.
    """
    circular = set(Identities(session).circular())
    having = select(Submission.respondent_id).where(
        Submission.respondent_id.in_(select(StakeholderMerge.merged_id))
    )
    with_submissions = set(session.scalars(having.distinct()))
    for number in session.scalars(select(StakeholderMerge.merged_id).order_by("merged_id")):
        if number in circular:
            yield f"Stakeholder {number} was merged into itself."
        elif number in with_submissions:
            yield f"Stakeholder {number} was merged into another and still has submissions."
        else:
            yield None


def is_merged() -> ColumnElement[bool]:
    """Return the condition that a stakeholder was merged into another."""
    return exists().where(StakeholderMerge.merged_id == Stakeholder.id)
