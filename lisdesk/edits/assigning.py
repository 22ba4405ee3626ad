"""Share submissions out among officers, and take them back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.sharing import shared_out
from lisdesk.store.assignments import whole_sets
from lisdesk.store.entities import Assignment, Call, Submission
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class ShareReport:
    """What came of sharing submissions out."""

    submissions: int
    """Those given out, with what belongs to them."""
    belonging: int
    """Those of them that were not chosen: of the same respondent or campaign as one that was."""
    by_officer: tuple[tuple[str, int], ...]
    changed: int
    """Those that were nobody's, or another officer's, before."""


@verb
def assign_submissions(
    work: Work, *, call_id: int, submission_ids: Sequence[int], officers: Sequence[str]
) -> ShareReport:
    """Give submissions of a call to officers, evenly if there are several.

    All submissions of one respondent, and a whole campaign, go to one officer, so more may be given
    than were chosen. What an officer has already counts. Raises RefusedError without officers, and
    for submissions of another call.
    """
    call = work.session.get_one(Call, call_id)
    names = list(dict.fromkeys(" ".join(each.split()) for each in officers if each.strip()))
    if not names:
        raise RefusedError("Nobody is named to give them to.", do="Name at least one officer.")
    sets = _sets(work, call, submission_ids)
    affected = {number for own in sets for number in own}
    held = _held(work, call)
    loads = Counter(officer for number, (_, officer) in held.items() if number not in affected)
    given = shared_out(sets, names, loads)
    changed = sorted(
        number for number in given if number not in held or held[number][1] != given[number]
    )
    work.about(call.id, call.reference)
    _delete(work, [held[number][0] for number in changed if number in held])
    ids = work.reserve_ids(Assignment, len(changed))
    work.insert_rows(
        Assignment,
        [
            {
                "id": row_id,
                "submission_id": number,
                "officer": given[number],
                "assigned_by": work.officer,
                "assigned_at": work.now,
            }
            for row_id, number in zip(ids, changed, strict=True)
        ],
    )
    counts = Counter(given.values())
    return ShareReport(
        len(given),
        len(given) - len(set(submission_ids)),
        tuple((name, counts[name]) for name in names),
        len(changed),
    )


@verb
def unassign_submissions(work: Work, *, call_id: int, submission_ids: Sequence[int]) -> int:
    """Take submissions back from whoever has them, with what belongs to them; return how many.

    Raises RefusedError for submissions of another call.
    """
    call = work.session.get_one(Call, call_id)
    affected = {number for own in _sets(work, call, submission_ids) for number in own}
    held = _held(work, call)
    work.about(call.id, call.reference)
    gone = [row_id for number, (row_id, _) in held.items() if number in affected]
    _delete(work, gone)
    return len(gone)


def _sets(work: Work, call: Call, submission_ids: Sequence[int]) -> list[list[int]]:
    sets = whole_sets(work.session, call.id, submission_ids)
    strange = set(submission_ids).difference(*sets)
    if strange:
        other = work.session.scalar(
            select(func.min(Submission.reference)).where(Submission.id == min(strange))
        )
        if other is None:
            raise overtaken()
        raise RefusedError(
            f"{other} belongs to another call than {call.reference}.",
            do="Choose submissions of one call.",
        )
    return sets


def _held(work: Work, call: Call) -> dict[int, tuple[int, str]]:
    """Return the assignment and its officer by submission."""
    chosen = (
        select(Assignment.submission_id, Assignment.id, Assignment.officer)
        .join(Submission, Submission.id == Assignment.submission_id)
        .where(Submission.call_id == call.id)
    )
    return {number: (row_id, name) for number, row_id, name in work.session.execute(chosen)}


def _delete(work: Work, row_ids: Sequence[int]) -> None:
    if row_ids:
        work.delete_rows(Assignment, sorted(row_ids))
