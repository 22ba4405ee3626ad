"""The texts of submissions, a long one in several parts."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.sheets import (
    ROWS_AT_ONCE,
    Heading,
    Sheet,
    streamed,
    yes,
)
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.cell_text import ALWAYS_FITS, cut_text, split_long_text
from lisdesk.store.entities import Question, SourceText, Submission
from lisdesk.table import CellKind, Column, Row

EVERYTHING_KEPT = "[everything]"
"""Marks words of a submission of which none may be published."""
LETTER = "Letter"
"""What stands for the question of a text that answers none."""


def answers_sheet(session: Session, evidence: Evidence) -> Sheet:
    """Return the texts that stand; one that no cell can hold goes on in further parts."""
    scope = (
        "The words of counted submissions that may be published"
        if evidence.disclosure.is_publication
        else "The words of every submission, as they stand"
    )
    not_published = [] if evidence.disclosure.is_publication else [not_for_publication()]
    return streamed(
        Heading(
            "Answers",
            "Answers and letters",
            f"{scope}, by question; joining the parts of a long text gives the text.",
            "Unit: texts. Non-answer: “n/a”, “none” and the like, which are in no base.",
        ),
        [
            Column("Reference", width=14),
            Column("Question", width=12),
            Column("Part", CellKind.WHOLE_NUMBER, width=8),
            Column("Non-answer", width=16),
            Column("Text", CellKind.LONG_TEXT, width=100),
            *not_published,
        ],
        _answer_rows(session, evidence),
        evidence.texts.rows,
    )


def not_for_publication() -> Column:
    """Return the column of the internal edition that marks what no publication shows."""
    return Column("Not for publication", CellKind.LONG_TEXT, width=40)


def marked(
    evidence: Evidence, submission_id: int, text_id: int | None, words: str, start: int
) -> str | None:
    """Return what of some words of a text no publication shows, in words; None if it shows all."""
    if not evidence.disclosure.may_publish_words(submission_id):
        return EVERYTHING_KEPT
    if text_id is None:
        return None
    return cut_text(evidence.published.marks(text_id, words, start)) or None


def _answer_rows(session: Session, evidence: Evidence) -> Iterator[Row]:
    chosen = (
        select(
            Submission.id,
            Submission.reference,
            SourceText.question_id,
            Question.number,
            SourceText.is_non_answer,
            SourceText.id,
            SourceText.body,
        )
        .select_from(Submission)
        .join(SourceText, SourceText.submission_id == Submission.id)
        .outerjoin(Question, Question.id == SourceText.question_id)
        .where(Submission.call_id == evidence.call.call_id, SourceText.is_current)
        .order_by(
            Submission.received_at,
            Submission.id,
            Question.number.is_(None),
            Question.number,
            SourceText.id,
        )
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    counted, holds = evidence.counted, evidence.holding
    for row in session.execute(chosen):
        submission_id, reference, question_id, number, is_non_answer, text_id, stored = row
        is_shown = evidence.disclosure.shows_text(submission_id, submission_id in counted)
        if not (is_shown and holds(submission_id)):
            continue
        body = evidence.words.text(text_id, stored)
        question = LETTER if question_id is None else f"Q{number}"
        parts = [body] if len(body) <= ALWAYS_FITS else split_long_text(body)
        start = 0
        for place, part in enumerate(parts, start=1):
            cells = (reference, question, place, yes(is_non_answer), part)
            if evidence.disclosure.is_publication:
                yield cells
            else:
                yield *cells, marked(evidence, submission_id, text_id, part, start)
            start += len(part)
