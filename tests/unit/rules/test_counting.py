"""The counting rules, against an oracle that counts one number at a time from the rows."""

import random
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.counting import (
    AnswerFact,
    PriorityCount,
    PriorityNode,
    SubmissionFact,
    TagFact,
    base_of_priorities,
    breakdown,
    priority_by_question,
    priority_by_type,
    priority_counts,
    question_bases,
)
from lisdesk.rules.vocabulary import Channel, Content, Disposition, Stance, Strength, Timing

FRAME = [
    PriorityNode(1, None),
    PriorityNode(2, 1),
    PriorityNode(3, 2),
    PriorityNode(4, 1),
    PriorityNode(5, None),
    PriorityNode(6, 99),
]
UNDER = {1: {1, 2, 3, 4}, 2: {2, 3}, 3: {3}, 4: {4}, 5: {5}, 6: {6}}


def submission(submission_id: int, **known: object) -> SubmissionFact:
    facts = {
        "disposition": Disposition.COUNTED,
        "content": Content.SOME,
        "timing": Timing.IN_TIME,
        "type_id": None,
        "area_id": None,
        "respondent_id": None,
        "channel": Channel.ONLINE,
        "received_on": date(2019, 1, 15),
    }
    return SubmissionFact(submission_id, **(facts | known))


def tag(submission_id: int, priority_id: int, **known: object) -> TagFact:
    facts = {"excerpt_id": None, "question_id": None, "stance": None, "strength": None}
    return TagFact(0, submission_id, priority_id, **(facts | known))


SUBMISSIONS = st.lists(
    st.builds(
        submission,
        st.integers(1, 12),
        disposition=st.sampled_from(Disposition),
        content=st.sampled_from(Content),
        type_id=st.sampled_from([None, 1, 2]),
        respondent_id=st.sampled_from([None, 1, 2, 3]),
        channel=st.sampled_from(Channel),
    ),
    unique_by=lambda each: each.submission_id,
    max_size=10,
)
TAGS = st.lists(
    st.builds(
        tag,
        st.integers(1, 13),
        st.integers(1, 7),
        excerpt_id=st.sampled_from([None, 1, 2, 3, 4, 5]),
        question_id=st.sampled_from([None, 1, 2]),
        stance=st.sampled_from([None, *Stance]),
        strength=st.sampled_from([None, *Strength]),
    ),
    max_size=40,
)


def stance_by_the_rule(stances: list[Stance | None]) -> str:
    """Return the one stance that all stanced tags have, mixed if they differ, else unstated."""
    stanced = [each for each in stances if each is not None]
    if not stanced:
        return "unstated"
    if all(each is Stance.SUPPORT for each in stanced):
        return "support"
    if all(each is Stance.OPPOSE for each in stanced):
        return "oppose"
    if all(each is Stance.NEUTRAL for each in stanced):
        return "neutral"
    return "mixed"


def count_by_the_rule(submissions, tags, priority_id: int) -> PriorityCount:
    counted = [each for each in submissions if each.disposition.is_counted]
    ids = [each.submission_id for each in counted]
    under = [
        each
        for each in tags
        if each.priority_id in UNDER[priority_id] and each.submission_id in ids
    ]
    own = {each.submission_id for each in under if each.priority_id == priority_id}
    tagged = [each for each in counted if any(t.submission_id == each.submission_id for t in under)]
    stances = [
        stance_by_the_rule([t.stance for t in under if t.submission_id == each.submission_id])
        for each in tagged
    ]
    grades = [list(Strength).index(each.strength) for each in under if each.strength]
    return PriorityCount(
        own_submissions=len(own),
        submissions=len(tagged),
        stakeholders=len({each.respondent_id for each in tagged if each.respondent_id}),
        excerpts=len({each.excerpt_id for each in under if each.excerpt_id}),
        **{
            name: stances.count(name)
            for name in ("support", "oppose", "mixed", "neutral", "unstated")
        },
        strongest=list(Strength)[max(grades)] if grades else None,
    )


@given(SUBMISSIONS, TAGS)
def test_every_number_of_every_priority_is_as_the_rule_says(submissions, tags):
    found = priority_counts(submissions, tags, FRAME)
    assert found == {number: count_by_the_rule(submissions, tags, number) for number in UNDER}
    for each in found.values():
        stanced = each.support + each.oppose + each.mixed + each.neutral + each.unstated
        assert stanced == each.submissions


@given(SUBMISSIONS, TAGS)
def test_the_cross_tables_are_as_the_rule_says(submissions, tags):
    by_type = priority_by_type(submissions, tags, FRAME)
    by_question = priority_by_question(submissions, tags, FRAME)
    types = {
        each.submission_id: each.type_id for each in submissions if each.disposition.is_counted
    }
    for priority_id, under in UNDER.items():
        tagged = [
            each for each in tags if each.priority_id in under and each.submission_id in types
        ]
        for column in (None, 1, 2):
            of_type = {each.submission_id for each in tagged if types[each.submission_id] == column}
            asked = {each.submission_id for each in tagged if each.question_id == column}
            assert by_type.get((priority_id, column), 0) == len(of_type)
            assert by_question.get((priority_id, column), 0) == len(asked)
    assert {priority_id for priority_id, _ in [*by_type, *by_question]} <= set(UNDER)
    assert 0 not in [*by_type.values(), *by_question.values()]
    counts = priority_counts(submissions, tags, FRAME)
    for priority_id, each in counts.items():
        row = [number for (row_id, _), number in by_type.items() if row_id == priority_id]
        assert sum(row) == each.submissions


@given(SUBMISSIONS, TAGS, st.randoms())
def test_the_order_of_the_rows_changes_nothing(submissions, tags, chance: random.Random):
    shuffled = list(FRAME)
    chance.shuffle(shuffled)
    before = priority_counts(submissions, tags, FRAME)
    assert priority_counts(reversed(submissions), iter(tags[::-1]), shuffled) == before


@pytest.mark.parametrize(
    ("stances", "stance"),
    [
        ([], None),
        ([None, None], None),
        ([Stance.SUPPORT, None, Stance.SUPPORT], Stance.SUPPORT),
        ([Stance.OPPOSE], Stance.OPPOSE),
        ([Stance.SUPPORT, Stance.OPPOSE], Stance.MIXED),
        ([Stance.SUPPORT, Stance.MIXED], Stance.MIXED),
        ([Stance.MIXED], Stance.MIXED),
        ([Stance.NEUTRAL, None], Stance.NEUTRAL),
        ([Stance.NEUTRAL, Stance.SUPPORT], Stance.MIXED),
    ],
)
def test_the_stance_of_a_submission(stances, stance):
    assert stance_by_the_rule(stances) == ("unstated" if stance is None else stance.key)
    tags = [tag(1, 5, stance=each) for each in stances or [None]]
    count = priority_counts([submission(1)], tags, FRAME)[5]
    numbers = {name: getattr(count, name) for name in ("unstated", *(each.key for each in Stance))}
    assert {name for name, number in numbers.items() if number} == {stance_by_the_rule(stances)}


def test_a_late_one_counts_only_once_it_is_accepted():
    submissions = [
        submission(1, disposition=Disposition.LATE_ACCEPTED),
        submission(2, disposition=Disposition.LATE_WAITING),
        submission(3, disposition=Disposition.DUPLICATE),
    ]
    tags = [tag(each.submission_id, 5) for each in submissions]
    assert priority_counts(submissions, tags, FRAME)[5].submissions == 1


@given(
    SUBMISSIONS,
    st.lists(st.builds(AnswerFact, st.integers(1, 13), st.integers(1, 3), st.booleans())),
)
def test_bases_count_those_who_said_something(submissions, answers):
    counted = [each for each in submissions if each.disposition.is_counted]
    assert base_of_priorities(submissions) == len(
        [each for each in counted if each.content is Content.SOME]
    )
    bases = question_bases(submissions, answers)
    for question_id in (1, 2, 3):
        answered = [
            each
            for each in counted
            if AnswerFact(each.submission_id, question_id, is_non_answer=False) in answers
        ]
        assert bases.get(question_id, 0) == len(answered)


@given(SUBMISSIONS)
def test_a_breakdown_covers_every_counted_submission(submissions):
    found = breakdown(submissions, lambda each: each.type_id)
    counted = [each for each in submissions if each.disposition.is_counted]
    assert sum(number for number, _ in found.values()) == len(counted)
    for type_id, (number, stakeholders) in found.items():
        rows = [each for each in counted if each.type_id == type_id]
        known = {each.respondent_id for each in rows} - {None}
        assert (number, stakeholders) == (len(rows), len(known))


def test_a_frame_that_goes_round_is_a_mistake_of_the_program():
    round_about = [PriorityNode(1, 2), PriorityNode(2, 1)]
    with pytest.raises(ValueError, match="ancestor"):
        priority_counts([], [], round_about)


@pytest.mark.thorough
def test_a_hundred_thousand_submissions_are_counted_while_one_waits():
    chance = random.Random(7)
    submissions = [
        submission(number, type_id=number % 20, respondent_id=number // 2)
        for number in range(100_000)
    ]
    frame = [PriorityNode(number, number // 5 or None) for number in range(1, 150)]
    tags = [
        tag(
            chance.randrange(100_000),
            chance.randrange(1, 150),
            excerpt_id=number,
            question_id=number % 10,
            stance=Stance.SUPPORT,
        )
        for number in range(300_000)
    ]
    started = time.process_time()
    counts = priority_counts(submissions, tags, frame)
    priority_by_type(submissions, tags, frame)
    priority_by_question(submissions, tags, frame)
    # About 2 s on two slow cores; going over all the rows for each priority takes minutes.
    assert time.process_time() - started < 10
    assert sum(counts[root].excerpts for root in range(1, 5)) == 300_000
