"""Find the body that an officer means, by any of its names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.rules.names import body_key
from lisdesk.rules.partial_dates import may_hold
from lisdesk.rules.vocabulary import LeadBodyKind
from lisdesk.store.entities import BodyName, LeadBody
from lisdesk.store.work import Work

_ALIKE_PERCENT = 70


def find_or_add_lead_body(work: Work, name: str) -> LeadBody:
    """Return the body with this official, everyday or short name, or one that it had once, or a
    code; case, "&" and "LEP" do not matter.

    Combined authorities, councils and their joint committees are taken by their own names, since
    they run calls too. Raises NotFoundError, with the nearest names, for anything else, and
    RefusedError for a former name of several bodies.
    """
    return KnownBodies(work).find_or_add(name)


class KnownBodies:
    """The bodies by their names, read once for an edit that names many."""

    def __init__(self, work: Work, on: date | None = None, *, takes_day: bool = False) -> None:
        """With `on` further names and codes are those of that day; `takes_day` says that an officer
        could have given one, with --on.
        """
        self._work, self._on, self._takes_day = work, on, takes_day
        self._by_key = {
            body_key(known): body
            for body in work.session.scalars(select(LeadBody).order_by(LeadBody.id))
            for known in (body.name, body.official_name, body.short_name)
            if known
        }

    def find_or_add(self, name: str) -> LeadBody:
        """Do what `find_or_add_lead_body` does; RefusedError too for a new name with a semicolon,
        which lists have between two bodies.
        """
        found = self._called(name)
        if found is not None:
            return found
        kind = _kind(name)
        if kind is None:
            raise NotFoundError(
                f"No Local Enterprise Partnership is called “{name}”.",
                do=f"{self._hint(name)}A combined authority or a council is taken by its whole "
                "name.",
            )
        said = " ".join(name.split())
        if ";" in said:
            raise RefusedError(
                "The name of a body has no semicolon in it: lists have one between two.",
                do="Write a comma, or make two of it.",
            )
        body = LeadBody(name=said, official_name=said, kind=kind, wave=None)
        self._work.add(body)
        self._by_key[body_key(said)] = body
        return body

    def find(self, name: str) -> LeadBody:
        """Do the same without adding a body: NotFoundError for every name that none has."""
        found = self._called(name)
        if found is None:
            raise NotFoundError(
                f"No body is called “{name}”.",
                do=f"{self._hint(name)}A new one is put among the bodies of an area first.",
            )
        return found

    def _called(self, name: str) -> LeadBody | None:
        wanted = body_key(name)
        return self._by_key.get(wanted) or self._once_called(wanted, name)

    def _once_called(self, wanted: str, name: str) -> LeadBody | None:
        """Return the body that has or had this further name or code, on the day if one is given;
        RefusedError if several did.
        """
        own = BodyName.lead_body_id == LeadBody.id
        chosen = select(LeadBody, BodyName).join(BodyName, own).where(BodyName.words_key == wanted)
        found = {
            body.id: body
            for body, called in self._work.session.execute(chosen.order_by(LeadBody.id))
            if may_hold(called.since, called.until, self._on)
        }
        if len(found) > 1:
            owners = [body.name for body in found.values()]
            raise several_called(name, owners, hints_day=self._takes_day and self._on is None)
        return next(iter(found.values()), None)

    def _hint(self, name: str) -> str:
        from rapidfuzz import process  # slow to load, and only needed for a hint

        wanted = body_key(name)
        near = process.extract(wanted, list(self._by_key), limit=3, score_cutoff=_ALIKE_PERCENT)
        names = list(dict.fromkeys(self._by_key[key].name for key, _, _ in near))
        return f"Did you mean {' or '.join(names)}? " if names else ""


def several_called(name: str, owners: Sequence[str], *, hints_day: bool = False) -> RefusedError:
    """Return the refusal of a name that several bodies, or areas, have had."""
    do = "Name the one you mean as it is called now"
    return RefusedError(
        f"“{name}” has been a name of {' and '.join(owners)}.",
        do=f"{do}, or say on which day with --on." if hints_day else f"{do}.",
        do_in_window=f"{do}.",
    )


def _kind(name: str) -> LeadBodyKind | None:
    words = name.casefold()
    if "combined authority" in words:
        return LeadBodyKind.COMBINED_AUTHORITY
    if "council" in words or "joint committee" in words:
        return LeadBodyKind.COUNCIL
    return None
