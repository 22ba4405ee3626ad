"""The programme of strategies: areas in waves, who leads each, what it names, when it is due.

Counts always say what they count: an area may be that of several Local Enterprise Partnerships.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lisdesk.rules.frameworks import SHIPPED_FRAMEWORK
from lisdesk.rules.reference import CallTemplate, TemplatePriority
from lisdesk.rules.vocabulary import LeadBodyKind, Token


class AreaRole(Token):
    """What a body is to the strategy of an area."""

    LEAD = ("lead", "Leads the strategy")
    PARTNER = ("partner", "Partner")


class ThemeKind(Token):
    """What an area calls the things that it names."""

    PRIORITY = ("priority", "Priority")
    THEME = ("theme", "Emerging theme")
    SPECIALISM = ("specialism", "Specialism")


@dataclass(frozen=True, slots=True)
class AreaMember:
    """A body of an area, by any of its names; `since` and `until` are partial dates in words."""

    body: str
    role: AreaRole = AreaRole.LEAD
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class AreaTheme:
    """A priority, emerging theme or specialism; `body` is whose it is, "" for the area's."""

    name: str
    kind: ThemeKind = ThemeKind.PRIORITY
    body: str = ""


@dataclass(frozen=True, slots=True)
class AreaDocument:
    """A document: its date in words and its address are empty where nobody gave them."""

    title: str
    dated: str = ""
    link: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class AreaUpdate:
    """What was said of the progress, to the letter, and where."""

    said: str
    dated: str = ""
    source: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class AreaSpelling:
    """Another spelling of an area's name, or a name that it had for a time; the two dates are
    partial, in words.
    """

    words: str
    since: str = ""
    until: str = ""

    @property
    def told(self) -> str:
        """It with its dates, such as “Three Counties (until by 2018)”."""
        return _with_dates(self.words, self.since, self.until)


@dataclass(frozen=True, slots=True)
class BodyNameDraft:
    """A name or a code that a body had for a time; the two dates are partial, in words."""

    words: str
    is_code: bool = False
    since: str = ""
    until: str = ""

    @property
    def told(self) -> str:
        """It with its dates, such as “code E37 (until by April 2024)”."""
        said = f"{'code ' if self.is_code else ''}{self.words}"
        return _with_dates(said, self.since, self.until)


@dataclass(frozen=True, slots=True)
class BodyNames:
    """Further names and codes of a body, which is given by any of its names."""

    body: str
    names: Sequence[BodyNameDraft]
    is_all: bool = True
    """Whether they take the place of all that it had; else they are put beside those."""


class DetailKind(Token):
    """What a list may say of areas and bodies, one thing a row."""

    DOCUMENT = ("document", "Documents")
    UPDATE = ("update", "Updates")
    NAME = ("name", "Names")
    CODE = ("code", "Codes")
    SPELLING = ("spelling", "Other spellings")


@dataclass(frozen=True, slots=True)
class ListedDetail:
    """One row of a list: a document, an update or another spelling of an area, or a name or a code
    of a body.
    """

    kind: DetailKind
    owner: str
    """The area, or the body, by any of its names."""
    words: str
    """The title, what was said, the name or the code: by this it is known again."""
    said: Mapping[str, str]
    """What the row says besides, by column; what it does not say stays as it is."""
    where: str
    """Where the list says this, such as "Row 2"."""


@dataclass(frozen=True, slots=True)
class AreaDraft:
    """What is to stand about an area; None leaves a field as it is, or empty if it is new.

    `announced`, `target` and `published` are partial dates in words, such as “by March 2020”.
    """

    name: str
    wave: int | None = None
    announced: str | None = None
    target: str | None = None
    published: str | None = None
    aliases: Sequence[str | AreaSpelling] | None = None
    """Other spellings; one that is given as mere words keeps the dates that it has."""
    places: Sequence[str] | None = None
    members: Sequence[AreaMember] | None = None
    themes: Sequence[AreaTheme] | None = None
    documents: Sequence[AreaDocument] | None = None
    updates: Sequence[AreaUpdate] | None = None
    names: Sequence[BodyNames] = ()
    """What bodies are or were called besides; bodies that are not among these keep what they have.
    """
    unsaid: frozenset[Token] = frozenset()
    """Roles and kinds of which the members and themes of a list say nothing: they stay."""
    where: str = ""
    """Where a list says this, such as "Row 2"."""
    notes: tuple[str, ...] = ()
    """What was taken for granted where the list was read, in whole sentences."""


def state_of(version: int, below: Iterable[Iterable[int]]) -> str:
    """Return what differs once an area, or anything below it, was changed: made of the area's
    version and the numbers of the rows below it, table by table, which are never used again. The
    names of its bodies are such rows too.
    """
    tables = (",".join(map(str, sorted(ids))) for ids in below)
    return ";".join((str(version), *tables))


class BodySort(Token):
    """What a body of an area is called: a joint committee of councils is none of them."""

    LEP = ("lep", "Local Enterprise Partnership")
    COMBINED_AUTHORITY = ("combined-authority", "Combined authority")
    COUNCIL = ("council", "Council")
    JOINT_COMMITTEE = ("joint-committee", "Joint committee")


_SORTS = {
    LeadBodyKind.LEP: BodySort.LEP,
    LeadBodyKind.COMBINED_AUTHORITY: BodySort.COMBINED_AUTHORITY,
    LeadBodyKind.COUNCIL: BodySort.COUNCIL,
}
_CALLED = {
    BodySort.LEP: ("LEP", "LEPs"),
    BodySort.COMBINED_AUTHORITY: ("combined authority", "combined authorities"),
    BodySort.COUNCIL: ("council", "councils"),
    BodySort.JOINT_COMMITTEE: ("joint committee", "joint committees"),
}


def sort_of(kind: LeadBodyKind, name: str) -> BodySort:
    """Return what a body of this kind is called, by its name."""
    is_committee = "joint committee" in " ".join(name.casefold().split())
    if kind is LeadBodyKind.COUNCIL and is_committee:
        return BodySort.JOINT_COMMITTEE
    return _SORTS[kind]


def leader_words(leads: Iterable[BodySort]) -> str:
    """Return who leads by sort: "3 LEPs", "LEP and combined authority"; "" for nobody."""
    all_sorts = list(leads)
    parts = []
    for sort, (one, several) in _CALLED.items():
        number = all_sorts.count(sort)
        if number:
            parts.append(one if number == 1 else f"{number} {several}")
    return _joined(parts)


def programme_count(bodies: Iterable[tuple[int, BodySort]], areas: int) -> str:
    """Return how much is counted, always with what it is: "38 LEPs in 33 areas". `bodies` are
    those of the areas with their numbers; one that is in two areas counts once.
    """
    sorts = list(dict(bodies).values())
    parts = []
    for sort, (one, several) in _CALLED.items():
        number = sorts.count(sort)
        if number:
            parts.append(f"{number:,} {one if number == 1 else several}")
    in_areas = f"{areas:,} {'area' if areas == 1 else 'areas'}"
    return f"{_joined(parts)} in {in_areas}" if parts else in_areas


@dataclass(frozen=True, slots=True)
class StartingArea:
    """An area that submissions may come from, and the body in whose area it lies, by any of its
    names; "" if that is not known.
    """

    name: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class CallStart:
    """What a call for the strategy of an area starts with."""

    title: str
    lead: str
    partners: tuple[str, ...]
    priorities: tuple[TemplatePriority, ...]
    areas: tuple[StartingArea, ...] = ()


NO_TEMPLATE = CallTemplate("", "", SHIPPED_FRAMEWORK, (), ())
"""No questions: for a call that takes no more than its priorities from an area."""


def with_priorities_of(start: CallStart, template: CallTemplate) -> CallTemplate:
    """Return a template with what the area names in place of its own priorities, if it names
    any.
    """
    return replace(template, priorities=start.priorities) if start.priorities else template


def starting_priorities(themes: Iterable[AreaTheme]) -> tuple[TemplatePriority, ...]:
    """Return the priorities and emerging themes of an area, in its own words, for a new call;
    specialisms are what an area has, not what it asks about.
    """
    named = [each for each in themes if each.kind is not ThemeKind.SPECIALISM]
    return tuple(
        TemplatePriority(f"P{place}", each.name) for place, each in enumerate(named, start=1)
    )


def starting_areas(
    area: str, places: Sequence[str], leps: Sequence[str], lead: str
) -> tuple[StartingArea, ...]:
    """Return what an area of the programme is in the list of areas that submissions come from: its
    places, if they are named; else the areas of its LEPs, or of the body that leads where there is
    no LEP. A place lies in the area of the one LEP there is; of several it is not known in whose.
    """
    if places:
        holder = (leps[0] if len(leps) == 1 else "") if leps else lead
        return tuple(StartingArea(place, holder) for place in places)
    return tuple(StartingArea(lep, lep) for lep in leps) or (StartingArea(area, lead),)


def call_title(area: str) -> str:
    """Return the name that a call for an area's strategy starts with."""
    return f"{area} Local Industrial Strategy: call for evidence"


def _with_dates(said: str, since: str, until: str) -> str:
    dates = ", ".join(
        f"{word} {date}" for word, date in (("from", since), ("until", until)) if date
    )
    return f"{said} ({dates})" if dates else said


def _joined(parts: Sequence[str]) -> str:
    return " and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)
