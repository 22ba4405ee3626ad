"""Which areas of the programme are wanted: by wave, by who leads, by stage and by words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lisdesk.queries.programme import ProgrammeRow
from lisdesk.queries.programme_calls import CallStages
from lisdesk.rules.life_cycle import Stage
from lisdesk.rules.programme import AreaRole, BodySort


@dataclass(frozen=True, slots=True)
class ProgrammeFilter:
    """What areas have to fit; None and "" let every area through."""

    wave: int | None = None
    """0 for areas of no wave."""
    lead: BodySort | None = None
    """A kind of body that leads the strategy, by itself or with others."""
    stage: Stage | None = None
    """Where at least one of its calls stands."""
    has_no_call: bool = False
    text: str = ""
    """Words that all stand somewhere in what is known of an area, in any order."""

    def fits(self, row: ProgrammeRow, stages: CallStages) -> bool:
        """Whether an area is wanted."""
        if self.wave is not None and (row.wave or 0) != self.wave:
            return False
        if self.lead is not None and self.lead not in leading_sorts(row):
            return False
        if self.has_no_call and row.calls:
            return False
        if self.stage is not None and self.stage not in {stages[each] for each in row.calls}:
            return False
        words = self.text.casefold().split()
        if not words:
            return True
        known = " ".join(_words(row)).casefold()
        return all(word in known for word in words)


def leading_sorts(row: ProgrammeRow) -> frozenset[BodySort]:
    """Return the kinds of body that lead the strategy of an area."""
    return frozenset(each.sort for each in row.members if each.role is AreaRole.LEAD)


def _words(row: ProgrammeRow) -> Iterator[str]:
    yield from (row.name, *row.aliases, *row.places, *row.calls)
    yield from (row.announced, row.target, row.published)
    for member in row.members:
        yield from (member.name, *member.names)
    yield from (each.name for each in row.themes)
    yield from (each.title for each in row.documents)
    yield from (each.said for each in row.updates)
