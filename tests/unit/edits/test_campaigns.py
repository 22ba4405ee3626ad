"""Campaigns: confirmed by a person, counted by the call's policy, tagged once for all copies."""

import random
from collections import Counter

import pytest
from sqlalchemy import select

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.calls import extend_call
from lisdesk.edits.campaign_seed import choose_campaign_seed
from lisdesk.edits.campaigns import (
    add_campaign_members,
    confirm_campaign,
    dissolve_campaign,
    remove_campaign_members,
    rename_campaign,
)
from lisdesk.edits.merging import mark_duplicate
from lisdesk.edits.priority_removal import PriorityRemoval, delete_priority
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    decide_late,
    edit_submission,
    put_submission_back,
    set_submission_aside,
)
from lisdesk.edits.tag_changes import TagCorrection, edit_tag
from lisdesk.edits.tags import remove_tag
from lisdesk.errors import RefusedError
from lisdesk.queries.evidence.snapshot import read_evidence
from lisdesk.queries.home import home_page
from lisdesk.queries.soundness import findings
from lisdesk.queries.summary import Breakdown, breakdown, ledger
from lisdesk.rules.counting import base_of_priorities
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.ledger import ledger as ledger_of
from lisdesk.rules.vocabulary import (
    CampaignPolicy,
    Disposition,
    Edition,
    LateChoice,
    SetAside,
    Stance,
)
from lisdesk.store.entities import (
    AuditChange,
    CampaignMember,
    Excerpt,
    InheritedTag,
    SourceText,
    Submission,
    Tag,
)
from tests.desk_work import DESK, assert_refused, content, do, log, priority, rows, tag, take_back
from tests.story import moment
from tests.thorough import one_in

LETTER = (
    "We ask for a bus that runs at night, so that apprentices can reach their shifts. "
    "Without it the skills gap will only grow wider in every village of the county."
)
OFFICER = DESK.officer
VARIANT = "I am a baker. " + LETTER.replace("at night", "after ten o’clock")
ONCE, APART = CampaignPolicy.ONCE, CampaignPolicy.APART


@pytest.fixture
def group(database, call):
    """Log a letter, two copies, a variant and a stranger; return their numbers."""
    texts = [LETTER, LETTER.upper(), f"  {LETTER}\n", VARIANT, "Roads."]
    for place, text in enumerate(texts):
        log(database, call, respondent=f"Body {place}", letter=text, received_at=moment(1, 3))
    return [1, 2, 3, 4, 5]


@pytest.fixture
def campaign(database, group):
    """Confirm the letter, its copies and its variant as a campaign."""
    done = do(
        database, confirm_campaign, call_id=1, seed_id=1, submission_ids=[2, 3, 4], name="Bus"
    )
    assert done.result.reference == "CAM-0001"
    return done


def stands(database, policy=None):
    if policy is not None:
        correction = CallCorrection(campaign_policy=policy)
        do(database, edit_call, call_id=1, correction=correction)
    return [row.disposition.key for row in rows(database, Submission)]


def assert_sound(database):
    with database.reading() as session:
        assert [each for each in findings(session) if each.problems] == []


def inherited(database):
    links = {link.tag_id: link.from_tag_id for link in rows(database, InheritedTag)}
    return {each.submission_id: each for each in rows(database, Tag) if each.id in links}


def quotes(database, submission_id):
    excerpts = {each.id: each for each in rows(database, Excerpt)}
    texts = {each.id: each.body for each in rows(database, SourceText)}
    own = [each for each in rows(database, Tag) if each.submission_id == submission_id]
    found = [excerpts[each.excerpt_id] for each in own if each.excerpt_id]
    assert all(texts[each.text_id][each.start : each.end] == each.quote for each in found)
    return [each.quote for each in found]


def test_copies_and_variants_are_told_apart_and_by_default_nothing_is_counted_otherwise(
    database, campaign
):
    assert (campaign.result.copies, campaign.result.variants) == (2, 1)
    assert campaign.result.restated == 0
    kinds = [(each.is_copy, each.likeness_permille) for each in rows(database, CampaignMember)]
    assert kinds[:3] == [(True, 1000)] * 3
    assert kinds[3][0] is False
    assert 500 < kinds[3][1] < 1000
    assert stands(database) == ["counted"] * 5
    assert_sound(database)


def test_a_campaign_counts_once_through_its_seed_or_the_first_that_is_counted(database, campaign):
    copy = "campaign-copy"
    assert stands(database, ONCE) == ["counted", copy, copy, copy, "counted"]
    aside = {"submission_id": 1, "kind": SetAside.WITHDRAWN, "reason": "Asked."}
    done = do(database, set_submission_aside, **aside)
    assert stands(database) == ["withdrawn", "counted", copy, copy, "counted"]
    assert_sound(database)
    take_back(database, done)
    assert stands(database) == ["counted", copy, copy, copy, "counted"]
    do(database, dissolve_campaign, campaign_id=1)
    assert stands(database) == ["counted"] * 5
    assert_sound(database)


@pytest.mark.parametrize("policy", [ONCE, APART])
def test_a_moved_deadline_writes_each_member_once(database, campaign, policy):
    counted = stands(database, policy)
    earlier = {"deadline": parse_deadline("2018-12-20"), "reason": "Typed wrongly."}
    later = {"deadline": parse_deadline("2019-01-31"), "reason": "Mistaken."}
    for place, deadline in enumerate((earlier, later)):
        moved = do(database, extend_call, call_id=1, **deadline)
        with database.reading() as session:
            chosen = select(AuditChange.row_ids).where(
                AuditChange.entry_id == moved.entry_id, AuditChange.table_name == "submission"
            )
            assert sorted(session.scalars(chosen)) == ["[1]", "[2]", "[3]", "[4]", "[5]"]
        assert_sound(database)
        assert stands(database) == (counted if place else ["late-waiting"] * 5)
    take_back(database, moved)
    assert stands(database) == ["late-waiting"] * 5


@pytest.mark.parametrize("policy", [ONCE, APART])
def test_former_members_are_counted_again_though_the_policy_has_changed_since(
    database, group, policy
):
    members = {"seed_id": 1, "submission_ids": [2, 3], "name": "Bus"}
    confirmed = do(database, confirm_campaign, call_id=1, **members)
    added = do(database, add_campaign_members, campaign_id=1, submission_ids=[4])
    stands(database, policy)
    undone = take_back(database, added)
    assert stands(database)[3:] == ["counted"] * 2
    assert_sound(database)
    take_back(database, undone)
    assert stands(database)[3] == ("campaign-copy" if policy is ONCE else "campaign-apart")
    assert_sound(database)
    do(database, remove_campaign_members, campaign_id=1, submission_ids=[4])
    take_back(database, confirmed)
    assert stands(database) == ["counted"] * 5
    assert_sound(database)


def test_a_campaign_reported_separately_is_in_no_table_but_its_own(database, campaign):
    apart = "campaign-apart"
    assert stands(database, APART) == [apart] * 4 + ["counted"]
    removed = do(database, remove_campaign_members, campaign_id=1, submission_ids=[4])
    assert removed.result.restated == 1
    assert stands(database) == [apart] * 3 + ["counted"] * 2
    do(database, add_campaign_members, campaign_id=1, submission_ids=[5])
    assert stands(database) == [apart] * 3 + ["counted", apart]
    assert stands(database, CampaignPolicy.EACH) == ["counted"] * 5
    assert_sound(database)


@pytest.mark.parametrize("policy", list(CampaignPolicy))
@pytest.mark.parametrize("seed", one_in(3, range(3)))
def test_every_number_follows_the_policy_and_the_ledger_adds_up(database, call, policy, seed):
    dice = random.Random(seed)
    do(database, edit_call, call_id=1, correction=CallCorrection(campaign_policy=policy))
    for place in range(14):
        when = moment(*dice.choice([(1, 3), (1, 20), (2, 20)]))
        letter = dice.choice([LETTER, LETTER, VARIANT, "", "Roads are bad."])
        log(database, call, respondent=f"Body {place % 9}", letter=letter, received_at=when)
        if letter and dice.random() < 0.5:
            tag(database, rows(database, Submission)[-1], dice.choice(["P1", "P2"]))
    ids = list(range(1, 15))
    dice.shuffle(ids)
    groups = [ids[:5], ids[5:9]]
    for seed_id, *others in groups:
        group = {"call_id": 1, "seed_id": seed_id, "submission_ids": others, "name": "x"}
        do(database, confirm_campaign, **group)
    for _ in range(6):
        act(database, dice)
        counted = counted_by_hand(database, groups, policy)
        assert_numbers(database, counted)
    assert_sound(database)


def act(database, dice):
    one = dice.randrange(1, 15)
    try:
        if dice.random() < 0.5:
            choice = dice.choice(list(LateChoice))
            do(database, decide_late, submission_id=one, choice=choice, reason="Why.")
        else:
            kind = dice.choice(list(SetAside))
            do(database, set_submission_aside, submission_id=one, kind=kind, reason="Why.")
    except RefusedError:
        pass


def counted_by_hand(database, groups, policy):
    """Which submissions are counted, told from decisions, dates and texts alone."""
    texts = {each.submission_id for each in rows(database, SourceText) if each.body}
    found = {
        each.id: each.received_at
        for each in rows(database, Submission)
        if each.set_aside is None
        and each.id in texts
        and (
            each.received_at < moment(1, 31, 23)
            or each.late_choice in (LateChoice.ACCEPT, LateChoice.ACCEPT_FLAGGED)
        )
    }
    for group in groups:
        own = sorted((each for each in group if each in found), key=lambda one: (found[one], one))
        keep = {CampaignPolicy.EACH: own, CampaignPolicy.APART: []}
        speaker = [group[0]] if group[0] in own else own[:1]
        for each in set(own).difference(keep.get(policy, speaker)):
            del found[each]
    return set(found)


def assert_numbers(database, counted):
    with database.reading() as session:
        of_call = ledger(session, 1)
        home = home_page(session, 1, "Ann", "Europe/London")
        by_channel = breakdown(session, 1, Breakdown.CHANNEL)
        books = [read_evidence(session, 1, edition) for edition in Edition]
    lines = Counter(row.disposition for row in rows(database, Submission))
    assert of_call == home.ledger == ledger_of(lines.elements())
    assert of_call.received == 14 == of_call.counted + of_call.not_counted
    assert {row.id for row in rows(database, Submission) if row.disposition.is_counted} == counted
    assert sum(row.submissions for row in by_channel) == len(counted)
    assert sum(sum(day.values()) for _, day in home.arrivals) == len(counted)
    tagged = {each.submission_id for each in rows(database, Tag)}
    assert home.tagged == len(tagged & counted)
    for book in books:
        assert book.counted == counted
        assert base_of_priorities(book.submissions) == len(counted)
        assert ledger_of(each.disposition for each in book.submissions) == of_call


def test_a_tag_on_the_seed_is_had_by_copies_at_the_same_words_and_by_variants_that_have_them(
    database, campaign
):
    seed = rows(database, Submission)[0]
    tag(database, seed, "P1", quote="skills gap", stance=Stance.SUPPORT, note="yes")
    tag(database, seed, "P2", quote="at night")
    tag(database, seed, "P3")
    assert quotes(database, 2) == ["SKILLS GAP", "AT NIGHT"]
    assert quotes(database, 3) == ["skills gap", "at night"]
    assert quotes(database, 4) == ["skills gap"]
    own = [each for each in rows(database, Tag) if each.submission_id == 4]
    assert [each.priority_id for each in own] == [priority(database, 1, "P1").id]
    assert (own[0].stance, own[0].note, own[0].officer) == (Stance.SUPPORT, "yes", OFFICER)
    assert quotes(database, 5) == []
    assert_sound(database)


def whole(database):
    """Return who has a tag on the whole submission, and what it says."""
    tags = [each for each in rows(database, Tag) if each.excerpt_id is None]
    return {each.submission_id: each.stance for each in tags}


def test_a_tag_on_the_whole_seed_is_had_by_copies_and_each_variant_has_its_own(database, campaign):
    tag(database, rows(database, Submission)[0], "P1", stance=Stance.SUPPORT)
    assert whole(database) == dict.fromkeys([1, 2, 3], Stance.SUPPORT)
    tag(database, rows(database, Submission)[3], "P1", stance=Stance.OPPOSE)
    everyone = dict.fromkeys([1, 2, 3], Stance.SUPPORT) | {4: Stance.OPPOSE}
    assert whole(database) == everyone
    tag(database, rows(database, Submission)[0], "P2")
    assert whole(database) == everyone | dict.fromkeys([1, 2, 3])
    assert_sound(database)


@pytest.mark.thorough
def test_a_copy_that_becomes_a_variant_has_the_tag_on_the_whole_no_more(database, campaign):
    tag(database, rows(database, Submission)[0], "P1")
    changed = {"submission_id": 2, "correction": SubmissionCorrection(letter=VARIANT)}
    done = do(database, edit_submission, **changed)
    assert set(whole(database)) == {1, 3}
    take_back(database, done)
    assert set(whole(database)) == {1, 2, 3}


@pytest.mark.thorough
def test_copies_of_the_seed_before_keep_the_tag_on_the_whole_as_their_own(database, campaign):
    tag(database, rows(database, Submission)[0], "P1", stance=Stance.SUPPORT)
    before = content(database)
    done = do(database, choose_campaign_seed, campaign_id=1, submission_id=4)
    assert whole(database) == dict.fromkeys([1, 2, 3], Stance.SUPPORT)
    assert rows(database, InheritedTag) == []
    assert_sound(database)
    take_back(database, done)
    assert content(database) == before
    do(database, choose_campaign_seed, campaign_id=1, submission_id=2)
    assert set(whole(database)) == {1, 2, 3}
    assert set(inherited(database)) == {3}


@pytest.mark.thorough
def test_what_is_inherited_follows_the_seed_and_one_undo_takes_both_back(database, campaign):
    seed = rows(database, Submission)[0]
    before = content(database)
    tagged = tag(database, seed, "P1", quote="skills gap")
    first = rows(database, Tag)[0]
    assert set(inherited(database)) == {2, 3, 4}
    corrected = do(database, edit_tag, tag_id=first.id, correction=TagCorrection(Stance.OPPOSE))
    assert {each.stance for each in inherited(database).values()} == {Stance.OPPOSE}
    removed = do(database, remove_tag, tag_id=first.id)
    assert rows(database, Tag) == rows(database, Excerpt) == rows(database, InheritedTag) == []
    take_back(database, removed)
    assert set(inherited(database)) == {2, 3, 4}
    take_back(database, corrected)
    assert {each.stance for each in inherited(database).values()} == {None}
    assert tagged
    newest = max(each.id for each in rows(database, Tag))
    with pytest.raises(RefusedError, match="inherited from TAG-0001 on LLEP-0001"):
        do(database, remove_tag, tag_id=newest)
    with pytest.raises(RefusedError, match="inherited"):
        do(database, edit_tag, tag_id=newest, correction=TagCorrection(Stance.MIXED))
    do(database, remove_tag, tag_id=first.id)
    assert content(database) == before


@pytest.mark.thorough
def test_members_come_and_go_with_what_they_inherit(database, group):
    tag(database, rows(database, Submission)[0], "P1", quote="skills gap")
    group = {"call_id": 1, "seed_id": 1, "submission_ids": [2], "name": "Bus"}
    do(database, confirm_campaign, **group)
    assert set(inherited(database)) == {2}
    do(database, add_campaign_members, campaign_id=1, submission_ids=[3, 4, 5])
    assert set(inherited(database)) == {2, 3, 4}
    do(database, remove_campaign_members, campaign_id=1, submission_ids=[3])
    assert set(inherited(database)) == {2, 4}
    removal = PriorityRemoval(takes_tags_off=True)
    gone = do(
        database, delete_priority, priority_id=priority(database, 1, "P1").id, removal=removal
    )
    assert rows(database, Tag) == []
    take_back(database, gone)
    assert set(inherited(database)) == {2, 4}
    assert_sound(database)
    do(database, dissolve_campaign, campaign_id=1)
    assert inherited(database) == {}
    assert_sound(database)


@pytest.mark.thorough
def test_an_own_tag_on_the_same_words_is_not_doubled(database, campaign):
    tag(database, rows(database, Submission)[1], "P1", quote="SKILLS GAP", note="mine")
    tag(database, rows(database, Submission)[0], "P1", quote="skills gap")
    assert set(inherited(database)) == {3, 4}
    own = next(each for each in rows(database, Tag) if each.note == "mine")
    do(database, remove_tag, tag_id=own.id)
    assert set(inherited(database)) == {2, 3, 4}


@pytest.mark.thorough
def test_a_corrected_text_is_compared_anew_and_its_tags_follow(database, campaign):
    tag(database, rows(database, Submission)[0], "P1", quote="skills gap")
    changed = LETTER.replace("the skills gap", "the gap")
    correction = SubmissionCorrection(letter=changed)
    done = do(database, edit_submission, submission_id=2, correction=correction)
    assert set(inherited(database)) == {3, 4}
    assert [each.is_copy for each in rows(database, CampaignMember)] == [True, False, True, False]
    assert_sound(database)
    take_back(database, done)
    assert set(inherited(database)) == {2, 3, 4}
    assert [each.is_copy for each in rows(database, CampaignMember)] == [True, True, True, False]


@pytest.mark.thorough
def test_what_is_no_campaign_is_refused(database, campaign):
    group = {"call_id": 1, "seed_id": 5, "submission_ids": [2], "name": "Bus"}
    for changes, words in [
        ({}, "LLEP-0002 belongs to CAM-0001 already, “Bus”"),
        ({"name": "  "}, "needs a name"),
        ({"submission_ids": [5]}, "at least two"),
        ({"threshold": 1.5}, "at most 1"),
    ]:
        with pytest.raises(RefusedError, match=words):
            do(database, confirm_campaign, **{**group, **changes})
    with pytest.raises(RefusedError, match="the text that the others resemble"):
        do(database, remove_campaign_members, campaign_id=1, submission_ids=[1])
    with pytest.raises(RefusedError, match="do not belong to CAM-0001"):
        do(database, remove_campaign_members, campaign_id=1, submission_ids=[5])
    assert do(database, rename_campaign, campaign_id=1, name="Night bus").result.name == "Night bus"


@pytest.mark.thorough
def test_a_duplicate_leads_to_the_one_that_is_counted(database, group):
    assert do(database, mark_duplicate, submission_id=2, of_id=1).result == "LLEP-0001"
    assert stands(database)[:2] == ["counted", Disposition.DUPLICATE.key]
    for pair, words in [
        ((2, 1), "already"),
        ((3, 2), "LLEP-0002 is set aside itself"),
        ((1, 3), "LLEP-0002 leads to LLEP-0001"),
        ((3, 3), "cannot lead to"),
    ]:
        with pytest.raises(RefusedError, match=words):
            do(database, mark_duplicate, submission_id=pair[0], of_id=pair[1])
    do(database, put_submission_back, submission_id=2, reason="Another office.")
    assert stands(database)[:2] == ["counted", "counted"]
    assert_sound(database)


@pytest.mark.thorough
def test_another_member_becomes_the_seed_and_every_tag_stays(database, campaign, group):
    seed = rows(database, Submission)[0]
    tag(database, seed, "P2", quote="apprentices", stance=Stance.SUPPORT)
    before = content(database)
    chosen = do(database, choose_campaign_seed, campaign_id=1, submission_id=2)
    assert (chosen.result.copies, chosen.result.variants) == (2, 1)
    tags = {each.id: each.submission_id for each in rows(database, Tag)}
    assert sorted(tags.values()) == [1, 2, 3, 4]
    links = {tags[each.tag_id]: tags[each.from_tag_id] for each in rows(database, InheritedTag)}
    assert links == {3: 2, 4: 2}
    with database.reading() as session:
        assert [each for each in findings(session) if each.problems] == []
    take_back(database, chosen)
    assert content(database) == before
    own = next(each for each in rows(database, Tag) if each.submission_id == 1)
    do(database, choose_campaign_seed, campaign_id=1, submission_id=4)
    likeness = {
        each.submission_id: (each.is_copy, each.likeness_permille)
        for each in rows(database, CampaignMember)
    }
    assert likeness[4] == (True, 1000)
    assert likeness[1] == likeness[2] == likeness[3]
    assert not likeness[1][0]
    do(database, remove_tag, tag_id=own.id)
    assert sorted(each.submission_id for each in rows(database, Tag)) == [1, 2, 3, 4]


@pytest.mark.thorough
def test_only_another_member_can_become_the_seed(database, campaign, group):
    for submission_id, said in ((1, "already"), (5, "does not belong")):
        refused = assert_refused(
            database, choose_campaign_seed, campaign_id=1, submission_id=submission_id
        )
        assert said in str(refused)
