"""Bookmarks of excerpts that move, and of those that go."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select

from lisdesk.edits.campaign_members import in_chunks
from lisdesk.store.changes import Operation, RowChange
from lisdesk.store.entities import Bookmark
from lisdesk.store.work import Work


def bookmark_of(work: Work, excerpt_id: int) -> Bookmark | None:
    """Return the bookmark of an excerpt; None if it has none."""
    return work.session.scalar(select(Bookmark).where(Bookmark.excerpt_id == excerpt_id))


def carry_bookmark(work: Work, from_id: int, to_id: int) -> None:
    """Bookmark an excerpt if the one whose words it has taken over was."""
    standing = bookmark_of(work, from_id)
    if standing is not None and from_id != to_id and bookmark_of(work, to_id) is None:
        work.add(
            Bookmark(
                excerpt_id=to_id,
                officer=standing.officer,
                bookmarked_at=standing.bookmarked_at,
            )
        )


def forget_bookmarks(work: Work, excerpt_ids: Collection[int]) -> None:
    """Delete the bookmarks of excerpts that are gone, or are about to go."""
    for chunk in in_chunks(excerpt_ids):
        chosen = select(Bookmark.id).where(Bookmark.excerpt_id.in_(chunk))
        found = sorted(work.session.scalars(chosen))
        if found:
            work.delete_rows(Bookmark, found)


def deleted_excerpts(changes: Iterable[RowChange]) -> set[int]:
    """Return the excerpts that an edit has deleted."""
    return {
        row_id
        for change in changes
        if change.table.name == "excerpt" and change.operation is Operation.DELETE
        for row_id in change.row_ids
        if isinstance(row_id, int)
    }
