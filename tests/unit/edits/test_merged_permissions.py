"""What a merge may publish: the strictest of all, told nowhere looser, and given back whole."""

from itertools import product

import pytest

from lisdesk.edits.correcting import NOTHING
from lisdesk.edits.merging import merge_submissions, separate_submissions
from lisdesk.edits.splitting import SplitDraft, split_submission
from lisdesk.edits.submission_lists import ListCorrection, edit_submissions
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    edit_submission,
    request_confidentiality,
)
from lisdesk.edits.tags import remove_tag
from lisdesk.queries.evidence.snapshot import read_evidence
from lisdesk.queries.soundness import findings
from lisdesk.rules.permissions import may_quote, strictest_of_all
from lisdesk.rules.vocabulary import Edition, Permission
from lisdesk.store.entities import (
    CarriedRequest,
    CarriedTag,
    ConfidentialityRequest,
    OwnPermission,
    Submission,
    Tag,
)
from tests.desk_work import assert_refused, at, content, do, log, rows, tag, take_back
from tests.thorough import one_in

pytestmark = pytest.mark.thorough

NAMED, UNNAMED, NONE = Permission.NAMED, Permission.UNNAMED, Permission.NONE
ANSWERS = (*Permission, None)
LATER = at(2019, 1, 20)


@pytest.fixture
def voices(database, call):
    """Return a function that logs submissions of one respondent with the given permissions."""

    def logged(*permissions):
        for place, permission in enumerate(permissions):
            words = f"Words {place}."
            log(database, call, respondent="Acme", answers={1: words}, permission=permission)

    return logged


def permissions(database):
    return [each.permission for each in rows(database, Submission)]


def confidential(database):
    return [each.is_confidential for each in rows(database, Submission)]


def publishable(database):
    """Return the submissions whose words a publication may print."""
    with database.reading() as session:
        evidence = read_evidence(session, 1, Edition.PUBLICATION)
    return [
        each.id
        for each in rows(database, Submission)
        if evidence.disclosure.shows_text(each.id, each.disposition.is_counted)
    ]


def correct(database, submission_id, permission, desk=LATER):
    correction = SubmissionCorrection(permission=NOTHING if permission is None else permission)
    edit = {"submission_id": submission_id, "correction": correction}
    return do(database, edit_submission, desk=desk, **edit)


def assert_sound(database):
    with database.reading() as session:
        assert [each for each in findings(session) if each.problems] == []


@pytest.mark.parametrize(("own", "theirs"), one_in(3, product(ANSWERS, ANSWERS), unpacks=True))
def test_the_one_that_stays_has_the_strictest_permission_and_gives_it_back(
    database, voices, own, theirs
):
    voices(own, theirs)
    before = content(database)
    done = do(database, merge_submissions, into_id=1, submission_ids=[2])
    strictest = strictest_of_all([own, theirs])
    assert permissions(database) == [strictest, theirs]
    assert done.result.permission is strictest
    assert publishable(database) == ([1] if own and theirs and NONE not in (own, theirs) else [])
    assert_sound(database)
    after = content(database)
    undone = take_back(database, done)
    assert content(database) == before
    take_back(database, undone)
    assert content(database) == after
    separated = do(database, separate_submissions, submission_ids=[2])
    assert permissions(database) == [own, theirs]
    assert rows(database, OwnPermission) == []
    assert_sound(database)
    take_back(database, separated)
    assert content(database) == after


@pytest.mark.parametrize("order", [(2, 3), (3, 2)])
def test_of_several_that_were_merged_those_that_are_left_still_hold(database, voices, order):
    voices(NAMED, NONE, UNNAMED)
    for each in (2, 3):
        do(database, merge_submissions, into_id=1, submission_ids=[each])
    assert permissions(database)[0] is NONE
    do(database, separate_submissions, submission_ids=[order[0]])
    assert permissions(database)[0] is (UNNAMED if order[0] == 2 else NONE)
    do(database, separate_submissions, submission_ids=[order[1]])
    assert permissions(database) == [NAMED, NONE, UNNAMED]


def test_a_request_for_confidentiality_comes_with_the_words_and_goes_with_them(database, voices):
    voices(NAMED, NAMED, NAMED)
    do(database, request_confidentiality, submission_id=2, reason="Trade secret.", quote="Words")
    before = content(database)
    done = do(database, merge_submissions, into_id=1, submission_ids=[2, 3])
    assert done.result.is_confidential
    assert confidential(database) == [True, True, False]
    assert publishable(database) == []
    assert_sound(database)
    take_back(database, done)
    assert content(database) == before
    do(database, merge_submissions, into_id=1, submission_ids=[2, 3])
    after = content(database)
    separated = do(database, separate_submissions, submission_ids=[2])
    take_back(database, separated)
    assert content(database) == after
    do(database, separate_submissions, submission_ids=[2])
    assert confidential(database) == [False, True, False]
    assert [each.submission_id for each in rows(database, ConfidentialityRequest)] == [2]
    assert rows(database, CarriedRequest) == []
    assert publishable(database) == [1]
    assert_sound(database)


def test_what_was_asked_of_the_whole_since_holds_for_each_part(database, voices):
    voices(NAMED, NAMED, NAMED)
    do(database, request_confidentiality, submission_id=3, reason="Its own.", desk=LATER)
    do(database, merge_submissions, into_id=1, submission_ids=[2, 3])
    do(database, request_confidentiality, submission_id=1, reason="All of it.", desk=LATER)
    do(database, separate_submissions, submission_ids=[2], desk=LATER)
    asked = [(each.submission_id, each.reason) for each in rows(database, ConfidentialityRequest)]
    assert sorted(asked) == [(1, "All of it."), (1, "Its own."), (2, "All of it."), (3, "Its own.")]
    assert confidential(database) == [True] * 3
    assert_sound(database)


def test_a_permission_that_was_narrowed_since_holds_for_each_part(database, voices):
    voices(NAMED, NAMED, UNNAMED)
    do(database, merge_submissions, into_id=1, submission_ids=[2])
    correct(database, 1, NONE)
    do(database, merge_submissions, into_id=1, submission_ids=[3])
    do(database, separate_submissions, submission_ids=[2, 3])
    assert permissions(database) == [NONE, NONE, UNNAMED]


def test_what_a_merged_one_takes_back_later_holds_in_the_publication(database, voices):
    voices(NAMED, NAMED, NAMED)
    do(database, merge_submissions, into_id=1, submission_ids=[2])
    assert publishable(database) == [1, 3]
    done = correct(database, 2, NONE)
    assert publishable(database) == [3]
    take_back(database, done)
    assert publishable(database) == [1, 3]
    do(database, request_confidentiality, submission_id=2, reason="Private.")
    assert publishable(database) == [3]
    do(database, separate_submissions, submission_ids=[2])
    assert publishable(database) == [1, 3]


def test_the_one_that_stays_is_not_opened_beyond_those_merged_into_it(database, voices):
    voices(NAMED, NONE)
    do(database, merge_submissions, into_id=1, submission_ids=[2])
    for permission in (NAMED, UNNAMED):
        refused = assert_refused(
            database,
            edit_submission,
            submission_id=1,
            correction=SubmissionCorrection(permission=permission),
        )
        assert "LLEP-0002" in refused.happened
        assert_refused(
            database,
            edit_submissions,
            submission_ids=[1],
            correction=ListCorrection(permission=permission),
        )
    correct(database, 2, UNNAMED)
    correct(database, 1, UNNAMED)
    assert may_quote(permissions(database)[0])
    assert publishable(database) == [1]


def test_no_part_takes_merged_words_along(database, voices):
    voices(NAMED, NONE)
    do(database, merge_submissions, into_id=1, submission_ids=[2])
    draft = SplitDraft(respondent="Bea Barn")
    refused = assert_refused(database, split_submission, submission_id=1, draft=draft)
    assert refused.happened == "LLEP-0002 was merged into LLEP-0001."
    do(database, separate_submissions, submission_ids=[2])
    do(database, split_submission, submission_id=1, draft=draft)
    assert permissions(database) == [NAMED, NONE, NAMED]


def test_a_tag_of_ones_own_stays_where_it_was_made_at_the_same_moment(database, voices):
    voices(NAMED, NAMED)
    one, other = rows(database, Submission)
    for each in (one, other):
        tag(database, each, "P1")
    tag(database, other, "P2")
    before = content(database)["tag"]
    do(database, merge_submissions, into_id=1, submission_ids=[2])
    assert len(rows(database, CarriedTag)) == 1
    do(database, separate_submissions, submission_ids=[2])
    assert content(database)["tag"] == before
    assert rows(database, CarriedTag) == []


def test_a_tag_that_came_with_a_merge_can_be_taken_off_and_comes_back_with_undo(database, voices):
    voices(NAMED, NAMED)
    tag_id = tag(database, rows(database, Submission)[1], "P2")
    do(database, merge_submissions, into_id=1, submission_ids=[2])
    before = content(database)
    done = do(database, remove_tag, tag_id=tag_id + 1)
    assert rows(database, CarriedTag) == []
    take_back(database, done)
    assert content(database) == before
    do(database, separate_submissions, submission_ids=[2])
    assert [each.submission_id for each in rows(database, Tag)] == [2]
