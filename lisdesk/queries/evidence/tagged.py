"""The tags of counted submissions with the words they stand on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.answers import LETTER, marked, not_for_publication
from lisdesk.queries.evidence.coding_frame import PriorityFact
from lisdesk.queries.evidence.disclosure import month_words
from lisdesk.queries.evidence.sheets import (
    ROWS_AT_ONCE,
    Heading,
    Sheet,
    priority_columns,
    respondent_columns,
    streamed,
)
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.cell_text import cut_text
from lisdesk.rules.vocabulary import (
    COUNTED,
    Channel,
    StakeholderKind,
    Stance,
    Strength,
)
from lisdesk.store.entities import Excerpt, SourceText, Stakeholder, Submission, Tag
from lisdesk.table import CellKind, Column, Row

CONTINUES = "… (continues in Answers)"
"""Ends a quotation that no cell can hold."""

_COUNTED = Submission.disposition.in_(COUNTED)
_LAST = 1 << 31


def evidence_sheet(session: Session, evidence: Evidence) -> Sheet:
    """Return the tags of counted submissions."""
    counted = evidence.counted
    listed = {each.priority_id for each in evidence.listed_frame}
    is_publication = evidence.disclosure.is_publication
    return streamed(
        Heading(
            "Evidence",
            "Evidence",
            "Every tag of a counted submission, with the words it stands on."
            + (" Words are quoted where that is permitted." if is_publication else ""),
            "Unit: tags. Start and end count characters of the text, the end not included.",
        ),
        _columns(is_publication),
        _evidence_rows(session, evidence),
        sum(tag.submission_id in counted and tag.priority_id in listed for tag in evidence.tags),
    )


class _Tagged(NamedTuple):
    """A tag with everything that its row needs."""

    submission_id: int
    tag_id: int
    priority_id: int
    stance: Stance | None
    strength: Strength | None
    note: str
    officer: str
    excerpt_id: int | None
    start: int | None
    end: int | None
    quote: str | None
    text_id: int | None
    question_id: int | None
    sha256: str | None
    is_current: bool | None
    reference: str
    channel: Channel
    received_at: datetime
    type_id: int | None
    area_id: int | None
    name: str | None
    kind: StakeholderKind | None


def _columns(is_publication: bool) -> list[Column]:
    words = [
        Column("Submission reference", width=14),
        Column("Priority code", width=10),
        *priority_columns(["Level 1", "Level 2", "Level 3"]),
        Column("Stance", width=11),
        Column("Evidence strength", width=18),
        Column("Quotation", CellKind.LONG_TEXT, width=80),
        Column("Question", width=12),
        *respondent_columns(),
    ]
    place = [
        Column("Start", CellKind.WHOLE_NUMBER, width=10),
        Column("End", CellKind.WHOLE_NUMBER, width=10),
        Column("Text hash", width=68),
    ]
    if is_publication:
        return [*words, Column("Month received", width=12), *place]
    return [
        *words,
        Column("Received", CellKind.MOMENT),
        Column("Note", CellKind.LONG_TEXT, width=40),
        Column("Officer"),
        not_for_publication(),
        *place,
    ]


def _statement(call_id: int) -> Select[*tuple[Any, ...]]:
    chosen: Select[*tuple[Any, ...]] = (
        select(
            Tag.submission_id,
            Tag.id,
            Tag.priority_id,
            Tag.stance,
            Tag.strength,
            Tag.note,
            Tag.officer,
            Tag.excerpt_id,
            Excerpt.start,
            Excerpt.end,
            Excerpt.quote,
            Excerpt.text_id,
            SourceText.question_id,
            SourceText.sha256,
            SourceText.is_current,
            Submission.reference,
            Submission.channel,
            Submission.received_at,
            Submission.type_id,
            Submission.area_id,
            Stakeholder.name,
            Stakeholder.kind,
        )
        .select_from(Submission)
        .join(Tag, Tag.submission_id == Submission.id)
        .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
        .outerjoin(SourceText, SourceText.id == Excerpt.text_id)
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .where(Submission.call_id == call_id, _COUNTED)
        .order_by(Submission.received_at, Submission.id)
    )
    return chosen.execution_options(yield_per=ROWS_AT_ONCE)


def _evidence_rows(session: Session, evidence: Evidence) -> Iterator[Row]:
    make = _public_row if evidence.disclosure.is_publication else _internal_row
    priorities = {each.priority_id: each for each in evidence.frame}
    rank = {each.priority_id: place for place, each in enumerate(evidence.frame)}
    numbers = {key: number for key, (number, _) in evidence.call.questions.items()}

    def place(row: _Tagged) -> tuple[int, int, int, int, int]:
        """Whole submissions first, then answers by question, the letter last."""
        if row.start is None or row.end is None:
            return (-1, -1, -1, rank[row.priority_id], row.tag_id)
        number = _LAST if row.question_id is None else numbers[row.question_id]
        return (number, row.start, row.end, rank[row.priority_id], row.tag_id)

    rows = (_Tagged(*row) for row in session.execute(_statement(evidence.call.call_id)))
    listed = {each.priority_id for each in evidence.listed_frame}
    holds = evidence.holding
    for submission_id, own in groupby(rows, key=attrgetter("submission_id")):
        if not holds(submission_id):
            continue
        for row in sorted((each for each in own if each.priority_id in listed), key=place):
            yield make(evidence, row, priorities[row.priority_id])


def _internal_row(evidence: Evidence, row: _Tagged, priority: PriorityFact) -> Row:
    return (
        *_shared_cells(evidence, row, priority, _shown_quote(row)),
        row.received_at,
        row.note,
        row.officer,
        _marks(evidence, row),
        row.start,
        row.end,
        row.sha256,
    )


def _public_row(evidence: Evidence, row: _Tagged, priority: PriorityFact) -> Row:
    may_quote = evidence.disclosure.may_publish_words(row.submission_id) and row.is_current
    quote: str | None = None
    place: Row = (None, None, None)
    if may_quote and row.text_id is not None and row.quote is not None:
        assert row.start is not None
        assert row.end is not None
        words = evidence.words
        part = words.part(row.text_id, row.quote, row.start, row.end)
        place = (part.start, part.end, words.hash_of(row.text_id, row.sha256))
        if row.excerpt_id not in words.unquoted:
            quote = cut_text(part.words, CONTINUES)
    return (
        *_shared_cells(evidence, row, priority, quote),
        month_words(row.received_at, evidence.call.zone),
        *place,
    )


def _shared_cells(
    evidence: Evidence, row: _Tagged, priority: PriorityFact, quote: str | None
) -> Row:
    return (
        row.reference,
        priority.code,
        *priority.levels,
        priority.name,
        row.stance.label if row.stance else None,
        row.strength.label if row.strength else None,
        quote,
        _question(evidence, row),
        evidence.disclosure.respondent(row.submission_id, row.kind, row.name),
        *evidence.place_labels(row.submission_id, row.type_id, row.area_id),
        row.channel.label,
    )


def _marks(evidence: Evidence, row: _Tagged) -> str | None:
    return marked(evidence, row.submission_id, row.text_id, row.quote or "", row.start or 0)


def _shown_quote(row: _Tagged) -> str | None:
    if row.quote is None or not row.is_current:
        return row.quote
    return cut_text(row.quote, CONTINUES)


def _question(evidence: Evidence, row: _Tagged) -> str | None:
    if row.question_id is not None:
        return f"Q{evidence.call.questions[row.question_id][0]}"
    return None if row.excerpt_id is None else LETTER
