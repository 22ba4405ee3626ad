"""Suggestions are accepted, rejected and switched off, each on record and each taken back."""

import pytest

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.priority_removal import PriorityRemoval, delete_priority
from lisdesk.edits.suggestions import (
    SuggestedPlace,
    SuggestionCause,
    accept_suggestion,
    reject_suggestion,
)
from lisdesk.queries.counted_tags import CountedTags
from lisdesk.queries.suggesting import suggestion_log, suggestion_page
from lisdesk.rules.vocabulary import SuggestionChoice, SuggestionSource
from lisdesk.store.entities import SourceText, SuggestionDecision, Tag
from lisdesk.tasks.suggesting import suggesting_for
from tests.desk_work import DESK, assert_refused, content, do, log, open_call, rows, tag, take_back
from tests.effort import effort

CAUSE = SuggestionCause(SuggestionSource.BOTH, ("skills", "gaps"), "0123456789ab")
BODY = "Skills gaps hold us back. The buses are late."


@pytest.fixture
def text(database, call) -> SourceText:
    own = log(database, call, answers={1: BODY, 2: "n/a"})
    return rows(database, SourceText, SourceText.submission_id == own.id)[0]


END = len(BODY)


def place(text, start=0, end=END):
    return SuggestedPlace(text.id, start, end)


def suggested(database, text, start=0, end=END):
    with database.reading() as session:
        suggesting = suggesting_for(session, text.submission_id, DESK.officer)
    return [each.priority_id for each in suggesting.suggestions(text.id, start, end)]


def test_accepting_tags_and_puts_it_on_record_in_one_step(database, text):
    before = content(database)
    done = do(database, accept_suggestion, place=place(text, 0, 25), priority_id=2, cause=CAUSE)
    assert done.result == "TAG-0001"
    assert [(each.priority_id, each.officer) for each in rows(database, Tag)] == [(2, DESK.officer)]
    (record,) = rows(database, SuggestionDecision)
    assert (record.choice, record.source) == (SuggestionChoice.ACCEPTED, SuggestionSource.BOTH)
    assert (record.words, record.model_version) == (["skills", "gaps"], "0123456789ab")
    assert (record.start, record.end, record.priority_code) == (0, 25, "P2")
    take_back(database, done)
    assert content(database) == before


def test_what_was_rejected_is_suggested_there_no_more_until_that_is_taken_back(database, text):
    assert suggested(database, text)[0] == 2
    done = do(database, reject_suggestion, place=place(text), priority_id=2, cause=CAUSE)
    assert done.result == "P2"
    assert rows(database, Tag) == []
    assert 2 not in suggested(database, text)
    assert 2 not in suggested(database, text, 0, 25)
    assert_refused(database, reject_suggestion, place=place(text), priority_id=2, cause=CAUSE)
    take_back(database, done)
    assert suggested(database, text)[0] == 2


def test_a_rejected_sentence_says_nothing_of_the_rest_of_its_text(database, text):
    do(database, reject_suggestion, place=place(text, 0, 25), priority_id=2, cause=CAUSE)
    assert 2 not in suggested(database, text, 0, 25)
    assert suggested(database, text)[0] == 2


def test_what_the_officer_tagged_is_not_suggested_for_the_same_words(database, call, text):
    own = log(database, call, answers={1: "x"})
    tag(database, own, "P3")  # used once: suggested where nothing else speaks
    do(database, accept_suggestion, place=place(text, 0, 25), priority_id=2, cause=CAUSE)
    assert 2 not in suggested(database, text)
    assert set(suggested(database, text, 26)) == {2, 3}


def test_a_call_is_switched_off_and_on_and_that_is_taken_back(database, call, text):
    off = CallCorrection(suggests_priorities=False)
    before = content(database)
    take_back(database, do(database, edit_call, call_id=call.id, correction=off))
    assert content(database) == before
    do(database, edit_call, call_id=call.id, correction=off)
    assert suggested(database, text) == []
    refused = assert_refused(
        database, accept_suggestion, place=place(text), priority_id=2, cause=CAUSE
    )
    assert "switched off" in refused.happened
    on = CallCorrection(suggests_priorities=True)
    do(database, edit_call, call_id=call.id, correction=on)
    assert suggested(database, text)[0] == 2


def test_a_priority_of_another_call_and_a_place_outside_the_text_are_refused(database, call, text):
    other = open_call(database, title="Other")
    with database.reading() as session:
        foreign = suggestion_page(session, log(database, other).id, DESK.officer).frame[0]
    for wrong in ({"priority_id": foreign.priority_id}, {"place": place(text, 3, 9_999)}):
        whole = {"place": place(text), "priority_id": 2, "cause": CAUSE}
        assert_refused(database, accept_suggestion, **{**whole, **wrong})
        assert_refused(database, reject_suggestion, **{**whole, **wrong})


def test_the_record_outlives_its_priority_by_the_code(database, call, text):
    do(database, reject_suggestion, place=place(text), priority_id=2, cause=CAUSE)
    before = content(database)
    removal = PriorityRemoval(takes_tags_off=True, lifts_children=True)
    gone = do(database, delete_priority, priority_id=2, removal=removal)
    with database.reading() as session:
        (record,) = suggestion_log(session, call.id, DESK.officer)
    assert (record.priority, record.choice) == ("P2", SuggestionChoice.REJECTED)
    take_back(database, gone)
    assert content(database) == before


def test_a_non_answer_gets_no_suggestion(database, text):
    (other,) = rows(
        database,
        SourceText,
        SourceText.submission_id == text.submission_id,
        SourceText.body == "n/a",
    )
    assert suggested(database, other, 0, 3) == []


def test_tags_are_counted_again_after_an_edit_only(database, call, text):
    other = log(database, call, letter="The road to Oakham.")
    counted = CountedTags()

    def uses(submission_id):
        with database.reading() as session, effort(session) as found:
            page = suggestion_page(session, submission_id, DESK.officer, counted)
        asked = any("GROUP BY tag.priority_id" in statement for statement, _ in found.asked)
        return asked, sum(each.uses for each in page.frame)

    assert uses(text.submission_id) == (True, 0)
    assert uses(other.id) == (False, 0)
    tag(database, other, "P2")
    assert uses(text.submission_id) == (True, 1)
    assert uses(other.id) == uses(text.submission_id) == (False, 1)
