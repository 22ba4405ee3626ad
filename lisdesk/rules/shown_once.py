"""The text of a campaign, shown once in one cell: what its seed says to each question."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BEGINNING = re.compile(r"(?:\A|\n\n)\[(?:Q[0-9]{1,6}|Letter)\] ")


def joined_texts(texts: Sequence[tuple[str, str]]) -> str:
    """Return texts, each with the question that it answers, one after the other: "[Q1] We ask …";
    a text that is the only one stands as it is.
    """
    if len(texts) == 1:
        return texts[0][1]
    return "\n\n".join(f"[{question}] {text}" for question, text in texts)


def single_texts(joined: str) -> list[str]:
    """Return the texts that were joined, without their questions."""
    return [text for text in _BEGINNING.split(joined) if text.strip()]
