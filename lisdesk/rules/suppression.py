"""Small numbers in publications: withheld so that nobody is recognised by them.

A number below the threshold, 0 included, is withheld, and others with it until a published total
does not give any back. The type and area of a respondent without a name are shown as far as enough
others share them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
A = TypeVar("A", bound=Hashable)
N = TypeVar("N", bound=Hashable)

SUPPRESSED = "fewer than {threshold}"
"""The text, to be formatted, in place of a number that is below the threshold."""

WITHHELD = "withheld"
"""The text in place of a number that is not small but would give a small one away.

Where it stands in every cell of a row, no cell says whether its number is small.
"""


def suppressed_text(threshold: int) -> str:
    """Return the text in place of a number below the threshold: "fewer than 5"."""
    return SUPPRESSED.format(threshold=threshold)


def suppress_row(counts: Sequence[int], threshold: int, least: int = 0) -> list[int | str] | None:
    """Return the cells of a row whose total is published, with texts in place of what is withheld.

    If any count from 1 to below `threshold` is there, all counts below it are withheld, the zeros
    too, as "fewer than 5"; and, as "withheld", the smallest others one by one, until neither the
    total nor the texts leave a single possibility for a withheld number that is not 0. If all have
    to go, every cell is "withheld". `least` is the smallest count that a reader knows to be in
    every cell: 1 if a row lists only what was found. None if nothing protects the row, such as one
    of a single cell: leave it out, or its total.
    """
    small = [place for place, count in enumerate(counts) if count < threshold]
    if not any(counts[place] for place in small):
        return list(counts)
    withheld = set(small)
    others = sorted(set(range(len(counts))) - withheld, key=lambda place: counts[place])
    for place in others:
        if not _is_given_away([counts[each] for each in withheld], threshold, least):
            break
        withheld.add(place)
    if not _is_given_away([counts[each] for each in withheld], threshold, least):
        return _shown(counts, withheld, threshold)
    is_protected = len(counts) > 1 and sum(counts) > least * len(counts)
    return [WITHHELD] * len(counts) if is_protected else None


def suppress_with_total(total: int, counts: Sequence[int], threshold: int) -> list[int | str]:
    """Return a total and the counts that it tells of, with texts in place of what is withheld.

    With a total below the threshold all of them are; else the counts are as `suppress_row` says.
    """
    if 0 < total < threshold:
        return [suppressed_text(threshold)] * (1 + len(counts))
    shown = suppress_row(counts, threshold)
    return [total, *([WITHHELD] * len(counts) if shown is None else shown)]


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


def _is_given_away(withheld: Sequence[int], threshold: int, least: int) -> bool:
    """Whether the sum of withheld numbers, and which are small, tells one that is not 0."""
    remainder = sum(withheld)
    ranges = [
        (least, threshold - 1) if count < threshold else (threshold, remainder)
        for count in withheld
    ]
    lowest, highest = (sum(ends) for ends in zip(*ranges, strict=True))
    return any(
        max(low, remainder - (highest - high)) == min(high, remainder - (lowest - low))
        for count, (low, high) in zip(withheld, ranges, strict=True)
        if count
    )


def _shown(counts: Sequence[int], withheld: Collection[int], threshold: int) -> list[int | str]:
    """Return the counts with texts in the places that are withheld."""
    fewer = suppressed_text(threshold)
    return [
        count if place not in withheld else fewer if count < threshold else WITHHELD
        for place, count in enumerate(counts)
    ]
