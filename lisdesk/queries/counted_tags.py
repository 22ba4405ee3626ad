"""How often each priority of a call is used, as suggestions may tell it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.queries.newest_edit import newest_entry_id
from lisdesk.store.coding_samples import coded_blind_in, is_coded_blind
from lisdesk.store.entities import Priority, Tag
from lisdesk.store.learnt_models import ModelFacts, believed_model, withheld_mark


class CountedTags:
    """How many tags the priorities of a call have, and which model may be asked; told anew after an
    edit only.

    Tags on submissions that are coded blind count for nobody: who codes them too would be told.
    """

    def __init__(self) -> None:
        self._position: tuple[int, int] | None = None
        self._uses: Mapping[int, int] = {}
        self._mark = ""

    def of_call(self, session: Session, call_id: int) -> Mapping[int, int]:
        """Return the number of tags of each priority that has some, as they are now."""
        self._look(session, call_id)
        return self._uses

    def model_of_call(self, session: Session, call_id: int) -> ModelFacts | None:
        """Return the model of a call; None if it has none that knows nothing of those tags."""
        self._look(session, call_id)
        return believed_model(session, call_id, self._mark)

    def _look(self, session: Session, call_id: int) -> None:
        position = call_id, newest_entry_id(session)
        if self._position != position:
            self._uses, self._mark = _uses(session, call_id), withheld_mark(session, call_id)
            self._position = position


def _uses(session: Session, call_id: int) -> dict[int, int]:
    """Return the tags of each priority: all are counted by an index, and those withheld, which are
    few, taken off.
    """
    own = select(Priority.id).where(Priority.call_id == call_id)
    counted = (
        select(Tag.priority_id, func.count(Tag.id))
        .where(Tag.priority_id.in_(own))
        .group_by(Tag.priority_id)
    )
    uses: dict[int, int] = dict(session.execute(counted).all())
    if is_coded_blind(session, call_id):
        withheld = counted.where(Tag.submission_id.in_(coded_blind_in(call_id)))
        for priority_id, number in session.execute(withheld):
            uses[priority_id] -= number
    return {priority_id: number for priority_id, number in uses.items() if number}
