"""What an officer decided to keep stays decided wherever the same words go, and only there."""

import pytest

from lisdesk.edits.merging import merge_submissions, separate_submissions
from lisdesk.edits.redactions import FoundPlace, keep_personal_data
from lisdesk.edits.splitting import SplitDraft, split_submission
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.queries.soundness import findings
from lisdesk.rules.vocabulary import PersonalData
from lisdesk.store.entities import KeptWords, SourceText
from tests.desk_work import content, do, log, rows, take_back

NUMBER = "0116 496 0000"


@pytest.fixture
def two(database, call):
    """Log two submissions of one respondent, and keep a number in either."""
    log(database, call, respondent="Acme", answers={1: f"Ring {NUMBER}."}, letter="Bo knows.")
    log(database, call, respondent="Acme", answers={1: "Ask 0116 496 0001, or not."})
    keep(database, 1, NUMBER)
    keep(database, 2, "0116 496 0001")


def text_of(database, submission_id):
    wanted = SourceText.submission_id == submission_id, SourceText.is_current
    return rows(database, SourceText, *wanted, SourceText.question_id.is_not(None))[0]


def keep(database, submission_id, words):
    text = text_of(database, submission_id)
    start = text.body.index(words)
    place = FoundPlace(text.id, start, start + len(words), PersonalData.TELEPHONE)
    return do(database, keep_personal_data, places=[place], reason="A public line.")


def kept(database, submission_id):
    """Return the words that are kept in the answer that stands."""
    text = text_of(database, submission_id)
    found = rows(database, KeptWords, KeptWords.text_id == text.id)
    return sorted(text.body[each.start : each.end] for each in found)


def correct(database, submission_id, words):
    correction = SubmissionCorrection(answers={1: words})
    return do(database, edit_submission, submission_id=submission_id, correction=correction)


def test_a_correction_elsewhere_leaves_the_decision(database, two):
    before = content(database)
    made = correct(database, 1, f"Please ring us: {NUMBER}, from nine.")
    assert kept(database, 1) == [NUMBER]
    assert [each.reason for each in rows(database, KeptWords)] == ["A public line."] * 2
    with database.reading() as session:
        assert [each.problems for each in findings(session) if each.problems] == []
    take_back(database, made)
    assert content(database) == before


@pytest.mark.parametrize("words", ["Ring 0116 496 0002.", f"{NUMBER} or {NUMBER}"])
def test_other_words_and_words_whose_place_is_unsure_are_asked_about_again(database, two, words):
    correct(database, 1, words)
    assert kept(database, 1) == []


def test_a_merge_takes_decisions_along_and_separating_gives_them_back(database, two):
    before = content(database)
    merged = do(database, merge_submissions, into_id=1, submission_ids=[2])
    assert kept(database, 1) == [NUMBER, "0116 496 0001"]
    take_back(database, merged)
    assert content(database) == before
    do(database, merge_submissions, into_id=1, submission_ids=[2])
    keep(database, 1, "or not")
    do(database, separate_submissions, submission_ids=[2])
    assert kept(database, 1) == [NUMBER]
    assert kept(database, 2) == ["0116 496 0001", "or not"]


def test_words_that_stand_in_both_keep_their_own_decisions_in_a_merge(database, call):
    log(database, call, respondent="Acme", answers={1: f"Ring {NUMBER}."})
    log(database, call, respondent="Acme", answers={1: f"Ring {NUMBER}."})
    keep(database, 1, NUMBER)
    do(database, merge_submissions, into_id=1, submission_ids=[2])
    assert kept(database, 1) == [NUMBER]
    keep(database, 2, NUMBER)
    assert kept(database, 1) == [NUMBER]


@pytest.mark.parametrize("moves", [True, False])
def test_a_split_takes_decisions_along(database, two, moves):
    draft = SplitDraft("Beta", questions=[1] if moves else [])
    do(database, split_submission, submission_id=1, draft=draft)
    assert kept(database, 3) == [NUMBER]
    if not moves:
        assert kept(database, 1) == [NUMBER]
