"""Draw a sample that anybody can draw again: by hashes of a seed, in proportion to strata."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from lisdesk.errors import RefusedError


class Candidate(NamedTuple):
    """A submission that may be drawn."""

    submission_id: int
    reference: str
    stratum: str
    """What the sample is spread over, such as the stakeholder type."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """How many of the candidates of one stratum were drawn."""

    name: str
    candidates: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample, and how it was drawn."""

    submission_ids: tuple[int, ...]
    strata: tuple[Stratum, ...]


METHOD = (
    "Drawn in proportion to stakeholder types (largest remainders); within a type those whose "
    "SHA-256 of “seed reference” is lowest."
)
"""How a sample is drawn, exactly: for the command line, where it is drawn again elsewhere."""

IN_WORDS = "Drawn evenly across stakeholder types; the same seed draws the same sample."
"""How a sample is drawn, as the window says it."""


def sample_size(candidates: int, *, size: int | None, percent: float | None) -> int:
    """Return how many to draw: `size`, or `percent` of the candidates rounded up.

    Raises RefusedError unless one of them is given and fits.
    """
    if (size is None) == (percent is None):
        raise RefusedError(
            "Say how many to draw: a number, or a percentage.", do="Give one of the two."
        )
    if not candidates:
        raise RefusedError(
            "There is nothing to draw from.",
            do="Log or import submissions with content first; those not counted are left out.",
        )
    if percent is not None:
        if not 0 < percent <= 100:
            raise RefusedError(
                "A percentage is above 0 and at most 100.", do="Give one such as 10."
            )
        share = Fraction(str(percent)) * candidates / 100
        return -(-share.numerator // share.denominator)
    assert size is not None
    if not 0 < size <= candidates:
        raise RefusedError(
            f"There are {candidates:,} submissions to draw from; {size:,} cannot be drawn.",
            do=f"Give a number from 1 to {candidates:,}.",
        )
    return size


def draw(candidates: Sequence[Candidate], size: int, seed: str) -> Drawn:
    """Draw `size` candidates; the same candidates, size and seed give the same sample for ever.

    Each stratum gets its share rounded down; what is left goes one by one to those with the largest
    remainders (the method of Hamilton), of equal ones to the first in `candidates`. Nothing depends
    on the machine or the version of Python.
    """
    strata: defaultdict[str, list[Candidate]] = defaultdict(list)
    for each in candidates:
        strata[each.stratum].append(each)
    shares = _shares([len(own) for own in strata.values()], size)
    drawn: list[int] = []
    told = []
    for (name, own), share in zip(strata.items(), shares, strict=True):
        lowest = sorted(own, key=lambda each: _lot(seed, each.reference))[:share]
        drawn += [each.submission_id for each in lowest]
        told.append(Stratum(name, len(own), share))
    return Drawn(tuple(sorted(drawn)), tuple(told))


def _lot(seed: str, reference: str) -> str:
    return hashlib.sha256(f"{seed} {reference}".encode()).hexdigest()


def _shares(sizes: Sequence[int], size: int) -> list[int]:
    total = sum(sizes)
    exact = [Fraction(each * size, total) for each in sizes]
    shares = [int(each) for each in exact]
    by_remainder = sorted(
        range(len(sizes)), key=lambda place: (shares[place] - exact[place], place)
    )
    for place in by_remainder[: size - sum(shares)]:
        shares[place] += 1
    return shares
