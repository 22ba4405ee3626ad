"""State the submissions of campaigns anew, so that every number follows the call's policy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from lisdesk.rules.campaign_policy import MemberStanding, dispositions_in_campaign
from lisdesk.rules.ledger import disposition_of
from lisdesk.rules.vocabulary import Disposition
from lisdesk.store.entities import Call, Campaign, CampaignMember, Submission
from lisdesk.store.work import Work


def campaigns_of(work: Work, submission_ids: Sequence[int]) -> dict[int, int]:
    """Return the campaigns of those submissions that belong to one."""
    chosen = select(CampaignMember.submission_id, CampaignMember.campaign_id)
    members = work.session.execute(chosen.where(CampaignMember.submission_id.in_(submission_ids)))
    return {row.submission_id: row.campaign_id for row in members}


def restate_campaigns(work: Work, call: Call, campaign_ids: Iterable[int] | None = None) -> int:
    """State every member of some campaigns anew, of all of the call's if none are given.

    Returns how many submissions stand otherwise than before.
    """
    chosen = select(Campaign.id).where(Campaign.call_id == call.id).order_by(Campaign.id)
    if campaign_ids is not None:
        chosen = chosen.where(Campaign.id.in_(list(campaign_ids)))
    ids = list(work.session.scalars(chosen))
    if not ids:
        return 0
    changed = 0
    for members in _members(work, ids).values():
        standing = {each.submission_id: each for each, _ in members}
        becomes = dispositions_in_campaign(call.campaign_policy, list(standing.values()))
        changed += _write(
            work,
            {each.submission_id: was for each, was in members},
            becomes,
        )
    return changed


def restate_on_their_own(work: Work, submission_ids: Sequence[int]) -> None:
    """State submissions anew that belong to no campaign any more."""
    for submission_id in submission_ids:
        submission = work.session.get_one(Submission, submission_id)
        submission.disposition = disposition_of(
            submission.set_aside, submission.content, submission.timing, submission.late_choice
        )
    work.session.flush()


def _members(
    work: Work, campaign_ids: Sequence[int]
) -> dict[int, list[tuple[MemberStanding, Disposition]]]:
    work.session.flush()
    chosen = (
        select(
            CampaignMember.campaign_id,
            Submission.id,
            Campaign.seed_id,
            Submission.received_at,
            Submission.set_aside,
            Submission.content,
            Submission.timing,
            Submission.late_choice,
            Submission.disposition,
        )
        .select_from(CampaignMember)
        .join(Campaign, Campaign.id == CampaignMember.campaign_id)
        .join(Submission, Submission.id == CampaignMember.submission_id)
        .where(CampaignMember.campaign_id.in_(campaign_ids))
    )
    found: defaultdict[int, list[tuple[MemberStanding, Disposition]]] = defaultdict(list)
    for row in work.session.execute(chosen):
        own = disposition_of(row.set_aside, row.content, row.timing, row.late_choice)
        member = MemberStanding(row.id, row.id == row.seed_id, row.received_at, own)
        found[row.campaign_id].append((member, row.disposition))
    return found


def _write(work: Work, was: dict[int, Disposition], becomes: dict[int, Disposition]) -> int:
    differing = sorted(each for each in was if was[each] is not becomes[each])
    for submission_id in differing:
        work.session.get_one(Submission, submission_id).disposition = becomes[submission_id]
    work.session.flush()
    return len(differing)
