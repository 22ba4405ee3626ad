"""What “strong but rare” and “loud but thin” mean, to the number."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.counting import PriorityNode, SubmissionFact, TagFact
from lisdesk.rules.evidence_strength import (
    LOUD_BUT_THIN,
    STRONG_BUT_RARE,
    StrengthCount,
    strength_counts,
    strength_words,
)
from lisdesk.rules.vocabulary import Channel, Content, Disposition, Strength, Timing

GRADES = list(Strength)


def submission(number, disposition=Disposition.COUNTED):
    facts = (Content.SOME, Timing.IN_TIME, None, None, None, Channel.POST, date(2019, 1, 1))
    return SubmissionFact(number, disposition, *facts)


def graded(number, priority_id, strength):
    return TagFact(number, number, priority_id, None, None, None, strength)


def count(submissions, **by_grade):
    grades = tuple(by_grade.get(each.name.lower(), 0) for each in Strength)
    return StrengthCount(submissions, grades)


def words(*counts):
    numbered = dict(enumerate(counts))
    return list(strength_words(numbered, dict.fromkeys(numbered, 1)).values())


def test_a_submission_counts_once_by_its_strongest_tag_those_of_children_included():
    nodes = [PriorityNode(1, None), PriorityNode(2, 1)]
    tags = [
        TagFact(1, 1, 1, None, None, None, Strength.ANECDOTE),
        TagFact(2, 1, 2, None, None, None, Strength.STUDY),
        TagFact(3, 2, 2, None, None, None, None),
        TagFact(4, 3, 2, None, None, None, Strength.STUDY),
    ]
    gone = submission(3, Disposition.WITHDRAWN)
    found = strength_counts([submission(1), submission(2), gone], tags, nodes)
    assert found == {1: count(2, study=1), 2: count(2, study=1)}
    assert found[1].graded == 1


def test_typical_is_what_at_least_half_of_the_graded_reach():
    assert count(4, anecdote=2, study=2).typical is Strength.STUDY
    assert count(5, anecdote=3, study=2).typical is Strength.ANECDOTE
    assert count(3, anecdote=1, experience=1, statistic=1).typical is Strength.EXPERIENCE
    assert count(7).typical is None


@given(st.lists(st.integers(0, 9), min_size=5, max_size=5))
def test_half_reach_the_typical_grade_and_fewer_than_half_the_next(numbers):
    found = StrengthCount(sum(numbers), tuple(numbers))
    if found.typical is None:
        assert not any(numbers)
        return
    at = GRADES.index(found.typical)
    assert 2 * sum(numbers[at:]) >= sum(numbers)
    above = [place for place in range(at + 1, 5) if numbers[place]]
    assert all(2 * sum(numbers[place:]) < sum(numbers) for place in above)


def test_strong_but_rare_and_loud_but_thin_are_held_against_the_middle_one():
    middle = count(10, case_data=10)
    found = words(count(5, study=5), middle, count(20, anecdote=20))
    assert found == [STRONG_BUT_RARE, "", LOUD_BUT_THIN]
    assert words(count(6, study=6), middle, count(19, anecdote=19)) == ["", "", ""]
    assert words(count(5, experience=5), middle, count(20, case_data=20)) == ["", "", ""]


def test_nothing_is_said_of_a_priority_of_which_less_than_half_is_graded():
    middle = count(10)
    assert words(count(5, study=2), middle, count(20, anecdote=9)) == ["", "", ""]
    assert words(count(4, study=2), middle, count(20, anecdote=10)) == [
        STRONG_BUT_RARE,
        "",
        LOUD_BUT_THIN,
    ]


def test_levels_are_not_mixed():
    numbered = {1: count(40, anecdote=40), 2: count(4, study=4), 3: count(4, study=4)}
    assert set(strength_words(numbered, {1: 1, 2: 2, 3: 2}).values()) == {""}


def test_those_without_a_submission_move_no_middle():
    alone = count(4, study=4)
    assert words(alone, count(0), count(0)) == ["", "", ""]
