"""The excerpts that may be quoted on a priority, and the best of each stakeholder type."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.queries.evidence.tagged import CONTINUES
from lisdesk.rules.cell_text import cut_text
from lisdesk.rules.counting import SubmissionFact, TagFact
from lisdesk.rules.vocabulary import Strength
from lisdesk.store.entities import Bookmark, Excerpt, SourceText, Stakeholder, Submission

_AT_ONCE = 500
WHOLE = -1
"""In place of a type: the priority as a whole."""
_RANKS: dict[Strength | None, int] = {None: -1} | {
    strength: rank for rank, strength in enumerate(Strength)
}


@dataclass(frozen=True, slots=True)
class Quotable:
    """An excerpt that may be quoted, with the name to give."""

    excerpt_id: int
    submission: str
    quote: str
    attribution: str
    is_bookmarked: bool

    @property
    def words(self) -> str:
        """The quotation as a finding holds it."""
        quote = " ".join(self.quote.split())
        return f"“{quote}” ({self.attribution})" if self.attribution else f"“{quote}”"


def quotable_tags(evidence: Evidence, priority_id: int) -> Iterator[TagFact]:
    """Yield the tags on a priority, or on one below it, whose words may be published."""
    branch = {each.priority_id for each in evidence.frame if priority_id in each.lineage}
    return (tag for tag in _quotable(evidence) if tag.priority_id in branch)


def best_excerpts(session: Session, evidence: Evidence) -> dict[tuple[int, int | None], int]:
    """Return the excerpt to quote of each priority and stakeholder type that has any, and of each
    priority as a whole under the type WHOLE.

    The first is taken of those that an officer bookmarked, then of those with the strongest
    evidence, then of those that came first. A publication quotes nobody in the column of a type
    that it does not show of them elsewhere.
    """
    bookmarked = _bookmarked(session, evidence.call.call_id)
    order = {each.submission_id: place for place, each in enumerate(evidence.submissions)}
    columns = {each.submission_id: _columns_of(evidence, each) for each in evidence.submissions}
    lineages = {each.priority_id: each.lineage for each in evidence.frame}
    best: dict[tuple[int, int | None], tuple[bool, int, int, int]] = {}
    for tag in _quotable(evidence):
        assert tag.excerpt_id is not None
        is_other = tag.excerpt_id not in bookmarked
        rank = (is_other, -_RANKS[tag.strength], order[tag.submission_id], tag.excerpt_id)
        for priority_id in lineages[tag.priority_id]:
            for column in columns[tag.submission_id]:
                standing = best.get((priority_id, column))
                if standing is None or rank < standing:
                    best[priority_id, column] = rank
    return {cell: excerpt_id for cell, (*_, excerpt_id) in best.items()}


def _columns_of(evidence: Evidence, each: SubmissionFact) -> tuple[int | None, ...]:
    """Return the columns in which a submission may be quoted."""
    shown, _ = evidence.disclosure.combination(each.submission_id, each.type_id, each.area_id)
    is_hidden = evidence.disclosure.is_publication and (shown is None or shown != each.type_id)
    return (WHOLE,) if is_hidden else (each.type_id, WHOLE)


def quotables(session: Session, evidence: Evidence, excerpt_ids: Collection[int]) -> list[Quotable]:
    """Return excerpts with the names to give, those that were bookmarked first, then in the order
    in which they came. The caller sees to it that they may be quoted.
    """
    rows: list[Row[Any]] = []
    wanted = sorted(excerpt_ids)
    for start in range(0, len(wanted), _AT_ONCE):
        rows += _read(session, wanted[start : start + _AT_ONCE])
    rows.sort(key=lambda row: (not row.is_bookmarked, row.received_at, row.submission_id, row.id))
    return [
        Quotable(
            excerpt_id=row.id,
            submission=row.reference,
            quote=cut_text(
                evidence.published.part(row.text_id, row.quote, row.start, row.end).words, CONTINUES
            ),
            attribution=evidence.disclosure.attribution(
                row.submission_id, row.kind, row.name, row.reference
            ),
            is_bookmarked=row.is_bookmarked,
        )
        for row in rows
    ]


def _quotable(evidence: Evidence) -> Iterator[TagFact]:
    counted = evidence.counted
    return (
        tag
        for tag in evidence.tags
        if tag.excerpt_id is not None
        and tag.excerpt_id not in evidence.earlier_excerpts
        and tag.excerpt_id not in evidence.published.unquoted
        and tag.submission_id in counted
        and evidence.disclosure.may_publish_words(tag.submission_id)
    )


def _bookmarked(session: Session, call_id: int) -> frozenset[int]:
    chosen = (
        select(Bookmark.excerpt_id)
        .join(Excerpt, Excerpt.id == Bookmark.excerpt_id)
        .join(SourceText, SourceText.id == Excerpt.text_id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .where(Submission.call_id == call_id)
    )
    return frozenset(session.scalars(chosen))


def _read(session: Session, excerpt_ids: Sequence[int]) -> list[Row[Any]]:
    chosen = (
        select(
            Bookmark.id.is_not(None).label("is_bookmarked"),
            Submission.received_at,
            Submission.id.label("submission_id"),
            Excerpt.id,
            Submission.reference,
            Excerpt.text_id,
            Excerpt.start,
            Excerpt.end,
            Excerpt.quote,
            Stakeholder.kind,
            Stakeholder.name,
        )
        .select_from(Excerpt)
        .join(SourceText, SourceText.id == Excerpt.text_id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .outerjoin(Bookmark, Bookmark.excerpt_id == Excerpt.id)
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .where(Excerpt.id.in_(excerpt_ids))
    )
    return list(session.execute(chosen))
