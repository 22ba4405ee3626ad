"""Answers that a question did not ask for come in as they are, and are told of."""

from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingFile, IncomingQuestion, IncomingRow
from lisdesk.edits.question_changes import QuestionCorrection, edit_question
from lisdesk.rules.vocabulary import QuestionKind
from lisdesk.store.entities import SourceText
from tests.desk_work import do, rows

ASKED = [IncomingQuestion("", number=1), IncomingQuestion("", number=2)]


def test_an_odd_answer_is_a_problem_of_its_row_and_is_kept_as_it_came(database, call):
    rated = QuestionCorrection(kind=QuestionKind.RATING, choices=["1", "2", "3"])
    do(database, edit_question, question_id=2, correction=rated)
    came = [
        IncomingRow(1, "a", "1", answers=[(0, "Whatever; it is."), (1, "2")]),
        IncomingRow(2, "b", "2", answers=[(1, "Excellent")]),
        IncomingRow(3, "c", "3", answers=[(1, "n/a")]),
    ]
    file = IncomingFile("a.csv", "0" * 64, "", "", "id", ASKED, came)
    report = do(database, import_rows, call_id=call.id, file=file).result
    assert report.problems == [
        {
            "where": "row 2",
            "what": "Question 2: “Excellent” is not on the scale: 1, 2, 3.",
            "kept": "The answer, as it came.",
        }
    ]
    assert "Excellent" in [each.body for each in rows(database, SourceText)]
    again = IncomingFile("a.csv", "0" * 64, "", "", "id", ASKED, came)
    assert do(database, import_rows, call_id=call.id, file=again).result.problems == []
