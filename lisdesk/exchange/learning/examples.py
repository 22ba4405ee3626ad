"""What is learnt from, as it goes to the process that learns."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

PARAMETERS: Mapping[str, object] = {
    "form": 1,
    "features": "runs of 2 to 5 letters within words, log frequency × inverse document frequency",
    "least_examples_with_a_feature": 2,
    "classifier": "logistic regression, one priority against the others, L2",
    "c": 10.0,
    "iterations": 300,
}
"""How is learnt; goes into the version of a model."""
_VERSION_LETTERS = 12


class Example(NamedTuple):
    """The folded words of a text, the priorities it is tagged to, and those it is not.

    Where `tagged` is empty nothing is known of priorities that are not in `rejected`.
    """

    words: tuple[str, ...]
    tagged: frozenset[int]
    rejected: frozenset[int] = frozenset()


def version_of(examples: Sequence[Example]) -> str:
    """Return what names the model that these examples make: a hash of them and of how is learnt,
    whatever their order.
    """
    digest = hashlib.sha256(json.dumps(PARAMETERS, sort_keys=True).encode())
    for line in sorted(_line(each) for each in examples):
        digest.update(line.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:_VERSION_LETTERS]


def as_bytes(examples: Sequence[Example]) -> bytes:
    """Return examples as the process that learns reads them, in an order of their own."""
    return "".join(sorted(_line(each) for each in examples)).encode("utf-8", "surrogatepass")


def from_bytes(content: bytes) -> list[Example]:
    """Return what `as_bytes` was given."""
    lines = map(json.loads, content.decode("utf-8", "surrogatepass").splitlines())
    return [
        Example(tuple(words.split()), frozenset(tagged), frozenset(rejected))
        for words, tagged, rejected in lines
    ]


def _line(example: Example) -> str:
    row = [" ".join(example.words), sorted(example.tagged), sorted(example.rejected)]
    return json.dumps(row) + "\n"
