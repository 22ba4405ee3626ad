"""State the submissions of campaigns anew, so that every number follows the call's policy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import Table, select

from lisdesk.rules.campaign_policy import MemberStanding, dispositions_in_campaign
from lisdesk.rules.ledger import disposition_of
from lisdesk.rules.vocabulary import Disposition, Timing
from lisdesk.store.entities import Call, Campaign, CampaignMember, Submission
from lisdesk.store.single_rows import held_rows, update_each
from lisdesk.store.work import Work

_AS_THEY_ARE: Mapping[int, Timing] = MappingProxyType({})


def campaigns_of(work: Work, submission_ids: Sequence[int]) -> dict[int, int]:
    """Return the campaigns of those submissions that belong to one."""
    chosen = select(CampaignMember.submission_id, CampaignMember.campaign_id)
    members = work.session.execute(chosen.where(CampaignMember.submission_id.in_(submission_ids)))
    return {row.submission_id: row.campaign_id for row in members}


def members_of(work: Work, call: Call) -> frozenset[int]:
    """Return the submissions that belong to a campaign of a call."""
    chosen = select(CampaignMember.submission_id).join(
        Campaign, Campaign.id == CampaignMember.campaign_id
    )
    return frozenset(work.session.scalars(chosen.where(Campaign.call_id == call.id)))


def restate_campaigns(
    work: Work,
    call: Call,
    campaign_ids: Iterable[int] | None = None,
    timings: Mapping[int, Timing] = _AS_THEY_ARE,
) -> int:
    """State every member of some campaigns anew, of all of the call's if none are given; `timings`
    are those that change with it.

    Returns how many submissions stand otherwise than before.
    """
    chosen = select(Campaign.id).where(Campaign.call_id == call.id).order_by(Campaign.id)
    if campaign_ids is not None:
        chosen = chosen.where(Campaign.id.in_(list(campaign_ids)))
    ids = list(work.session.scalars(chosen))
    if not ids:
        return 0
    changed, dispositions = 0, dict[int, Disposition]()
    for members in _members(work, ids, timings).values():
        standing = [each for each, _ in members]
        becomes = dispositions_in_campaign(call.campaign_policy, standing)
        for submission_id, was in ((each.submission_id, was) for each, was in members):
            is_changed = was is not becomes[submission_id]
            changed += is_changed
            if is_changed or submission_id in timings:
                dispositions[submission_id] = becomes[submission_id]
    _write(work, dispositions, timings)
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
    work: Work, campaign_ids: Sequence[int], timings: Mapping[int, Timing]
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
        timing = timings.get(row.id, row.timing)
        own = disposition_of(row.set_aside, row.content, timing, row.late_choice)
        member = MemberStanding(row.id, row.id == row.seed_id, row.received_at, own)
        found[row.campaign_id].append((member, row.disposition))
    return found


def _write(
    work: Work, dispositions: Mapping[int, Disposition], timings: Mapping[int, Timing]
) -> None:
    """Write how members stand from now on, each once."""
    if not dispositions:
        return
    table = Submission.__table__
    assert isinstance(table, Table)
    names = ("id", "version", "timing", "disposition")
    rows = list(held_rows(work.session.connection(), table, sorted(dispositions), names).values())
    becoming = [
        {
            "timing": timings.get(row["id"], row["timing"]),
            "disposition": dispositions[row["id"]],
        }
        for row in rows
    ]
    work.write_rows(lambda connection: update_each(connection, table, rows, becoming))
