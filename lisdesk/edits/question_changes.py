"""Change the questions of a call: correct one, number it anew, take one out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from lisdesk.edits.correcting import set_fields
from lisdesk.edits.questions import AskedDetail, checked_words, put_question_detail
from lisdesk.edits.standing import held_call
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import QuestionKind
from lisdesk.store.entities import Call, CoverageTarget, Question, QuestionLabel, SourceText
from lisdesk.store.work import Work

LARGEST_QUESTION_NUMBER = 999
_ASIDE = 1_000_000
"""Added to the numbers of questions that change places, while they do: each is taken once."""


@dataclass(frozen=True, slots=True)
class QuestionCorrection:
    """What is to be different about a question; None leaves a field as it is."""

    text: str | None = None
    kind: QuestionKind | None = None
    choices: Sequence[str] | None = None
    detail: AskedDetail | None = None


@verb
def edit_question(work: Work, *, question_id: int, correction: QuestionCorrection) -> int:
    """Correct a question's words, kind or choices; return its number. Answers stay as they are."""
    question, _ = _question(work, question_id)
    if correction.text is not None:
        question.text = checked_words(correction.text)
    if correction.choices is not None:
        question.choices = [choice.strip() for choice in correction.choices if choice.strip()]
    set_fields(question, kind=correction.kind)
    put_question_detail(work, question, correction.detail)
    work.session.flush()
    return question.number


@verb
def move_question(work: Work, *, question_id: int, number: int) -> int:
    """Give a question another number; return it.

    If a question has that number, it and those between the two places move by one place. Raises
    RefusedError if any of these has been answered: letters, exports and import maps name an
    answered question by its number, which must not come to mean another one.
    """
    question, call = _question(work, question_id)
    if not 1 <= number <= LARGEST_QUESTION_NUMBER:
        raise RefusedError(
            f"A question's number is from 1 to {LARGEST_QUESTION_NUMBER}.",
            do="Give a number between those two.",
        )
    numbers = _numbers_after(work, call, question, number)
    _refuse_answered(work, call, list(numbers))
    for each in numbers:  # a number is one question's only, at every moment
        each.number += _ASIDE
    work.session.flush()
    for each, becomes in numbers.items():
        each.number = becomes
    work.session.flush()
    return question.number


@verb
def remove_question(work: Work, *, question_id: int) -> int:
    """Take a question that nobody has answered out of its call; return the number it had.

    The other questions keep their numbers; targets for it go with it. Raises RefusedError if it has
    been answered, also by a text that was corrected since.
    """
    question, call = _question(work, question_id)
    _refuse_answered(work, call, [question])
    number = question.number
    labels = select(QuestionLabel).where(QuestionLabel.question_id == question.id)
    targets = select(CoverageTarget).where(CoverageTarget.question_id == question.id)
    for link in (*work.session.scalars(labels), *work.session.scalars(targets)):
        work.remove(link)
    put_question_detail(work, question, AskedDetail())
    work.session.flush()
    work.remove(question)
    return number


def _question(work: Work, question_id: int) -> tuple[Question, Call]:
    """Return a question and its call, held so that nobody else renumbers meanwhile."""
    question = work.session.get_one(Question, question_id)
    call = held_call(work, question.call_id)
    work.about(call.id, call.reference)
    return question, call


def _numbers_after(work: Work, call: Call, question: Question, number: int) -> dict[Question, int]:
    """Return the new numbers of the questions whose number changes."""
    chosen = select(Question).where(Question.call_id == call.id).order_by(Question.number)
    asked = list(work.session.scalars(chosen))
    if number == question.number:
        return {}
    taken = [each.number for each in asked]
    if number not in taken:
        return {question: number}
    others = [each for each in asked if each is not question]
    at = taken.index(number)
    order = [*others[:at], question, *others[at:]]
    return {
        each: becomes for each, becomes in zip(order, taken, strict=True) if each.number != becomes
    }


def _refuse_answered(work: Work, call: Call, questions: Collection[Question]) -> None:
    answers = (
        select(Question.number, func.count(SourceText.submission_id.distinct()))
        .join(SourceText, SourceText.question_id == Question.id)
        .where(Question.id.in_([each.id for each in questions]))
        .group_by(Question.number)
        .order_by(Question.number)
    )
    for number, count in work.session.execute(answers):
        by = "1 submission" if count == 1 else f"{count:,} submissions"
        raise RefusedError(
            f"Question {number} of {call.reference} has been answered by {by}.",
            do="Correct its words instead, or add a question after the last one.",
        )
