"""The programme of strategies: take it in, correct an area, remove one, name the bodies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from lisdesk.edits.lead_bodies import KnownBodies, several_called
from lisdesk.edits.programme_rows import put_below, remove_below, replace_rows, state_below
from lisdesk.edits.programme_values import listed_words, name_values, words_of
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError, UserError, all_told
from lisdesk.rules.counted import counted
from lisdesk.rules.names import body_key, name_key
from lisdesk.rules.partial_dates import checked_partial_words, may_hold
from lisdesk.rules.programme import AreaDraft, BodyNameDraft, BodyNames
from lisdesk.store.entities import BodyName, LeadBody, ProgrammeArea, ProgrammeSpelling
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work

LAST_WAVE = 99


@dataclass(frozen=True, slots=True)
class ProgrammeReport:
    """What became of a list of areas; each number counts areas."""

    added: int
    changed: int
    already_here: int
    notes: tuple[str, ...] = ()
    """What was taken for granted where the list was read, in whole sentences."""

    def counted(self, number: int) -> str:
        """Return so many of what the list is of, such as "2 areas"."""
        return counted(number, "area")


class KnownAreas:
    """The areas by their names and other spellings, read once for an edit that names many."""

    def __init__(self, work: Work, on: date | None = None, *, takes_day: bool = False) -> None:
        """With `on` other spellings are those of that day; `takes_day` as in `KnownBodies`."""
        self._work, self._on, self._takes_day = work, on, takes_day
        self._by_name: dict[str, ProgrammeArea] = {}
        self._by_alias: dict[str, list[ProgrammeArea]] = {}
        for area in work.session.scalars(select(ProgrammeArea).order_by(ProgrammeArea.id)):
            self.learn(area)

    def called(self, name: str) -> ProgrammeArea | None:
        """Return the area with this name, or that has or had this other spelling. RefusedError for
        one that several areas had.
        """
        wanted = name_key(name)
        if wanted in self._by_name:
            return self._by_name[wanted]
        spelled = self._by_alias.get(wanted, ())
        also = [area for area in spelled if wanted in map(name_key, area.aliases)]
        if self._on is not None and also:
            also = [area for area in also if self._may_hold(area, wanted)]
        if len(also) > 1:
            hints_day = self._takes_day and self._on is None
            raise several_called(name, [area.name for area in also], hints_day=hints_day)
        return also[0] if also else None

    def learn(self, area: ProgrammeArea) -> None:
        """Know an area by what it is called now."""
        self._by_name[area.name_key] = area
        for alias in map(name_key, area.aliases):
            known = self._by_alias.setdefault(alias, [])
            if area not in known:
                known.append(area)

    def refuse_taken(self, spelling: str, area_id: int | None) -> None:
        """Raise RefusedError for another spelling of an area that is the name of another one."""
        named = self._by_name.get(name_key(spelling))
        if named is not None and named.id != area_id:
            raise RefusedError(
                f"“{spelling}” is the name of another area.",
                do="Correct that one, or choose another spelling.",
            )

    def _may_hold(self, area: ProgrammeArea, key: str) -> bool:
        own = select(ProgrammeSpelling).filter_by(area_id=area.id, words_key=key)
        dated = self._work.session.scalar(own)
        return dated is None or may_hold(dated.since, dated.until, self._on)


@verb
def take_in_programme(
    work: Work,
    *,
    areas: Sequence[AreaDraft],
    corrects: bool = False,
    on: date | None = None,
) -> ProgrammeReport:
    """Bring in areas. One that is here already, by its name or another spelling of it, stays as it
    stands, or with `corrects` takes on what the list says of it. With `on` other spellings, and
    further names and codes of bodies, mean what they meant on that day.

    Raises RefusedError, naming every area that does not fit, for what `save_area` refuses, and for
    a list that has an area twice.
    """
    work.about(None, "programme")
    bodies = KnownBodies(work, on, takes_day=True)
    known = KnownAreas(work, on, takes_day=True)
    told: dict[int, AreaDraft] = {}
    faults = list[UserError]()
    added = changed = 0
    for draft in areas:
        try:
            found = known.called(draft.name)
            if corrects and found is not None and found.id in told:
                faults.append(_told_twice(told[found.id], draft, found))
                continue
            if found is None:
                found = _new_area()
                _write(work, known, bodies, found, draft)
                added += 1
            elif corrects:
                changed += _write(work, known, bodies, found, draft, is_list=True)
        except UserError as error:
            place = ", ".join(filter(None, (draft.where, draft.name)))
            faults.append(error.reworded(happened=f"{place}: {error.happened}"))
            continue
        told[found.id] = draft
    if faults:
        raise all_told(faults)
    notes = tuple(note for draft in areas for note in draft.notes)
    return ProgrammeReport(added, changed, len(areas) - added - changed, notes)


@verb
def save_area(
    work: Work, *, draft: AreaDraft, area_id: int | None = None, seen: str | None = None
) -> str:
    """Add an area to the programme, or correct one, with the names of its bodies; return its name.

    Raises RefusedError for a name that another area has, a wave below 1, a date or an address that
    cannot be read, a body named twice; NotFoundError for an unknown body; StaleEditError if the
    area, or anything below it, is no longer as the officer saw it.
    """
    area = _new_area() if area_id is None else _as_seen(work, area_id, seen)
    _write(work, KnownAreas(work), KnownBodies(work), area, draft)
    work.about(None, f"programme area {area.id}")
    return area.name


@verb
def remove_area(work: Work, *, area_id: int, seen: str | None = None) -> str:
    """Remove an area from the programme with all that is known of it; return its name. Its bodies
    and their calls stay. Raises StaleEditError as `save_area` does.
    """
    area = _as_seen(work, area_id, seen)
    work.about(None, f"programme area {area.id}")
    name = area.name
    remove_below(work, area)
    work.remove(area)
    return name


@verb
def set_body_names(work: Work, *, lead_body_id: int, names: Sequence[BodyNameDraft]) -> str:
    """Say which further names and codes a body has or had, and when; return its everyday name.

    Raises RefusedError for a date that cannot be read and for words that are missing or too long.
    """
    body = work.session.get_one(LeadBody, lead_body_id)
    work.about(None, f"body {body.id}")
    _write_names(work, body, names)
    return body.name


def _write_names(work: Work, body: LeadBody, names: Sequence[BodyNameDraft]) -> bool:
    values = [name_values(given) for given in names]
    return replace_rows(work, BodyName, {"lead_body_id": body.id}, values)


def _as_seen(work: Work, area_id: int, seen: str | None) -> ProgrammeArea:
    area = work.session.get_one(ProgrammeArea, area_id)
    if seen is not None and state_below(work, area) != seen:
        raise overtaken()
    return area


def _new_area() -> ProgrammeArea:
    return ProgrammeArea(
        name="", name_key="", wave=None, announced="", target="", published="",
        aliases=[], places=[],
    )  # fmt: skip


def _write(
    work: Work,
    known: KnownAreas,
    bodies: KnownBodies,
    area: ProgrammeArea,
    draft: AreaDraft,
    *,
    is_list: bool = False,
) -> bool:
    before = _stated(area)
    if not is_list:
        _rename(known, area, draft.name)
    if draft.wave is not None:
        if not 0 <= draft.wave <= LAST_WAVE:
            raise RefusedError("That is not the number of a wave.", do="Give 1, 2, 3 …")
        area.wave = draft.wave or None
    for field in ("announced", "target", "published"):
        said = getattr(draft, field)
        if said is not None:
            setattr(area, field, checked_partial_words(said))
    if draft.aliases is not None:
        words = (each if isinstance(each, str) else each.words for each in draft.aliases)
        area.aliases = _once(_listed(words))
        for each in area.aliases:
            known.refuse_taken(each, area.id)
    if draft.places is not None:
        area.places = _listed(draft.places)
    is_changed = _stated(area) != before
    work.add(area)
    known.learn(area)
    is_changed |= put_below(work, bodies, area, draft, is_list=is_list)
    return _write_named(work, bodies, draft.names) or is_changed


def _write_named(work: Work, bodies: KnownBodies, named: Sequence[BodyNames]) -> bool:
    """Write the names of some bodies, each of which may be given by several of its own; return
    whether anything is different.
    """
    told: dict[int, list[BodyNames]] = {}
    for each in named:
        told.setdefault(bodies.find(each.body).id, []).append(each)
    is_changed = False
    for body_id, said in told.items():
        body = work.session.get_one(LeadBody, body_id)
        names = [name for each in said for name in each.names]
        if not any(each.is_all for each in said):
            names = _beside_standing(work, body, names)
        is_changed |= _write_names(work, body, names)
    return is_changed


def _beside_standing(
    work: Work, body: LeadBody, names: Sequence[BodyNameDraft]
) -> list[BodyNameDraft]:
    """Return the names that a body has, and after them those that say more than these."""
    owned = select(BodyName).where(BodyName.lead_body_id == body.id)
    standing = work.session.scalars(owned.order_by(BodyName.position, BodyName.id)).all()
    known = {(each.words_key, each.is_code) for each in standing}
    had = [BodyNameDraft(each.words, each.is_code, each.since, each.until) for each in standing]
    return had + [
        each
        for each in names
        if each.since or each.until or (body_key(each.words), each.is_code) not in known
    ]


def _listed(said: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(listed_words(each, "A name") for each in said))


def _once(spellings: Iterable[str]) -> list[str]:
    """Return spellings without those that differ from an earlier one in case and signs alone."""
    found: dict[str, str] = {}
    for each in spellings:
        found.setdefault(name_key(each), each)
    return list(found.values())


def _stated(area: ProgrammeArea) -> tuple[object, ...]:
    dates = area.announced, area.target, area.published
    return area.name, area.wave, *dates, list(area.aliases), list(area.places)


def _rename(known: KnownAreas, area: ProgrammeArea, name: str) -> None:
    said = words_of(name, "The name of an area")
    other = known.called(said)
    if other is not None and other is not area:
        raise RefusedError(
            f"The programme has the area “{other.name}” already.",
            do="Correct that one, or choose another name.",
        )
    area.name, area.name_key = said, name_key(said)


def _told_twice(first: AreaDraft, second: AreaDraft, area: ProgrammeArea) -> RefusedError:
    places = [each.where or f"“{each.name}”" for each in (first, second)]
    return RefusedError(
        f"{places[0]} and {places[1][:1].lower()}{places[1][1:]} are both about {area.name}.",
        do="Make one row of them, and try again.",
    )
