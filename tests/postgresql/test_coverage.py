"""Coverage, who was not heard, acknowledgements and the event log are the same on a server."""

from datetime import date

from lisdesk.edits.contacting import mark_acknowledged, mark_chased
from lisdesk.edits.targets import TargetDraft, set_target
from lisdesk.queries.acknowledging import acknowledgements
from lisdesk.queries.chasing import not_heard
from lisdesk.queries.coverage import coverage
from lisdesk.queries.event_log import event_log
from lisdesk.queries.priority_page import frame
from lisdesk.store.entities import Question, Stakeholder, StakeholderType
from lisdesk.store.opening import create_database
from tests.desk_work import do, first, log, open_call, set_up, tag


def work_on(database, call):
    below = first(database, StakeholderType, StakeholderType.parent_id.is_not(None))
    question = first(database, Question, Question.call_id == call.id, Question.number == 1)
    for draft in (
        TargetDraft(3),
        TargetDraft(2, type_id=below.parent_id),
        TargetDraft(1, question_id=question.id),
        TargetDraft(4, type_id=below.id, question_id=question.id),
    ):
        do(database, set_target, call_id=call.id, draft=draft)
    for number in range(5):
        said = {"answers": {1: "Buses."}} if number % 2 else {"letter": "Trains."}
        draft = {"respondent": f"R{number}", "type_token": below.key, "area": "Hinckley", **said}
        tag(database, log(database, call, **draft))
    log(database, call, respondent="Blank Ltd", email="b@blank.example")
    do(database, mark_acknowledged, call_id=call.id, submission_ids=[1, 2])
    blank = first(database, Stakeholder, Stakeholder.name == "Blank Ltd")
    chased = {"stakeholder_ids": [blank.id], "chased_on": date(2018, 12, 9), "note": "Rang."}
    do(database, mark_chased, call_id=call.id, **chased)


def told(database, call):
    with database.reading() as session:
        return (
            [(line.who, line.heard, line.wanted) for line in coverage(session, call.id)],
            [row[1:] for row in not_heard(session, call.id)],
            [row[1:] for row in acknowledgements(session, call.id).rows],
            event_log(session, call.id),
            [(row.row.code, row.one_group) for row in frame(session, call.id).rows],
        )


def test_what_is_told_of_coverage_is_the_same_on_both(database, call, tmp_path):
    work_on(database, call)
    beside = set_up(create_database(tmp_path / "beside.lisdesk"))
    own = open_call(beside)
    work_on(beside, own)
    found = told(database, call)
    assert found == told(beside, own)
    assert [line[1:] for line in found[0]] == [(5, 3), (2, 1), (5, 2), (2, 4)]
    assert "rests on one group: 5 of 5 are" in dict(found[4])["P2"]
    beside.close()
