"""Questions are corrected, and numbered anew or taken out as long as nobody has answered them."""

import pytest

from lisdesk.edits.question_changes import (
    LARGEST_QUESTION_NUMBER,
    QuestionCorrection,
    edit_question,
    move_question,
    remove_question,
)
from lisdesk.edits.questions import add_question
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.queries.calls import questions
from lisdesk.rules.vocabulary import QuestionKind
from lisdesk.store.entities import Question, QuestionLabel
from tests.desk_work import assert_refused, content, count, do, entries, first, log, take_back


@pytest.fixture
def order(database, call):
    """Return a function that gives the ids of the questions by their numbers."""

    def numbered():
        with database.reading() as session:
            return {row.number: row.id for row in questions(session, call.id)}

    return numbered


def correct(database, **changes):
    return do(database, edit_question, question_id=1, correction=QuestionCorrection(**changes))


def test_a_question_is_corrected_and_keeps_number_and_answers(database, call):
    log(database, call, answers={1: "Rents."})
    asked = first(database, Question).text
    correct(database, kind=QuestionKind.CHOICES, choices=["Rent ", "", " Rates"])
    found = first(database, Question)
    assert (found.number, found.text) == (1, asked)
    assert (found.kind, found.choices) == (QuestionKind.CHOICES, ["Rent", "Rates"])
    assert correct(database, text=" What holds\nyou back? ").result == 1
    found = first(database, Question)
    assert (found.text, found.kind) == ("What holds you back?", QuestionKind.CHOICES)
    correct(database, choices=[])
    assert first(database, Question).choices == []


def test_a_correction_that_says_what_stands_is_no_edit(database, call):
    before = entries(database)
    assert correct(database, text=first(database, Question).text).entry_id is None
    assert entries(database) == before


def test_a_question_without_words_is_refused(database, call):
    arguments = {"question_id": 1, "correction": QuestionCorrection(text=" \n")}
    assert_refused(database, edit_question, **arguments)


@pytest.mark.parametrize(
    ("moved", "number", "expected"),
    [
        (9, 4, [1, 2, 3, 9, 4, 5, 6, 7, 8, 10]),
        (4, 9, [1, 2, 3, 5, 6, 7, 8, 9, 4, 10]),
        (10, 1, [10, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (1, 2, [2, 1, 3, 4, 5, 6, 7, 8, 9, 10]),
    ],
)
def test_a_question_takes_a_number_and_those_between_make_room(
    database, order, moved, number, expected
):
    before = content(database)
    done = do(database, move_question, question_id=moved, number=number)
    assert done.result == number
    assert order() == dict(enumerate(expected, start=1))
    take_back(database, done)
    assert content(database) == before


def test_a_free_number_is_taken_and_gaps_stay(database, call, order):
    do(database, move_question, question_id=5, number=20)
    assert list(order()) == [1, 2, 3, 4, 6, 7, 8, 9, 10, 20]
    do(database, move_question, question_id=5, number=7)
    assert order() == {1: 1, 2: 2, 3: 3, 4: 4, 6: 6, 7: 5, 8: 7, 9: 8, 10: 9, 20: 10}
    do(database, move_question, question_id=10, number=5)
    assert do(database, add_question, call_id=call.id, text="Else?").result == 11
    assert do(database, move_question, question_id=1, number=1).entry_id is None


@pytest.mark.parametrize("number", [0, -1, LARGEST_QUESTION_NUMBER + 1])
def test_a_number_beyond_the_limits_is_refused(database, call, number):
    assert_refused(database, move_question, question_id=1, number=number)


def test_a_number_that_was_answered_never_means_another_question(database, call, order):
    log(database, call, answers={4: "Land."})
    log(database, call, answers={4: "Loans."})
    for moved, number in ((4, 1), (4, 30), (9, 4), (1, 10)):
        refused = assert_refused(database, move_question, question_id=moved, number=number)
        assert "Question 4 of LLEP-2018-01 has been answered by 2 submissions" in refused.happened
    do(database, move_question, question_id=1, number=3)
    do(database, move_question, question_id=10, number=5)
    assert order()[4] == 4


def test_a_question_that_nobody_answered_is_taken_out_and_the_others_keep_their_numbers(
    database, call, order
):
    before = content(database)
    labels = count(database, QuestionLabel, QuestionLabel.question_id == 8)
    removed = do(database, remove_question, question_id=8)
    assert (removed.result, 8 in order(), len(order())) == (8, False, 9)
    assert count(database, QuestionLabel, QuestionLabel.question_id == 8) == 0 < labels
    take_back(database, removed)
    assert content(database) == before


def test_an_answered_question_stays_even_if_the_answer_was_taken_out_since(database, call):
    entry = log(database, call, answers={8: "Robots."})
    do(
        database,
        edit_submission,
        submission_id=entry.id,
        correction=SubmissionCorrection(answers={8: ""}),
    )
    refused = assert_refused(database, remove_question, question_id=8)
    assert "Question 8 of LLEP-2018-01 has been answered by 1 submission." in refused.happened
