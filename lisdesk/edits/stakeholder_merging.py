"""Bring stakeholders that are one together, and apart again; every name stays known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.register import hides_name
from lisdesk.edits.stakeholder_names import are_apart, name_taken, refuse_taken_name
from lisdesk.edits.stakeholder_values import put_values, values_of
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.names import stakeholder_key
from lisdesk.rules.stakeholder_fields import StakeholderField
from lisdesk.store.entities import (
    CarriedSubmission,
    KeptApart,
    Stakeholder,
    StakeholderAlias,
    StakeholderMerge,
    Submission,
)
from lisdesk.store.identities import Identities
from lisdesk.store.lookup import stakeholder_reference
from lisdesk.store.work import Work

_NAMING = frozenset({StakeholderField.NAME, StakeholderField.EMAIL})


@dataclass(frozen=True, slots=True)
class MergedStakeholder:
    """The stakeholder that stands, and what went with it."""

    reference: str
    name: str
    other: str
    """The name of the other one."""
    submissions: int
    """How many submissions changed hands."""


@verb
def merge_stakeholders(
    work: Work, *, into_id: int, merged_id: int, take: Sequence[StakeholderField] = ()
) -> MergedStakeholder:
    """Merge a stakeholder into another one, which then stands for both.

    Each field of the one that stands stays, unless it is empty or `take` names it: then it has what
    the merged one says. The submissions go over; contact details, other names and whom each acts
    for are kept with the merged one and are shown with the one that stands. Later imports and
    e-mails know both by either name. Raises RefusedError for one that was merged before, and for a
    field to take that says nothing.
    """
    into, merged = _two(work, into_id, merged_id)
    former = _take_fields(work, into, merged, take)
    merge = StakeholderMerge(
        merged_id=merged.id,
        into_id=into.id,
        former={each.key: text for each, text in former.items()},
        merged_at=work.now,
        officer=work.officer,
    )
    work.add(merge)
    carried = _submissions_of(work, merged.id)
    for submission in carried:
        submission.respondent_id = into.id
    work.session.flush()
    ids = work.reserve_ids(CarriedSubmission, len(carried)) if carried else []
    work.insert_rows(
        CarriedSubmission,
        [
            {"id": number, "merge_id": merge.id, "submission_id": submission.id}
            for number, submission in zip(ids, carried, strict=True)
        ],
    )
    work.about(None, stakeholder_reference(into.id))
    return MergedStakeholder(stakeholder_reference(into.id), into.name, merged.name, len(carried))


@verb
def separate_stakeholders(work: Work, *, merged_id: int) -> MergedStakeholder:
    """Separate a stakeholder again from the one that it was merged into.

    The submissions that came with it go back with it, and each field that the merge changed is as
    it was, unless either has been changed since. Raises RefusedError for one that is not merged,
    and where the two names would then mean the same.
    """
    merged = work.session.get_one(Stakeholder, merged_id)
    chosen = select(StakeholderMerge).where(StakeholderMerge.merged_id == merged_id)
    merge = work.session.scalar(chosen)
    if merge is None:
        raise RefusedError(
            f"“{merged.name}” was not merged into another stakeholder.",
            do="Choose one of those that “lisdesk stakeholder show” lists as merged.",
            do_in_window="Choose one of those that its page lists as merged.",
        )
    into = work.session.get_one(Stakeholder, merge.into_id)
    former = {StakeholderField.of(key): text for key, text in merge.former.items()}
    _give_back(work, into, merged, former)
    returned = _return_submissions(work, merge)
    work.remove(work.session.get_one(StakeholderMerge, merge.id))
    work.about(None, stakeholder_reference(into.id))
    return MergedStakeholder(stakeholder_reference(merged.id), merged.name, into.name, returned)


@verb
def split_stakeholder(
    work: Work,
    *,
    stakeholder_id: int,
    submission_ids: Sequence[int],
    name: str,
    email: str = "",
) -> MergedStakeholder:
    """Make another stakeholder of some submissions of one that stands for two.

    It is of the same kind, type and area, and acts for nobody. Raises RefusedError without a name,
    for submissions of somebody else, for all of them, and for a name that is taken.
    """
    standing = work.session.get_one(Stakeholder, stakeholder_id)
    own = {each.id: each for each in _submissions_of(work, stakeholder_id)}
    chosen = list(dict.fromkeys(submission_ids))
    given = " ".join(name.split())
    if not given or hides_name(given):
        raise RefusedError("That name names nobody.", do="Give the name of a person or a body.")
    if not chosen or not set(chosen) < set(own):
        raise RefusedError(
            f"Some submissions of “{standing.name}” go to the other stakeholder, and some stay.",
            do="Choose submissions of theirs, at least one and not all; a name alone is corrected.",
        )
    refuse_taken_name(work, 0, given, email.strip())
    other = Stakeholder(
        name=given,
        name_key=stakeholder_key(given),
        kind=standing.kind,
        type_id=standing.type_id,
        area_id=standing.area_id,
        email=email.strip(),
    )
    work.add(other)
    for each in chosen:
        own[each].respondent_id = other.id
    work.session.flush()
    work.about(None, stakeholder_reference(stakeholder_id))
    return MergedStakeholder(
        stakeholder_reference(other.id), other.name, standing.name, len(chosen)
    )


@verb
def keep_apart(work: Work, *, one_id: int, other_id: int) -> str:
    """Say that two stakeholders are not the same, so that they are not suggested again."""
    one, other = _two(work, *sorted((one_id, other_id)))
    known = select(KeptApart.id).where(KeptApart.one_id == one.id, KeptApart.other_id == other.id)
    if work.session.scalar(known) is None:
        work.add(
            KeptApart(one_id=one.id, other_id=other.id, decided_at=work.now, officer=work.officer)
        )
    work.about(None, stakeholder_reference(one_id))
    return stakeholder_reference(one_id)


def _two(work: Work, one_id: int, other_id: int) -> tuple[Stakeholder, Stakeholder]:
    identities = Identities(work.session)
    one = work.session.get_one(Stakeholder, one_id)
    other = work.session.get_one(Stakeholder, other_id)
    if one is other:
        raise RefusedError(
            f"“{one.name}” is one stakeholder already.", do="Choose two different ones."
        )
    for each in (one, other):
        standing_id = identities.standing(each.id)
        if standing_id != each.id:
            standing = work.session.get_one(Stakeholder, standing_id)
            raise RefusedError(
                f"“{each.name}” was merged into “{standing.name}” before.",
                do="Choose that one, or separate the two first.",
            )
    return one, other


def _take_fields(
    work: Work, into: Stakeholder, merged: Stakeholder, take: Sequence[StakeholderField]
) -> dict[StakeholderField, str]:
    """Give the one that stands its fields; return what those that changed said before."""
    own, others = values_of(work, into), values_of(work, merged)
    for each in take:
        if not others[each]:
            raise RefusedError(
                f"{each.label} of “{merged.name}” is not known.", do="Keep what the other one says."
            )
    taken = {each for each in StakeholderField if others[each] and (each in take or not own[each])}
    taken = {each for each in taken if others[each] != own[each]}
    former = {each: own[each] for each in StakeholderField if each in taken}
    if taken & _NAMING:
        _know_also(work, into)
    put_values(work, into, {each: others[each] for each in former})
    return former


def _give_back(
    work: Work, into: Stakeholder, merged: Stakeholder, former: dict[StakeholderField, str]
) -> None:
    own, others = values_of(work, into), values_of(work, merged)
    unchanged = {each: text for each, text in former.items() if own[each] == others[each]}
    put_values(work, into, unchanged)
    for alias in work.session.scalars(
        select(StakeholderAlias).where(
            StakeholderAlias.stakeholder_id == into.id,
            StakeholderAlias.name_key == into.name_key,
            StakeholderAlias.email == into.email,
        )
    ).all():
        work.remove(alias)
    if into.name_key == merged.name_key and not are_apart(into.email, merged.email):
        raise name_taken(merged.name)


def _return_submissions(work: Work, merge: StakeholderMerge) -> int:
    own = select(CarriedSubmission.id, CarriedSubmission.submission_id).where(
        CarriedSubmission.merge_id == merge.id
    )
    carried = {number: submission_id for number, submission_id in work.session.execute(own)}
    standing_id = Identities(work.session).standing(merge.merged_id)
    returned = 0
    for submission_id in sorted(carried.values()):
        submission = work.session.get_one(Submission, submission_id)
        if submission.respondent_id == standing_id:  # not given to somebody else since
            submission.respondent_id = merge.merged_id
            returned += 1
    work.session.flush()
    if carried:
        work.delete_rows(CarriedSubmission, sorted(carried))
    return returned


def _know_also(work: Work, stakeholder: Stakeholder) -> None:
    known = select(StakeholderAlias.id).where(
        StakeholderAlias.stakeholder_id == stakeholder.id,
        StakeholderAlias.name_key == stakeholder.name_key,
        StakeholderAlias.email == stakeholder.email,
    )
    if work.session.scalar(known) is None:
        work.add(
            StakeholderAlias(
                stakeholder_id=stakeholder.id,
                name=stakeholder.name,
                name_key=stakeholder.name_key,
                email=stakeholder.email,
            )
        )


def _submissions_of(work: Work, stakeholder_id: int) -> list[Submission]:
    chosen = select(Submission).where(Submission.respondent_id == stakeholder_id)
    return list(work.session.scalars(chosen.order_by(Submission.id)))
