"""Say which bodies of a joint call submissions are relevant to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.standing import held_call
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.store.entities import Call, SetRelevance, Submission
from lisdesk.store.problems import overtaken
from lisdesk.store.relevance import parts_of_call
from lisdesk.store.work import Work

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class RelevantTo:
    """What submissions are to be relevant to: some bodies, or all; neither is what their areas
    say.
    """

    body_ids: tuple[int, ...] = ()
    is_all: bool = False


BY_AREA = RelevantTo()
TO_ALL = RelevantTo(is_all=True)


@dataclass(frozen=True, slots=True)
class RelevanceReport:
    """What came of it: how many submissions were given, and how many of them changed."""

    submissions: int
    changed: int


@verb
def set_relevance(work: Work, *, submission_ids: Sequence[int], to: RelevantTo) -> RelevanceReport:
    """Set what submissions of one joint call are relevant to, or leave it to their areas again.

    Raises RefusedError if the submissions belong to several calls or to one that is not joint, or
    for a body that has no part in the call.
    """
    ids = sorted(set(submission_ids))
    call = _call_of(work, ids)
    parts = parts_of_call(work.session, call.id)
    work.about(call.id, call.reference)
    if not parts:
        raise RefusedError(
            f"{call.reference} is not a joint call: all its submissions are for one body.",
            do="Give it a partner first.",
        )
    if not set(to.body_ids) <= set(parts):
        raise RefusedError(
            f"That body has no part in {call.reference}.",
            do=f"Choose from: {', '.join(parts.values())}.",
        )
    wanted: set[int | None] = {None} if to.is_all else set(to.body_ids)
    standing = {each: set[int | None]() for each in ids}
    gone: list[int] = []
    for row in _set_of(work, ids):
        standing[row.submission_id].add(row.lead_body_id)
        if row.lead_body_id not in wanted:
            gone.append(row.id)
    if gone:
        work.delete_rows(SetRelevance, sorted(gone))
    _insert(work, [(each, body) for each in ids for body in _in_order(wanted - standing[each])])
    changed = sum(found != wanted for found in standing.values())
    return RelevanceReport(len(ids), changed)


def _in_order(bodies: set[int | None]) -> list[int | None]:
    return sorted(bodies, key=lambda each: each or 0)


def _insert(work: Work, new: Sequence[tuple[int, int | None]]) -> None:
    numbers = work.reserve_ids(SetRelevance, len(new)) if new else []
    rows = [
        {
            "id": number,
            "submission_id": submission_id,
            "lead_body_id": body_id,
            "officer": work.officer,
            "set_at": work.now,
        }
        for number, (submission_id, body_id) in zip(numbers, new, strict=True)
    ]
    work.insert_rows(SetRelevance, rows)


def _set_of(work: Work, ids: Sequence[int]) -> Iterator[SetRelevance]:
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        chosen = select(SetRelevance).where(SetRelevance.submission_id.in_(some))
        yield from work.session.scalars(chosen.order_by(SetRelevance.id))


def _call_of(work: Work, ids: Sequence[int]) -> Call:
    call_ids: set[int] = set()
    found = 0
    for start in range(0, len(ids), _AT_ONCE):
        chosen = select(Submission.call_id).where(Submission.id.in_(ids[start : start + _AT_ONCE]))
        own = work.session.scalars(chosen).all()
        found += len(own)
        call_ids.update(own)
    if found < len(ids) or not ids:
        raise overtaken()
    if len(call_ids) > 1:
        raise RefusedError(
            "The submissions belong to more than one call.", do="Set each call's by itself."
        )
    return held_call(work, call_ids.pop())
