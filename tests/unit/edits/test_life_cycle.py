"""A call is taken through its life step by step, and back; an archived one is not changed."""

from datetime import date

import pytest

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.calls import (
    CallDraft,
    close_call,
    extend_call,
    new_call,
    record_due_closing,
    reopen_call,
)
from lisdesk.edits.history import take_back as take_back_edit
from lisdesk.edits.life_cycle import (
    ON,
    archive_call,
    begin_analysis,
    begin_report,
    make_call_ready,
    mark_published,
    take_call_back,
)
from lisdesk.edits.publications import record_publication
from lisdesk.edits.questions import add_question
from lisdesk.edits.reading import mark_read
from lisdesk.edits.stakeholder_merging import merge_stakeholders
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.edits.verbs import VERBS
from lisdesk.queries.calls import calls
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.life_cycle import RULES, Stage
from lisdesk.store.entities import Call, Closing, Deadline, StageChange
from lisdesk.store.stages import steps_of
from tests.desk_work import assert_refused, at, content, do, first, log, rows, take_back
from tests.story import PUBLISHED

CLOSED = at(2019, 2, 2)
DRAFT = CallDraft(
    "Skills", "D2N2", date(2019, 3, 1), parse_deadline("2019-03-31"), prefix="skills", is_draft=True
)


@pytest.fixture
def archived(database, call):
    """Return the call, with one submission, after every step."""
    log(database, call, letter="Skills.", respondent="Acme Ltd")
    for edit in (begin_analysis, begin_report, mark_published, archive_call):
        do(database, edit, desk=CLOSED, call_id=call.id, reason="On our pages.")
    return call


def stage(database, call_id, desk=CLOSED):
    with database.reading() as session:
        (row,) = calls(session, desk.clock.now(), [call_id])
        return row.stage


def test_a_call_goes_through_its_life_and_each_step_is_on_record(database, archived):
    assert stage(database, archived.id) is Stage.ARCHIVED
    with database.reading() as session:
        steps = [(step.stage, step.officer, step.reason) for step in steps_of(session, archived.id)]
    assert steps == [
        (each, "Ann Officer", "On our pages.")
        for each in (Stage.ANALYSING, Stage.REPORTING, Stage.PUBLISHED, Stage.ARCHIVED)
    ]


def test_a_call_without_a_step_goes_by_the_clock_alone(database, call):
    for desk, there in (
        (at(2018, 12, 5), Stage.SCHEDULED),
        (at(2018, 12, 10), Stage.OPEN),
        (CLOSED, Stage.CLOSED),
    ):
        assert stage(database, call.id, desk) is there
    do(
        database,
        extend_call,
        call_id=call.id,
        deadline=parse_deadline("2019-02-08"),
        reason="Asked for.",
    )
    assert stage(database, call.id) is Stage.EXTENDED
    assert rows(database, StageChange) == []


def test_an_open_call_is_not_analysed_and_no_step_is_left_out(database, call):
    refused = assert_refused(database, begin_analysis, call_id=call.id)
    assert "goes on by the clock" in refused.happened
    refused = assert_refused(database, begin_report, call_id=call.id, desk=CLOSED)
    assert "can only go to “analysing”" in refused.happened
    do(database, begin_analysis, desk=CLOSED, call_id=call.id)
    refused = assert_refused(database, begin_analysis, call_id=call.id, desk=CLOSED)
    assert "analysing already" in refused.happened
    refused = assert_refused(database, take_call_back, call_id=call.id, reason=" ", desk=CLOSED)
    assert "needs a reason" in refused.happened
    back = {"call_id": call.id, "reason": "Begun too early."}
    assert do(database, take_call_back, desk=CLOSED, **back).result.stage is Stage.CLOSED
    refused = assert_refused(database, take_call_back, desk=CLOSED, **back)
    assert "no step back" in refused.happened


def test_a_publication_on_record_needs_no_reason(database, call):
    for edit in (begin_analysis, begin_report):
        do(database, edit, desk=CLOSED, call_id=call.id)
    refused = assert_refused(database, mark_published, call_id=call.id, desk=CLOSED)
    assert "No publication of it is on record" in refused.happened
    do(database, record_publication, desk=CLOSED, call_id=call.id, file=PUBLISHED)
    step = do(database, mark_published, desk=CLOSED, call_id=call.id).result
    assert (step.was, step.stage) == (Stage.REPORTING, Stage.PUBLISHED)


def test_a_deadline_stands_while_a_call_is_analysed(database, call):
    do(database, begin_analysis, desk=CLOSED, call_id=call.id)
    later = {"deadline": parse_deadline("2019-02-08"), "reason": "Asked for."}
    refused = assert_refused(database, extend_call, call_id=call.id, desk=CLOSED, **later)
    assert refused.happened == f"{call.reference} is analysing, so it cannot be extended."
    assert "--to closed" in refused.do
    for edit in (close_call, reopen_call):
        assert_refused(database, edit, call_id=call.id, reason="Why not.", desk=CLOSED)
    do(database, add_submission, desk=CLOSED, call_id=call.id, draft=SubmissionDraft(letter="A."))


def test_a_draft_takes_nothing_and_its_deadline_is_corrected(database):
    reference = do(database, new_call, draft=DRAFT).result
    with database.reading() as session:
        (row,) = [
            each for each in calls(session, CLOSED.clock.now()) if each.reference == reference
        ]
    assert row.stage is Stage.DRAFT
    letter = SubmissionDraft(letter="Early.")
    refused = assert_refused(database, add_submission, call_id=row.id, draft=letter)
    assert "is a draft, so nothing can be sent in" in refused.happened
    later = parse_deadline("2019-04-30T17:00")
    refused = assert_refused(database, extend_call, call_id=row.id, deadline=later, reason="More.")
    assert "is a draft, so it cannot be extended" in refused.happened
    do(database, edit_call, call_id=row.id, correction=CallCorrection(deadline=later))
    (line,) = rows(database, Deadline, Deadline.call_id == row.id)
    assert line.closes_on == later.closes_on
    refused = assert_refused(database, make_call_ready, call_id=row.id)
    assert "It asks no question yet" in refused.happened
    do(database, add_question, call_id=row.id, text="What is missing?")
    assert do(database, make_call_ready, call_id=row.id).result.stage is Stage.SCHEDULED
    assert_refused(database, edit_call, call_id=row.id, correction=CallCorrection(deadline=later))
    back = {"call_id": row.id, "reason": "The board has not agreed."}
    assert do(database, take_call_back, **back).result.stage is Stage.DRAFT


def test_a_draft_and_an_archived_call_are_not_closed_by_the_clock(database, archived):
    do(database, new_call, draft=DRAFT)
    with database.writing(at(2019, 6, 1)) as work:
        assert record_due_closing(work, call_id=archived.id).result == ""
        assert record_due_closing(work, call_id=archived.id + 1).result == ""
    assert rows(database, Closing) == []


def test_no_edit_changes_an_archived_call(database, archived):
    edits = (
        (edit_call, {"call_id": archived.id, "correction": CallCorrection(title="Other")}),
        (add_question, {"call_id": archived.id, "text": "One more?"}),
        (add_submission, {"call_id": archived.id, "draft": SubmissionDraft(letter="Late.")}),
        (add_tag, {"submission_id": 1, "priority_id": 1, "draft": TagDraft()}),
        (record_publication, {"call_id": archived.id, "file": PUBLISHED}),
    )
    for edit, arguments in edits:
        refused = assert_refused(database, edit, desk=CLOSED, **arguments)
        assert refused.happened == f"{archived.reference} is archived."
        assert "--to published" in refused.do
        assert "Calls" in refused.in_window()
    do(database, mark_read, desk=CLOSED, submission_ids=[1])


def test_what_several_calls_share_is_not_changed_in_an_archived_one(database, archived):
    do(
        database,
        new_call,
        draft=CallDraft("B", "D2N2", date(2019, 1, 1), parse_deadline("2019-03-31")),
    )
    draft = SubmissionDraft(letter="Roads.", respondent="Acme Limited")
    do(database, add_submission, desk=CLOSED, call_id=archived.id + 1, draft=draft)
    refused = assert_refused(database, merge_stakeholders, into_id=2, merged_id=1, take=[])
    assert "is archived" in refused.happened


def test_an_archived_call_comes_back_and_can_be_changed_again(database, archived):
    back = do(
        database, take_call_back, desk=CLOSED, call_id=archived.id, reason="One answer is owed."
    )
    correction = CallCorrection(title="Other")
    changed = do(database, edit_call, desk=CLOSED, call_id=archived.id, correction=correction)
    take_back(database, changed, desk=CLOSED)
    take_back(database, back, desk=CLOSED)
    assert stage(database, archived.id) is Stage.ARCHIVED
    assert_refused(database, edit_call, call_id=archived.id, correction=correction)


def test_steps_are_taken_back_from_the_newest_on(database, call):
    before = content(database)
    steps = [
        do(database, ON[each], desk=CLOSED, call_id=call.id, reason="So.")
        for each in (Stage.ANALYSING, Stage.REPORTING, Stage.PUBLISHED, Stage.ARCHIVED)
    ]
    refused = assert_refused(database, take_back_edit, entry_id=steps[1].entry_id, desk=CLOSED)
    assert "A later step" in refused.happened
    for step in reversed(steps):
        take_back(database, step, desk=CLOSED)
    assert content(database) == before
    assert RULES[stage(database, call.id)].forward.to is Stage.ANALYSING


def sent_in_early(database):
    """Return a draft made ready with the step, and a submission sent in for it since."""
    do(database, new_call, draft=DRAFT)
    draft = first(database, Call)
    do(database, add_question, call_id=draft.id, text="What is missing?")
    ready = do(database, make_call_ready, call_id=draft.id)
    return draft, ready, log(database, draft, letter="Early.")


def test_undo_makes_no_draft_of_a_call_that_something_was_sent_in_for(database):
    draft, ready, _ = sent_in_early(database)
    refused = assert_refused(database, take_back_edit, entry_id=ready.entry_id)
    assert refused.happened == (
        f"Something was sent in for {draft.reference} already, so it does not become a draft."
    )
    assert "Extend" in refused.do


def test_redo_makes_no_draft_of_a_call_that_something_was_sent_in_for(database):
    do(database, new_call, draft=DRAFT)
    draft = first(database, Call)
    do(database, add_question, call_id=draft.id, text="What is missing?")
    do(database, make_call_ready, call_id=draft.id)
    back = do(database, take_call_back, call_id=draft.id, reason="Too early.")
    ready = take_back(database, back)
    log(database, draft, letter="Early.")
    assert_refused(database, VERBS[ready.inverse.verb], **ready.inverse.arguments)


def test_the_deadline_of_a_draft_that_holds_something_is_not_corrected(database):
    draft, _, _ = sent_in_early(database)
    with database.writing(at(2018, 12, 10)) as work:  # as an earlier version let a file become
        step = StageChange(
            call_id=draft.id, stage=Stage.DRAFT, is_back=True, reason="", decided_at=work.now,
            officer=work.officer,
        )  # fmt: skip
        work.run("make_call_ready", 1, lambda: work.add(step), lambda _changes: None)
    later = CallCorrection(deadline=parse_deadline("2019-04-30"))
    refused = assert_refused(database, edit_call, call_id=draft.id, correction=later)
    assert f"sent in for {draft.reference}, so its deadline stays" in refused.happened


@pytest.mark.parametrize("last", [Stage.ANALYSING, Stage.REPORTING, Stage.PUBLISHED])
def test_undo_moves_no_deadline_and_no_closing_past_the_clock(database, call, last):
    later = {"deadline": parse_deadline("2019-02-08"), "reason": "Asked for."}
    extended = do(database, extend_call, call_id=call.id, **later)
    closed = do(database, close_call, call_id=call.id, reason="Enough.")
    for step in (Stage.ANALYSING, Stage.REPORTING, Stage.PUBLISHED):
        do(database, ON[step], call_id=call.id, reason="So.")
        if step is last:
            break
    for edit in (closed, extended):
        refused = assert_refused(database, take_back_edit, entry_id=edit.entry_id)
    refused = assert_refused(database, take_back_edit, entry_id=closed.entry_id)
    assert refused.happened == (
        f"{call.reference} is {last.label.lower()}, so its deadline and its closing stand."
    )
    assert "lisdesk call step" in refused.do


def test_that_a_deadline_passed_is_recorded_while_a_call_is_analysed(database, call):
    do(database, begin_analysis, desk=CLOSED, call_id=call.id)
    done = do(database, record_due_closing, desk=CLOSED, call_id=call.id)
    assert done.result == call.reference
    take_back(database, done, desk=CLOSED)


def test_a_correction_of_a_draft_is_not_taken_back_once_it_was_announced(database):
    do(database, new_call, draft=DRAFT)
    draft = first(database, Call)
    do(database, add_question, call_id=draft.id, text="What is missing?")
    later = CallCorrection(deadline=parse_deadline("2019-04-30"))
    corrected = do(database, edit_call, call_id=draft.id, correction=later)
    ready = do(database, make_call_ready, call_id=draft.id)
    refused = assert_refused(database, take_back_edit, entry_id=corrected.entry_id)
    assert "is no draft any more" in refused.happened
    take_back(database, ready)
    take_back(database, corrected)
