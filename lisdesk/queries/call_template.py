"""What a call can hand on to later ones as a template: nothing of anybody who took part in it."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.calls import QuestionRow, questions
from lisdesk.queries.form_wording import form_wording
from lisdesk.queries.types import type_pages
from lisdesk.rules.call_policies import POLICIES, PolicyValue
from lisdesk.rules.reference import (
    CallTemplate,
    ReferenceType,
    TemplatePriority,
    TemplateQuestion,
)
from lisdesk.store.entities import (
    Call,
    Framework,
    FrameworkLabel,
    Priority,
    PriorityLabel,
    Question,
    QuestionLabel,
)
from lisdesk.store.policies import policies_of


def template_of_call(session: Session, call_id: int, name: str) -> CallTemplate:
    """Return a call's questions, types, frame, consent wording and policies under a name.

    Its introduction and the way to send answers are left out, which may name officers, and so are
    the examples of priorities, which may quote respondents.
    """
    call = session.get_one(Call, call_id)
    framework = session.get(Framework, call.framework_id) if call.framework_id else None
    labels = _question_labels(session, call_id)
    return CallTemplate(
        name=name,
        title=call.title,
        framework=framework.key if framework else "",
        questions=tuple(
            _question(row, tuple(labels[row.id])) for row in questions(session, call_id)
        ),
        priorities=tuple(_priorities(session, call_id)),
        types=_types(session),
        consent=form_wording(session, call_id).consent,
        policies=_policies(session, call),
    )


def _policies(session: Session, call: Call) -> dict[str, PolicyValue]:
    stands = policies_of(session, call)
    written = {each.key: each.write(getattr(stands, each.field)) for each in POLICIES}
    return {key: value for key, value in written.items() if value is not None}


def _types(session: Session) -> tuple[ReferenceType, ...]:
    """Return the types that are used, one whose parent is retired without it."""
    pages = [page for page in type_pages(session) if not page.is_retired]
    keys = {page.key for page in pages}
    return tuple(
        ReferenceType(page.key, page.label, page.parent if page.parent in keys else "")
        for page in pages
    )


def _question(row: QuestionRow, labels: tuple[str, ...]) -> TemplateQuestion:
    return TemplateQuestion(
        row.text, row.kind, labels, row.choices, row.parts, row.most, row.takes_file
    )


def _question_labels(session: Session, call_id: int) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    chosen = (
        select(QuestionLabel.question_id, FrameworkLabel.key)
        .join(FrameworkLabel, FrameworkLabel.id == QuestionLabel.label_id)
        .join(Question, Question.id == QuestionLabel.question_id)
        .where(Question.call_id == call_id)
        .order_by(FrameworkLabel.position)
    )
    for question_id, key in session.execute(chosen):
        found[question_id].append(key)
    return found


def _priorities(session: Session, call_id: int) -> list[TemplatePriority]:
    """Return the priorities of a call, each after its parent, without their examples.

    Officers put into those what respondents wrote.
    """
    chosen = select(Priority).where(Priority.call_id == call_id)
    stored = list(session.scalars(chosen.order_by(Priority.position, Priority.id)))
    labels: defaultdict[int, list[str]] = defaultdict(list)
    hung = (
        select(PriorityLabel.priority_id, FrameworkLabel.key)
        .join(FrameworkLabel, FrameworkLabel.id == PriorityLabel.label_id)
        .where(PriorityLabel.priority_id.in_([each.id for each in stored]))
        .order_by(FrameworkLabel.position)
    )
    for priority_id, key in session.execute(hung):
        labels[priority_id].append(key)
    codes = {each.id: each.code for each in stored}
    return [
        TemplatePriority(
            each.code,
            each.name,
            tuple(labels[each.id]),
            each.definition,
            tuple(each.keywords),
            codes.get(each.parent_id or 0, ""),
            each.include,
            each.exclude,
        )
        for each in _parents_first(stored)
    ]


def _parents_first(stored: list[Priority]) -> list[Priority]:
    children: defaultdict[int | None, list[Priority]] = defaultdict(list)
    for each in stored:
        children[each.parent_id].append(each)
    ordered: list[Priority] = []
    waiting = list(reversed(children[None]))
    while waiting:
        each = waiting.pop()
        ordered.append(each)
        waiting += reversed(children[each.id])
    return ordered
