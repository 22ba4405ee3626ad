"""The numbers that a finding stands on: how many of how many speak to a priority."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lisdesk.queries.evidence.conclusions import FindingPlace
from lisdesk.queries.evidence.snapshot import Evidence, in_base
from lisdesk.rules.claims import Proportion
from lisdesk.rules.counting import base_of_priorities, breakdown, priority_by_type, priority_counts


@dataclass(frozen=True, slots=True)
class Proportions:
    """Counted submissions with content, by priority and by priority and stakeholder type."""

    wholes: Mapping[int, int]
    base: int
    cells: Mapping[tuple[int, int | None], int]
    bases: Mapping[int | None, int]

    def of_priority(self, priority_id: int) -> Proportion:
        """Return how many of all speak to a priority."""
        return Proportion(self.wholes.get(priority_id, 0), self.base)

    def of_cell(self, priority_id: int, type_id: int | None) -> Proportion:
        """Return how many of a stakeholder type speak to a priority."""
        part = self.cells.get((priority_id, type_id), 0)
        return Proportion(part, self.bases.get(type_id, 0))

    def of_finding(self, place: FindingPlace) -> Proportion:
        """Return the numbers that a finding is about."""
        priority_id, type_id = place
        return self.of_priority(priority_id) if type_id is None else self.of_cell(*place)


def proportions(evidence: Evidence) -> Proportions:
    """Return the numbers of every priority and cell, on the base of the priorities' shares."""
    based = in_base(evidence.submissions)
    nodes = [each.node for each in evidence.frame]
    counts = priority_counts(based, evidence.tags, nodes)
    by_type = breakdown(based, lambda each: each.type_id)
    return Proportions(
        {key: count.submissions for key, count in counts.items()},
        base_of_priorities(evidence.submissions),
        priority_by_type(based, evidence.tags, nodes),
        {key: submissions for key, (submissions, _) in by_type.items()},
    )
