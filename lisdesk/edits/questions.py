"""Ask something: the numbered prompts of a call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.answer_kinds import repeated_part
from lisdesk.rules.names import name_key
from lisdesk.rules.vocabulary import QuestionKind
from lisdesk.store.entities import (
    Call,
    FrameworkLabel,
    Question,
    QuestionDetail,
    QuestionLabel,
)
from lisdesk.store.frameworks import labels_by_words, labels_of
from lisdesk.store.work import Work

LARGEST_MOST = 99
"""More choices than these nobody takes."""


@dataclass(frozen=True, slots=True)
class AskedDetail:
    """What a question asks for beside its kind and choices."""

    parts: Sequence[str] = ()
    most: int | None = None
    takes_file: bool = False


@verb
def add_question(
    work: Work,
    *,
    call_id: int,
    text: str,
    kind: QuestionKind = QuestionKind.OPEN,
    choices: Sequence[str] = (),
    detail: AskedDetail | None = None,
) -> int:
    """Add a question after the last one; return its number."""
    call = work.session.get_one(Call, call_id)
    work.about(call.id, call.reference)
    return write_question(work, call, text, kind, choices, detail=detail).number


def write_question(
    work: Work,
    call: Call,
    text: str,
    kind: QuestionKind = QuestionKind.OPEN,
    choices: Sequence[str] = (),
    labels: Sequence[str] = (),
    detail: AskedDetail | None = None,
) -> Question:
    """Store a call's next question, with the keys of the framework's labels it asks about."""
    words = checked_words(text)
    last = work.session.scalar(select(func.max(Question.number)).where(Question.call_id == call.id))
    question = Question(
        call_id=call.id, number=(last or 0) + 1, text=words, kind=kind, choices=list(choices)
    )
    work.add(question)
    put_question_detail(work, question, detail)
    for key in labels:
        label = label_by_key(work, call, key)
        work.add(QuestionLabel(question_id=question.id, label_id=label.id))
    return question


def checked_words(text: str) -> str:
    """Return a question's words as they are stored; RefusedError if there are none."""
    words = " ".join(text.split())
    if not words:
        raise RefusedError("A question needs words.", do="Write what you want to ask.")
    return words


def put_question_detail(work: Work, question: Question, detail: AskedDetail | None) -> None:
    """Store what a question asks for beside its kind; None leaves it as it is.

    Raises RefusedError for a number of choices that is none, or two parts of one name.
    """
    if detail is None:
        return
    if detail.most is not None and not 1 <= detail.most <= LARGEST_MOST:
        raise RefusedError(
            f"A question takes from 1 to {LARGEST_MOST} of its choices.",
            do="Give a number between those two, or leave it out for any number.",
        )
    parts = _checked_parts(detail.parts)
    chosen = select(QuestionDetail).where(QuestionDetail.question_id == question.id)
    standing = work.session.scalar(chosen)
    own = standing or QuestionDetail(question_id=question.id)
    own.parts, own.most, own.takes_file = parts, detail.most, detail.takes_file
    if parts or detail.most is not None or detail.takes_file:
        work.add(own)
    elif standing is not None:
        work.remove(standing)


def _checked_parts(given: Sequence[str]) -> list[str]:
    parts = [" ".join(part.split()) for part in given if part.strip()]
    if twice := repeated_part(parts):
        raise RefusedError(
            f"Two parts of the question are called “{twice}”.",
            do="Give each of the parts a name of its own.",
        )
    return parts


def label_by_key(work: Work, call: Call, text: str) -> FrameworkLabel:
    """Return a label of the call's framework by its name, alias or key, in this order, without
    regard to case.
    """
    labels = labels_of(work.session, call.framework_id)
    found = labels_by_words(labels).get(name_key(text))
    if found is not None:
        return found
    if not labels:
        raise RefusedError(
            f"{call.reference} has no framework, so “{text}” means nothing to it.",
            do="Leave the foundation out, or start the call from a template that has a framework.",
        )
    raise RefusedError(
        f"“{text}” is no label of the call's framework.",
        do=f"Use one of: {', '.join(label.name for label in labels)}.",
    )
