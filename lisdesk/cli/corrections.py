"""What commands that correct something have in common."""

from __future__ import annotations

from typing import TypeVar

from lisdesk.edits.correcting import NOTHING, Nothing
from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import Token

T = TypeVar("T", bound=Token)


def refuse_if_unchanged(correction: object) -> None:
    """Raise RefusedError if a correction leaves everything as it is."""
    if correction == type(correction)():
        raise RefusedError(
            "Nothing was said that should be different.", do="Name at least one option to correct."
        )


def token_or_nothing(tokens: type[T], text: str | None, what: str) -> T | Nothing | None:
    """Return what an option says of a field: a token, NOTHING for an empty text, None unasked."""
    if text is None:
        return None
    return tokens.parse(text, what) if text.strip() else NOTHING
