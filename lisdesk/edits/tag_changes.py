"""Change tags that are there, and tag many things to one priority together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from lisdesk.edits.correcting import Nothing, corrected
from lisdesk.edits.tags import priority_for, refuse_inherited, refuse_repetition
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.store.entities import Call, Excerpt, Priority, SourceText, Submission, Tag
from lisdesk.store.lookup import tag_reference
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work

_AT_ONCE = 500

_Place = tuple[int, int | None]
"""What a tag stands on: a submission, and the excerpt of it or None for the whole."""


@dataclass(frozen=True, slots=True)
class TagCorrection:
    """What is to be different about a tag; None leaves a field as it is, NOTHING empties it."""

    stance: Stance | Nothing | None = None
    strength: Strength | Nothing | None = None
    note: str | None = None
    priority_id: int | None = None


@dataclass(frozen=True, slots=True)
class TagMarks:
    """What is said of every one of many tags."""

    stance: Stance | None = None
    strength: Strength | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ManyTagged:
    """What came of tagging many things: those given = added + already_here."""

    added: int
    already_here: int


@verb
def edit_tag(work: Work, *, tag_id: int, correction: TagCorrection) -> str:
    """Correct what a tag says, or hang it on another priority; return its reference.

    It stays the tag of the officer who made it. Raises RefusedError for a priority of another call,
    or one that this officer has tagged the same words to already.
    """
    tag = work.session.get_one(Tag, tag_id)
    submission = work.session.get_one(Submission, tag.submission_id)
    work.about(submission.call_id, submission.reference)
    refuse_inherited(work, tag)
    if correction.priority_id not in (None, tag.priority_id):
        assert correction.priority_id is not None
        priority = priority_for(work, submission, correction.priority_id)
        refuse_repetition(work, submission, priority, tag.excerpt_id, tag.officer)
        tag.priority_id = priority.id
    tag.stance = corrected(tag.stance, correction.stance)
    tag.strength = corrected(tag.strength, correction.strength)
    if correction.note is not None:
        tag.note = correction.note.strip()
    work.session.flush()
    return tag_reference(tag.id)


@verb
def tag_many(
    work: Work,
    *,
    priority_id: int,
    submission_ids: Sequence[int] = (),
    excerpt_ids: Sequence[int] = (),
    marks: TagMarks | None = None,
) -> ManyTagged:
    """Link whole submissions, and excerpts that are there, to one priority in one edit.

    What the officer has tagged to it already is left as it is. Raises RefusedError if anything
    belongs to another call than the priority; then nothing is tagged.
    """
    priority = work.session.get_one(Priority, priority_id)
    call = work.session.get_one(Call, priority.call_id)
    work.about(call.id, call.reference)
    places: dict[_Place, None] = {}
    for chunk in _chunks(submission_ids):
        check_call(work, call, chunk)
        places |= {(submission_id, None): None for submission_id in chunk}
    for chunk in _chunks(excerpt_ids):
        found = _submissions_of(work, chunk)
        check_call(work, call, list(set(found.values())))
        places |= {(found[excerpt_id], excerpt_id): None for excerpt_id in chunk}
    known = _known_places(work, priority, [submission_id for submission_id, _ in places])
    wanted = [place for place in places if place not in known]
    _insert(work, priority, wanted, marks or TagMarks())
    return ManyTagged(added=len(wanted), already_here=len(places) - len(wanted))


def _chunks(ids: Sequence[int]) -> Iterator[list[int]]:
    unique = list(dict.fromkeys(ids))
    for start in range(0, len(unique), _AT_ONCE):
        yield unique[start : start + _AT_ONCE]


def check_call(work: Work, call: Call, submission_ids: Sequence[int]) -> None:
    """Raise RefusedError if a submission belongs to another call, StaleEditError if it is gone."""
    chosen = select(Submission.id, Submission.call_id, Submission.reference).where(
        Submission.id.in_(submission_ids)
    )
    found = {row.id: row for row in work.session.execute(chosen)}
    if len(found) < len(submission_ids):
        raise overtaken()
    for row in found.values():
        if row.call_id != call.id:
            raise RefusedError(
                f"{row.reference} belongs to another call than {call.reference}.",
                do="Choose submissions of the priority's own call.",
            )


def _submissions_of(work: Work, excerpt_ids: Sequence[int]) -> dict[int, int]:
    chosen = select(Excerpt.id, SourceText.submission_id).join(
        SourceText, SourceText.id == Excerpt.text_id
    )
    found = {
        excerpt_id: submission_id
        for excerpt_id, submission_id in work.session.execute(
            chosen.where(Excerpt.id.in_(excerpt_ids))
        )
    }
    if len(found) < len(excerpt_ids):
        raise overtaken()
    return found


def _known_places(work: Work, priority: Priority, submission_ids: Sequence[int]) -> set[_Place]:
    """Return what the officer has tagged to a priority already, of these submissions."""
    chosen = select(Tag.submission_id, Tag.excerpt_id).where(
        Tag.priority_id == priority.id, Tag.officer == work.officer
    )
    return {
        (submission_id, excerpt_id)
        for chunk in _chunks(submission_ids)
        for submission_id, excerpt_id in work.session.execute(
            chosen.where(Tag.submission_id.in_(chunk))
        )
    }


def _insert(work: Work, priority: Priority, places: Sequence[_Place], marks: TagMarks) -> None:
    if not places:
        return
    rows: list[dict[str, Any]] = [
        {
            "id": tag_id,
            "submission_id": submission_id,
            "priority_id": priority.id,
            "excerpt_id": excerpt_id,
            "stance": marks.stance,
            "strength": marks.strength,
            "note": marks.note.strip(),
            "officer": work.officer,
            "tagged_at": work.now,
        }
        for tag_id, (submission_id, excerpt_id) in zip(
            work.reserve_ids(Tag, len(places)), places, strict=True
        )
    ]
    work.insert_rows(Tag, rows)
