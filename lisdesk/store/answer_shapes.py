"""What answers to the questions of a call look like."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.answer_kinds import AnswerShape
from lisdesk.store.entities import Question, QuestionDetail


def answer_shapes(session: Session, call_id: int) -> dict[int, AnswerShape]:
    """Return what an answer to each question of a call looks like, by the question's number."""
    asked = session.scalars(select(Question).where(Question.call_id == call_id)).all()
    chosen = select(QuestionDetail).where(
        QuestionDetail.question_id.in_([each.id for each in asked])
    )
    details = {each.question_id: each for each in session.scalars(chosen)}
    return {each.number: _shape(each, details.get(each.id)) for each in asked}


def _shape(question: Question, detail: QuestionDetail | None) -> AnswerShape:
    choices = tuple(question.choices)
    if detail is None:
        return AnswerShape(question.kind, choices)
    return AnswerShape(question.kind, choices, tuple(detail.parts), detail.most, detail.takes_file)
