"""Names for what the audit names by number, so that the window can say who was meant."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.store.entities import Area, Framework, Stakeholder
from lisdesk.store.frameworks import framework_reference
from lisdesk.store.lookup import area_reference, stakeholder_reference


def subject_names(session: Session, subjects: Iterable[str]) -> dict[str, str]:
    """Return the names, as they stand now, of the stakeholders, areas and frameworks among some
    subjects.

    The audit keeps a number and never a name; a subject that is nobody of the register any more is
    left out.
    """
    wanted = set(subjects)
    names: dict[str, str] = {}
    for entity, reference in ((Stakeholder, stakeholder_reference), (Area, area_reference)):
        begin = reference(0).removesuffix("0")
        ids = [int(each[len(begin) :]) for each in wanted if _is_numbered(each, begin)]
        if ids:
            found = session.execute(select(entity.id, entity.name).where(entity.id.in_(ids)))
            names |= {reference(number): name for number, name in found}
    return names | _framework_names(session, wanted)


def _framework_names(session: Session, wanted: set[str]) -> dict[str, str]:
    known = session.execute(select(Framework.key, Framework.name))
    names = {framework_reference(key): f"framework “{name}”" for key, name in known}
    return {subject: name for subject, name in names.items() if subject in wanted}


def _is_numbered(subject: str, begin: str) -> bool:
    digits = subject.removeprefix(begin)
    return subject.startswith(begin) and digits.isascii() and digits.isdecimal()
