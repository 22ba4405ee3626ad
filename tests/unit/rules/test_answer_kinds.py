"""What an answer to each kind of question looks like, and what is odd about one that does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.answer_kinds import (
    AnswerShape,
    answer_faults,
    taken_choices,
    written_choices,
    written_parts,
)
from lisdesk.rules.vocabulary import QuestionKind

ONE = AnswerShape(QuestionKind.CHOICE, ("Yes", "No", "Not sure"))
TWO = AnswerShape(QuestionKind.CHOICES, ("Road; rail", "Road", "Bus", "Other (say which)"), most=2)
RATED = AnswerShape(QuestionKind.RATING)
PARTED = AnswerShape(parts=("Urban areas", "Rural areas"))
WORDS = st.text(st.sampled_from("abcdeXYZ 123é"), min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)
CHOICES = st.lists(WORDS.filter(bool), min_size=2, max_size=6, unique_by=str.casefold)


@pytest.mark.parametrize(
    ("shape", "answer", "fault"),
    [
        (ONE, "yes ", None),
        (ONE, "n/a", None),
        (ONE, "Yes; No", "2 answers are given, and the question takes one."),
        (ONE, "Perhaps", "“Perhaps” is none of the choices."),
        (TWO, "Road; rail; Bus", None),
        (TWO, "Road; Bus; Other (say which): a tram", "3 choices are taken, and the question"),
        (TWO, "A tram", None),
        (RATED, "4", None),
        (RATED, "7", "“7” is not on the scale: 1, 2, 3, 4, 5."),
        (PARTED, "Rural areas: buses.", None),
        (PARTED, "Buses.", "The answer does not say which part it is for"),
        (AnswerShape(), "Whatever; it is.", None),
        (AnswerShape(QuestionKind.CHOICE), "No list, so anything.", None),
    ],
)
def test_an_answer_is_told_of_where_its_question_did_not_ask_for_it(shape, answer, fault):
    faults = answer_faults(shape, answer)
    if fault is None:
        assert faults == ()
    else:
        assert any(each.startswith(fault) for each in faults), faults


@given(CHOICES, st.data())
def test_what_is_taken_of_the_choices_is_read_back_as_it_was_written(choices, data):
    shape = AnswerShape(QuestionKind.CHOICES, tuple(choices))
    wanted = data.draw(st.sets(st.sampled_from(shape.listed)))
    taken = tuple(each for each in shape.listed if each in wanted)
    own = data.draw(st.one_of(st.just(""), WORDS)) if shape.other else ""
    read, strange = taken_choices(shape, written_choices(shape, taken, own))
    assert strange == ()
    if not own:
        assert read == taken
    assert answer_faults(shape, written_choices(shape, taken, own)) == ()


@given(CHOICES, st.integers(1, 5))
def test_more_than_the_most_choices_is_a_fault_and_as_many_is_none(choices, most):
    shape = AnswerShape(QuestionKind.CHOICES, tuple(choices), most=most)
    listed = [each for each in shape.listed if each != shape.other]
    for count in range(1, len(listed) + 1):
        faults = answer_faults(shape, written_choices(shape, listed[:count]))
        assert bool(faults) is (count > most)


@given(st.sampled_from([ONE, TWO, RATED, PARTED]), st.text())
def test_whatever_is_written_can_be_judged(shape, text):
    assert all(each.endswith((".", "”")) for each in answer_faults(shape, text))


@given(WORDS.filter(bool), WORDS.filter(bool))
def test_parts_are_written_after_their_names_and_have_no_faults(one, two):
    answer = written_parts(PARTED, {"Rural areas": two, "Urban areas": one})
    assert answer == f"Urban areas: {one}\n\nRural areas: {two}"
    assert answer_faults(PARTED, answer) == ()
