"""The excerpts of a call that are bookmarked as quotations: how many, and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from lisdesk.store.entities import Bookmark, Excerpt, SourceText, Submission


class Bookmarks(NamedTuple):
    """Bookmarks in some submissions."""

    current: int
    """On texts that stand."""
    earlier: int
    """On earlier versions of texts that were corrected since."""


def bookmarks_in(session: Session, call_id: int, held: Collection[int]) -> Bookmarks:
    """Return how many excerpts of these submissions of a call are bookmarked."""
    chosen = (
        select(SourceText.submission_id, SourceText.is_current, func.count(Bookmark.id))
        .select_from(Bookmark)
        .join(Excerpt, Excerpt.id == Bookmark.excerpt_id)
        .join(SourceText, SourceText.id == Excerpt.text_id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .where(Submission.call_id == call_id)
        .group_by(SourceText.submission_id, SourceText.is_current)
    )
    ids = frozenset(held)
    counts: Counter[bool] = Counter()
    for submission_id, is_current, number in session.execute(chosen):
        if submission_id in ids:
            counts[bool(is_current)] += number
    return Bookmarks(counts[True], counts[False])


def bookmarked_by(condition: ColumnElement[bool]) -> Select[str]:
    """Return the query for those who bookmarked excerpts of submissions that fulfil a condition."""
    return (
        select(Bookmark.officer)
        .join(Excerpt, Excerpt.id == Bookmark.excerpt_id)
        .join(SourceText, SourceText.id == Excerpt.text_id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .where(condition)
    )
