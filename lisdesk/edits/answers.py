"""Tag whole answers, and say stance or strength of their tags, one or many in one edit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Table, and_, select

from lisdesk.edits.excerpts import Excerpts
from lisdesk.edits.tag_changes import ManyTagged, TagMarks, check_call, tag_many
from lisdesk.edits.verbs import verb
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.store.entities import (
    Call,
    Excerpt,
    InheritedTag,
    Priority,
    SourceText,
    Submission,
    Tag,
)
from lisdesk.store.problems import overtaken
from lisdesk.store.single_rows import held_rows, update_each
from lisdesk.store.work import Work

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class AnswersMarked:
    """What came of saying something of the tags of answers."""

    tags: int
    """Of how many it is said now, those included of which it was said before."""
    is_off: bool
    """Whether it was said of all of them, and so was taken off."""
    without: int
    """Answers that the officer has not tagged to the priority."""
    inherited: int
    """Answers whose tag follows that of the first letter of their campaign."""


class _OwnTag(NamedTuple):
    """A tag of the officer in an answer: on the whole of it, or on some words."""

    tag_id: int
    is_whole: bool
    is_inherited: bool


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


@verb
def mark_answers(
    work: Work, *, priority_id: int, text_ids: Sequence[int], mark: Stance | Strength
) -> AnswersMarked:
    """Say a stance or a strength of the officer's own tags to a priority in answers; where all of
    them say it already, take it off.

    It is the tag on the whole answer, or those on words of it where there is none. What others have
    tagged is left as it is, and so is what is inherited. Raises RefusedError if an answer belongs
    to another call than the priority, or was corrected in the meantime; then nothing is changed.
    """
    priority = work.session.get_one(Priority, priority_id)
    call = work.session.get_one(Call, priority.call_id)
    wanted = list(dict.fromkeys(text_ids))
    submission_ids = _check_standing(work, call, wanted)
    subject = work.session.get_one(Submission, submission_ids[0]) if len(wanted) == 1 else call
    work.about(call.id, subject.reference)
    found = _own_tags(work, priority_id, wanted)
    own = {text_id: [each for each in tags if not each.is_inherited] for text_id, tags in found}
    tags = [each.tag_id for of_text in own.values() for each in _on_the_whole(of_text)]
    inherited = sum(not each for each in own.values())
    is_off = _write_mark(work, sorted(tags), mark)
    return AnswersMarked(len(tags), is_off, len(wanted) - len(own), inherited)


def _check_standing(work: Work, call: Call, text_ids: Sequence[int]) -> list[int]:
    """Return the submissions of texts that stand, all of one call."""
    found: list[int] = []
    for start in range(0, len(text_ids), _AT_ONCE):
        chunk = text_ids[start : start + _AT_ONCE]
        chosen = select(SourceText.submission_id).where(
            SourceText.id.in_(chunk), SourceText.is_current
        )
        submission_ids = list(work.session.scalars(chosen))
        if len(submission_ids) < len(chunk):
            raise overtaken()
        check_call(work, call, list(set(submission_ids)))
        found += submission_ids
    return found


def _own_tags(
    work: Work, priority_id: int, text_ids: Sequence[int]
) -> Iterator[tuple[int, list[_OwnTag]]]:
    """Yield the texts in which the officer has tagged something to a priority, with those tags."""
    is_whole = and_(Excerpt.start == 0, Excerpt.quote == SourceText.body)
    chosen = (
        select(Excerpt.text_id, Tag.id, is_whole, InheritedTag.id.is_not(None))
        .join(Excerpt, Excerpt.id == Tag.excerpt_id)
        .join(SourceText, SourceText.id == Excerpt.text_id)
        .outerjoin(InheritedTag, InheritedTag.tag_id == Tag.id)
        .where(Tag.priority_id == priority_id, Tag.officer == work.officer)
    )
    for start in range(0, len(text_ids), _AT_ONCE):
        of_chunk = chosen.where(Excerpt.text_id.in_(text_ids[start : start + _AT_ONCE]))
        found: defaultdict[int, list[_OwnTag]] = defaultdict(list)
        for text_id, tag_id, whole, inherited in work.session.execute(of_chunk):
            found[text_id].append(_OwnTag(tag_id, bool(whole), bool(inherited)))
        yield from found.items()


def _on_the_whole(tags: Sequence[_OwnTag]) -> Sequence[_OwnTag]:
    """Return the tag on the whole answer, or those on words of it where there is none."""
    return [each for each in tags if each.is_whole] or tags


def _write_mark(work: Work, tag_ids: Sequence[int], mark: Stance | Strength) -> bool:
    """Say something of tags, or take it off if all of them say it; return whether it was."""
    work.session.flush()
    name, table = "stance" if isinstance(mark, Stance) else "strength", Tag.__table__
    assert isinstance(table, Table)
    rows = list(held_rows(work.session.connection(), table, tag_ids).values())
    is_off = bool(rows) and all(row[name] == mark for row in rows)
    values = [{name: None if is_off else mark}] * len(rows)
    work.write_rows(lambda connection: update_each(connection, table, rows, values))
    return is_off


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
