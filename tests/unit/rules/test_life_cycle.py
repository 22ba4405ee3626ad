"""The table of stages has no dead end, and every step of it is judged."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lisdesk.errors import RefusedError
from lisdesk.rules.life_cycle import (
    BY_CLOCK,
    RULES,
    Act,
    Move,
    Stage,
    StageFacts,
    happens_next,
    hindrances,
    move_to,
    stage_of,
    warnings,
)
from lisdesk.rules.vocabulary import CallState

COUNTS = some.integers(0, 3)
FACTS = some.builds(
    StageFacts,
    questions=COUNTS,
    has_lead=some.booleans(),
    has_deadline=some.booleans(),
    submissions=COUNTS,
    publications=COUNTS,
    deadline_has_passed=some.booleans(),
    late_waiting=COUNTS,
    to_settle=COUNTS,
    reason=some.sampled_from(["", "Because."]),
)
MOVES = [(stage, move) for stage, rule in RULES.items() for move in rule.moves]
READY = StageFacts(questions=1, has_lead=True, has_deadline=True, reason="Because.")


def reached_from(stage):
    """Return every stage that a call can come to from one, by steps and by the clock."""
    found, new = {stage}, {stage}
    while new:
        rules = [RULES[each] for each in new]
        new = {to for rule in rules for to in (*rule.becomes, *(m.to for m in rule.moves))} - found
        found |= new
    return found


def test_every_stage_has_its_line_and_its_words():
    assert list(RULES) == list(Stage)
    for stage in Stage:
        words = happens_next(stage, "Thu 6 Dec 2018, 00:00", "Thu 31 Jan 2019, 24:00")
        assert words.endswith(".")
        assert "{" not in words


@pytest.mark.parametrize("stage", Stage)
def test_no_stage_is_a_dead_end_and_every_one_is_reached_from_every_other(stage):
    out_of_the_archive = RULES[stage].becomes | {move.to for move in RULES[stage].moves}
    assert out_of_the_archive
    assert reached_from(stage) >= set(Stage) - {Stage.DRAFT, Stage.SCHEDULED}
    assert stage in reached_from(Stage.DRAFT)


def test_only_the_clock_leads_from_a_stage_of_the_clock_to_another():
    for stage, move in MOVES:
        assert not (stage in BY_CLOCK and move.to in BY_CLOCK)
    for stage, rule in RULES.items():
        assert rule.becomes <= BY_CLOCK
        assert bool(rule.becomes) == (stage in BY_CLOCK)


def test_each_step_forward_but_the_first_is_undone_by_the_step_back():
    for stage, move in MOVES:
        if move.is_back or stage is Stage.DRAFT:
            continue
        back = RULES[move.to].back
        assert back is not None
        assert (back.to, back.is_back) == (stage, True)


@given(FACTS)
def test_every_step_is_judged_whatever_the_facts(facts):
    for _, move in MOVES:
        stops = hindrances(move, facts)
        assert all(each.words.endswith(".") and each.do.endswith(".") for each in stops)
        assert all(each.endswith(".") for each in warnings(move, facts))
        if move.is_back and not facts.reason:
            assert stops


def test_a_call_that_has_what_it_needs_can_take_every_step():
    for _, move in MOVES:
        assert hindrances(move, READY) == []


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        ({"questions": 0}, "It asks no question yet."),
        ({"has_lead": False}, "Nobody leads it yet."),
        ({"has_deadline": False}, "It has no deadline yet."),
    ],
)
def test_a_draft_leaves_only_with_a_question_a_lead_and_a_deadline(lacking, words):
    there = {"questions": 1, "has_lead": True, "has_deadline": True, **lacking}
    (stop,) = hindrances(move_to(Stage.DRAFT, "ready"), StageFacts(**there))
    assert stop.words == words


def test_what_was_published_is_on_record_or_has_its_reason():
    published = move_to(Stage.REPORTING, "published")
    assert hindrances(published, StageFacts())
    assert hindrances(published, StageFacts(publications=1)) == []
    assert hindrances(published, StageFacts(reason="On the website of the LEP.")) == []


def test_what_waits_is_told_and_does_not_hinder():
    waiting = StageFacts(publications=1, late_waiting=2, to_settle=1)
    published = move_to(Stage.REPORTING, "")
    assert hindrances(published, waiting) == []
    assert warnings(published, waiting) == [
        "2 late submissions wait for a decision.",
        "Suspected personal data is still to be settled: 1 place.",
    ]
    assert warnings(move_to(Stage.CLOSED, ""), waiting) == [
        "2 late submissions wait for a decision."
    ]
    assert warnings(move_to(Stage.REPORTING, "analysing"), waiting) == []


def test_the_stage_follows_the_clock_unless_a_step_leads_away_from_it():
    for state, is_extended in product(CallState, (False, True)):
        by_clock = stage_of(None, state, is_extended=is_extended)
        assert by_clock in BY_CLOCK
        for stored in Stage:
            now = stage_of(stored, state, is_extended=is_extended)
            assert now is (by_clock if stored in BY_CLOCK else stored)
    assert stage_of(None, CallState.OPEN, is_extended=True) is Stage.EXTENDED
    assert stage_of(None, CallState.CLOSED, is_extended=True) is Stage.CLOSED


def test_an_archived_call_allows_nothing_and_a_draft_nothing_from_outside():
    assert RULES[Stage.ARCHIVED].allows == frozenset()
    assert Act.RECEIVE not in RULES[Stage.DRAFT].allows
    for stage in set(Stage) - {Stage.ARCHIVED}:
        assert Act.EDIT in RULES[stage].allows
    assert {stage for stage in Stage if Act.EXTEND in RULES[stage].allows} == BY_CLOCK


@pytest.mark.parametrize(
    ("stage", "wanted", "said"),
    [
        (Stage.OPEN, "", "goes on by the clock"),
        (Stage.CLOSED, "published", "can only go to “analysing”"),
        (Stage.ARCHIVED, "", "can only go to “published”"),
        (Stage.CLOSED, "finished", "is not a step of a call"),
    ],
)
def test_a_step_that_there_is_not_is_refused_with_those_there_are(stage, wanted, said):
    with pytest.raises(RefusedError) as refused:
        move_to(stage, wanted)
    assert said in refused.value.happened


def test_a_step_is_named_by_its_key_or_by_its_words():
    assert move_to(Stage.CLOSED, " Analysing ").to is Stage.ANALYSING
    assert move_to(Stage.DRAFT, "ready") == move_to(Stage.DRAFT, "")
    assert Move(Stage.SCHEDULED, "").key == "ready"
