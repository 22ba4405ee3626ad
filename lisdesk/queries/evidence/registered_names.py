"""Names of the register that a publication must not give away in anybody's words."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.personal_data import Name
from lisdesk.rules.vocabulary import Permission, StakeholderKind
from lisdesk.store.entities import (
    Stakeholder,
    StakeholderAlias,
    StakeholderContact,
    StakeholderMerge,
)


def registered_names(session: Session, evidence: Evidence) -> tuple[list[Name], dict[int, int]]:
    """Return the names to look for in a call's texts, and into whom stakeholders were merged.

    People are looked for whoever they are, and who a body's contact person is; bodies if they are
    respondents of the call and the publication does not name them as such.
    """
    same = _same(session)
    respondents, named = set[int](), set[int]()
    for each in evidence.submissions:
        if each.respondent_id is None:
            continue
        respondents.add(each.respondent_id)
        if evidence.disclosure.permissions.get(each.submission_id) is Permission.NAMED:
            named.add(each.respondent_id)
    quiet = respondents - named
    found = set[Name]()
    for stakeholder_id, kind, name in _stakeholders(session):
        stands_for = same.get(stakeholder_id, stakeholder_id)
        if kind is not StakeholderKind.ORGANISATION or stands_for in quiet:
            found.add(Name(name, stakeholder_id))
    contacts = select(StakeholderContact.person, StakeholderContact.stakeholder_id).where(
        StakeholderContact.person != ""
    )
    found |= {Name(person, number) for person, number in session.execute(contacts)}
    return sorted(found), same


def registered_numbers(session: Session) -> list[str]:
    """Return the telephone numbers of the register, as they were typed."""
    chosen = select(StakeholderContact.telephone).where(StakeholderContact.telephone != "")
    return sorted(set(session.scalars(chosen)))


def _stakeholders(session: Session) -> Iterator[tuple[int, StakeholderKind | None, str]]:
    own = select(Stakeholder.id, Stakeholder.kind, Stakeholder.name)
    aliases = select(Stakeholder.id, Stakeholder.kind, StakeholderAlias.name).join(
        StakeholderAlias, StakeholderAlias.stakeholder_id == Stakeholder.id
    )
    for chosen in (own, aliases):
        yield from map(tuple, session.execute(chosen))


def _same(session: Session) -> dict[int, int]:
    """Return, by stakeholders that were merged, the one that stands for them in the end."""
    into = {
        merged: other
        for merged, other in session.execute(
            select(StakeholderMerge.merged_id, StakeholderMerge.into_id)
        )
    }
    ends: dict[int, int] = {}
    for merged in into:
        at, steps = merged, 0
        while at in into and steps <= len(into):
            at, steps = into[at], steps + 1
        ends[merged] = at
    return ends
