"""The findings that deserve a look before they are published."""

from __future__ import annotations

from collections.abc import Iterator

from lisdesk.queries.evidence.conclusions import FindingPlace
from lisdesk.queries.evidence.priorities import numbers_of_priorities, shown_by_type
from lisdesk.queries.evidence.proportions import proportions
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.claims import unsupported
from lisdesk.rules.vocabulary import Edition

UNBORNE = "Findings beyond the numbers"
QUOTING = "Findings with withheld words"
SMALL = "Findings on withheld numbers"


def findings_to_look_at(evidence: Evidence) -> Iterator[tuple[str, list[FindingPlace]]]:
    """Yield why findings deserve a look, each with those that do, in the order of the frame.

    Those on numbers that a publication withholds are told of in that edition only.
    """
    conclusions = evidence.conclusions
    if not conclusions.findings:
        return
    numbers, hidden = proportions(evidence), hidden_cells(evidence)
    places = in_order(evidence)
    for words, found in (
        (
            UNBORNE,
            [
                place
                for place in places
                if unsupported(
                    conclusions.findings[place].text, numbers.of_finding(place), conclusions.scale
                )
            ],
        ),
        (QUOTING, [place for place in places if place in conclusions.barred_findings]),
        (SMALL, [place for place in places if place in hidden]),
    ):
        if found:
            yield words, found


def hidden_cells(evidence: Evidence) -> set[FindingPlace]:
    """Return the cells whose number this edition withholds."""
    if evidence.disclosure.edition is not Edition.PUBLICATION:
        return set()
    keys = evidence.types.lines()
    return {
        (priority_id, key)
        for priority_id, (cells, _) in shown_by_type(
            evidence, numbers_of_priorities(evidence)
        ).items()
        for key, cell in zip(keys, cells, strict=True)
        if key is not None and not isinstance(cell, int)
    }


def in_order(evidence: Evidence) -> list[FindingPlace]:
    """Return where findings stand, by priority and type in their orders."""
    types: list[int | None] = [None, *evidence.types.by_id]
    return [
        (each.priority_id, type_id)
        for each in evidence.frame
        for type_id in types
        if (each.priority_id, type_id) in evidence.conclusions.findings
    ]


def place_words(evidence: Evidence, place: FindingPlace) -> str:
    """Return a place in words: the code of its priority, and the name of its type."""
    priority_id, type_id = place
    code = next(each.code for each in evidence.frame if each.priority_id == priority_id)
    return code if type_id is None else f"{code} {evidence.types.label(type_id)}"
