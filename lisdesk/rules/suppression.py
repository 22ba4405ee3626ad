"""Small numbers in publications: withheld so that nobody is recognised by them.

A number below the threshold is withheld, and a second one with it wherever a published total would
give it back. The type and area of a respondent without a name are shown as far as enough others
share them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
A = TypeVar("A", bound=Hashable)
N = TypeVar("N", bound=Hashable)

_Place = tuple[int, int]

SUPPRESSED = "fewer than {threshold}"
"""The text, to be formatted, in place of a number that is below the threshold."""

WITHHELD = "withheld"
"""The text in place of a number that is not small but would give a small one away."""


def suppressed_text(threshold: int) -> str:
    """Return the text in place of a number below the threshold: "fewer than 5"."""
    return SUPPRESSED.format(threshold=threshold)


def published_cell(count: int, kept: int | None, threshold: int) -> int | str:
    """Return what a cell shows: the number, "fewer than 5", or "withheld" if that would be false.

    `kept` is what `suppress_row` or `suppress_grid` left of `count`.
    """
    if kept is not None:
        return kept
    return suppressed_text(threshold) if count < threshold else WITHHELD


def suppress_row(counts: Sequence[int], threshold: int) -> list[int | None]:
    """Return a row whose total is published, None in place of what is withheld.

    Withheld are the counts from 1 to below `threshold` and, if that is just one, the smallest other
    count that is not 0, else a 0. A row of one cell cannot be protected from its own total: leave
    that out too.
    """
    places = [(0, column) for column in range(len(counts))]
    return _shown([counts], _withheld([counts], threshold, [places]))[0]


def suppress_grid(counts: Sequence[Sequence[int]], threshold: int) -> list[list[int | None]]:
    """Return a grid whose row and column totals are published, None in place of what is withheld.

    As `suppress_row`, for rows and columns, until none has just one withheld cell. A grid of one
    row or one column cannot be protected from totals that repeat its cells: leave those out too.
    Raises ValueError if the rows differ in length.
    """
    width = len(counts[0]) if counts else 0
    if any(len(row) != width for row in counts):
        raise ValueError("the rows of a grid are of equal length")
    rows = [[(row, column) for column in range(width)] for row in range(len(counts))]
    columns = [[(row, column) for row in range(len(counts))] for column in range(width)]
    return _shown(counts, _withheld(counts, threshold, rows + columns))


def widened(
    combinations: Sequence[tuple[T | None, A | None, bool]],
    type_parents: Mapping[T, T | None],
    area_parents: Mapping[A, A | None],
    minimum: int = 3,
) -> list[tuple[T | None, A | None]]:
    """Return, for each submission, the stakeholder type and the area that may be published.

    A combination is a type, an area, and whether the respondent is named. Named respondents keep
    both and give no cover. For the others a combination that fewer than `minimum` of them share
    goes to the parent of its area or its type, whichever has more levels above it (the area if
    equal), and at the top to None, not shown; so every combination left is shared by `minimum`, or
    is None and None. Raises ValueError if a type or an area is its own ancestor.
    """
    shown = [(type_id, area_id) for type_id, area_id, _ in combinations]
    groups: dict[tuple[T | None, A | None], list[int]] = {}
    for place, (type_id, area_id, is_named) in enumerate(combinations):
        if not is_named:
            groups.setdefault((type_id, area_id), []).append(place)
    levels: defaultdict[int, dict[tuple[T | None, A | None], list[int]]] = defaultdict(dict)
    for (type_id, area_id), places in groups.items():
        level = _level(type_id, type_parents) + _level(area_id, area_parents)
        levels[level][type_id, area_id] = places
    # Each step goes down one level: a combination is judged once everything that joins it is there.
    for level in range(max(levels, default=0), 0, -1):
        for (type_id, area_id), places in levels[level].items():
            if len(places) >= minimum:
                continue
            wider: tuple[T | None, A | None]
            if _level(area_id, area_parents) >= _level(type_id, type_parents):
                wider = (type_id, _parent(area_id, area_parents))
            else:
                wider = (_parent(type_id, type_parents), area_id)
            levels[level - 1].setdefault(wider, []).extend(places)
            for place in places:
                shown[place] = wider
    return shown


def _level(node: N | None, parents: Mapping[N, N | None]) -> int:
    """Return how many steps lead from a type or an area to None; ValueError if they go round."""
    seen: set[N] = set()
    while node is not None:
        if node in seen:
            raise ValueError("a type or an area is its own ancestor")
        seen.add(node)
        node = parents.get(node)
    return len(seen)


def _parent(node: N | None, parents: Mapping[N, N | None]) -> N | None:
    """Return the parent of a type or an area, None at the top."""
    return None if node is None else parents.get(node)


def _withheld(
    counts: Sequence[Sequence[int]], threshold: int, lines: Sequence[Sequence[_Place]]
) -> set[_Place]:
    """Return the places to withhold so that no line, each with a published total, has just one."""

    def preference(place: _Place) -> tuple[bool, int]:
        return (count_at(place) == 0, count_at(place))

    def count_at(place: _Place) -> int:
        return counts[place[0]][place[1]]

    withheld = {place for line in lines for place in line if 0 < count_at(place) < threshold}
    has_changed = True
    while has_changed:
        has_changed = False
        for line in lines:
            kept = [place for place in line if place not in withheld]
            if kept and len(line) - len(kept) == 1:
                withheld.add(min(kept, key=preference))
                has_changed = True
    return withheld


def _shown(counts: Sequence[Sequence[int]], withheld: Collection[_Place]) -> list[list[int | None]]:
    """Return the counts with None in the places that are withheld."""
    return [
        [None if (row, column) in withheld else count for column, count in enumerate(line)]
        for row, line in enumerate(counts)
    ]
