"""Let another member of a campaign be the text that the others resemble."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from lisdesk.edits.campaign_members import resemblances
from lisdesk.edits.campaign_standing import restate_campaigns
from lisdesk.edits.campaigns import CampaignStanding, standing_of_campaign
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.store.entities import Call, Campaign, CampaignMember, InheritedTag, Submission, Tag
from lisdesk.store.lookup import campaign_reference
from lisdesk.store.work import Work


@verb
def choose_campaign_seed(work: Work, *, campaign_id: int, submission_id: int) -> CampaignStanding:
    """Make a member the seed of its campaign, and judge the others beside it.

    What it had inherited is its own from now on, and inherited from it; the seed before keeps the
    tags that it had, and so do its copies those on the whole submission. Raises RefusedError for
    one that is no member, or the seed already.
    """
    campaign = work.session.get_one(Campaign, campaign_id)
    work.about(campaign.call_id, campaign_reference(campaign.id))
    _refuse_seed(work, campaign, submission_id)
    _keep_inherited(work, Tag.submission_id == submission_id)
    if not _is_copy(work, submission_id):
        own = CampaignMember.campaign_id == campaign_id
        of_it = Tag.submission_id.in_(select(CampaignMember.submission_id).where(own))
        _keep_inherited(work, of_it, Tag.excerpt_id.is_(None))
    campaign = work.session.get_one(Campaign, campaign_id)
    call = work.session.get_one(Call, campaign.call_id)
    chosen = select(CampaignMember).where(CampaignMember.campaign_id == campaign.id)
    members = work.session.scalars(chosen.order_by(CampaignMember.id)).all()
    campaign.seed_id = submission_id
    found = resemblances(work, submission_id, [each.submission_id for each in members])
    for member in members:
        member.is_copy, member.likeness_permille = found[member.submission_id]
    work.session.flush()
    return standing_of_campaign(work, campaign, restate_campaigns(work, call, [campaign.id]))


def _keep_inherited(work: Work, *conditions: ColumnElement[bool]) -> None:
    """Let inherited tags be the own ones of those that have them."""
    inherited = select(InheritedTag.id).join(Tag, Tag.id == InheritedTag.tag_id).where(*conditions)
    links = sorted(work.session.scalars(inherited))
    if links:
        work.delete_rows(InheritedTag, links)


def _is_copy(work: Work, submission_id: int) -> bool:
    chosen = select(CampaignMember.is_copy).where(CampaignMember.submission_id == submission_id)
    return bool(work.session.scalar(chosen))


def _refuse_seed(work: Work, campaign: Campaign, submission_id: int) -> None:
    submission = work.session.get_one(Submission, submission_id)
    reference = campaign_reference(campaign.id)
    if submission_id == campaign.seed_id:
        raise RefusedError(
            f"{submission.reference} is the seed of {reference} already.",
            do="Choose another member.",
        )
    chosen = select(CampaignMember.id).where(
        CampaignMember.campaign_id == campaign.id, CampaignMember.submission_id == submission_id
    )
    if work.session.scalar(chosen) is None:
        raise RefusedError(
            f"{submission.reference} does not belong to {reference}.",
            do="Add it to the campaign first.",
        )
