"""The tags of submissions as codings, and the bookmarks of their excerpts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lisdesk.rules.coded_guids import QUOTATIONS_GUID, Guids
from lisdesk.rules.coded_memos import Marks, memo_of
from lisdesk.rules.coded_project import Coding
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.store.entities import Bookmark, Excerpt, Tag


class TagRow(NamedTuple):
    """A tag, with the place that it stands on and the bookmark of that."""

    submission_id: int
    tag_id: int
    priority_id: int
    stance: Stance | None
    strength: Strength | None
    note: str
    officer: str
    tagged_at: datetime
    excerpt_id: int | None
    text_id: int | None
    start: int | None
    end: int | None
    bookmark_id: int | None
    bookmarked_by: str | None
    bookmarked_at: datetime | None


class Codings:
    """Tags as codings; a publication tells of no officer and of no note."""

    def __init__(self, guids: Guids, is_publication: bool) -> None:
        self._guids = guids
        self._is_publication = is_publication

    def of(self, tag: TagRow) -> Coding:
        """Return a tag as a coding."""
        note = "" if self._is_publication else tag.note
        return Coding(
            guid=self._guids.of("tag", tag.tag_id),
            code_guid=self._guids.priority(tag.priority_id),
            coder="" if self._is_publication else coder_name(tag.officer),
            coded_at=None if self._is_publication else tag.tagged_at,
            memo=memo_of(Marks(tag.stance, tag.strength, note)),
        )

    def bookmark(self, tag: TagRow) -> Coding | None:
        """Return the bookmark of a tag's excerpt as a coding; None if it has none."""
        if tag.bookmark_id is None:
            return None
        return Coding(
            guid=self._guids.of("bookmark", tag.bookmark_id),
            code_guid=QUOTATIONS_GUID,
            coder="" if self._is_publication else coder_name(tag.bookmarked_by or ""),
            coded_at=None if self._is_publication else tag.bookmarked_at,
        )


def coder_name(officer: str) -> str:
    """Return how a file names an officer: of an address only what stands before the “@”."""
    return officer.partition("@")[0].strip() or "Officer"


def tags_of(session: Session, ids: Sequence[int]) -> defaultdict[int, list[TagRow]]:
    """Return the tags of submissions, by submission."""
    chosen: Select[*tuple[Any, ...]] = (
        select(
            Tag.submission_id,
            Tag.id,
            Tag.priority_id,
            Tag.stance,
            Tag.strength,
            Tag.note,
            Tag.officer,
            Tag.tagged_at,
            Tag.excerpt_id,
            Excerpt.text_id,
            Excerpt.start,
            Excerpt.end,
            Bookmark.id,
            Bookmark.officer,
            Bookmark.bookmarked_at,
        )
        .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
        .outerjoin(Bookmark, Bookmark.excerpt_id == Tag.excerpt_id)
        .where(Tag.submission_id.in_(ids))
        .order_by(Tag.id)
    )
    found: defaultdict[int, list[TagRow]] = defaultdict(list)
    for row in session.execute(chosen):
        tag = TagRow(*row)
        found[tag.submission_id].append(tag)
    return found
