"""Confirm groups of submissions that are alike as campaigns; only that changes a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.campaign_members import WHOLE, in_chunks, resemblances
from lisdesk.edits.campaign_standing import restate_campaigns, restate_on_their_own
from lisdesk.edits.redaction_rows import keep_inherited
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.alikeness import DEFAULT_THRESHOLD
from lisdesk.store.entities import Call, Campaign, CampaignMember, Submission
from lisdesk.store.lookup import campaign_reference
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class CampaignStanding:
    """How a campaign stands after an edit."""

    reference: str
    name: str
    submissions: int
    """The seed among them."""
    copies: int
    variants: int
    restated: int
    """Submissions whose disposition has changed with the edit."""


@verb
def confirm_campaign(
    work: Work,
    *,
    call_id: int,
    seed_id: int,
    submission_ids: Sequence[int],
    name: str,
    threshold: float = DEFAULT_THRESHOLD,
) -> CampaignStanding:
    """Record that submissions are a campaign, those of the seed's words as copies of it.

    `threshold` is the likeness from which on they were proposed; what an officer adds may be less
    alike. Raises RefusedError without a name, for a likeness outside 0 to 1, for submissions of
    another call, and for one that belongs to a campaign already.
    """
    call = work.session.get_one(Call, call_id)
    if not 0 < threshold <= 1:
        raise RefusedError("A likeness is above 0 and at most 1.", do="Give one such as 0.3.")
    ids = sorted({seed_id, *submission_ids})
    if len(ids) < 2:
        raise RefusedError(
            "A campaign has at least two submissions.", do="Name those that are like the first."
        )
    campaign = Campaign(
        call_id=call.id,
        name=_checked_name(name),
        seed_id=seed_id,
        threshold_permille=max(1, round(threshold * WHOLE)),
        confirmed_at=work.now,
        officer=work.officer,
    )
    _refuse_others(work, call, ids)
    work.add(campaign)
    work.about(call.id, campaign_reference(campaign.id))
    _write_members(work, campaign, ids)
    return standing_of_campaign(work, campaign, restate_campaigns(work, call, [campaign.id]))


@verb
def rename_campaign(work: Work, *, campaign_id: int, name: str) -> CampaignStanding:
    """Give a campaign another name; RefusedError without one."""
    campaign = work.session.get_one(Campaign, campaign_id)
    work.about(campaign.call_id, campaign_reference(campaign.id))
    campaign.name = _checked_name(name)
    work.session.flush()
    return standing_of_campaign(work, campaign, 0)


@verb
def add_campaign_members(
    work: Work, *, campaign_id: int, submission_ids: Sequence[int]
) -> CampaignStanding:
    """Add submissions to a campaign; those of the seed's words become copies, others variants.

    Raises RefusedError as `confirm_campaign` does.
    """
    campaign = work.session.get_one(Campaign, campaign_id)
    call = work.session.get_one(Call, campaign.call_id)
    work.about(call.id, campaign_reference(campaign.id))
    ids = sorted(set(submission_ids))
    _refuse_others(work, call, ids)
    _write_members(work, campaign, ids)
    return standing_of_campaign(work, campaign, restate_campaigns(work, call, [campaign.id]))


@verb
def remove_campaign_members(
    work: Work, *, campaign_id: int, submission_ids: Sequence[int]
) -> CampaignStanding:
    """Take submissions out of a campaign: they count on their own and lose the tags that they
    inherited; words that were redacted in another member stay redacted in them.

    Raises RefusedError for the seed, and for one that is no member.
    """
    campaign = work.session.get_one(Campaign, campaign_id)
    call = work.session.get_one(Call, campaign.call_id)
    work.about(call.id, campaign_reference(campaign.id))
    ids = sorted(set(submission_ids))
    if campaign.seed_id in ids:
        seed = work.session.get_one(Submission, campaign.seed_id)
        raise RefusedError(
            f"{seed.reference} is the text that the others resemble.",
            do="Choose another member as its seed first, or dissolve the campaign.",
        )
    before = _dispositions(work, ids)
    leaving = _member_ids(work, campaign, ids)
    keep_inherited(work, ids)
    work.delete_rows(CampaignMember, leaving)
    restate_on_their_own(work, ids)
    changed = sum(before[each] is not now for each, now in _dispositions(work, ids).items())
    return standing_of_campaign(
        work, campaign, changed + restate_campaigns(work, call, [campaign.id])
    )


@verb
def dissolve_campaign(work: Work, *, campaign_id: int) -> CampaignStanding:
    """Undo that submissions are a campaign: each counts on its own, no tag is inherited; what is
    redacted in one of them stays redacted in all.
    """
    campaign = work.session.get_one(Campaign, campaign_id)
    work.about(campaign.call_id, campaign_reference(campaign.id))
    chosen = select(CampaignMember.id, CampaignMember.submission_id).where(
        CampaignMember.campaign_id == campaign.id
    )
    members = {row_id: submission_id for row_id, submission_id in work.session.execute(chosen)}
    ids = sorted(members.values())
    before = _dispositions(work, ids)
    keep_inherited(work, ids)
    work.delete_rows(CampaignMember, sorted(members))
    campaign = work.session.get_one(Campaign, campaign_id)
    name = campaign.name
    work.remove(campaign)
    restate_on_their_own(work, ids)
    changed = sum(before[each] is not now for each, now in _dispositions(work, ids).items())
    return CampaignStanding(campaign_reference(campaign_id), name, 0, 0, 0, changed)


def _checked_name(name: str) -> str:
    said = " ".join(name.split())
    if not said:
        raise RefusedError(
            "A campaign needs a name.", do="Name it after its organiser or what it asks for."
        )
    return said


def _refuse_others(work: Work, call: Call, submission_ids: Sequence[int]) -> None:
    """Raise RefusedError for submissions of other calls, and members of campaigns."""
    found = 0
    for chunk in in_chunks(submission_ids):
        chosen = (
            select(Submission.reference, Submission.call_id, Campaign.id, Campaign.name)
            .outerjoin(CampaignMember, CampaignMember.submission_id == Submission.id)
            .outerjoin(Campaign, Campaign.id == CampaignMember.campaign_id)
            .where(Submission.id.in_(chunk))
            .order_by(Submission.id)
        )
        for reference, call_id, campaign_id, name in work.session.execute(chosen):
            found += 1
            if call_id != call.id:
                raise RefusedError(
                    f"{reference} belongs to another call than {call.reference}.",
                    do="A campaign is one of submissions to one call.",
                )
            if campaign_id is not None:
                raise RefusedError(
                    f"{reference} belongs to {campaign_reference(campaign_id)} already, “{name}”.",
                    do="Take it out of that campaign first.",
                )
    if found < len(submission_ids):
        raise overtaken()


def _write_members(work: Work, campaign: Campaign, submission_ids: Sequence[int]) -> None:
    found = resemblances(work, campaign.seed_id, submission_ids)
    rows = [
        {
            "id": row_id,
            "campaign_id": campaign.id,
            "submission_id": submission_id,
            **found[submission_id]._asdict(),
        }
        for row_id, submission_id in zip(
            work.reserve_ids(CampaignMember, len(found)), sorted(found), strict=True
        )
    ]
    work.insert_rows(CampaignMember, rows)


def _member_ids(work: Work, campaign: Campaign, submission_ids: Sequence[int]) -> list[int]:
    found: list[int] = []
    for chunk in in_chunks(submission_ids):
        chosen = select(CampaignMember.id).where(
            CampaignMember.campaign_id == campaign.id, CampaignMember.submission_id.in_(chunk)
        )
        found += work.session.scalars(chosen)
    if len(found) < len(submission_ids):
        raise RefusedError(
            f"Some of those do not belong to {campaign_reference(campaign.id)}.",
            do="See its members with “lisdesk campaign show”.",
        )
    return sorted(found)


def _dispositions(work: Work, submission_ids: Sequence[int]) -> dict[int, object]:
    found: dict[int, object] = {}
    for chunk in in_chunks(submission_ids):
        chosen = select(Submission.id, Submission.disposition).where(Submission.id.in_(chunk))
        found |= {each: disposition for each, disposition in work.session.execute(chosen)}
    return found


def standing_of_campaign(work: Work, campaign: Campaign, restated: int) -> CampaignStanding:
    """Return how a campaign stands, and how many submissions an edit of it has restated."""
    chosen = select(CampaignMember.is_copy).where(CampaignMember.campaign_id == campaign.id)
    kinds = list(work.session.scalars(chosen))
    copies = sum(kinds)
    return CampaignStanding(
        campaign_reference(campaign.id),
        work.session.get_one(Campaign, campaign.id).name,
        len(kinds),
        copies - 1,
        len(kinds) - copies,
        restated,
    )
