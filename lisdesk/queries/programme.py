"""The programme of strategies as it is shown: areas with their bodies, themes, documents, news."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.rules.names import name_key
from lisdesk.rules.partial_dates import may_hold
from lisdesk.rules.programme import (
    AreaRole,
    AreaSpelling,
    BodyNameDraft,
    BodySort,
    ThemeKind,
    leader_words,
    programme_count,
    sort_of,
    state_of,
)
from lisdesk.rules.vocabulary import LeadBodyKind
from lisdesk.store.entities import (
    BodyName,
    Call,
    CallBody,
    LeadBody,
    ProgrammeArea,
    ProgrammeDocument,
    ProgrammeMember,
    ProgrammeSpelling,
    ProgrammeTheme,
    ProgrammeUpdate,
)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A body of an area."""

    body_id: int
    name: str
    kind: LeadBodyKind
    role: AreaRole
    since: str
    until: str
    names: tuple[str, ...]
    """Further names and codes, each with its dates."""
    dated_names: tuple[BodyNameDraft, ...]
    """The same, in their parts."""

    @property
    def sort(self) -> BodySort:
        """What it is called, such as a joint committee."""
        return sort_of(self.kind, self.name)


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A priority, theme or specialism, and whose it is; "" for the area's."""

    name: str
    kind: ThemeKind
    body: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as far as it is known."""

    title: str
    dated: str
    link: str
    body: str


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """What was said of the progress, to the letter."""

    said: str
    dated: str
    source: str
    body: str


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """An area with all that is known of it; dates are partial, in words."""

    id: int
    seen: str
    """The state in which it was read, for an edit that must not undo somebody else's."""
    name: str
    wave: int | None
    announced: str
    target: str
    published: str
    spellings: tuple[AreaSpelling, ...]
    places: tuple[str, ...]
    members: tuple[MemberRow, ...]
    themes: tuple[ThemeRow, ...]
    documents: tuple[DocumentRow, ...]
    updates: tuple[UpdateRow, ...]
    calls: tuple[str, ...]
    """References of the calls that a body of the area leads or is a partner in."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other spellings, without their dates."""
        return tuple(each.words for each in self.spellings)

    @property
    def led_by(self) -> str:
        """Who leads by kind, such as "3 LEPs"."""
        return leader_words(each.sort for each in self.members if each.role is AreaRole.LEAD)

    @property
    def leps(self) -> tuple[str, ...]:
        """The Local Enterprise Partnerships of the area."""
        return tuple(each.name for each in self.members if each.kind is LeadBodyKind.LEP)

    @property
    def latest(self) -> UpdateRow | None:
        """The last update; None without any."""
        return self.updates[-1] if self.updates else None


def programme(session: Session) -> tuple[ProgrammeRow, ...]:
    """Return every area of the programme by wave and name; those of no wave last."""
    bodies = {body.id: body for body in session.scalars(select(LeadBody))}
    names, calls = _further_names(session), _calls(session)
    below = {entity: _below(session, entity) for entity in _BELOW}
    rows = [
        _row(area, bodies, names, calls, {each: below[each][area.id] for each in _BELOW})
        for area in session.scalars(select(ProgrammeArea))
    ]
    return tuple(sorted(rows, key=lambda row: (row.wave is None, row.wave, row.name.casefold())))


def counted(rows: Iterable[ProgrammeRow]) -> str:
    """Return how much some areas are, such as "38 LEPs in 33 areas"; other bodies are counted where
    an area has no LEP.
    """
    listed = list(rows)
    bodies = [
        (each.body_id, each.sort)
        for row in listed
        for each in row.members
        if each.kind is LeadBodyKind.LEP or not row.leps
    ]
    return programme_count(bodies, len(listed))


def area_row(session: Session, name: str, on: date | None = None) -> ProgrammeRow:
    """Return the area with this name, another spelling of it, or with a body that has this name or
    had it, or a code; with `on` what had it on that day.

    Raises NotFoundError if there is none, and RefusedError, which names them, if there are several.
    """

    def then(named: Iterable[AreaSpelling | BodyNameDraft]) -> Iterable[str]:
        return (each.words for each in named if may_hold(each.since, each.until, on))

    wanted, rows = name_key(name), programme(session)
    tiers: tuple[Callable[[ProgrammeRow], Iterable[str]], ...] = (
        lambda row: [row.name],
        lambda row: then(row.spellings),
        lambda row: [each.name for each in row.members],
        lambda row: then(name for each in row.members for name in each.dated_names),
    )
    for place, spelled in enumerate(tiers):
        found = [row for row in rows if wanted in map(name_key, spelled(row))]
        if len(found) > 1:
            raise _several(name, place, found, has_day=on is not None)
        if found:
            return found[0]
    raise NotFoundError(
        f"The programme has no area “{name}”.",
        do="See what there is with “lisdesk programme list”.",
        do_in_window="Look at the programme as it stands now.",
    )


_SPELLED, _BODY = 1, 2
"""Of the tiers by which an area is found: other spellings, and bodies by their names of today."""


def _several(name: str, tier: int, found: Iterable[ProgrammeRow], *, has_day: bool) -> RefusedError:
    names = " and ".join(row.name for row in found)
    is_what = "a name of" if tier == _SPELLED else "a name of a body of"
    said = f"“{name}” is a body of" if tier == _BODY else f"“{name}” has been {is_what}"
    do = "Name the one you mean as it is called now"
    takes_day = tier != _BODY and not has_day
    return RefusedError(
        f"{said} {names}.",
        do=f"{do}, or say on which day with --on." if takes_day else f"{do}.",
        do_in_window=f"{do}.",
    )


_BELOW: tuple[type[Any], ...] = (
    ProgrammeMember,
    ProgrammeTheme,
    ProgrammeDocument,
    ProgrammeUpdate,
    ProgrammeSpelling,
)


def _below(session: Session, entity: type[Any]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in session.scalars(select(entity).order_by(entity.position, entity.id)):
        found[row.area_id].append(row)
    return found


def _row(
    area: ProgrammeArea,
    bodies: dict[int, LeadBody],
    names: defaultdict[int, list[BodyName]],
    calls: dict[int, list[str]],
    below: dict[type[Any], list[Any]],
) -> ProgrammeRow:
    def whose(row: ProgrammeTheme | ProgrammeDocument | ProgrammeUpdate) -> str:
        return bodies[row.body_id].name if row.body_id is not None else ""

    members = [
        _member(row, bodies[row.lead_body_id], names[row.lead_body_id])
        for row in below[ProgrammeMember]
    ]
    ids = ([row.id for row in below[each]] for each in _BELOW)
    name_ids = [name.id for member in members for name in names[member.body_id]]
    references = {each for member in members for each in calls.get(member.body_id, ())}
    return ProgrammeRow(
        id=area.id,
        seen=state_of(area.version, (*ids, name_ids)),
        name=area.name,
        wave=area.wave,
        announced=area.announced,
        target=area.target,
        published=area.published,
        spellings=_spellings(area, below[ProgrammeSpelling]),
        places=tuple(area.places),
        members=tuple(members),
        themes=tuple(ThemeRow(each.name, each.kind, whose(each)) for each in below[ProgrammeTheme]),
        documents=tuple(
            DocumentRow(each.title, each.dated, each.link, whose(each))
            for each in below[ProgrammeDocument]
        ),
        updates=tuple(
            UpdateRow(each.said, each.dated, each.source, whose(each))
            for each in below[ProgrammeUpdate]
        ),
        calls=tuple(sorted(references)),
    )


def _spellings(area: ProgrammeArea, dated: Iterable[ProgrammeSpelling]) -> tuple[AreaSpelling, ...]:
    dates = {each.words_key: (each.since, each.until) for each in dated}
    return tuple(AreaSpelling(each, *dates.get(name_key(each), ())) for each in area.aliases)


def _member(row: ProgrammeMember, body: LeadBody, names: Iterable[BodyName]) -> MemberRow:
    dated = [BodyNameDraft(each.words, each.is_code, each.since, each.until) for each in names]
    told = tuple(each.told for each in dated)
    return MemberRow(
        body.id, body.name, body.kind, row.role, row.since, row.until, told, tuple(dated)
    )


def _further_names(session: Session) -> defaultdict[int, list[BodyName]]:
    found: defaultdict[int, list[BodyName]] = defaultdict(list)
    for name in session.scalars(select(BodyName).order_by(BodyName.position, BodyName.id)):
        found[name.lead_body_id].append(name)
    return found


def _calls(session: Session) -> dict[int, list[str]]:
    chosen = select(CallBody.lead_body_id, Call.reference).join(Call, Call.id == CallBody.call_id)
    found: dict[int, list[str]] = {}
    for body_id, reference in session.execute(chosen):
        found.setdefault(body_id, []).append(reference)
    return found
