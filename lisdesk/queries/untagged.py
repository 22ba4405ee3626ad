"""The submissions of a call that have no tag, while they are few: known before they are asked for.

Late in the coding of a large call nearly every submission has a tag, so that to find those without
one each is looked up, which takes a key's whole time. What was found holds until the next edit.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from lisdesk.queries.newest_edit import newest_entry_id
from lisdesk.store.entities import Submission, Tag

FEW = 2_000
"""Of more than these the first ones are found at once."""

_Known = tuple[int, int, tuple[int, ...] | None]
"""A call, the newest edit then, and its submissions without a tag; None if those are not few."""
_known = WeakKeyDictionary[Engine, _Known]()


def look_for_untagged(session: Session, call_id: int) -> None:
    """Find the submissions of a call without a tag, for those who ask after this and before the
    next edit; in a file only, for a server asks another way.
    """
    if session.get_bind().dialect.name != "sqlite":
        return
    engine, entry_id = session.get_bind().engine, newest_entry_id(session)
    if _known.get(engine, ())[:2] == (call_id, entry_id):
        return
    chosen = (
        select(Submission.id)
        .where(
            Submission.id.not_in(select(Tag.submission_id)),
            Submission.call_id + 0 == call_id,  # else its index is read whole, and sorted
        )
        .order_by(Submission.id)
        .limit(FEW + 1)
    )
    found = tuple(session.connection().scalars(chosen))
    _known[engine] = call_id, entry_id, found if len(found) <= FEW else None


def few_untagged(session: Session, call_id: int) -> tuple[int, ...] | None:
    """Return the submissions of a call without a tag, in the order of their numbers; None if they
    are not few, or were not looked for since the newest edit.
    """
    known = _known.get(session.get_bind().engine)
    if known is None or known[:2] != (call_id, newest_entry_id(session)):
        return None
    return known[2]
