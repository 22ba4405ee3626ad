"""The page of a call: its questions with their answers, and how its deadline moved."""

from datetime import date

from lisdesk.edits.calls import close_call, extend_call, reopen_call
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.queries.call_page import body_names, call_page
from lisdesk.rules.deadlines import Deadline
from tests.desk_work import at, do, open_call


def page_of(database, call):
    with database.reading() as session:
        return call_page(session, call.id)


def test_every_step_of_a_deadline_stands_in_its_order_with_its_reason(database):
    call = open_call(database)
    do(database, close_call, desk=at(2019, 1, 10), call_id=call.id, reason="Flood")
    do(database, reopen_call, desk=at(2019, 1, 11), call_id=call.id, reason="Dry")
    later = Deadline(date(2019, 2, 8))
    do(database, extend_call, desk=at(2019, 1, 12), call_id=call.id, deadline=later,
       reason="Asked for", notice="Hear ye")  # fmt: skip
    events = page_of(database, call).events
    assert [event.reason for event in events] == ["", "Flood", "Dry", "Asked for"]
    assert [event.what for event in events][2:] == [
        "Reopened by an officer",
        "Moved to Fri 8 Feb 2019, 24:00",
    ]
    assert events[-1].notice == "Hear ye"


def test_a_question_tells_how_many_submissions_answer_it(database):
    call = open_call(database)
    for text in ("Welders", "Buses"):
        draft = SubmissionDraft(answers={2: text})
        do(database, add_submission, call_id=call.id, draft=draft)
    answered = {each.row.number: each.answered_by for each in page_of(database, call).questions}
    assert answered[2] == 2
    assert answered[1] == 0


def test_a_call_that_is_gone_has_no_page_and_bodies_are_named(database):
    with database.reading() as session:
        assert call_page(session, 999) is None
        assert len(body_names(session)) == 38
