"""The groups of a call as a screen shows them, and what leads from one submission to another."""

import pytest

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.merging import mark_duplicate, merge_submissions, separate_submissions
from lisdesk.edits.reading import mark_read
from lisdesk.queries.campaign_page import (
    LONGEST_COUNTED,
    around,
    campaign_list,
    campaign_place,
    group_state,
    member_lines,
)
from lisdesk.queries.campaigns import alike, difference
from lisdesk.queries.joining import Lead, join_rows, leads
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.register_counts import register_counts
from lisdesk.queries.register_rows import register_ids
from lisdesk.rules.grouping import Alike
from lisdesk.rules.vocabulary import CampaignPolicy, SetAside
from tests.desk_work import DESK, do, log, open_call, tag

LETTER = "We ask for a bus that runs at night, so that apprentices can reach their early shifts."
OWN = f"I bake bread. {LETTER}"
OTHER = "Small firms need help to cut what they pay for energy in every workshop of theirs."
THRESHOLD = 0.3


@pytest.fixture
def call(database):
    return open_call(database)


@pytest.fixture
def letters(database, call):
    """Return a letter, its copy, a variant, and a stranger's, of four bodies."""
    texts = (LETTER, LETTER.upper(), OWN, OTHER)
    return [
        log(database, call, respondent=f"Body {place}", letter=text)
        for place, text in enumerate(texts, start=1)
    ]


def read(database, query, *arguments, **named):
    with database.reading() as session:
        return query(session, *arguments, **named)


def ids(members):
    return [each.submission_id for each in members]


def test_a_group_tells_who_belongs_to_it_whose_it_is_and_that_each_counts(database, call, letters):
    found = read(database, campaign_list, call.id, THRESHOLD)
    [group] = found.groups.unconfirmed
    members = {group.seed_id, *ids(found.groups.members[group.seed_id])}
    assert members == {each.id for each in letters[:3]}
    assert found.respondents == {group.seed_id: f"Body {group.seed_id}"}
    assert (found.policy, found.confirmations) == (CampaignPolicy.EACH, {})


def test_a_campaign_tells_how_many_count_and_who_is_like_it(database, call, letters):
    given = {"seed_id": letters[0].id, "submission_ids": [letters[1].id], "name": "Bus"}
    do(database, confirm_campaign, call_id=call.id, **given)
    once = CallCorrection(campaign_policy=CampaignPolicy.ONCE)
    do(database, edit_call, call_id=call.id, correction=once)
    found = read(database, campaign_list, call.id, THRESHOLD)
    [group] = found.groups.confirmed
    assert (group.submissions, group.more) == (2, 1)
    assert ids(found.groups.more[group.seed_id]) == [letters[2].id]
    confirmation = found.confirmations[group.campaign_id]
    assert (confirmation.officer, confirmation.counted) == (DESK.officer, 1)
    place = read(database, campaign_place, letters[1].id)
    assert (place.reference, place.name, place.is_seed, place.is_copy) == (
        "CAM-0001", "Bus", False, True
    )  # fmt: skip
    assert read(database, campaign_place, letters[3].id) is None
    chosen = RegisterFilter(is_in_campaign=True)
    about = (call.id, DESK.officer)
    assert set(read(database, register_ids, *about, chosen)) == {letters[0].id, letters[1].id}
    one = RegisterFilter(campaign_ids=(group.campaign_id,))
    assert set(read(database, register_ids, *about, one)) == {letters[0].id, letters[1].id}
    assert read(database, register_counts, *about, RegisterFilter()).in_campaign == 2


def test_lines_tell_how_many_words_are_a_variants_own(database, call, letters):
    members = read(database, alike, letters[0].id, THRESHOLD)
    lines = read(database, member_lines, letters[0].id, members, DESK.officer)
    assert [(line.id, line.own_words) for line in lines] == [(letters[1].id, 0), (letters[2].id, 3)]
    long = log(database, call, letter=f"{'word ' * LONGEST_COUNTED}{LETTER}")
    [line] = read(
        database, member_lines, letters[0].id, [Alike(long.id, 0.1, is_copy=False)], DESK.officer
    )
    assert line.own_words is None


def test_what_is_read_and_tagged_of_a_group(database, call, letters):
    members = read(database, alike, letters[0].id, THRESHOLD)
    tag(database, letters[0], "P2")
    do(database, mark_read, submission_ids=[letters[1].id])
    state = read(database, group_state, letters[0].id, members, DESK.officer)
    assert state.unread_copies == (letters[0].id,)
    assert state.unread_variants == (letters[2].id,)
    assert state.tags == (("P2", "People"),)


def test_another_seed_is_compared_with_all_of_the_group(database, letters):
    found = read(database, around, letters[2].id, [each.id for each in letters])
    assert ids(found)[:2] == [letters[0].id, letters[1].id]
    assert [each.is_copy for each in found] == [False, False, False]
    assert found[0].likeness == found[1].likeness > found[2].likeness


def test_a_difference_is_told_as_it_was_written(database, letters):
    found = read(database, difference, letters[0].id, letters[2].id, as_written=True)
    assert [(piece.is_same, piece.variant) for piece in found.pieces] == [
        (False, "I bake bread. "),
        (True, LETTER),
    ]


def test_what_leads_where_follows_the_newest_decision(database, call):
    one, two, three = (
        log(database, call, respondent="College", letter=text)
        for text in ("One.", "Two.", "Three.")
    )
    do(database, merge_submissions, into_id=one.id, submission_ids=[two.id])
    do(database, mark_duplicate, submission_id=three.id, of_id=one.id)
    assert read(database, leads, two.id) == (
        Lead(one.id, one.reference, SetAside.MERGED, is_here=False),
    )
    assert read(database, leads, one.id) == (
        Lead(two.id, two.reference, SetAside.MERGED, is_here=True),
        Lead(three.id, three.reference, SetAside.DUPLICATE, is_here=True),
    )
    do(database, separate_submissions, submission_ids=[two.id])
    assert read(database, leads, two.id) == ()
    assert [lead.reference for lead in read(database, leads, one.id)] == [three.reference]


def test_what_may_be_merged_is_listed_with_what_it_holds(database, call):
    late = log(database, call, respondent="College", letter="Two.", answers={1: "Skills."})
    tag(database, late, "P2")
    nameless = log(database, call, letter="One.")
    rows = read(database, join_rows, [nameless.id, late.id])
    assert [(row.reference, row.texts, row.tags, row.attachments) for row in rows] == [
        (late.reference, 2, 1, 0),
        (nameless.reference, 1, 0, 0),
    ]
    assert rows[0].respondent_id is not None
    assert rows[1].respondent_id is None
