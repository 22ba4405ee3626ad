"""The questions that the texts of sources answer, found among those of a call or added to it."""

from __future__ import annotations

from sqlalchemy import select

from lisdesk.edits.questions import write_question
from lisdesk.rules.coded_answers import Part, parts_of
from lisdesk.rules.names import name_key
from lisdesk.store.entities import Call, Question
from lisdesk.store.work import Work


class SourceQuestions:
    """Questions by their words, whatever their numbers."""

    def __init__(self, work: Work, call: Call) -> None:
        self._work = work
        self._call = call
        chosen = select(Question.text, Question.id).where(Question.call_id == call.id)
        self._ids = {
            name_key(text): number
            for text, number in work.session.execute(chosen.order_by(Question.number.desc()))
        }
        self.new_numbers: list[int] = []
        """Of the questions that the call was given."""

    def parts_of(self, text: str, places: str, *, may_ask: bool = True) -> tuple[Part, ...] | None:
        """Return where the answers stand in a text; None if that cannot be told any more, or if
        two of them answer one question. Questions that the call lacks are added if that is wanted.
        """
        parts = parts_of(text, places)
        keys = [name_key(part.question) for part in parts or () if part.number is not None]
        if parts is None or len(set(keys)) < len(keys) or not all(keys):
            return None
        for part in parts:
            if may_ask and part.number is not None and name_key(part.question) not in self._ids:
                question = write_question(self._work, self._call, part.question)
                self._ids[name_key(part.question)] = question.id
                self.new_numbers.append(question.number)
        return parts

    def id_of(self, part: Part) -> int | None:
        """Return the question that a part answers; None for a letter."""
        return None if part.number is None else self._ids[name_key(part.question)]
