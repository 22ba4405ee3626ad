"""Letters that differ in their signature: copies for tags on the whole, as long as they say the
same.
"""

import pytest

from lisdesk.edits import campaign_members
from lisdesk.edits.campaign_seed import choose_campaign_seed
from lisdesk.edits.campaigns import add_campaign_members, confirm_campaign, rename_campaign
from lisdesk.edits.history import take_back as undo
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.queries.campaign_page import around
from lisdesk.queries.campaigns import alike, call_groups, difference
from lisdesk.queries.campaigns import campaign_members as members_of
from lisdesk.queries.evidence.campaigns import read_campaigns
from lisdesk.queries.soundness import findings
from lisdesk.store.entities import AuditEntry, CampaignMember, Tag
from lisdesk.store.said_words import signed_copies
from tests.desk_work import content, do, log, rows, submission, tag, take_back
from tests.signed_letters import SIGNERS, letter

MORE = "\n\nP.S. I do NOT support it."
LATER = "Will Baker"
"""The letter has “will” without a capital: known as a name only once it stands in the register."""
SAME, SIGNED, VARIANT = (True, True), (True, False), (False, False)


@pytest.fixture
def letters(database, call):
    """Log a letter, one in its words, two with other signatures, one that says more, and one whose
    signer is not known.
    """
    texts = [letter(0), letter(0).upper(), letter(1), letter(2), letter(3, after=MORE)]
    for place, text in enumerate(texts):
        log(database, call, respondent=SIGNERS[place], letter=text)
    log(database, call, letter=letter(4).replace(SIGNERS[4], LATER))


@pytest.fixture
def campaign(database, letters):
    members = {"seed_id": 1, "submission_ids": [2, 3, 4, 5, 6], "name": "Bus"}
    return do(database, confirm_campaign, call_id=1, **members).result


def kinds(database):
    members = rows(database, CampaignMember)
    return [(each.is_copy, each.likeness_permille == 1000) for each in members]


def tagged(database):
    return sorted(each.submission_id for each in rows(database, Tag))


def assert_sound(database):
    with database.reading() as session:
        assert [each for each in findings(session) if each.problems] == []


def correct(database, submission_id, **changed):
    correction = SubmissionCorrection(**changed)
    return do(database, edit_submission, submission_id=submission_id, correction=correction)


def test_whoever_signed_it_a_letter_that_says_the_same_has_the_tags_of_the_seed(database, campaign):
    assert (campaign.copies, campaign.variants) == (3, 2)
    assert kinds(database) == [SAME, SAME, SIGNED, SIGNED, VARIANT, VARIANT]
    tag(database, submission(database, "LLEP-0001"))
    assert tagged(database) == [1, 2, 3, 4]
    assert_sound(database)


@pytest.mark.usefixtures("letters")
def test_a_proposed_group_tells_the_kinds_that_it_is_confirmed_with(database):
    with database.reading() as session:
        (group,) = call_groups(session, 1).unconfirmed
        told = {each.submission_id: each.is_copy for each in alike(session, 1)}
        again = {each.submission_id: each.is_copy for each in around(session, 1, range(1, 7))}
        apart = difference(session, 1, 3), difference(session, 1, 5), difference(session, 1, 2)
    assert (group.copies, group.variants) == (3, 2)
    assert told == again == {2: True, 3: True, 4: True, 5: False, 6: False}
    assert [each.is_in_signature for each in apart] == [True, False, False]


def test_a_variant_whose_signer_is_known_since_is_a_copy_with_the_next_edit_of_its_campaign(
    database, campaign
):
    correct(database, 6, respondent=LATER)
    assert kinds(database)[5] == VARIANT
    before = content(database)
    done = do(database, rename_campaign, campaign_id=1, name="Night bus")
    assert kinds(database)[5] == SIGNED
    again = take_back(database, done)
    assert content(database) == before
    take_back(database, again)
    assert kinds(database)[5] == SIGNED
    assert_sound(database)


def test_a_tag_on_the_seed_reaches_what_is_a_copy_since_and_undo_takes_both_back(
    database, campaign
):
    correct(database, 6, respondent=LATER)
    own = submission(database, "LLEP-0003")
    tag(database, own, "P1")
    assert kinds(database)[5] == VARIANT
    before = content(database)
    with database.reading() as session:
        told = members_of(session, 1)[-1]
    assert not told.is_copy
    tag(database, submission(database, "LLEP-0001"))
    assert tagged(database) == [1, 2, 3, 3, 4, 6]
    do(database, undo, entry_id=rows(database, AuditEntry)[-1].id)
    assert content(database) == before


def test_a_tag_on_words_of_the_seed_judges_no_letter_again(database, campaign, monkeypatch):
    correct(database, 6, respondent=LATER)
    judged = []

    def counted(session, seed_id, submission_ids):
        judged.append(len(submission_ids))
        return signed_copies(session, seed_id, submission_ids)

    monkeypatch.setattr(campaign_members, "signed_copies", counted)
    seed = submission(database, "LLEP-0001")
    tag(database, seed, quote="skills gap")
    assert (judged, kinds(database)[5]) == ([], VARIANT)
    tag(database, submission(database, "LLEP-0005"))
    assert (judged, kinds(database)[5]) == ([], VARIANT)
    tag(database, seed)
    assert (judged, kinds(database)[5]) == ([2], SIGNED)


def test_answers_have_no_signature_unless_a_letter_is_all_that_is_said(database, call):
    for place, field in enumerate(["Skills", "Transport"]):
        answers = {1: letter(0), 2: f"Name: {field}"}
        log(database, call, respondent=SIGNERS[place], answers=answers)
    log(database, call, respondent=SIGNERS[0], answers={1: letter(0)})
    log(database, call, respondent=SIGNERS[1], answers={2: letter(1)})
    with database.reading() as session:
        assert signed_copies(session, 1, [2, 3, 4]) == set()
        assert signed_copies(session, 3, [1, 2, 4]) == {4}


def test_a_text_that_is_corrected_is_judged_anew(database, campaign):
    tag(database, submission(database, "LLEP-0001"))
    done = correct(database, 3, letter=letter(1, after=MORE))
    assert kinds(database)[2] == VARIANT
    assert tagged(database) == [1, 2, 4]
    take_back(database, done)
    assert tagged(database) == [1, 2, 3, 4]
    correct(database, 5, letter=letter(3))
    assert kinds(database)[4] == SIGNED
    assert tagged(database) == [1, 2, 3, 4, 5]
    assert_sound(database)


def test_a_member_that_joins_and_another_seed_are_judged_by_what_they_say(database, call, campaign):
    tag(database, submission(database, "LLEP-0001"))
    log(database, call, respondent=SIGNERS[7], letter=letter(7))
    joined = do(database, add_campaign_members, campaign_id=1, submission_ids=[7]).result
    assert (joined.copies, joined.variants) == (4, 2)
    assert tagged(database) == [1, 2, 3, 4, 7]
    chosen = do(database, choose_campaign_seed, campaign_id=1, submission_id=4).result
    assert (chosen.copies, chosen.variants) == (4, 2)
    assert tagged(database) == [1, 2, 3, 4, 7]
    assert_sound(database)


def test_the_workbook_tells_the_likeness_of_variants_and_not_how_copies_are_signed(
    database, campaign
):
    with database.reading() as session:
        (fact,) = read_campaigns(session, 1)
    variants = [each for each in rows(database, CampaignMember) if not each.is_copy]
    assert fact.copies == 3
    assert fact.least_likeness == min(each.likeness_permille for each in variants) / 1000
