"""The tags of sources that come in, written together with their excerpts and the memos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from lisdesk.edits.excerpts import Excerpts
from lisdesk.edits.source_memos import SourceMemos
from lisdesk.rules.coded_memos import marks_of
from lisdesk.rules.coded_project import Coding, Passage, Source
from lisdesk.rules.spans import Span
from lisdesk.store.entities import Bookmark, Excerpt, Tag
from lisdesk.store.work import Work

Place = tuple[int, int | None, int, str]
"""Submission, excerpt or none for the whole of it, priority, officer: no two tags are alike in all.
"""


class TextRow(NamedTuple):
    """A text of a submission to be tagged."""

    text_id: int
    question_id: int | None
    body: str


class SourceTags:
    """The tags of some submissions, with new ones waiting to be written."""

    def __init__(
        self,
        work: Work,
        priority_ids: Mapping[str, int],
        *,
        submission_ids: Sequence[int],
        text_ids: Sequence[int],
    ) -> None:
        """`submission_ids` and `text_ids` are those that were here before."""
        self._work = work
        self._priority_ids = priority_ids
        self._excerpts = Excerpts(work, text_ids)
        self._taken = set(_standing(work, submission_ids))
        self._old_excerpts = set(_standing_excerpts(work, text_ids))
        self._new_excerpts: set[int] = set()
        self._tags: list[dict[str, Any]] = []
        self._bookmarked = set(_bookmarked(work, text_ids))
        self._bookmarks: list[dict[str, Any]] = []
        self.memos = SourceMemos(work, submission_ids)
        self.added = self.already_here = self.bookmarked = 0

    @property
    def excerpts(self) -> int:
        """How many passages were made."""
        return len(self._new_excerpts)

    @property
    def news(self) -> int:
        """How many tags, bookmarks and memos were made."""
        return self.added + self.bookmarked + self.memos.added

    def tag_span(
        self, submission_id: int, text: TextRow, start: int, end: int, passage: Passage
    ) -> None:
        """Tag the words of a text as a passage is coded, whose memo goes to each of its tags, and
        bookmark them if it is. The memo on one that is coded to nothing stands by itself.
        """
        if (memo := passage.own_memo) is not None:
            self.memos.note(submission_id, memo, text.text_id, Span(start, end))
        wanted = [each for each in passage.codings if each.code_guid in self._priority_ids]
        if not wanted:
            return
        quote = text.body[start:end]
        excerpt_id = self._excerpts.id_of(text.text_id, start, end, quote)
        if excerpt_id not in self._old_excerpts:
            self._new_excerpts.add(excerpt_id)
        for coding in wanted:
            self._tag(submission_id, excerpt_id, coding, passage.memo)
        if passage.bookmark is not None:
            self._bookmark(excerpt_id, passage.bookmark)

    def tag_whole(self, submission_id: int, source: Source) -> None:
        """Tag a submission as a whole, and write the memos on the whole of it."""
        for coding in source.codings:
            if coding.code_guid in self._priority_ids:
                self._tag(submission_id, None, coding, "")
        for memo in source.memos:
            self.memos.note(submission_id, memo)

    def save(self) -> None:
        """Write the excerpts, tags, bookmarks and memos that wait."""
        self.memos.save()
        self._excerpts.save()
        ids = self._work.reserve_ids(Tag, len(self._tags))
        for tag, tag_id in zip(self._tags, ids, strict=True):
            tag["id"] = tag_id
        self._work.insert_rows(Tag, self._tags)
        ids = self._work.reserve_ids(Bookmark, len(self._bookmarks))
        for bookmark, bookmark_id in zip(self._bookmarks, ids, strict=True):
            bookmark["id"] = bookmark_id
        self._work.insert_rows(Bookmark, self._bookmarks)
        self._tags, self._bookmarks = [], []

    def _bookmark(self, excerpt_id: int, bookmark: Coding) -> None:
        if excerpt_id in self._bookmarked:
            return
        self._bookmarked.add(excerpt_id)
        self._bookmarks.append(
            {
                "id": 0,
                "excerpt_id": excerpt_id,
                "officer": bookmark.coder or self._work.officer,
                "bookmarked_at": bookmark.coded_at or self._work.now,
            }
        )
        self.bookmarked += 1

    def _tag(self, submission_id: int, excerpt_id: int | None, coding: Coding, memo: str) -> None:
        officer = coding.coder or self._work.officer
        priority_id = self._priority_ids[coding.code_guid]
        place = (submission_id, excerpt_id, priority_id, officer)
        if place in self._taken:
            self.already_here += 1
            return
        self._taken.add(place)
        marks = marks_of(coding.memo)
        at: datetime = coding.coded_at or self._work.now
        self._tags.append(
            {
                "id": 0,
                "submission_id": submission_id,
                "priority_id": priority_id,
                "excerpt_id": excerpt_id,
                "stance": marks.stance,
                "strength": marks.strength,
                "note": "\n\n".join(part for part in (marks.note, memo) if part),
                "officer": officer,
                "tagged_at": at,
            }
        )
        self.added += 1


def _standing(work: Work, submission_ids: Sequence[int]) -> Iterator[Place]:
    if submission_ids:
        chosen = select(Tag.submission_id, Tag.excerpt_id, Tag.priority_id, Tag.officer)
        for row in work.session.execute(chosen.where(Tag.submission_id.in_(submission_ids))):
            yield row[0], row[1], row[2], row[3]


def _standing_excerpts(work: Work, text_ids: Sequence[int]) -> Iterator[int]:
    if text_ids:
        yield from work.session.scalars(select(Excerpt.id).where(Excerpt.text_id.in_(text_ids)))


def _bookmarked(work: Work, text_ids: Sequence[int]) -> Iterator[int]:
    if text_ids:
        chosen = select(Bookmark.excerpt_id).join(Excerpt, Excerpt.id == Bookmark.excerpt_id)
        yield from work.session.scalars(chosen.where(Excerpt.text_id.in_(text_ids)))
