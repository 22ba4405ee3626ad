"""Move the ends of an excerpt that is there; the tags on it stay what they are."""

from __future__ import annotations

from sqlalchemy import select

from lisdesk.edits.bookmark_rows import carry_bookmark
from lisdesk.edits.tags import refuse_inherited, refuse_repetition
from lisdesk.edits.texts import excerpt_at
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.spans import checked_span
from lisdesk.store.entities import Excerpt, Priority, SourceText, Submission, Tag
from lisdesk.store.lookup import tag_reference
from lisdesk.store.work import Work


@verb
def change_excerpt(work: Work, *, tag_id: int, start: int, end: int) -> str:
    """Let a tag stand on other words of its text; return the tag's reference.

    What its officer has tagged those words to besides goes along, with its notes and a bookmark;
    tags of others stay where they are. Places count code points, end exclusive. Raises RefusedError
    if the tag is on a whole submission, if the place is not in the text, or if the officer has
    tagged the words there to the same priority already.
    """
    tag = work.session.get_one(Tag, tag_id)
    submission = work.session.get_one(Submission, tag.submission_id)
    work.about(submission.call_id, submission.reference)
    if tag.excerpt_id is None:
        raise RefusedError(
            f"{tag_reference(tag_id)} is on the whole of {submission.reference}.",
            do="Take it off, select the words, and tag those.",
        )
    excerpt = work.session.get_one(Excerpt, tag.excerpt_id)
    text = work.session.get_one(SourceText, excerpt.text_id)
    span = checked_span(text.body, start, end)
    if (span.start, span.end) == (excerpt.start, excerpt.end):
        return tag_reference(tag_id)
    on_it = list(
        work.session.scalars(select(Tag).where(Tag.excerpt_id == excerpt.id).order_by(Tag.id))
    )
    own = [each for each in on_it if each.officer == tag.officer]
    for each in own:
        refuse_inherited(work, each)
    moved = excerpt_at(work, text, span.start, span.end)
    for each in own:
        priority = work.session.get_one(Priority, each.priority_id)
        refuse_repetition(work, submission, priority, moved.id, each.officer)
        each.excerpt_id = moved.id
        work.session.flush()
    carry_bookmark(work, excerpt.id, moved.id)
    if len(own) == len(on_it):
        work.remove(excerpt)
    return tag_reference(tag_id)
