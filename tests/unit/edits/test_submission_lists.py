"""Many submissions are corrected in one edit, which no later import undoes."""

import pytest

from lisdesk.edits.correcting import NOTHING
from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingRow
from lisdesk.edits.submission_lists import (
    ListCorrection,
    ListReport,
    decide_late_submissions,
    edit_submissions,
    put_submissions_back,
    set_submissions_aside,
)
from lisdesk.edits.submissions import set_submission_aside
from lisdesk.errors import StaleEditError
from lisdesk.rules.vocabulary import Channel, Disposition, LateChoice, Permission, SetAside
from lisdesk.store.entities import Area, AuditEntry, StakeholderType, Submission
from tests.desk_work import (
    assert_refused,
    at,
    content,
    do,
    entries,
    first,
    log,
    open_call,
    rows,
    submission,
    take_back,
)
from tests.story import incoming


@pytest.fixture
def logged(database, call):
    """Return three submissions."""
    known = {"type_token": "school", "area": "Melton", "permission": Permission.NONE}
    return [
        log(database, call, respondent="Acme", letter="One.", **known),
        log(database, call, respondent="Beta", letter="Two."),
        log(database, call, respondent="Cy", letter="Three.", channel=Channel.POST),
    ]


def correct(database, submissions, **changes):
    numbers = [each.id for each in submissions]
    correction = ListCorrection(**changes)
    return do(database, edit_submissions, submission_ids=numbers, correction=correction)


def stated(database, reference):
    found = submission(database, reference)
    type_key = first(database, StakeholderType, StakeholderType.id == found.type_id)
    area = first(database, Area, Area.id == found.area_id)
    return (
        type_key.key if type_key else None,
        area.name if area else None,
        found.channel,
        found.permission,
    )


def test_many_are_corrected_in_one_edit_and_the_rest_of_each_stays(database, logged):
    before, edits = content(database), entries(database)
    done = correct(
        database, logged, type_token="Business", area=" oadby", permission=Permission.UNNAMED
    )
    assert done.result == ListReport(submissions=3, changed=3)
    assert entries(database) == edits + 1
    newest = rows(database, AuditEntry)[-1]
    assert (newest.verb, newest.subject) == ("edit_submissions", "LLEP-2018-01")
    shared = ("business", "oadby", Channel.ONLINE, Permission.UNNAMED)
    assert [stated(database, each.reference) for each in logged] == [
        shared,
        shared,
        ("business", "oadby", Channel.POST, Permission.UNNAMED),
    ]
    take_back(database, done)
    assert content(database) == before


def test_only_those_that_differ_count_as_changed(database, logged):
    assert correct(database, logged, channel=Channel.POST).result == ListReport(3, 2)
    again = correct(database, logged, channel=Channel.POST)
    assert (again.result, again.entry_id) == (ListReport(3, 0), None)
    assert correct(database, [], channel=Channel.POST).entry_id is None


def test_a_field_can_be_emptied(database, logged):
    correct(database, logged[:1], type_token="", area="", permission=NOTHING)
    assert stated(database, "LLEP-0001") == (None, None, Channel.ONLINE, None)


def test_an_unknown_type_is_refused(database, logged):
    numbers = {"submission_ids": [logged[0].id]}
    wizard = ListCorrection(type_token="wizard", area="Nowhere")
    assert_refused(database, edit_submissions, **numbers, correction=wizard)


def test_submissions_of_two_calls_are_not_corrected_together(database, logged):
    theirs = log(database, open_call(database), letter="Other.")
    numbers = {"submission_ids": [logged[0].id, theirs.id]}
    assert_refused(database, edit_submissions, **numbers, correction=ListCorrection(area="Oadby"))


def test_a_submission_that_is_not_there_stops_the_edit(database, logged):
    numbers = {"submission_ids": [logged[0].id, 99]}
    correction = ListCorrection(area="Oadby")
    assert_refused(database, edit_submissions, StaleEditError, **numbers, correction=correction)


def test_a_thousand_are_corrected_in_one_edit(database, call):
    incoming_rows = (
        IncomingRow(number, f"k{number}", "d", respondent=f"Body {number}", answers=[(0, "Yes.")])
        for number in range(2, 1_202)
    )
    do(database, import_rows, call_id=call.id, file=incoming(incoming_rows))
    numbers = {"submission_ids": range(1, 1_201)}
    done = do(database, edit_submissions, **numbers, correction=ListCorrection(area="Oadby"))
    assert done.result == ListReport(1_200, 1_200)


def test_an_import_does_not_overwrite_what_was_corrected_together(database, call):
    def row(text, digest):
        return IncomingRow(2, "k1", digest, respondent="Acme", area="Melton", answers=[(0, text)])

    do(database, import_rows, call_id=call.id, file=incoming(iter([row("One.", "d1")])))
    correct(database, [submission(database, "LLEP-0001")], area="Oadby")
    done = do(database, import_rows, call_id=call.id, file=incoming(iter([row("Two.", "d2")])))
    assert done.result.changed == 1
    assert "corrected here" in done.result.problems[0]["what"]
    assert stated(database, "LLEP-0001")[1] == "Oadby"
    assert "Two." in submission(database, "LLEP-0001").extras.values()


def test_many_are_set_aside_and_put_back_in_one_step_each(database, logged):
    numbers = {"submission_ids": [each.id for each in logged]}
    do(database, set_submission_aside, submission_id=2, kind=SetAside.WITHDRAWN, reason="Asked")
    done = do(
        database, set_submissions_aside, **numbers, kind=SetAside.WITHDRAWN, reason="Asked too"
    )
    assert done.result == ListReport(3, 2)
    assert {each.disposition for each in rows(database, Submission)} == {Disposition.WITHDRAWN}
    newest = rows(database, AuditEntry)[-1]
    assert (newest.verb, newest.subject) == ("set_submissions_aside", "LLEP-2018-01")
    take_back(database, done)
    standing = [each.set_aside for each in rows(database, Submission)]
    assert standing == [None, SetAside.WITHDRAWN, None]
    put = do(database, put_submissions_back, **numbers, reason="They changed their minds")
    assert put.result == ListReport(3, 1)
    assert [each.set_aside for each in rows(database, Submission)] == [None] * 3


def test_one_decision_holds_for_those_that_came_late(database, call, logged):
    late = log(database, call, desk=at(2019, 2, 5), letter="Late.")
    numbers = {"submission_ids": [logged[0].id, late.id]}
    choice = {"choice": LateChoice.ACCEPT, "reason": "Post was slow"}
    done = do(database, decide_late_submissions, **numbers, **choice)
    assert done.result == ListReport(2, 1)
    assert submission(database, late.reference).disposition is Disposition.LATE_ACCEPTED
    assert_refused(database, decide_late_submissions, **numbers, choice=LateChoice.NOTE, reason=" ")
