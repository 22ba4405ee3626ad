"""What is odd about answers that come in, told as problems of their rows; the answers are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lisdesk.edits.incoming import IncomingQuestion, IncomingRow
from lisdesk.rules.answer_kinds import AnswerShape, answer_faults
from lisdesk.store.answer_shapes import answer_shapes
from lisdesk.store.entities import Call
from lisdesk.store.work import Work

_KEPT = "The answer, as it came."


def with_answer_problems(
    work: Work, call: Call, asked: Sequence[IncomingQuestion], rows: Iterable[IncomingRow]
) -> Iterator[IncomingRow]:
    """Give rows with a problem for each answer that its question did not ask for.

    Questions that the file itself brings ask for what stands in it.
    """
    shapes = answer_shapes(work.session, call.id)
    judged = {
        place: (question.number, shapes[question.number])
        for place, question in enumerate(asked)
        if question.number is not None and _can_be_odd(shapes[question.number])
    }
    if not judged:
        yield from rows
        return
    for row in rows:
        problems = [
            {"where": f"row {row.row_number}", "what": f"Question {number}: {fault}", "kept": _KEPT}
            for place, answer in row.answers
            if place in judged
            for number, shape in [judged[place]]
            for fault in answer_faults(shape, answer)
        ]
        yield row._replace(problems=[*row.problems, *problems]) if problems else row


def _can_be_odd(shape: AnswerShape) -> bool:
    return bool(shape.listed or shape.parts)
