"""Tag whole answers, one or many in one edit."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from lisdesk.edits.excerpts import Excerpts
from lisdesk.edits.tag_changes import ManyTagged, TagMarks, tag_many
from lisdesk.edits.verbs import verb
from lisdesk.store.entities import Call, Priority, SourceText, Submission
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work

_AT_ONCE = 500


@verb
def tag_answers(
    work: Work, *, priority_id: int, text_ids: Sequence[int], marks: TagMarks | None = None
) -> ManyTagged:
    """Link whole answers, each an excerpt from its first character to its last, to a priority.

    What the officer has tagged to it already is left as it is. Raises RefusedError if an answer
    belongs to another call than the priority, or was corrected in the meantime; then nothing is
    tagged.
    """
    priority = work.session.get_one(Priority, priority_id)
    call = work.session.get_one(Call, priority.call_id)
    excerpt_ids = _whole_answers(work, text_ids)
    outcome = tag_many(work, priority_id=priority_id, excerpt_ids=excerpt_ids, marks=marks)
    if len(text_ids) == 1:
        text = work.session.get_one(SourceText, text_ids[0])
        work.about(call.id, work.session.get_one(Submission, text.submission_id).reference)
    return outcome.result


def _whole_answers(work: Work, text_ids: Sequence[int]) -> list[int]:
    """Return the excerpts of whole texts, in the order of the texts; made where need be."""
    wanted = list(dict.fromkeys(text_ids))
    found: list[int] = []
    for start in range(0, len(wanted), _AT_ONCE):
        chunk = wanted[start : start + _AT_ONCE]
        chosen = select(SourceText.id, SourceText.body).where(
            SourceText.id.in_(chunk), SourceText.is_current
        )
        bodies = {text_id: body for text_id, body in work.session.execute(chosen)}
        if len(bodies) < len(chunk):
            raise overtaken()
        excerpts = Excerpts(work, chunk)
        found += [
            excerpts.id_of(text_id, 0, len(bodies[text_id]), bodies[text_id]) for text_id in chunk
        ]
        excerpts.save()
    return found
