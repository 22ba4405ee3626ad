"""Tag from a list: many tags in one edit, written together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from lisdesk.edits.excerpts import Excerpts
from lisdesk.edits.tags import TagDraft, place_of
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError, UserError
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.store.entities import (
    Call,
    Priority,
    Question,
    SourceText,
    Submission,
    Tag,
)
from lisdesk.store.work import Work

Marks = tuple[Stance | None, Strength | None, str]
"""Stance, strength and note of a tag."""

_SUBMISSIONS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class TagEntry:
    """One line of a list of tags; `where` names it in an error, such as "row 12"."""

    where: str
    submission: str
    priority: str
    draft: TagDraft


@dataclass(frozen=True, slots=True)
class TagListReport:
    """What came of a list: lines = added + already_here."""

    lines: int
    added: int
    already_here: int


@verb
def add_tags(work: Work, *, call_id: int, entries: Sequence[TagEntry]) -> TagListReport:
    """Add the tags of a list that are not there yet. One line that does not fit refuses the whole
    list.

    RefusedError names the line and what is wrong with it.
    """
    call = work.session.get_one(Call, call_id)
    work.about(call.id, call.reference)
    listing = _Listing(work, call)
    by_submission: defaultdict[str, list[TagEntry]] = defaultdict(list)
    for entry in entries:
        by_submission[entry.submission.strip().upper()].append(entry)
    references = list(by_submission)
    for start in range(0, len(references), _SUBMISSIONS_AT_ONCE):
        chunk = references[start : start + _SUBMISSIONS_AT_ONCE]
        listing.take({reference: by_submission[reference] for reference in chunk})
    return TagListReport(len(entries), listing.added, len(entries) - listing.added)


class _Listing:
    """A list of tags under way."""

    def __init__(self, work: Work, call: Call) -> None:
        self._work = work
        self._call = call
        self.added = 0
        priorities = select(Priority.code, Priority.id).where(Priority.call_id == call.id)
        self._priorities = {code.lower(): key for code, key in work.session.execute(priorities)}
        questions = select(Question.number, Question.id).where(Question.call_id == call.id)
        self._questions = {number: key for number, key in work.session.execute(questions)}

    def take(self, entries: dict[str, list[TagEntry]]) -> None:
        """Write the tags of some submissions."""
        ids = self._submission_ids(list(entries))
        texts = self._texts(list(ids.values()))
        excerpts = Excerpts(self._work, [text.id for own in texts.values() for text in own])
        known = self._known_tags(list(ids.values()))
        tags = []
        for reference, own in entries.items():
            for entry in own:
                submission_id = self._found(ids, reference, entry, "submission", entry.submission)
                priority_id = self._found(
                    self._priorities,
                    entry.priority.strip().lower(),
                    entry,
                    "priority",
                    entry.priority,
                )
                excerpt_id = self._excerpt_id(entry, texts[submission_id], excerpts)
                place = (submission_id, priority_id, excerpt_id)
                if place in known:
                    _refuse_contradiction(entry, known[place])
                    continue
                known[place] = _marks(entry.draft)
                tags.append(self._tag(entry, submission_id, priority_id, excerpt_id))
        excerpts.save()
        for tag, tag_id in zip(tags, self._work.reserve_ids(Tag, len(tags)), strict=True):
            tag["id"] = tag_id
        self._work.insert_rows(Tag, tags)
        self.added += len(tags)

    def _submission_ids(self, references: Sequence[str]) -> dict[str, int]:
        chosen = select(Submission.reference, Submission.id).where(
            Submission.call_id == self._call.id, Submission.reference.in_(references)
        )
        return {reference: key for reference, key in self._work.session.execute(chosen)}

    def _texts(self, submission_ids: Sequence[int]) -> defaultdict[int, list[SourceText]]:
        texts: defaultdict[int, list[SourceText]] = defaultdict(list)
        chosen = select(SourceText).where(
            SourceText.submission_id.in_(submission_ids), SourceText.is_current
        )
        for text in self._work.session.scalars(chosen.order_by(SourceText.id)):
            texts[text.submission_id].append(text)
        return texts

    def _known_tags(
        self, submission_ids: Sequence[int]
    ) -> dict[tuple[int, int, int | None], Marks]:
        chosen = select(Tag).where(
            Tag.submission_id.in_(submission_ids), Tag.officer == self._work.officer
        )
        return {
            (tag.submission_id, tag.priority_id, tag.excerpt_id): (
                tag.stance,
                tag.strength,
                tag.note,
            )
            for tag in self._work.session.scalars(chosen)
        }

    def _found(
        self, known: dict[str, int], key: str, entry: TagEntry, what: str, named: str
    ) -> int:
        if key not in known:
            raise RefusedError(
                f"In {entry.where}: {self._call.reference} has no {what} “{named}”.",
                do="Correct the line and bring the list in again.",
            )
        return known[key]

    def _excerpt_id(
        self, entry: TagEntry, texts: Sequence[SourceText], excerpts: Excerpts
    ) -> int | None:
        if entry.draft.quote is None and entry.draft.question is None:
            return None
        if entry.draft.question is not None:
            question_id = self._questions.get(entry.draft.question)
            texts = [text for text in texts if question_id and text.question_id == question_id]
        try:
            text, start, end = place_of(texts, entry.draft, entry.submission)
        except UserError as error:
            raise RefusedError(f"In {entry.where}: {error.happened}", do=error.do) from error
        return excerpts.id_at(text, start, end)

    def _tag(
        self, entry: TagEntry, submission_id: int, priority_id: int, excerpt_id: int | None
    ) -> dict[str, Any]:
        return {
            "id": 0,
            "submission_id": submission_id,
            "priority_id": priority_id,
            "excerpt_id": excerpt_id,
            "stance": entry.draft.stance,
            "strength": entry.draft.strength,
            "note": entry.draft.note.strip(),
            "officer": self._work.officer,
            "tagged_at": self._work.now,
        }


def _marks(draft: TagDraft) -> Marks:
    return draft.stance, draft.strength, draft.note.strip()


def _refuse_contradiction(entry: TagEntry, standing: Marks) -> None:
    given = _marks(entry.draft)
    if any(mark and mark != other for mark, other in zip(given, standing, strict=True)):
        raise RefusedError(
            f"In {entry.where}: those words are tagged to {entry.priority} already, with another "
            "stance, strength or note.",
            do="Take that tag off first, or take the line out of the list.",
        )
