"""Find the stakeholder, or the area, that a name means; make it if the register lacks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import select

from lisdesk.errors import RefusedError
from lisdesk.rules.names import name_key, stakeholder_key
from lisdesk.rules.non_answers import NON_ANSWERS
from lisdesk.rules.vocabulary import StakeholderKind
from lisdesk.store.entities import Area, Stakeholder, StakeholderType
from lisdesk.store.identities import known_names
from lisdesk.store.work import Work

_NOBODY = frozenset(map(name_key, NON_ANSWERS)) | {
    "anonymous",
    "anon",
    "name withheld",
    "not given",
    "not known",
    "unknown",
}
_IDS_AT_ONCE = 500
_PERSON_TYPES = frozenset({"individual", "elected-representative"})
_OPEN_TYPES = frozenset({"not-stated", "other", "adviser"})


class Respondent(NamedTuple):
    """Who a submission speaks for, as it came in; empty texts and None stand for what is not
    known.
    """

    name: str
    kind: StakeholderKind | None = None
    type_id: int | None = None
    area_id: int | None = None
    email: str = ""
    picked_id: int | None = None
    """The one of that name that was picked from the register."""


@dataclass(slots=True)
class _Known:
    id: int
    email: str
    own_id: int
    """Before it was merged."""
    is_alias: bool = False


class Register:
    """The stakeholders and areas of the file, looked up by name, with new ones written together.

    Two names are one stakeholder if they are alike without case, spacing and punctuation and their
    e-mail addresses do not differ. The other names of a stakeholder, and those of stakeholders that
    were merged into it, mean it too. `names` limits what is loaded; None loads all.
    """

    def __init__(self, work: Work, names: Collection[str] | None = None) -> None:
        self._work = work
        self._stakeholders: defaultdict[str, list[_Known]] = defaultdict(list)
        self._new_stakeholders: list[dict[str, Any]] = []
        self._free_ids: list[int] = []
        self._ids_at_once = _IDS_AT_ONCE if names is None else 1
        keys = None if names is None else [stakeholder_key(name) for name in names]
        for known in known_names(work.session, keys):
            self._stakeholders[known.key].append(
                _Known(known.standing_id, known.email, known.stakeholder_id, known.is_alias)
            )
        self._types = self._known_types(is_all=names is None)
        areas = work.session.execute(select(Area.name_key, Area.id))
        self._areas: dict[str, int] = {key: area_id for key, area_id in areas}

    def area_id(self, name: str) -> int | None:
        """Return the number of the area with this name, made if need be; None for an empty name."""
        key = name_key(name)
        if not key:
            return None
        if key not in self._areas:
            area = Area(name=" ".join(name.split()), name_key=key, lead_body_id=None)
            self._work.add(area)
            self._areas[key] = area.id
        return self._areas[key]

    def stakeholder(self, respondent: Respondent) -> tuple[int | None, int | None]:
        """Return the numbers of the stakeholder and of its type; a new stakeholder waits for
        `save`.

        Raises RefusedError if the one that was picked no longer has that name.
        """
        given = " ".join(respondent.name.split())
        name = respondent.email.strip() if not given or hides_name(given) else given
        key = stakeholder_key(name)
        if not key:
            return None, respondent.type_id
        email = respondent.email.strip()
        known = self._known(key, email, respondent.picked_id)
        if known is not None:
            self._complete(known, email, respondent.type_id)
            return known.id, self._types[known.id]
        if respondent.picked_id is not None:
            raise RefusedError(
                f"The register no longer has the “{name}” that was picked.",
                do="Pick the respondent again from the list below the name.",
            )
        new_id = self._next_id()
        self._new_stakeholders.append(
            {
                "id": new_id,
                "name": name,
                "name_key": key,
                "kind": respondent.kind,
                "type_id": respondent.type_id,
                "area_id": respondent.area_id,
                "email": email,
            }
        )
        self._stakeholders[key].append(_Known(new_id, email, new_id))
        self._types[new_id] = respondent.type_id
        return new_id, respondent.type_id

    def save(self) -> None:
        """Write the new stakeholders."""
        self._work.insert_rows(Stakeholder, self._new_stakeholders)
        self._new_stakeholders = []
        self._free_ids = []

    def _known_types(self, *, is_all: bool) -> dict[int, int | None]:
        chosen = select(Stakeholder.id, Stakeholder.type_id)
        if not is_all:
            ids = {each.id for known in self._stakeholders.values() for each in known}
            chosen = chosen.where(Stakeholder.id.in_(ids))
        return {number: type_id for number, type_id in self._work.session.execute(chosen)}

    def _known(self, key: str, email: str, picked_id: int | None) -> _Known | None:
        for known in self._stakeholders[key]:
            if picked_id is not None:
                is_meant = picked_id in (known.id, known.own_id)
            else:
                is_other = known.email and email and known.email.casefold() != email.casefold()
                is_meant = not is_other
            if is_meant:
                return known
        return None

    def _next_id(self) -> int:
        if not self._free_ids:
            self.save()
            self._free_ids = self._work.reserve_ids(Stakeholder, self._ids_at_once)[::-1]
        return self._free_ids.pop()

    def _complete(self, known: _Known, email: str, type_id: int | None) -> None:
        """Add what the register did not know yet; never change what it does know."""
        lacks_email = bool(email and not known.email and not known.is_alias)
        lacks_type = type_id and self._types[known.id] is None
        if not (lacks_email or lacks_type):
            return
        self.save()
        stakeholder = self._work.session.get_one(Stakeholder, known.id)
        if lacks_email:
            stakeholder.email = known.email = email
        if lacks_type:
            stakeholder.type_id = self._types[known.id] = type_id
        self._work.session.flush()


def hides_name(name: str) -> bool:
    """Whether what stands for a name is none: "Anonymous", "n/a" and the like name nobody."""
    return name_key(name) in _NOBODY


def nameless(heading: str, given: str, found_id: int | None) -> dict[str, str]:
    """Return what was given in place of a name, to be kept among the other columns."""
    return {heading: given} if given.strip() and found_id is None else {}


def kind_of_type(stakeholder_type: StakeholderType | None) -> StakeholderKind | None:
    """Return whether a type means a person or a body; None where it leaves that open."""
    if stakeholder_type is None or stakeholder_type.key in _OPEN_TYPES:
        return None
    if stakeholder_type.key in _PERSON_TYPES:
        return StakeholderKind.PERSON
    return StakeholderKind.ORGANISATION
