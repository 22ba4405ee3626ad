"""Choose excerpts as quotations: they come first where the evidence quotes."""

from __future__ import annotations

from lisdesk.edits.bookmark_rows import bookmark_of
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.store.entities import Bookmark, Excerpt, SourceText, Submission, Tag
from lisdesk.store.lookup import tag_reference
from lisdesk.store.work import Work


@verb
def bookmark_excerpt(work: Work, *, excerpt_id: int) -> str:
    """Choose an excerpt as a quotation; return the reference of its submission.

    Raises RefusedError if it was chosen before.
    """
    reference = _about(work, excerpt_id)
    if bookmark_of(work, excerpt_id) is not None:
        raise RefusedError(
            f"Those words of {reference} are bookmarked as a quotation already.",
            do="Take the bookmark off if they are not to be quoted.",
        )
    work.add(Bookmark(excerpt_id=excerpt_id, officer=work.officer, bookmarked_at=work.now))
    return reference


@verb
def remove_bookmark(work: Work, *, excerpt_id: int) -> str:
    """Take the bookmark off an excerpt; return the reference of its submission.

    Raises RefusedError if it has none.
    """
    reference = _about(work, excerpt_id)
    standing = bookmark_of(work, excerpt_id)
    if standing is None:
        raise RefusedError(
            f"Those words of {reference} are not bookmarked as a quotation.",
            do="Choose an excerpt that is.",
        )
    work.remove(standing)
    return reference


def _about(work: Work, excerpt_id: int) -> str:
    excerpt = work.session.get_one(Excerpt, excerpt_id)
    text = work.session.get_one(SourceText, excerpt.text_id)
    submission = work.session.get_one(Submission, text.submission_id)
    work.about(submission.call_id, submission.reference)
    return submission.reference


def excerpt_of_tag(work: Work, tag_id: int) -> int:
    """Return the excerpt that a tag stands on; RefusedError if it is on a whole submission."""
    tag = work.session.get_one(Tag, tag_id)
    if tag.excerpt_id is None:
        raise RefusedError(
            f"{tag_reference(tag_id)} is on a whole submission, which cannot be quoted as such.",
            do="Select the words that are to be quoted, and tag those.",
        )
    return tag.excerpt_id
