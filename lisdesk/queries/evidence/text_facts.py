"""How many texts stand and which questions they answer, read without keeping a word of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.disclosure import Disclosure
from lisdesk.queries.evidence.published_words import PublishedWords
from lisdesk.queries.evidence.sheets import ROWS_AT_ONCE
from lisdesk.rules.cell_text import ALWAYS_FITS, split_long_text
from lisdesk.rules.counting import AnswerFact, SubmissionFact, question_bases
from lisdesk.store.entities import Redaction, SourceText, Submission
from lisdesk.telling import Tell, told


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What is known of the texts that stand, without their words."""

    question_bases: Mapping[int, int]
    """Counted submissions that answered, by question; questions without any are left out."""
    answered: Mapping[int, int]
    """How many questions each submission answered with more than a non-answer."""
    rows: int
    """How many rows the edition's texts take, a long one several."""
    continued: int
    """How many of the edition's texts take more than one."""


def read_text_facts(
    session: Session,
    call_id: int,
    submissions: Sequence[SubmissionFact],
    disclosure: Disclosure,
    counted: frozenset[int],
    words: PublishedWords,
    tell: Tell,
) -> TextFacts:
    """Return what the numbers need to know of a call's texts; none of them is kept."""
    chosen = (
        select(SourceText.submission_id, SourceText.question_id, SourceText.is_non_answer)
        .join(Submission, Submission.id == SourceText.submission_id)
        .where(Submission.call_id == call_id, SourceText.is_current)
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    own = {each.submission_id for each in submissions}
    answered: Counter[int] = Counter()
    texts: Counter[int] = Counter()

    def answers() -> Iterator[AnswerFact]:
        for submission_id, question_id, is_non_answer in told(session.execute(chosen), tell):
            texts[submission_id] += 1
            if question_id is not None:
                answered[submission_id] += not is_non_answer
                yield AnswerFact(submission_id, question_id, is_non_answer)

    bases = question_bases(submissions, answers())
    further = [
        parts - 1
        for submission_id, parts in _long_texts(session, call_id, words)
        if submission_id in own and disclosure.shows_text(submission_id, submission_id in counted)
    ]
    rows = sum(
        count
        for submission_id, count in texts.items()
        if submission_id in own and disclosure.shows_text(submission_id, submission_id in counted)
    )
    return TextFacts(bases, answered, rows + sum(further), continued=len(further))


def _long_texts(session: Session, call_id: int, words: PublishedWords) -> Iterator[tuple[int, int]]:
    """Yield the submission and the number of parts of every text that one cell cannot hold."""
    chosen = (
        select(SourceText.submission_id, SourceText.id, SourceText.body)
        .join(Submission, Submission.id == SourceText.submission_id)
        .where(
            Submission.call_id == call_id,
            SourceText.is_current,
            or_(
                func.length(SourceText.body) > ALWAYS_FITS,
                SourceText.id.in_(_with_a_redaction()),  # its label may be longer than the words
            ),
        )
        .execution_options(yield_per=10)
    )
    for submission_id, text_id, body in session.execute(chosen):
        parts = len(split_long_text(words.text(text_id, body)))
        if parts > 1:
            yield submission_id, parts


def _with_a_redaction() -> Select[int]:
    return select(Redaction.text_id).where(Redaction.lifted_at.is_(None))
