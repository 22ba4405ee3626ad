"""What may be published of submissions that were merged: no word more than was permitted of it.

The one that stays has the strictest permission of all and every request for confidentiality. Taken
apart again, each has what it had, and what was decided on the whole since holds for each part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from lisdesk.edits.carrying import copy_request, requests_of
from lisdesk.errors import RefusedError
from lisdesk.rules.permissions import is_stricter, strictest_of_all
from lisdesk.rules.vocabulary import Permission
from lisdesk.store.entities import (
    CarriedRequest,
    OwnPermission,
    SetAsideDecision,
    Submission,
    SubmissionLink,
)
from lisdesk.store.lookup import standing_merges
from lisdesk.store.work import Work


def take_strictest(work: Work, into: Submission, others: Sequence[Submission]) -> None:
    """Let a submission have the strictest of its permission and those about to be merged into it.

    Call it before they are; the permission that it had is kept.
    """
    own = _own_permission(work, into)
    before = into.permission
    into.permission = strictest_of_all([before, *(each.permission for each in others)])
    if own is None:
        permissions = {"permission": before, "as_merged": into.permission}
        work.add(OwnPermission(submission_id=into.id, **permissions))
        return
    _settle_correction(own, before, merged_into(work, into))
    own.as_merged = into.permission
    work.session.flush()


def give_permission_back(work: Work, into: Submission, separated: Sequence[Submission]) -> None:
    """Let a submission have the permission that is left without those about to be separated."""
    own = _own_permission(work, into)
    if own is None:  # merged by a version that kept none
        return
    merged = merged_into(work, into)
    _settle_correction(own, into.permission, merged)
    left = [each.permission for each in merged if each not in separated]
    into.permission = strictest_of_all([own.permission, *left])
    work.session.flush()
    if left:
        own.as_merged = into.permission
        work.session.flush()
    else:
        work.remove(own)


def carry_requests(
    work: Work, other: Submission, into: Submission, decision: SetAsideDecision
) -> None:
    """Let the requests about a merged submission hold for the one that it was merged into."""
    for request in requests_of(work, other.id):
        copy = copy_request(work, request, into.id)
        work.add(CarriedRequest(decision_id=decision.id, request_id=copy.id))
        into.is_confidential = True
    work.session.flush()


def give_requests_back(
    work: Work, other: Submission, into: Submission, decision: SetAsideDecision
) -> None:
    """Take off the requests that came with a merged submission; those about the whole since then
    are about it too.
    """
    requests = requests_of(work, into.id)
    ids = [request.id for request in requests]
    carried = select(CarriedRequest).where(CarriedRequest.request_id.in_(ids))
    links = {link.request_id: link for link in work.session.scalars(carried)}
    for request in requests:
        link = links.get(request.id)
        if link is None and request.recorded_at > decision.decided_at:
            copy_request(work, request, other.id)
            other.is_confidential = True
        elif link is not None and link.decision_id == decision.id:
            work.remove(link)
            work.remove(request)
    into.is_confidential = bool(requests_of(work, into.id))
    work.session.flush()


def refuse_wider(work: Work, submissions: Iterable[Submission]) -> None:
    """Raise RefusedError if more is permitted of any than of one that was merged into it."""
    by_id = {each.id: each for each in submissions}
    merges = standing_merges(work.session, SubmissionLink.other_id.in_(list(by_id)))
    for merged_id, into_id in merges.items():
        merged, into = work.session.get_one(Submission, merged_id), by_id[into_id]
        if is_stricter(merged.permission, into.permission):
            said = merged.permission.label if merged.permission else "Not answered"
            raise RefusedError(
                f"{into.reference} holds the words of {merged.reference}, whose permission is "
                f"“{said}”.",
                do=f"Correct the permission of {merged.reference} first, or separate it.",
            )


def merged_into(work: Work, into: Submission) -> list[Submission]:
    """Return the submissions whose words are counted with one, as the decisions stand."""
    merges = standing_merges(work.session, SubmissionLink.other_id == into.id)
    return [work.session.get_one(Submission, each) for each in merges]


def _own_permission(work: Work, into: Submission) -> OwnPermission | None:
    chosen = select(OwnPermission).where(OwnPermission.submission_id == into.id)
    return work.session.scalar(chosen)


def _settle_correction(
    own: OwnPermission, corrected: Permission | None, merged: Sequence[Submission]
) -> None:
    """Let what an officer has made of the whole since the merge hold for all that is in it."""
    if corrected is own.as_merged:
        return
    own.permission = strictest_of_all([own.permission, corrected])
    if is_stricter(corrected, own.as_merged):
        for each in merged:
            each.permission = strictest_of_all([each.permission, corrected])
