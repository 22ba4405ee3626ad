"""Why the reading process gives a file up, as a word that becomes a sentence elsewhere."""

EMPTY = "empty"
MISSING = "missing"
TOO_BIG = "too_big"
NO_MEMORY = "no_memory"
TOO_SLOW = "too_slow"
DAMAGED = "damaged"
CUT_SHORT = "cut_short"
"""Damaged, and the end that files of its kind have is missing; kinds without a sentence for it say
that the file is damaged."""


class FaultError(Exception):
    """A file that cannot be read: `code` is the key of a sentence, `details` fill it.

    Every kind of file has a sentence for the codes named here: EMPTY, MISSING (`name` and
    `reason`), TOO_BIG (`reason` and `setting`), NO_MEMORY, TOO_SLOW (`seconds`) and DAMAGED.
    """

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
