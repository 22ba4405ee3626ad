"""Questions with several choices, each choice a column of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.exchange.sheets.plan import KnownQuestion, NewQuestion, QuestionRef, Role
from lisdesk.exchange.sheets.ticks import choice_of, choice_parts, ticked
from lisdesk.rules.non_answers import is_non_answer
from lisdesk.rules.vocabulary import QuestionKind
from tests.unit.sheets.test_planning import column, plan
from tests.unit.sheets.test_responses import rows_of

SECTORS = KnownQuestion(1, "Which sectors matter to you?", QuestionKind.CHOICES)
WHY = KnownQuestion(2, "Why?")
HEADINGS = [f"Which sectors matter to you? - {name}" for name in ("Food", "Space", "Other")]


def answers(cells, questions=(SECTORS, WHY), headings=HEADINGS, toml=""):
    [row] = rows_of([["Response ID", *headings, "Why?"], ["7", *cells, "So"]], toml, questions)
    return dict(row.answers), row.problems, row.extras


@pytest.mark.parametrize("heading", ["{} - {}", "{} – {}", "{}: {}", "{} [{}]", "{} ({})"])
def test_a_heading_is_a_question_and_one_of_its_choices(heading):
    words = heading.format("Which sectors matter to you?", "Food")
    assert ("Which sectors matter to you?", "Food") in choice_parts(words)
    assert choice_of(words) == "Food"
    found = plan([[words], ["1"]], questions=(SECTORS,))
    assert column(found, words).choice == "Food"
    assert column(found, words).question == QuestionRef(number=1)


def test_what_is_ticked_becomes_one_answer_and_nothing_is_a_problem():
    found = answers(["1", "", "Boats"])
    assert found == ({QuestionRef(1): "Food; Other: Boats", QuestionRef(2): "So"}, (), {})
    assert answers(["Food", "Space", ""])[0][QuestionRef(1)] == "Food; Space"
    assert answers([1, True, 0])[0][QuestionRef(1)] == "Food; Space"
    assert QuestionRef(1) not in answers(["No", "0", ""])[0]


def test_a_tick_that_is_taken_away_changes_the_digest():
    ticks = [["7", "1", "0", ""], ["7", "1", "1", ""], ["7", "1", "No", ""]]
    first, second, third = rows_of([["Response ID", *HEADINGS], *ticks], questions=(SECTORS,))
    assert len({first.digest, second.digest, third.digest}) == 3


def test_a_question_of_one_answer_takes_no_ticks():
    open_question = KnownQuestion(1, SECTORS.text)
    found = plan([["Name", *HEADINGS], ["Jo", "1", "0", ""]], questions=(open_question,))
    assert [column(found, each).role for each in HEADINGS] == [Role.EXTRA] * 3


@pytest.mark.parametrize(
    "cell", ["-", "\u2013", "n/a", "N/A.", "Did not answer", "☐", "not selected"]
)
def test_a_dash_or_a_non_answer_below_a_choice_takes_nothing(cell):
    assert answers(["x", cell, ""])[0][QuestionRef(1)] == "Food"
    assert QuestionRef(1) not in answers([cell, cell, cell])[0]


def test_a_choice_that_is_called_like_a_non_answer_is_taken_by_its_name():
    assert ticked("None", "none") == "None"
    assert ticked("None", "x") == "None"


def test_a_heading_that_is_a_question_as_a_whole_is_no_choice_of_another():
    say_why = KnownQuestion(2, "Which sectors matter to you? - Please say why")
    headings = ["Which sectors matter to you?", "2. Which sectors matter to you? - Please say why"]
    found = plan([headings, ["Food; Space", "Ports"]], questions=(SECTORS, say_why))
    taken = [(column(found, each).question, column(found, each).choice) for each in headings]
    assert taken == [(QuestionRef(1), ""), (QuestionRef(2), "")]


@pytest.mark.parametrize(
    "heading",
    [
        "Q1: {}",
        "1 - {}",
        "Question 1: {}",
        "Q1 – {}",
        "No 1: {}",
        "Q1 [{}]",
        "Q1: Which sectors mater to you",
    ],
)
def test_a_number_and_the_question_itself_are_no_choice(heading):
    words = heading.format(SECTORS.text)
    found = plan([[words], ["Food; Space"]], questions=(SECTORS, WHY))
    assert column(found, words).question == QuestionRef(1)
    assert column(found, words).choice == ""


@pytest.mark.parametrize("heading", ["Q1 [Food]", "Q1: Food", "1 - Food"])
def test_a_number_and_a_choice_are_one(heading):
    found = plan([[heading], ["x"]], questions=(SECTORS, WHY))
    assert column(found, heading).question == QuestionRef(1)
    assert column(found, heading).choice == "Food"


def test_the_map_may_give_the_columns_of_the_choices():
    toml = '[questions]\n"Food" = 1\n"Ships: Space" = 1\n'
    found = answers(["x", "x"], headings=["Food", "Ships: Space"], toml=toml)
    assert found[0][QuestionRef(1)] == "Food; Space"


def test_a_call_without_questions_gets_one_of_several_choices():
    rows = [["Name", *HEADINGS[:2], "Why?"]]
    rows += [[f"N{n}", "1" if n % 2 else "", "Space", "Because."] for n in range(6)]
    found = plan(rows)
    first = NewQuestion(SECTORS.text, QuestionKind.CHOICES, ("Food", "Space"))
    assert found.new_questions[0] == first
    told = "“Which sectors matter to you?” becomes one question with several choices"
    assert f"{told}: “Food”, “Space”." in found.warnings


def test_columns_with_words_of_ones_own_stay_questions_of_their_own():
    rows = [["Name", *HEADINGS[:2]]]
    rows += [[f"N{n}", "We bake bread here.", "We build rockets."] for n in range(3)]
    assert all(not each.choice for each in plan(rows).columns)


@given(st.text(), st.text(min_size=1))
def test_no_cell_below_a_choice_is_lost_unless_it_says_no(choice, text):
    found = ticked(choice, text)
    assert not found or found == choice or found == f"{choice}: {text.strip()}"
    assert found or is_non_answer(text) or len(text.strip()) <= len("not selected")
