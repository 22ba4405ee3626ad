"""Which words of a call's texts are kept back as things stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from lisdesk.store.changes import Operation
from lisdesk.store.entities import KeptWords, Publication, Redaction, SourceText
from lisdesk.store.recorded_changes import changes_of

_AT_ONCE = 500


def standing_redactions(session: Session, text_ids: Iterable[int]) -> list[Redaction]:
    """Return the redactions of texts that were not lifted, in the order in which they were made."""
    ids, found = sorted(text_ids), list[Redaction]()
    for start in range(0, len(ids), _AT_ONCE):
        chosen = select(Redaction).where(
            Redaction.text_id.in_(ids[start : start + _AT_ONCE]), Redaction.lifted_at.is_(None)
        )
        found += session.scalars(chosen.order_by(Redaction.id))
    return found


def left_redactions(condition: ColumnElement[bool]) -> Select[int, int, int]:
    """Return, for texts that fulfil a condition, the redactions left on an earlier version of
    them: the number of the text that stands, that of its submission, that of the redaction.
    """
    earlier = aliased(SourceText)
    is_same_place = and_(
        SourceText.submission_id == earlier.submission_id,
        SourceText.question_id.is_not_distinct_from(earlier.question_id),
    )
    return (
        select(SourceText.id, SourceText.submission_id, Redaction.id)
        .select_from(Redaction)
        .join(earlier, earlier.id == Redaction.text_id)
        .join(SourceText, is_same_place)
        .where(
            Redaction.lifted_at.is_(None),
            earlier.is_current.is_(False),
            SourceText.is_current,
            condition,
        )
        .order_by(Redaction.id)
    )


def count_left(session: Session, submission_id: int) -> int:
    """Return how many redactions of a submission could not be carried to its corrected texts."""
    chosen = left_redactions(SourceText.submission_id == submission_id)
    return len(session.execute(chosen).all())


def was_in_force(session: Session, redaction_id: int, publication_ids: Collection[int]) -> bool:
    """Whether a redaction was not lifted, by the audit, when one of some publications was recorded.

    Where the audit keeps its values no more, it counts as in force.
    """
    is_lifted = False
    wanted = frozenset(publication_ids)
    for change in changes_of(session, (Redaction.__tablename__, Publication.__tablename__)):
        if change.table_name == Publication.__tablename__:
            is_recorded = change.operation is Operation.INSERT
            if is_recorded and not is_lifted and not wanted.isdisjoint(change.row_ids):
                return True
        elif redaction_id in change.row_ids:
            after = (change.values or {}).get("after") or {}
            if change.is_erased or "lifted_at" in after:
                is_lifted = after.get("lifted_at") is not None
    return False


def redactions_at_odds(session: Session) -> Iterator[str | None]:
    """Yield None for each redaction, and each decision to keep words, that lies within its text,
    else a sentence.
    """
    for entity, name in ((Redaction, "Redaction"), (KeptWords, "Decision to keep words")):
        chosen = select(entity.id, entity.end, func.length(SourceText.body)).join(
            SourceText, SourceText.id == entity.text_id
        )
        for row_id, end, length in session.execute(chosen.order_by(entity.id)):
            yield None if end <= length else f"{name} {row_id} ends beyond its text."
