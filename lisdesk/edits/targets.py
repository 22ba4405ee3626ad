"""Say how many submissions a call wants: by stakeholder type, area and question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.verbs import verb
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.store.entities import Area, Call, CoverageTarget, Question, StakeholderType
from lisdesk.store.lookup import area_by_name, question_by_number, stakeholder_type_by_token
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work

MOST_WANTED = 1_000_000


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A target; None stands for all types, areas or questions."""

    wanted: int
    type_id: int | None = None
    area_id: int | None = None
    question_id: int | None = None


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """One line of a list of targets that is brought in; what is empty stands for all."""

    where: str
    """Such as "Row 3", for refusals."""
    wanted: int
    type: str = ""
    area: str = ""
    question: int | None = None
    """Its number."""


@dataclass(frozen=True, slots=True)
class TargetReport:
    """What became of a list of targets."""

    added: int
    changed: int
    already_here: int


@verb
def set_target(work: Work, *, call_id: int, draft: TargetDraft, seen: int | None = None) -> int:
    """Say how many submissions are wanted of a type, from an area, to a question; return the
    target's number. One that is there for the same is changed.

    Raises RefusedError for fewer than one and for a question of another call, and StaleEditError if
    `seen`, what the officer saw to be wanted, is no longer so.
    """
    call = work.session.get_one(Call, call_id)
    work.about(call.id, call.reference)
    found, _ = _put(work, call, draft, seen)
    return found.id


@verb
def remove_target(work: Work, *, target_id: int) -> int:
    """Take a target away; return how many were wanted. Raises NotFoundError if it is gone."""
    found = work.session.get(CoverageTarget, target_id)
    if found is None:
        raise NotFoundError(
            f"There is no target number {target_id}.",
            do="See what there is with “lisdesk target list CALL”.",
            do_in_window="Look at the targets as they stand now.",
        )
    call = work.session.get_one(Call, found.call_id)
    work.about(call.id, call.reference)
    wanted = found.wanted
    work.remove(found)
    return wanted


@verb
def import_targets(work: Work, *, call_id: int, entries: Sequence[TargetEntry]) -> TargetReport:
    """Bring in a list of targets: those that are here for the same are changed, others added.

    Targets that the list lacks stay. Raises RefusedError, with the row, for a line that does not
    fit, and for two lines about the same.
    """
    call = work.session.get_one(Call, call_id)
    work.about(call.id, call.reference)
    ways: dict[int, str] = {}
    done = []
    for entry in entries:
        try:
            found, became = _put(work, call, _draft(work, call, entry), None)
        except (RefusedError, NotFoundError) as error:
            raise error.reworded(happened=f"{entry.where}: {error.happened}") from error
        if found.id in ways:
            raise RefusedError(
                f"{entry.where} is about the same as {ways[found.id][:1].lower()}"
                f"{ways[found.id][1:]}.",
                do="Take one of the two out, and try again.",
            )
        ways[found.id] = entry.where
        done.append(became)
    return TargetReport(done.count("added"), done.count("changed"), done.count("kept"))


def _draft(work: Work, call: Call, entry: TargetEntry) -> TargetDraft:
    session = work.session
    return TargetDraft(
        entry.wanted,
        stakeholder_type_by_token(session, entry.type).id if entry.type else None,
        area_by_name(session, entry.area).id if entry.area else None,
        None if entry.question is None else question_by_number(session, call.id, entry.question).id,
    )


def _put(
    work: Work, call: Call, draft: TargetDraft, seen: int | None
) -> tuple[CoverageTarget, str]:
    """Return the target as it stands now, and whether it was added, changed or kept."""
    _check(work, call, draft)
    same = (
        CoverageTarget.call_id == call.id,
        CoverageTarget.type_id.is_not_distinct_from(draft.type_id),
        CoverageTarget.area_id.is_not_distinct_from(draft.area_id),
        CoverageTarget.question_id.is_not_distinct_from(draft.question_id),
    )
    found = work.session.scalar(select(CoverageTarget).where(*same))
    if seen is not None and (found is None or found.wanted != seen):
        raise overtaken()
    if found is None:
        found = CoverageTarget(
            call_id=call.id,
            type_id=draft.type_id,
            area_id=draft.area_id,
            question_id=draft.question_id,
            wanted=draft.wanted,
        )
        work.add(found)
        return found, "added"
    if found.wanted == draft.wanted:
        return found, "kept"
    found.wanted = draft.wanted
    work.session.flush()
    return found, "changed"


def _check(work: Work, call: Call, draft: TargetDraft) -> None:
    if not 1 <= draft.wanted <= MOST_WANTED:
        raise RefusedError(
            f"A target is a number from 1 to {MOST_WANTED:,}.",
            do="Say how many submissions are wanted, or remove the target.",
        )
    for entity, number in ((StakeholderType, draft.type_id), (Area, draft.area_id)):
        if number is not None:
            work.session.get_one(entity, number)
    if draft.question_id is not None:
        question = work.session.get_one(Question, draft.question_id)
        if question.call_id != call.id:
            raise RefusedError(
                f"That question is not one of {call.reference}.", do="Choose one of its questions."
            )
