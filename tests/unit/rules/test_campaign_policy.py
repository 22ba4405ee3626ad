"""Under every policy the members of a campaign add up, and only counted ones change."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.campaign_policy import MemberStanding, dispositions_in_campaign
from lisdesk.rules.ledger import ledger
from lisdesk.rules.vocabulary import CampaignPolicy, Disposition

OWN = [
    each
    for each in Disposition
    if each not in (Disposition.CAMPAIGN_COPY, Disposition.CAMPAIGN_APART)
]
MEMBERS = st.lists(st.tuples(st.sampled_from(OWN), st.integers(0, 5)), min_size=1, max_size=12)


def members_of(drawn, seed):
    start = datetime(2019, 1, 1, tzinfo=UTC)
    return [
        MemberStanding(place, place == seed % len(drawn), start + timedelta(days=day), own)
        for place, (own, day) in enumerate(drawn)
    ]


@given(MEMBERS, st.integers(0, 20), st.sampled_from(CampaignPolicy))
def test_every_policy_adds_up_and_equals_a_count_by_hand(drawn, seed, policy):
    members = members_of(drawn, seed)
    found = dispositions_in_campaign(policy, members)
    assert set(found) == {each.submission_id for each in members}
    total = ledger(found.values())
    assert total.counted + total.not_counted == total.received == len(members)
    could = [each for each in members if each.own.is_counted]
    counted = {
        CampaignPolicy.EACH: len(could),
        CampaignPolicy.ONCE: min(1, len(could)),
        CampaignPolicy.APART: 0,
    }
    assert total.counted == counted[policy]
    lines = Counter(found.values())
    once = len(could) - 1 if policy is CampaignPolicy.ONCE and could else 0
    assert lines[Disposition.CAMPAIGN_COPY] == once
    assert lines[Disposition.CAMPAIGN_APART] == (policy is CampaignPolicy.APART) * len(could)
    for each in members:
        if not each.own.is_counted:
            assert found[each.submission_id] is each.own


@given(MEMBERS, st.integers(0, 20))
def test_the_seed_stands_for_all_or_else_the_first_that_is_counted(drawn, seed):
    members = members_of(drawn, seed)
    found = dispositions_in_campaign(CampaignPolicy.ONCE, members)
    could = [each for each in members if each.own.is_counted]
    if could:
        seeds = [each for each in could if each.is_seed]
        first = sorted(could, key=lambda each: (each.received_at, each.submission_id))[0]
        speaker = seeds[0] if seeds else first
        assert found[speaker.submission_id] is speaker.own
