"""Taking back is whole or not at all, and what stands afterwards follows from what is left."""

from datetime import datetime, timedelta, timezone

import pytest

from lisdesk.edits.calls import extend_call
from lisdesk.edits.history import take_back
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.questions import add_question
from lisdesk.edits.settings import change_setting
from lisdesk.edits.submissions import (
    AttachedFile,
    SubmissionCorrection,
    decide_late,
    edit_submission,
    put_submission_back,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.queries.soundness import findings
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.vocabulary import Disposition, LateChoice, SetAside, Timing
from lisdesk.store import taking_back
from lisdesk.store.entities import AuditEntry, LateDecision, Question
from tests.desk_work import at, content, count, do, log, rows, submission, tag

ASIDE = {"submission_id": 1, "kind": SetAside.WITHDRAWN, "reason": "Asked."}
ACCEPTED = {"submission_id": 1, "choice": LateChoice.ACCEPT, "reason": "Snow."}


def correct(database, **correction):
    return do(
        database,
        edit_submission,
        submission_id=1,
        correction=SubmissionCorrection(**correction),
    )


def undo(database, done):
    return do(database, take_back, entry_id=done.entry_id)


def assert_sound(database):
    with database.reading() as session:
        problems = [problem for finding in findings(session) for problem in finding.problems]
    assert problems == []


def assert_refused_whole(database, done):
    before = content(database)
    with pytest.raises(RefusedError) as refused:
        undo(database, done)
    assert f"Edit {done.entry_id} " in refused.value.happened
    assert content(database) == before


def test_an_edit_that_is_not_there_cannot_be_taken_back(database):
    with pytest.raises(NotFoundError):
        do(database, take_back, entry_id=4711)


def test_an_edit_that_was_taken_back_cannot_be_taken_back_again(database, call):
    done = do(database, add_question, call_id=call.id, text="And what else?")
    undo(database, done)
    assert_refused_whole(database, done)


def test_what_was_changed_again_since_is_left_alone(database):
    first = do(database, change_setting, name="attachment_limit_mb", value="30")
    do(database, change_setting, name="attachment_limit_mb", value="40")
    assert_refused_whole(database, first)


def test_what_something_added_since_depends_on_is_left_alone(database, call):
    entry = log(database, call, answers={1: "Skills."})
    logged = rows(database, AuditEntry)[-1]
    added = do(database, add_priority, call_id=call.id, draft=PriorityDraft("P9", "More"))
    tag(database, entry, "P9", quote="Skills")
    for entry_id in (logged.id, added.entry_id):
        before = content(database)
        with pytest.raises(RefusedError):
            do(database, take_back, entry_id=entry_id)
        assert content(database) == before


def test_a_place_that_was_taken_since_stays_taken(database, call):
    first = do(database, add_question, call_id=call.id, text="First?")
    undone = undo(database, first)
    do(database, add_question, call_id=call.id, text="Second, of the same number?")
    assert_refused_whole(database, undone)


def test_two_edits_of_different_fields_are_taken_back_in_either_order(database, call):
    log(database, call, answers={1: "One."}, submitted_by="Ann")
    before = content(database)
    first = correct(database, submitted_by="Bea")
    second = correct(database, answers={1: "Two."})
    undo(database, first)
    undo(database, second)
    assert content(database) == before


def test_a_submission_emptied_while_set_aside_is_blank_when_it_comes_back(database, call):
    log(database, call, answers={1: "One."})
    aside = do(database, set_submission_aside, **ASIDE)
    correct(database, answers={1: ""})
    undo(database, aside)
    assert submission(database, "LLEP-0001").disposition is Disposition.BLANK
    assert_sound(database)


def test_content_follows_from_the_texts_that_are_left(database, call):
    log(database, call, answers={1: "One."})
    second = correct(database, answers={2: "Two."})
    correct(database, answers={1: ""})
    undo(database, second)
    assert submission(database, "LLEP-0001").disposition is Disposition.BLANK
    assert_sound(database)


def test_an_attachment_taken_back_leaves_a_submission_that_is_blank_without_it(database, call):
    log(database, call)
    aside = do(database, set_submission_aside, **ASIDE)
    attached = correct(database, attachments=[AttachedFile("a", b"a")])
    undo(database, aside)
    undo(database, attached)
    assert submission(database, "LLEP-0001").disposition is Disposition.BLANK
    assert_sound(database)


def test_the_newest_decision_that_is_left_stands(database, call):
    log(database, call, letter="Late.", received_at=datetime.fromisoformat("2019-02-03T12:00Z"))
    first = do(database, decide_late, **ACCEPTED)
    second = do(database, decide_late, **{**ACCEPTED, "reason": "Snow, said again."})
    undone = undo(database, first)
    assert submission(database, "LLEP-0001").disposition is Disposition.LATE_ACCEPTED
    undo(database, undone)
    assert submission(database, "LLEP-0001").disposition is Disposition.LATE_ACCEPTED
    undo(database, second)
    undo(database, first)
    assert count(database, LateDecision) == 0
    assert submission(database, "LLEP-0001").disposition is Disposition.LATE_WAITING
    assert_sound(database)


def test_a_submission_stays_set_aside_by_a_later_decision(database, call):
    log(database, call, letter="Text.")
    first = do(database, set_submission_aside, **ASIDE)
    do(database, put_submission_back, submission_id=1, reason="Stays.")
    do(database, set_submission_aside, **ASIDE)
    undo(database, first)
    assert submission(database, "LLEP-0001").disposition is Disposition.WITHDRAWN


def test_one_request_for_confidentiality_taken_back_leaves_the_other_in_force(database, call):
    log(database, call, letter="Text.")
    first = do(database, request_confidentiality, submission_id=1, reason="Secret.")
    second = do(database, request_confidentiality, submission_id=1, reason="Very secret.")
    undo(database, first)
    assert submission(database, "LLEP-0001").is_confidential
    undo(database, second)
    assert not submission(database, "LLEP-0001").is_confidential


def test_what_came_in_since_is_judged_by_the_deadline_that_stands_again(database, call):
    extension = {"call_id": call.id, "deadline": parse_deadline("2019-02-08")}
    extended = do(database, extend_call, reason="More time.", **extension)
    received_at = datetime.fromisoformat("2019-02-03T12:00Z")
    assert log(database, call, letter="L.", received_at=received_at).timing is Timing.IN_TIME
    undone = undo(database, extended)
    assert submission(database, "LLEP-0001").timing is Timing.LATE
    undo(database, undone)
    assert submission(database, "LLEP-0001").timing is Timing.IN_TIME
    assert_sound(database)


def test_a_moment_given_in_another_zone_is_the_same_moment_when_taken_back(database, call):
    summer = timezone(timedelta(hours=1))
    log(database, call, letter="L.", received_at=datetime(2019, 1, 5, 13, tzinfo=summer))
    before = content(database)
    moved = correct(database, received_at=datetime(2019, 1, 6, 13, tzinfo=summer))
    undo(database, moved)
    assert content(database) == before
    logged = rows(database, AuditEntry)[-3].id
    do(database, take_back, entry_id=logged)


def test_an_edit_of_another_version_of_the_tables_is_refused(database, call, monkeypatch):
    done = do(database, add_question, call_id=call.id, text="And what else?")
    undone = undo(database, done)
    known = taking_back.row_values

    def without_a_column(table, row):
        return known(table, {**row, "colour": "blue"})

    monkeypatch.setattr(taking_back, "row_values", without_a_column)
    assert_refused_whole(database, undone)


def test_references_are_never_used_again(database, call):
    log(database, call, letter="First.")
    do(database, take_back, entry_id=rows(database, AuditEntry)[-1].id)
    assert log(database, call, letter="Second.").reference == "LLEP-0002"
    first = do(database, add_question, call_id=call.id, text="First?")
    number_of_the_first = rows(database, Question)[-1].id
    undo(database, first)
    do(database, add_question, call_id=call.id, text="Second?", desk=at(2018, 12, 11))
    assert rows(database, Question)[-1].id > number_of_the_first
