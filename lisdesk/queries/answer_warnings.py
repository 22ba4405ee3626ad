"""What is said of answers that their questions did not ask for."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from lisdesk.rules.answer_kinds import answer_faults
from lisdesk.store.answer_shapes import answer_shapes


def answer_warnings(session: Session, call_id: int, answers: Mapping[int, str]) -> list[str]:
    """Return a sentence for each thing that is odd about answers by their questions' numbers."""
    if not answers:
        return []
    shapes = answer_shapes(session, call_id)
    return [
        f"Question {number}: {fault} The answer is kept as it stands."
        for number, answer in answers.items()
        if number in shapes
        for fault in answer_faults(shapes[number], answer)
    ]
