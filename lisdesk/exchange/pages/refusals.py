"""The one sentence that an officer reads when the page of a file cannot be shown."""

from __future__ import annotations

from lisdesk.exchange.guarded.refusing import Sentences, refusal_in

_OPEN = "Open a copy of it, or ask the sender for a new one."
_ASK_AGAIN = "Ask the sender for a new copy."

_SENTENCES: Sentences = {
    "no_page": (
        "Pages are shown of PDFs and of pictures (PNG, JPEG, TIFF, GIF, BMP, WebP), which this "
        "file is not.",
        "Open a copy of it; if it is a letter or a report, add its words to the letter.",
    ),
    "empty": ("The file is empty.", _ASK_AGAIN),
    "password": (
        "The document is protected by a password, so its pages cannot be shown.",
        "Open a copy of it with the password, or ask the sender for one without.",
    ),
    "damaged": (
        "The page cannot be drawn: the file is damaged, or asks for more than a file may take.",
        _OPEN,
    ),
    "cut_short": ("The page cannot be drawn: the end of the file is missing.", _ASK_AGAIN),
    "no_pages": ("The document has no pages.", _ASK_AGAIN),
    "too_big": ("The page cannot be shown: {reason}.", _OPEN),
    "no_memory": ("The page needs more memory to be drawn than it may take.", _OPEN),
    "too_slow": ("The page took more than {seconds} seconds to draw.", _OPEN),
}

unshowable_page = refusal_in(_SENTENCES)
"""Makes the error for one way in which drawing fails; an unknown way counts as damage."""
