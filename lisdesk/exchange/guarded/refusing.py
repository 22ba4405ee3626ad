"""What a kind of file says, in whole sentences, when it cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from lisdesk.errors import UnreadableFileError

Sentences = Mapping[str, tuple[str, str]]
"""By the code of a fault: what happened, and what to do; both may name details in braces."""


class Refusal(Protocol):
    """Makes the error that a person reads from a fault's code and its details."""

    def __call__(
        self, code: str, details: Mapping[str, object] | None = None
    ) -> UnreadableFileError:
        """Return the error; one for a damaged file if the code is not known."""
        ...


def refusal_in(sentences: Sentences) -> Refusal:
    """Return what speaks in these sentences, one of which is for `damaged`."""

    def refusal(code: str, details: Mapping[str, object] | None = None) -> UnreadableFileError:
        happened, do = sentences.get(code, sentences["damaged"])
        try:
            filled = happened.format_map(details or {}), do.format_map(details or {})
        except (KeyError, ValueError, IndexError):
            filled = sentences["damaged"]
        return UnreadableFileError(filled[0], do=filled[1])

    return refusal
