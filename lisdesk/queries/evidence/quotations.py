"""The excerpts that may be quoted, under the name that may be given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.coding_frame import PriorityFact
from lisdesk.queries.evidence.sheets import (
    ROWS_AT_ONCE,
    Heading,
    Sheet,
    long_columns,
    priority_columns,
    streamed,
)
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.queries.evidence.tagged import CONTINUES
from lisdesk.rules.cell_text import cut_text
from lisdesk.store.entities import Bookmark, Excerpt, Stakeholder, Submission, Tag
from lisdesk.table import Column, Row


def quotations_sheet(session: Session, evidence: Evidence) -> Sheet:
    """Return the excerpts that may be published, by priority, in either edition."""
    counted = evidence.counted
    by_priority: defaultdict[int, set[int]] = defaultdict(set)
    listed = {each.priority_id for each in evidence.listed_frame}
    for tag in evidence.tags:
        if (
            tag.excerpt_id is not None
            and tag.excerpt_id not in evidence.earlier_excerpts
            and tag.excerpt_id not in evidence.published.unquoted
            and tag.submission_id in counted
            and tag.priority_id in listed
            and evidence.disclosure.may_publish_words(tag.submission_id)
        ):
            by_priority[tag.priority_id].add(tag.excerpt_id)
    return streamed(
        Heading(
            "Quotations",
            "Quotations",
            "Excerpts of counted submissions that may be published, with the name to give them.",
            "Unit: excerpts, each once per priority; those that an officer bookmarked first.",
        ),
        [
            Column("Code", width=10),
            *priority_columns(),
            *long_columns("Quotation", width=90),
            *long_columns("Attribution", width=36),
            Column("Bookmarked", width=12),
        ],
        _quotation_rows(session, evidence, by_priority),
        sum(map(len, by_priority.values())),
    )


def _quotation_rows(
    session: Session, evidence: Evidence, by_priority: Mapping[int, Set[int]]
) -> Iterator[Row]:
    """Read one priority after the other, so that nothing has to be sorted in memory."""
    for priority in evidence.frame:
        wanted = by_priority.get(priority.priority_id)
        if wanted:
            yield from _quotations_of(session, evidence, priority, wanted)


def _quotations_of(
    session: Session, evidence: Evidence, priority: PriorityFact, wanted: Set[int]
) -> Iterator[Row]:
    chosen = (
        select(
            Excerpt.id,
            Submission.id.label("submission_id"),
            Submission.reference,
            Stakeholder.kind,
            Stakeholder.name,
            Excerpt.text_id,
            Excerpt.start,
            Excerpt.end,
            Excerpt.quote,
            Bookmark.id.is_not(None).label("is_bookmarked"),
        )
        .select_from(Tag)
        .join(Submission, Submission.id == Tag.submission_id)
        .join(Excerpt, Excerpt.id == Tag.excerpt_id)
        .outerjoin(Bookmark, Bookmark.excerpt_id == Excerpt.id)
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .where(Tag.priority_id == priority.priority_id)
        .order_by(
            Bookmark.id.is_(None),
            Submission.received_at,
            Submission.id,
            Excerpt.text_id,
            Excerpt.start,
            Excerpt.end,
        )
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    before = None
    for row in session.execute(chosen):
        if row.id in wanted and row.id != before:
            before = row.id
            attribution = evidence.disclosure.attribution(
                row.submission_id, row.kind, row.name, row.reference
            )
            part = evidence.published.part(row.text_id, row.quote, row.start, row.end)
            words = cut_text(part.words, CONTINUES)
            chosen_by_hand = "Yes" if row.is_bookmarked else None
            yield priority.code, priority.name, words, attribution, chosen_by_hand
