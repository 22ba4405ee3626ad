"""Stance and strength said of the tags of many answers in one edit."""

import pytest

from lisdesk.edits.answers import AnswersMarked, mark_answers, tag_answers
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.double_coding import draw_sample
from lisdesk.edits.merging import merge_submissions
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission, request_confidentiality
from lisdesk.errors import RefusedError, StaleEditError
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.store.entities import AuditEntry, SourceText, Tag
from tests.desk_work import (
    BOB,
    DESK,
    assert_refused,
    content,
    count,
    do,
    first,
    log,
    open_call,
    priority,
    rows,
    tag,
    take_back,
)

ANSWERS = ["Skills are short.", "Buses stop at six.", "Skills 😀 again.", "Roads."]


@pytest.fixture
def answers(database, call):
    """Return four submissions that answer question 1; their texts are 1 to 4."""
    return [log(database, call, respondent="Acme Ltd", answers={1: each}) for each in ANSWERS]


@pytest.fixture
def to(database, answers):
    """Return P2, to which the first three answers are tagged."""
    chosen = priority(database, 1, "P2").id
    do(database, tag_answers, priority_id=chosen, text_ids=[1, 2, 3])
    return chosen


def marks(database):
    """Return stance and strength of each tag, in the order of their making."""
    return [(each.stance, each.strength) for each in rows(database, Tag)]


def test_what_is_said_of_many_answers_is_one_edit_and_taken_back_in_one(database, to):
    before, entries = content(database), count(database, AuditEntry)
    done = do(database, mark_answers, priority_id=to, text_ids=[1, 2, 3], mark=Stance.SUPPORT)
    assert done.result == AnswersMarked(3, is_off=False, without=0, inherited=0)
    assert marks(database) == [(Stance.SUPPORT, None)] * 3
    assert count(database, AuditEntry) == entries + 1
    take_back(database, done)
    assert content(database) == before


def test_what_all_of_them_say_is_taken_off_and_what_some_say_is_said_of_all(database, to):
    of_all = {"priority_id": to, "text_ids": [1, 2, 3]}
    do(database, mark_answers, priority_id=to, text_ids=[2], mark=Strength.STUDY)
    done = do(database, mark_answers, **of_all, mark=Strength.STUDY)
    assert not done.result.is_off
    assert marks(database) == [(None, Strength.STUDY)] * 3
    do(database, mark_answers, **of_all, mark=Stance.OPPOSE)
    done = do(database, mark_answers, **of_all, mark=Strength.STUDY)
    assert done.result == AnswersMarked(3, is_off=True, without=0, inherited=0)
    assert marks(database) == [(Stance.OPPOSE, None)] * 3


def test_the_tag_on_the_whole_answer_is_meant_and_where_there_is_none_those_on_its_words(
    database, answers, to
):
    tag(database, answers[0], "P2", quote="Skills")
    tag(database, answers[3], "P2", quote="Roads")
    tag(database, answers[3], "P3", quote="Roads.")
    do(database, mark_answers, priority_id=to, text_ids=[1, 4], mark=Stance.MIXED)
    said = [(Stance.MIXED, None), (None, None), (None, None), (None, None)]
    assert marks(database) == [*said, (Stance.MIXED, None), (None, None)]


def test_tags_of_others_stay_as_they_are_and_answers_without_an_own_one_are_counted(
    database, answers, to
):
    do(database, tag_answers, desk=BOB, priority_id=to, text_ids=[1, 4])
    said = {"priority_id": to, "text_ids": [1, 2, 4], "mark": Stance.SUPPORT}
    done = do(database, mark_answers, **said)
    assert done.result == AnswersMarked(2, is_off=False, without=1, inherited=0)
    assert {each.stance for each in rows(database, Tag) if each.officer != DESK.officer} == {None}
    nothing = do(database, mark_answers, priority_id=to, text_ids=[4], mark=Stance.SUPPORT)
    assert nothing.entry_id is None
    assert nothing.result == AnswersMarked(0, is_off=False, without=1, inherited=0)


def test_a_blind_coder_learns_nothing_of_the_others_tags(database, answers, to):
    do(database, draw_sample, call_id=1, officers=[DESK.officer, BOB.officer], percent=100)
    said = {"priority_id": to, "text_ids": [3, 4], "mark": Stance.SUPPORT}
    before = do(database, mark_answers, **said).result
    do(database, mark_answers, **said)
    do(database, tag_answers, desk=BOB, priority_id=to, text_ids=[3, 4])
    assert do(database, mark_answers, **said).result == before


def test_what_follows_the_first_letter_of_a_campaign_follows_it_and_is_counted(database, call):
    for _ in range(3):
        log(database, call, answers={1: "Everyone signs this one, word by word."})
    group = {"call_id": 1, "seed_id": 1, "submission_ids": [2, 3], "name": "Signed"}
    do(database, confirm_campaign, **group)
    to = priority(database, 1, "P2").id
    do(database, tag_answers, priority_id=to, text_ids=[1])
    before = content(database)
    alone = do(database, mark_answers, priority_id=to, text_ids=[2, 3], mark=Stance.OPPOSE)
    assert alone.result == AnswersMarked(0, is_off=False, without=0, inherited=2)
    assert content(database) == before
    done = do(database, mark_answers, priority_id=to, text_ids=[1, 2, 3], mark=Stance.OPPOSE)
    assert done.result == AnswersMarked(1, is_off=False, without=0, inherited=2)
    assert marks(database) == [(Stance.OPPOSE, None)] * 3
    take_back(database, done)
    assert content(database) == before


def test_answers_of_merged_and_of_confidential_submissions_keep_what_holds_for_them(
    database, answers, to
):
    do(database, request_confidentiality, submission_id=2, reason="Asked.")
    do(database, merge_submissions, into_id=1, submission_ids=[3])
    before = content(database)
    done = do(database, mark_answers, priority_id=to, text_ids=[2, 3], mark=Stance.SUPPORT)
    assert done.result.tags == 2
    take_back(database, done)
    assert content(database) == before


def test_an_answer_that_was_corrected_meanwhile_or_is_of_another_call_is_refused(
    database, answers, to
):
    correction = SubmissionCorrection(answers={1: "New."})
    do(database, edit_submission, submission_id=2, correction=correction)
    said = {"text_ids": [1, 2], "mark": Stance.SUPPORT}
    assert_refused(database, mark_answers, StaleEditError, priority_id=to, **said)
    other = open_call(database, prefix="other")
    elsewhere = priority(database, other.id, "P1").id
    said["text_ids"] = [1]
    assert_refused(database, mark_answers, RefusedError, priority_id=elsewhere, **said)
    standing = first(database, SourceText, SourceText.submission_id == 2, SourceText.is_current)
    said["text_ids"] = [1, standing.id]
    done = do(database, mark_answers, priority_id=to, **said)
    assert done.result == AnswersMarked(1, is_off=False, without=1, inherited=0)


def test_more_answers_than_go_into_one_statement_are_said_of_together(database, call):
    for number in range(4):
        log(database, call, answers={1: f"Answer {number}"})
    texts = [text.id for text in rows(database, SourceText)]
    do(database, tag_answers, priority_id=1, text_ids=texts)
    done = do(database, mark_answers, priority_id=1, text_ids=texts * 200, mark=Stance.SUPPORT)
    assert done.result.tags == 4
