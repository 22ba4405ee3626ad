"""Texts of words at random, and campaigns planted among them."""

from __future__ import annotations

import random

VOCABULARY = [f"w{number}" for number in range(2_000)]


def words_at_random(dice: random.Random, count: int) -> str:
    """Return so many words that mean nothing."""
    return " ".join(dice.choices(VOCABULARY, k=count))


def varied(dice: random.Random, text: str, share: float) -> str:
    """Return a text with a share of its words changed, in places at random."""
    words = text.split()
    for place in dice.sample(range(len(words)), round(len(words) * share)):
        words[place] = dice.choice(VOCABULARY)
    return " ".join(words)


def planted(
    dice: random.Random, others: int, copies: int, variants: int, words: int = 300
) -> dict[int, str]:
    """Return strangers' texts, then a letter, its copies and its variants, by number."""
    letter = words_at_random(dice, words)
    texts = [words_at_random(dice, words) for _ in range(others)]
    texts += [letter] * (1 + copies)
    texts += [varied(dice, letter, 0.1) for _ in range(variants)]
    numbered = list(enumerate(texts))
    dice.shuffle(numbered)
    return dict(numbered)
