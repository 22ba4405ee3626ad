"""Read the programme of Local Industrial Strategies that ships with the program."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from lisdesk.exchange.reference import shipped_reference_data
from lisdesk.paths import shipped
from lisdesk.rules.partial_dates import checked_partial_words
from lisdesk.rules.programme import (
    AreaDocument,
    AreaDraft,
    AreaMember,
    AreaRole,
    AreaTheme,
    AreaUpdate,
    ThemeKind,
)
from lisdesk.rules.reference import ReferenceLep

_Entry = Mapping[str, Any]


def shipped_programme() -> tuple[AreaDraft, ...]:
    """Return the areas of the three waves of 2017 and 2018 with all 38 LEPs, and what the page of
    January 2019 says of 15 of them.
    """
    told = _told()
    entries = {entry["lep"]: entry for entry in told["entry"]}
    areas = {area["name"]: area for area in told["area"]}
    by_area: dict[str, list[ReferenceLep]] = {}
    for lep in shipped_reference_data().leps:
        by_area.setdefault(lep.joint_area or lep.name, []).append(lep)
    return tuple(
        _area(name, leps, areas.get(name, {}), entries, told["source"])
        for name, leps in by_area.items()
    )


def shipped_waves() -> dict[int, str]:
    """Return what the page says of each wave, to the letter."""
    return {wave["number"]: wave["said"] for wave in _told()["wave"]}


def _told() -> dict[str, Any]:
    path = shipped("resources") / "reference" / "programme.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _area(
    name: str,
    leps: Sequence[ReferenceLep],
    known: _Entry,
    entries: Mapping[str, _Entry],
    source: str,
) -> AreaDraft:
    there = [(lep.name, entries[lep.name]) for lep in leps if lep.name in entries]
    members = [AreaMember(lep.name) for lep in leps]
    for _, entry in there:
        members += [AreaMember(body) for body in entry.get("lead", ())]
        members += [AreaMember(body, AreaRole.PARTNER) for body in entry.get("partner", ())]
    return AreaDraft(
        name=name,
        wave=leps[0].wave,
        announced=checked_partial_words(leps[0].announced),
        target=checked_partial_words(leps[0].target),
        published="",
        aliases=tuple(known.get("aliases", ())),
        places=tuple(known.get("places", ())),
        members=tuple(members),
        themes=tuple(
            AreaTheme(theme["name"], ThemeKind.of(theme["kind"]), lep)
            for lep, entry in there
            for theme in entry.get("theme", ())
        ),
        documents=tuple(
            AreaDocument(document["title"], document["dated"], body=lep)
            for lep, entry in there
            for document in entry["document"]
        ),
        updates=tuple(
            AreaUpdate(update["said"], update["dated"], source, lep)
            for lep, entry in there
            for update in entry["update"]
        ),
    )
