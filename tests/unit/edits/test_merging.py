"""Submissions brought together and apart: nothing that came in is lost, nothing counts twice."""

import pytest

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.merging import mark_duplicate, merge_submissions, separate_submissions
from lisdesk.edits.splitting import SPLIT_FROM, SplitDraft, split_submission
from lisdesk.edits.submission_lists import set_submissions_aside
from lisdesk.edits.submissions import (
    AttachedFile,
    SubmissionCorrection,
    decide_late,
    edit_submission,
    put_submission_back,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.errors import RefusedError
from lisdesk.queries.soundness import findings
from lisdesk.rules.vocabulary import (
    CampaignPolicy,
    Disposition,
    LateChoice,
    Permission,
    SetAside,
)
from lisdesk.store.entities import Attachment, Excerpt, SourceText, Submission, Tag
from lisdesk.store.lookup import leads_to
from tests.desk_work import assert_refused, content, do, log, rows, standing_texts, tag, take_back
from tests.story import moment

PLAN = AttachedFile("plan.pdf", b"%PDF-1.7")


@pytest.fixture
def twice(database, call):
    """Log two submissions of one respondent, both tagged, and one of another."""
    first = log(database, call, respondent="Acme", answers={1: "Roads.", 2: "Bus."})
    second = log(
        database,
        call,
        respondent="ACME",
        answers={1: "Roads.", 3: "Rail."},
        letter="Dear all.",
        attachments=[PLAN],
    )
    log(database, call, respondent="Beta", answers={1: "Sea."})
    tag(database, first, "P1", quote="Roads")
    tag(database, second, "P2", quote="Roads")
    tag(database, second, "P3", quote="Rail", note="n")
    tag(database, second, "P4")


def tagged(database, submission_id):
    """Tell the tags of a submission: priority, words, where, and whether the text stands."""
    excerpts = {each.id: each for each in rows(database, Excerpt)}
    texts = {each.id: each for each in rows(database, SourceText)}
    found = []
    for each in rows(database, Tag, Tag.submission_id == submission_id):
        excerpt = excerpts.get(each.excerpt_id)
        if excerpt is None:
            found.append((each.priority_id, None, None))
            continue
        text = texts[excerpt.text_id]
        assert text.body[excerpt.start : excerpt.end] == excerpt.quote
        assert text.submission_id == submission_id
        found.append((each.priority_id, excerpt.quote, excerpt.start if text.is_current else -1))
    return found


def assert_sound(database):
    with database.reading() as session:
        assert [each for each in findings(session) if each.problems] == []


def test_merged_submissions_count_once_with_all_their_texts_attachments_and_tags(database, twice):
    report = do(database, merge_submissions, into_id=1, submission_ids=[2]).result
    assert (report.reference, report.texts, report.attachments, report.tags) == (
        "LLEP-0001",
        3,
        1,
        3,
    )
    assert sorted(standing_texts(database, 1)) == ["Bus.", "Dear all.", "Rail.", "Roads.\n\nRoads."]
    assert standing_texts(database, 2) == ["Roads.", "Rail.", "Dear all."]
    assert tagged(database, 1) == [
        (1, "Roads", 0),
        (2, "Roads", 8),
        (3, "Rail", 0),
        (4, None, None),
    ]
    assert len(tagged(database, 2)) == 3
    assert [each.submission_id for each in rows(database, Attachment)] == [2, 1]
    merged = rows(database, Submission)[1]
    assert (merged.set_aside, merged.disposition) == (SetAside.MERGED, Disposition.MERGED)
    with database.reading() as session:
        assert leads_to(session, 2) == 1
        assert leads_to(session, 1) is None
    assert_sound(database)


def test_separated_again_everything_is_where_it_was(database, twice):
    before = (standing_texts(database, 1), tagged(database, 1), tagged(database, 2))
    do(database, merge_submissions, into_id=1, submission_ids=[2])
    report = do(database, separate_submissions, submission_ids=[2]).result
    assert (report.reference, report.texts, report.attachments, report.left) == (
        "LLEP-0001",
        3,
        1,
        0,
    )
    assert sorted(standing_texts(database, 1)) == sorted(before[0])
    assert (tagged(database, 1), tagged(database, 2)) == before[1:]
    assert [each.submission_id for each in rows(database, Attachment)] == [2]
    assert [each.disposition.is_counted for each in rows(database, Submission)] == [True] * 3
    assert_sound(database)


def test_tags_made_since_go_with_the_words_and_corrected_texts_stay(database, twice):
    do(database, merge_submissions, into_id=1, submission_ids=[2])
    one = rows(database, Submission)[0]
    tag(database, one, "P5", quote="Dear")
    correction = SubmissionCorrection(answers={3: "Railways."})
    do(database, edit_submission, submission_id=1, correction=correction)
    report = do(database, separate_submissions, submission_ids=[2]).result
    assert report.left == 1
    assert (5, "Dear", 0) in tagged(database, 2)
    assert not [each for each in tagged(database, 1) if each[0] == 5]
    assert "Railways." in standing_texts(database, 1)
    assert_sound(database)


def test_what_cannot_be_merged_is_refused(database, twice):
    for ids, words in [
        ([3], "not known to be of the respondent"),
        ([1], "cannot lead to"),
        ([], "Nothing"),
    ]:
        with pytest.raises(RefusedError, match=words):
            do(database, merge_submissions, into_id=1, submission_ids=ids)
    with pytest.raises(RefusedError, match="was not merged"):
        do(database, separate_submissions, submission_ids=[2])
    do(database, merge_submissions, into_id=1, submission_ids=[2])
    with pytest.raises(RefusedError, match="is set aside"):
        do(database, merge_submissions, into_id=1, submission_ids=[2])
    with pytest.raises(RefusedError, match="counted with LLEP-0001"):
        do(database, put_submission_back, submission_id=2, reason="Mine.")


@pytest.fixture
def late(database, call):
    """Log a submission in time, two late ones and a late one that is empty, of one respondent."""
    log(database, call, respondent="Acme", answers={1: "In time."})
    for answers in ({1: "Late."}, {2: "Later."}, {}):
        log(database, call, respondent="Acme", answers=answers, received_at=moment(2, 20))


def test_no_counted_words_are_merged_into_one_that_is_not_counted(database, late):
    for into_id, other_id in [(2, 1), (1, 2), (4, 1)]:
        refused = assert_refused(
            database, merge_submissions, into_id=into_id, submission_ids=[other_id]
        )
        assert "LLEP-0001 is “Counted”" in refused.happened
        assert refused.do.startswith("Decide about the late one first")
    do(database, merge_submissions, into_id=2, submission_ids=[3, 4])
    do(database, decide_late, submission_id=2, choice=LateChoice.ACCEPT, reason="Snow.")
    do(database, merge_submissions, into_id=2, submission_ids=[1])
    assert rows(database, Submission)[1].disposition is Disposition.LATE_ACCEPTED
    assert_sound(database)


def test_what_a_person_decided_not_to_count_does_not_slip_in(database, late):
    do(database, decide_late, submission_id=2, choice=LateChoice.REFUSE, reason="Too late.")
    for into_id in (1, 3):
        assert_refused(database, merge_submissions, into_id=into_id, submission_ids=[2])
    do(database, decide_late, submission_id=3, choice=LateChoice.NOTE, reason="Too late.")
    do(database, merge_submissions, into_id=2, submission_ids=[3])
    assert_sound(database)


def test_no_counted_words_are_merged_into_a_copy_that_counts_once(database, twice):
    once = CallCorrection(campaign_policy=CampaignPolicy.ONCE)
    do(database, edit_call, call_id=1, correction=once)
    group = {"seed_id": 3, "submission_ids": [1], "name": "Letter"}
    do(database, confirm_campaign, call_id=1, **group)
    refused = assert_refused(database, merge_submissions, into_id=1, submission_ids=[2])
    assert "Campaign copy, counted once" in refused.happened
    assert refused.do.startswith("Merge into LLEP-0002 instead")
    do(database, merge_submissions, into_id=2, submission_ids=[1])
    assert_sound(database)


@pytest.mark.parametrize("kind", [SetAside.WITHDRAWN, SetAside.OFF_TOPIC, SetAside.DUPLICATE])
def test_a_merged_submission_is_separated_before_it_is_set_aside_otherwise(database, twice, kind):
    do(database, merge_submissions, into_id=1, submission_ids=[2])
    aside = {"kind": kind, "reason": "Asked."}
    for edit, chosen in [
        (set_submission_aside, {"submission_id": 2}),
        (set_submissions_aside, {"submission_ids": [3, 2]}),
    ]:
        refused = assert_refused(database, edit, **chosen, **aside)
        assert "counted with LLEP-0001" in refused.happened
        assert refused.do.startswith("Separate it first")
    assert_refused(database, mark_duplicate, submission_id=2, of_id=3)
    do(database, separate_submissions, submission_ids=[2])
    do(database, set_submission_aside, submission_id=2, **aside)
    assert sorted(standing_texts(database, 1)) == ["Bus.", "Roads."]
    assert_sound(database)


def test_a_joint_submission_is_split_into_two_with_all_its_texts(database, twice):
    before = content(database)
    draft = SplitDraft("Gamma", type_token="school", permission=Permission.NONE)
    done = do(database, split_submission, submission_id=2, draft=draft)
    assert done.result.reference == "LLEP-0004"
    assert standing_texts(database, 4) == standing_texts(database, 2)
    assert tagged(database, 4) == [(2, "Roads", 0), (3, "Rail", 0), (4, None, None)]
    assert len(tagged(database, 2)) == 3
    assert len(rows(database, Attachment)) == 2
    second = rows(database, Submission)[3]
    assert second.extras[SPLIT_FROM] == "LLEP-0002"
    assert second.permission is Permission.NONE
    assert second.received_at == rows(database, Submission)[1].received_at
    assert_sound(database)
    take_back(database, done)
    assert content(database) == before


def test_only_the_texts_that_are_named_go_and_their_tags_with_them(database, twice):
    draft = SplitDraft("Gamma", questions=[3])
    do(database, split_submission, submission_id=2, draft=draft)
    assert standing_texts(database, 4) == ["Rail."]
    assert sorted(standing_texts(database, 2)) == ["Dear all.", "Roads."]
    assert tagged(database, 4) == [(3, "Rail", 0), (4, None, None)]
    assert tagged(database, 2) == [(2, "Roads", 0), (4, None, None)]
    assert_sound(database)
    for changes, words in [
        ({"questions": [3]}, "has no text there"),
        ({"questions": [1], "letter": True}, "Nothing would be left"),
        ({"respondent": " "}, "Whose"),
        ({"respondent": " acme "}, "already"),
    ]:
        draft = SplitDraft(**{"respondent": "Delta", **changes})
        with pytest.raises(RefusedError, match=words):
            do(database, split_submission, submission_id=2, draft=draft)


def test_a_split_keeps_confidentiality_and_the_decision_on_lateness(database, call):
    log(database, call, respondent="A", letter="Ours.", received_at=moment(2, 20))
    late = {"choice": LateChoice.ACCEPT, "reason": "Snow."}
    do(database, decide_late, submission_id=1, **late)
    do(database, request_confidentiality, submission_id=1, reason="Trade secret.", quote="Ours")
    do(database, split_submission, submission_id=1, draft=SplitDraft("B"))
    one, two = rows(database, Submission)
    assert two.is_confidential
    assert one.disposition is two.disposition is Disposition.LATE_ACCEPTED
    assert_sound(database)
