"""The texts of a submission as the pane beside the register shows them: as much as one looks at.

Made off the window's thread, for a letter may have a hundred thousand paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lisdesk.queries.passages import sought
from lisdesk.queries.register_preview import SubmissionPreview, submission_preview
from lisdesk.rules.found_words import found_places
from lisdesk.ui.links import Link, links_in
from lisdesk.ui.reading.positions import Units, UnitSpan, as_shown
from lisdesk.ui.submissions.preview_words import texts_words

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lisdesk.rules.words import SearchTerm

LONGEST_SHOWN = 40_000
MOST_PARAGRAPHS = 1_000
_MOST_MARKED = 200


class ShownTexts(NamedTuple):
    """Words to be shown, where what was searched stands in them, and the links in them."""

    words: str
    marks: tuple[UnitSpan, ...] = ()
    links: tuple[Link, ...] = ()


class ShownSubmission(NamedTuple):
    """A submission, and its texts as they are shown."""

    preview: SubmissionPreview
    texts: ShownTexts


def shown_submission(
    session: Session, submission_id: int, officer: str, search: str
) -> ShownSubmission | None:
    """Return what is shown of a submission to an officer who searched for something; None if it is
    no more.
    """
    preview = submission_preview(session, submission_id, officer)
    if preview is None:
        return None
    return ShownSubmission(preview, shown_texts(texts_words(preview.page), sought(search)))


def shown_texts(words: str, terms: Sequence[SearchTerm]) -> ShownTexts:
    """Return the beginning of long words, or the first piece of them that holds any of what was
    searched; what is left out is told.
    """
    for start, end in pieces(words) if terms else ():
        if places := found_places(terms, words[start:end])[:_MOST_MARKED]:
            break
    else:
        (start, end), places = next(pieces(words)), []
    before = "… What stands before is left out here: open it in Reading.\n\n" if start else ""
    left = len(words) - end
    after = f"\n\n… and {left:,} more letters: open it in Reading." if left else ""
    shown = f"{before}{as_shown(words[start:end])}{after}"
    units, begins = Units(shown), len(before)
    marks = (
        UnitSpan(units.unit(begins + each.start), units.unit(begins + each.end)) for each in places
    )
    return ShownTexts(shown, tuple(marks), tuple(links_in(words[start:end])))


def pieces(words: str) -> Iterator[tuple[int, int]]:
    """Yield where pieces of words begin and end that are not too long; the first may be empty."""
    start = 0
    while True:
        end = _end_of_piece(words, start)
        yield start, end
        start = end
        if start == len(words):
            return


def _end_of_piece(words: str, start: int) -> int:
    limit = min(start + LONGEST_SHOWN, len(words))
    end = start - 1
    for _ in range(MOST_PARAGRAPHS):
        end = words.find("\n", end + 1, limit)
        if end < 0:
            break
    else:
        return end + 1
    if limit == len(words):
        return limit
    for sign in ("\n", " "):
        if (end := words.rfind(sign, start, limit)) > start:
            return end + 1
    return limit
