"""A linear model as plain arrays: kept, read again without trust, and applied."""

from __future__ import annotations

import json
import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lisdesk.rules.suggesting import Weighed
from lisdesk.rules.word_parts import parts_of

if TYPE_CHECKING:
    import numpy

    Numbers = numpy.ndarray[Any, Any]

_FORM = 1
_MOST_BYTES = 200_000_000
"""A model of ten thousand texts and fifty priorities has four million."""


class StrangeModelError(ValueError):
    """Bytes are none that `written` has made."""


@dataclass(frozen=True, eq=False)
class LinearModel:
    """Weights of parts of words for priorities.

    `weights` has a row for each part and a column for each priority; `inverse_frequencies` belong
    to the parts, `intercepts` to the priorities.
    """

    priority_ids: tuple[int, ...]
    parts: tuple[str, ...]
    inverse_frequencies: Numbers
    weights: Numbers
    intercepts: Numbers
    version: str = ""

    @cached_property
    def _places(self) -> dict[str, int]:
        return {part: place for place, part in enumerate(self.parts)}

    def weigh(self, words: Sequence[str]) -> Weighed:
        """Return the log-odds of each priority for a text, and what each of its words adds."""
        import numpy

        distinct = list(Counter(words).items())
        added = self._added(distinct)
        totals = self.intercepts + added.sum(axis=0)
        log_odds = dict(zip(self.priority_ids, map(float, totals), strict=True))
        columns = {each: place for place, each in enumerate(self.priority_ids)}

        def causes(priority_id: int) -> Mapping[str, float]:
            column = numpy.asarray(added[:, columns[priority_id]])
            return {word: float(column[row]) for row, (word, _) in enumerate(distinct)}

        return Weighed(self.version, log_odds, causes)

    def _added(self, distinct: Sequence[tuple[str, int]]) -> Numbers:
        """Return what each distinct word, given with how often it stands there, adds to each
        priority: its share of every part of it.
        """
        import numpy

        rows, parts, counts = self._standing(distinct)
        added = numpy.zeros((len(distinct), len(self.priority_ids)), numpy.float32)
        if not parts or not self.priority_ids:
            return added
        places, inverse = numpy.unique(numpy.array(parts), return_inverse=True)
        often = numpy.array(counts, numpy.float32)
        in_all = numpy.bincount(inverse, weights=often)
        values = (1 + numpy.log(in_all)) * self.inverse_frequencies[places]
        values = values / math.sqrt(float((values * values).sum()))
        shares = (often / in_all[inverse] * values[inverse]).astype(numpy.float32)
        weighed = self.weights[places].astype(numpy.float32)[inverse] * shares[:, None]
        numbers = numpy.array(rows)
        starts = numpy.flatnonzero(numpy.r_[True, numbers[1:] != numbers[:-1]])
        added[numbers[starts]] = numpy.add.reduceat(weighed, starts, axis=0)
        return added

    def _standing(
        self, distinct: Sequence[tuple[str, int]]
    ) -> tuple[list[int], list[int], list[int]]:
        """Return, in the order of the words: the word, a part of it that is known, how often."""
        rows: list[int] = []
        parts: list[int] = []
        counts: list[int] = []
        for row, (word, count) in enumerate(distinct):
            within: defaultdict[int, int] = defaultdict(int)
            for part in parts_of(word):
                place = self._places.get(part)
                if place is not None:
                    within[place] += count
            rows += [row] * len(within)
            parts += within
            counts += within.values()
        return rows, parts, counts


def written(model: LinearModel) -> bytes:
    """Return a model as bytes: a line of JSON, then its arrays, packed."""
    head = {
        "form": _FORM,
        "priority_ids": list(model.priority_ids),
        "parts": list(model.parts),
    }
    line = json.dumps(head).encode("ascii") + b"\n"
    arrays = (
        model.inverse_frequencies.astype("<f4").tobytes(),
        model.intercepts.astype("<f4").tobytes(),
        model.weights.astype("<f2").tobytes("C"),
    )
    return zlib.compress(line + b"".join(arrays), 1)


def read_model(content: bytes, version: str) -> LinearModel:
    """Return the model that was written so; StrangeModelError for any other bytes."""
    import numpy

    try:
        unpacker = zlib.decompressobj()
        plain = unpacker.decompress(content, _MOST_BYTES)
        line, _, rest = plain.partition(b"\n")
        head = json.loads(line)
        priority_ids, parts = tuple(head["priority_ids"]), tuple(head["parts"])
        is_ours = (
            unpacker.eof
            and head["form"] == _FORM
            and all(type(each) is int for each in priority_ids)
            and all(type(each) is str for each in parts)
        )
        sizes = (len(parts) * 4, len(priority_ids) * 4, len(parts) * len(priority_ids) * 2)
        if not is_ours or len(rest) != sum(sizes):
            raise StrangeModelError
        frequencies = numpy.frombuffer(rest, "<f4", len(parts))
        intercepts = numpy.frombuffer(rest, "<f4", len(priority_ids), sizes[0])
        weights = (
            numpy.frombuffer(rest, "<f2", -1, sizes[0] + sizes[1])
            if sizes[2]
            else (numpy.zeros(0, numpy.float16))
        )
        arrays = (frequencies, intercepts, weights)
        if not all(bool(numpy.isfinite(each).all()) for each in arrays):
            raise StrangeModelError
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise StrangeModelError from error
    shaped = weights.reshape(len(parts), len(priority_ids))
    return LinearModel(priority_ids, parts, frequencies, shaped, intercepts, version)
