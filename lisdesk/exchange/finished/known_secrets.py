"""The secrets of a publication as numbers of runs of words, to be looked for at great speed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

import numpy

from lisdesk.exchange.finished.wording import (
    WINDOW,
    Wording,
    plain_words,
    runs,
    runs_of_lengths,
    wording,
)
from lisdesk.rules.publication_secrets import Secret, SecretKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lisdesk.exchange.finished.wording import Hashes, Places

BATCH_LETTERS = 1_000_000
_MOST_RUNS = 16_000_000
"""Of more, every second, fourth … is kept, so that memory stays bounded."""
_SIEVE_BITS = (10, 24)
"""A sieve has a place for each number of so many bits, at least and at most."""
_SPARE_BITS = 4
"""So many more than it would take to count what is in it: few others pass."""
_TELLING = re.compile(r"\b(?=[a-zA-Z]*[0-9])(?=[0-9]*[a-zA-Z])[0-9a-zA-Z]{6,}\b")
"""Words of letters and digits, which nobody uses by chance."""
_DIGIT = re.compile("[0-9]")
_SHORTEST_RUN = 4
"""Fewer words than these are said by chance: only a whole piece of them is somebody's."""


class Hits(NamedTuple):
    """Where runs of one length are that are secret."""

    length: int
    hashes: Hashes
    firsts: Places
    """By hit, the place of its first word."""


class RunSet:
    """Runs of words of one length, as a sorted list behind a sieve."""

    def __init__(self) -> None:
        self._new: list[Hashes] = []
        self._sieve, self._shift = _sieve(numpy.empty(0, dtype=numpy.uint64))
        self._all = numpy.empty(0, dtype=numpy.uint64)
        self._mask = numpy.uint64(0)
        self._held = 0

    def __len__(self) -> int:
        self._gather()
        return len(self._all)

    def add(self, hashes: Hashes) -> None:
        """Take in more of them."""
        if len(hashes):
            hashes = hashes[hashes & self._mask == 0]
            self._new.append(hashes)
            self._held += len(hashes)
            if self._held > _MOST_RUNS:
                self._gather()

    def among(self, hashes: Hashes) -> Places:
        """Return the places of those that are in the set."""
        self._gather()
        maybe = numpy.flatnonzero(self._sieve[(hashes >> self._shift).astype(numpy.intp)])
        if not len(maybe):
            return maybe
        wanted = hashes[maybe]
        found = numpy.searchsorted(self._all, wanted)
        found[found == len(self._all)] = 0
        is_there: NDArray[numpy.bool_] = self._all[found] == wanted
        return numpy.compress(is_there, maybe)

    def those_of(self, length: int, hashes: Hashes) -> Iterator[tuple[int, int]]:
        """Yield those that are in the set, with the length that all of it have."""
        for number in hashes[self.among(hashes)].tolist():
            yield length, number

    def not_among(self, hashes: Hashes) -> Places:
        """Return the places of those that are not in the set, although they would be kept there."""
        self._gather()
        kept = numpy.flatnonzero(hashes & self._mask == 0)
        if not len(self._all):
            return kept
        order = kept[numpy.argsort(hashes[kept])]  # most are found: in their order, that is quick
        wanted = hashes[order]
        found = numpy.searchsorted(self._all, wanted)
        found[found == len(self._all)] = 0
        is_missing: NDArray[numpy.bool_] = self._all[found] != wanted
        return numpy.compress(is_missing, order)

    def _gather(self) -> None:
        if not self._new:
            return
        self._all = _sorted(numpy.concatenate([self._all, *self._new]))
        self._new.clear()
        while len(self._all) > _MOST_RUNS:
            self._mask = self._mask << numpy.uint64(1) | numpy.uint64(1)
            self._all = self._all[self._all & self._mask == 0]
        self._held = len(self._all)
        self._sieve, self._shift = _sieve(self._all)


class KnownSecrets:
    """Everything that is looked for, by the number of its words."""

    def __init__(self) -> None:
        self.count = 0
        self._anywhere: defaultdict[int, RunSet] = defaultdict(RunSet)
        self._whole: defaultdict[int, RunSet] = defaultdict(RunSet)
        self._names: defaultdict[int, RunSet] = defaultdict(RunSet)
        self._short: defaultdict[int, dict[int, Secret]] = defaultdict(dict)

    def add_short(self, secrets: Iterable[Secret]) -> None:
        """Take in names and the like, of which only the whole tells anything."""
        by_length: defaultdict[int, list[tuple[str, Secret]]] = defaultdict(list)
        for secret in secrets:
            words = plain_words(secret.words)[:WINDOW]
            if words and sum(map(len, words)) > 1:
                text = b" ".join(words).decode("utf-8", "replace")
                by_length[len(words)].append((text, secret))
                self.count += 1
        for length, own in by_length.items():
            hashes, _ = runs(wording([text for text, _ in own]), length)
            self._anywhere[length].add(hashes)
            self._names[length].add(hashes)
            for number, (_, secret) in zip(hashes.tolist(), own, strict=True):
                self._short[length].setdefault(number, secret)

    def add_long(self, secrets: Iterable[Secret]) -> None:
        """Take in texts, of which every piece tells as much as the whole."""
        for batch in batches(secrets):
            self.count += len(batch)
            texts = [each.words for each in batch]
            for length, hashes, is_whole in _pieces(wording(texts)):
                (self._whole if is_whole else self._anywhere)[length].add(hashes)
            self._add_telling(texts)

    def _add_telling(self, texts: Sequence[str]) -> None:
        telling = sorted(
            {
                found
                for text in texts
                if _DIGIT.search(text)
                for word in text.split()
                if _DIGIT.search(word)
                for found in _TELLING.findall(word)
            }
        )
        if telling:
            words = wording(telling)
            hashes, _ = runs(words, 1)
            self._anywhere[1].add(hashes)

    def found(self, words: Wording) -> Iterator[Hits]:
        """Yield the runs of texts that are secret anywhere."""
        for length, hashes, firsts in runs_of_lengths(words, self._anywhere):
            places = self._anywhere[length].among(hashes)
            if len(places):
                yield Hits(length, hashes[places], firsts[places])

    def found_whole(self, words: Wording) -> Iterator[Hits]:
        """Yield the texts that are secret because they say this and no more."""
        for length, known in self._whole.items():
            own = numpy.flatnonzero(words.counts[words.text_of] == length)
            short = Wording(words.hashes[own], words.text_of[own], words.counts)
            hashes, firsts = runs(short, length)
            places = known.among(hashes)
            if len(places):
                yield Hits(length, hashes[places], own[firsts[places]])

    def naming(self, words: Wording) -> NDArray[numpy.bool_]:
        """Return for each text whether it says a name, a contact detail or a place."""
        is_naming = numpy.zeros(len(words.counts), dtype=numpy.bool_)
        for length, hashes, firsts in runs_of_lengths(words, self._names):
            is_naming[words.text_of[firsts[self._names[length].among(hashes)]]] = True
        return is_naming

    def short(self, length: int, number: int) -> Secret | None:
        """Return the name, contact detail or place that a run is; None for a piece of a text."""
        return self._short.get(length, {}).get(number)


def owners(
    secrets: Iterable[Secret], wanted: Mapping[int, Iterable[int]]
) -> dict[tuple[int, int], tuple[SecretKind, str]]:
    """Return whose some runs are, which are given as numbers by length: the first that has each."""
    found: dict[tuple[int, int], tuple[SecretKind, str]] = {}
    run_sets = run_sets_of(wanted)
    for batch in batches(secrets):
        words = wording([each.words for each in batch])
        for length, known in run_sets.items():
            hashes, firsts = runs(words, length)
            for place in known.among(hashes):
                secret = batch[words.text_of[firsts[place]]]
                key = (length, int(hashes[place]))
                found.setdefault(key, (secret.kind, secret.about))
    return found


def run_sets_of(wanted: Mapping[int, Iterable[int]]) -> dict[int, RunSet]:
    """Return runs, given as numbers by length, to be looked for."""
    found = {length: RunSet() for length in wanted}
    for length, numbers in wanted.items():
        found[length].add(numpy.array(list(numbers), dtype=numpy.uint64))
    return found


def said_in(texts: Iterable[str], wanted: Set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return which runs, of so many words and with that number, stand in some texts."""
    run_sets = run_sets_of(by_length(wanted))
    found: set[tuple[int, int]] = set()
    for batch in batches(Secret(SecretKind.NOTE, "", text) for text in texts):
        words = wording([each.words for each in batch])
        for length, hashes, _ in runs_of_lengths(words, run_sets):
            found.update(run_sets[length].those_of(length, hashes))
    return found


def by_length(wanted: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """Return the numbers of runs by how many words they have."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for length, number in wanted:
        found[length].append(number)
    return found


def batches(secrets: Iterable[Secret]) -> Iterator[list[Secret]]:
    """Yield secrets some hundred together."""
    batch: list[Secret] = []
    letters = 0
    for secret in secrets:
        batch.append(secret)
        letters += len(secret.words)
        if letters > BATCH_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


def _pieces(words: Wording) -> Iterator[tuple[int, Hashes, bool]]:
    """Yield the runs by which texts are known: of eight words, or all of a shorter text; with it
    whether only a text that says no more is meant.
    """
    yield WINDOW, runs(words, WINDOW)[0], False
    lengths = words.counts[words.text_of]
    for length in range(1, WINDOW):
        own = lengths == length
        if own.any():
            short = Wording(words.hashes[own], words.text_of[own], words.counts)
            yield length, runs(short, length)[0], length < _SHORTEST_RUN


def _sieve(hashes: Hashes) -> tuple[NDArray[numpy.bool_], numpy.uint64]:
    """Return what lets those through that may be among some, and where their places in it stand."""
    fewest, most = _SIEVE_BITS
    bits = min(max(len(hashes).bit_length() + _SPARE_BITS, fewest), most)
    shift = numpy.uint64(64 - bits)
    sieve = numpy.zeros(1 << bits, dtype=numpy.bool_)
    sieve[(hashes >> shift).astype(numpy.intp)] = True
    return sieve, shift


def _sorted(hashes: Hashes) -> Hashes:
    """Return hashes in order, each once; several times faster than numpy's own way."""
    hashes.sort()
    is_new = numpy.empty(len(hashes), dtype=numpy.bool_)
    is_new[:1] = True
    numpy.not_equal(hashes[1:], hashes[:-1], out=is_new[1:])
    return hashes[is_new]
