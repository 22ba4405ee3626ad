"""What a kind of file says, in whole sentences, when it cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from lisdesk.errors import UnreadableFileError

Sentences = Mapping[str, tuple[str, str] | tuple[str, str, str]]
"""By the code of a fault: what happened, what to do, and perhaps what to do in the window instead;
each may name details in braces.
"""

WHOLE_FIRST = (
    "Its end is missing. If it is still being copied, take it again when that is done; else ask "
    "the sender for a new copy."
)
"""What to do with a file that is cut short."""


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
        said = sentences.get(code, sentences["damaged"])
        try:
            filled = [each.format_map(details or {}) for each in said]
        except (KeyError, ValueError, IndexError):
            filled = list(sentences["damaged"])
        happened, do, *in_window = filled
        return UnreadableFileError(happened, do=do, do_in_window=" ".join(in_window))

    return refusal
