"""What late decisions changed, told quickly, is what counting all again after each would tell."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.campaign_policy import MemberStanding, dispositions_in_campaign
from lisdesk.rules.late_effects import Decided, Standing, late_effects
from lisdesk.rules.ledger import disposition_of
from lisdesk.rules.vocabulary import (
    CampaignPolicy,
    Content,
    Disposition,
    LateChoice,
    SetAside,
    Timing,
)

START = datetime(2019, 2, 1, tzinfo=UTC)
DRAWN = st.lists(
    st.tuples(
        st.sampled_from([None, None, None, *SetAside]),
        st.sampled_from(Content),
        st.sampled_from([Timing.LATE, Timing.LATE, *Timing]),
        st.integers(0, 4),
        st.sampled_from([None, 1, 1, 2]),
    ),
    min_size=1,
    max_size=8,
)
DECISIONS = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(LateChoice), st.booleans()), max_size=12
)


def counted_again(standings, choices, policy):
    """Return the ledger by looking at every submission."""
    found, campaigns = Counter(), {}
    for each in standings:
        own = disposition_of(
            each.set_aside, each.content, each.timing, choices.get(each.submission_id)
        )
        member = MemberStanding(each.submission_id, each.is_seed, each.received_at, own)
        if each.campaign_id is None:
            found[own] += 1
        else:
            campaigns.setdefault(each.campaign_id, []).append(member)
    for members in campaigns.values():
        found.update(dispositions_in_campaign(policy, members).values())
    return found


def lines(before, after):
    return {
        (each, before[each], after[each]) for each in Disposition if before[each] != after[each]
    }


@given(DRAWN, DECISIONS, st.sampled_from(CampaignPolicy), st.integers(0, 9), st.integers(0, 3))
def test_each_effect_equals_a_count_of_all_before_and_after(drawn, made, policy, seed, others):
    standings = [
        Standing(number, aside, content, timing, START + timedelta(days=day), campaign,
                 is_seed=number == seed)
        for number, (aside, content, timing, day, campaign) in enumerate(drawn)
    ]  # fmt: skip
    decisions, edit = [], 0
    for number, choice, is_same_edit in made:
        is_same = is_same_edit and decisions and decisions[-1].choice is choice
        edit += not is_same
        decisions.append(Decided(number, choice, "Why.", "A", START + timedelta(minutes=edit)))
    choices = {each.submission_id: each.choice for each in decisions}
    rest = Counter({Disposition.COUNTED: others})
    now = counted_again(standings, choices, policy) + rest
    found = late_effects(now, standings, decisions, policy)
    if not decisions:
        assert found == []
        return
    together, *each_one = found
    first = counted_again(standings, {}, policy) + rest
    assert {(each.disposition, each.before, each.after) for each in together.lines} == lines(
        first, now
    )
    so_far, before, left = {}, first, list(decisions)
    for effect in each_one:
        while left and left[0].decided_at == effect.decided_at:
            decision = left.pop(0)
            so_far[decision.submission_id] = decision.choice
        after = counted_again(standings, so_far, policy) + rest
        assert {(each.disposition, each.before, each.after) for each in effect.lines} == lines(
            before, after
        )
        before = after
    assert not left


def test_thousands_of_decisions_in_one_campaign_are_told_in_a_moment():
    def seconds(number):
        standings = [
            Standing(each, None, Content.SOME, Timing.LATE, START + timedelta(minutes=each), 1,
                     is_seed=each == 0)
            for each in range(number)
        ]  # fmt: skip
        decisions = [
            Decided(each, LateChoice.ACCEPT, f"Why {each}.", "A", START + timedelta(seconds=each))
            for each in range(number)
        ]
        begun = process_time()
        found = late_effects(Counter(), standings, decisions, CampaignPolicy.ONCE)
        assert len(found) == number + 1
        return process_time() - begun

    few, many = (min(seconds(number) for _ in range(3)) for number in (500, 2_000))
    assert many < 10 * few  # four times as many; sixteen times as long would be quadratic
