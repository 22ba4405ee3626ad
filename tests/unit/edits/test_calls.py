"""Calls: who runs them, when they close, and what a moved deadline does to what came in."""

from datetime import UTC, date, datetime

import pytest

from lisdesk.edits.calls import (
    CallDraft,
    close_call,
    extend_call,
    new_call,
    record_due_closing,
    record_due_closings,
    reopen_call,
)
from lisdesk.edits.lead_bodies import find_or_add_lead_body
from lisdesk.edits.seen_deadlines import SeenDeadline
from lisdesk.errors import NotFoundError, RefusedError, StaleEditError
from lisdesk.rules.deadlines import Deadline, parse_deadline
from lisdesk.rules.vocabulary import (
    CallState,
    Disposition,
    LeadBodyKind,
    QuestionKind,
    Timing,
)
from lisdesk.store.entities import (
    BodyRole,
    Call,
    CallBody,
    Closing,
    ClosingKind,
    LeadBody,
    Priority,
    Question,
    QuestionLabel,
    Submission,
)
from lisdesk.store.entities import Deadline as DeadlineRow
from tests.desk_work import (
    DESK,
    NOW,
    assert_refused,
    at,
    body_named,
    content,
    count,
    do,
    entries,
    first,
    log,
    open_call,
    rows,
    submission,
    take_back,
)

FIRST_DEADLINE = parse_deadline("2019-01-31")
LLEP_DRAFT = CallDraft("Local Industrial Strategy", "LLEP", date(2018, 12, 6), FIRST_DEADLINE)


def lead_of(database, call):
    lead = first(database, CallBody, CallBody.call_id == call.id, CallBody.role == BodyRole.LEAD)
    return body_named(database, lead.lead_body_id)


def extend(database, call, deadline, *, desk=DESK, reason="More time."):
    arguments = {"call_id": call.id, "deadline": parse_deadline(deadline), "reason": reason}
    return do(database, extend_call, desk=desk, **arguments).result


def close(database, call, *, desk=DESK):
    return do(database, close_call, desk=desk, call_id=call.id, reason="Enough.").result


def reopen(database, call, *, desk=DESK):
    return do(database, reopen_call, desk=desk, call_id=call.id, reason="Mistaken.").result


def test_a_call_is_numbered_by_its_lead_and_the_year_it_opens(database):
    assert open_call(database).reference == "LLEP-2018-01"
    assert open_call(database).reference == "LLEP-2018-02"
    later = open_call(
        database, opens_on=date(2019, 1, 1), deadline=parse_deadline("2019-02-01"), prefix="lis"
    )
    assert later.reference == "LIS-2019-01"
    assert (later.zone, later.opens_on) == ("Europe/London", date(2019, 1, 1))


@pytest.mark.parametrize(
    "name",
    [
        "Leicester and Leicestershire",
        "Leicester & Leicestershire",
        "  leicester AND   leicestershire LEP ",
        "Leicester & Leicestershire Enterprise Partnership",
        "Leicester and Leicestershire Local Enterprise Partnership",
        "LLEP",
        "llep",
    ],
)
def test_a_lead_is_known_by_any_of_its_names(database, name):
    assert lead_of(database, open_call(database, lead=name)) == "Leicester & Leicestershire"


def test_every_shipped_partnership_is_found_by_each_of_its_names(database):
    with database.writing(DESK) as work:
        for body in rows(database, LeadBody):
            for name in filter(None, (body.name, body.official_name, body.short_name)):
                assert find_or_add_lead_body(work, name).name == body.name


def test_an_unknown_lead_is_refused_with_the_nearest_names(database):
    with pytest.raises(NotFoundError) as refused:
        open_call(database, lead="Leicster and Leicestershire")
    assert "Leicester & Leicestershire" in refused.value.do
    with pytest.raises(NotFoundError) as refused:
        open_call(database, lead="Zzyzx")
    assert "Did you mean" not in refused.value.do
    assert count(database, Call) == 0


@pytest.mark.parametrize(
    ("name", "kind", "prefix"),
    [
        ("West Yorkshire Combined Authority", LeadBodyKind.COMBINED_AUTHORITY, "WYCA"),
        ("Leicester City Council", LeadBodyKind.COUNCIL, "LCC"),
    ],
)
def test_an_authority_or_a_council_is_taken_by_its_own_name(database, name, kind, prefix):
    assert open_call(database, lead=name).reference == f"{prefix}-2018-01"
    assert open_call(database, lead=name.upper()).reference == f"{prefix}-2018-02"
    (added,) = rows(database, LeadBody, LeadBody.kind != LeadBodyKind.LEP)
    assert (added.name, added.kind) == (name, kind)


def test_partners_stand_beside_the_lead_in_their_order(database):
    call = open_call(database, partners=["D2N2", "Leicester City Council"])
    found = rows(database, CallBody, CallBody.call_id == call.id)
    assert [(body.position, body.role) for body in found] == [
        (1, BodyRole.LEAD),
        (2, BodyRole.PARTNER),
        (3, BodyRole.PARTNER),
    ]
    assert body_named(database, found[2].lead_body_id) == "Leicester City Council"


@pytest.mark.parametrize("partners", [["D2N2", "D2N2 LEP"], ["LLEP"]])
def test_no_body_is_named_twice_for_a_call(database, partners):
    before = content(database)
    with pytest.raises(RefusedError) as refused:
        open_call(database, partners=partners)
    assert "twice" in refused.value.happened
    assert content(database) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "  "},
        {"deadline": parse_deadline("2018-12-05")},
        {"opens_on": date(2019, 2, 1)},
        {"prefix": "X"},
        {"prefix": "1AB"},
        {"prefix": "TAG"},
        {"prefix": "imp"},
        {"prefix": "L LEP"},
        {"prefix": "ABCDEFGHIJK"},
    ],
)
def test_a_call_that_makes_no_sense_is_refused_and_nothing_is_made(database, changes):
    before = content(database), entries(database)
    with pytest.raises(RefusedError):
        open_call(database, **changes)
    assert (content(database), entries(database)) == before


def test_a_call_may_close_on_the_day_it_opens(database):
    same_day = parse_deadline("2018-12-06")
    assert open_call(database, deadline=same_day).reference == "LLEP-2018-01"


def test_a_template_brings_questions_priorities_and_their_labels(database, call):
    questions = rows(database, Question)
    assert [question.number for question in questions] == list(range(1, 11))
    assert {question.kind for question in questions} == {QuestionKind.OPEN}
    codes = [priority.code for priority in rows(database, Priority)]
    assert codes == ["P1", "P2", "P3", "P4", "P5", "G1", "G2", "G3", "G4"]
    assert count(database, QuestionLabel) == 11
    assert call.framework_id == 1


def test_a_call_without_a_template_has_no_questions(database):
    do(database, new_call, draft=LLEP_DRAFT)
    assert count(database, Question) == count(database, Priority) == 0
    assert first(database, Call).framework_id is None


def test_an_extension_keeps_the_history_and_lists_what_it_judges_anew(database, call):
    moments = {"LLEP-0001": (1, 31, 23), "LLEP-0002": (2, 1, 0), "LLEP-0003": (2, 9, 0)}
    for month, day, hour in moments.values():
        log(
            database, call, letter="Text.", received_at=datetime(2019, month, day, hour, tzinfo=UTC)
        )
    standings = [row.disposition for row in rows(database, Submission)]
    assert standings == [
        Disposition.COUNTED,
        Disposition.LATE_WAITING,
        Disposition.LATE_WAITING,
    ]
    change = extend(database, call, "2019-02-08")
    assert (change.reference, change.state) == (call.reference, CallState.OPEN)
    assert change.deadline == parse_deadline("2019-02-08")
    (judgement,) = change.judgements
    assert (judgement.reference, judgement.was, judgement.becomes, judgement.disposition) == (
        "LLEP-0002",
        Timing.LATE,
        Timing.IN_TIME,
        Disposition.COUNTED,
    )
    shorter = extend(database, call, "2019-01-30")
    assert [each.reference for each in shorter.judgements] == ["LLEP-0001", "LLEP-0002"]
    history = rows(database, DeadlineRow)
    assert [(line.ordinal, line.closes_on) for line in history] == [
        (1, date(2019, 1, 31)),
        (2, date(2019, 2, 8)),
        (3, date(2019, 1, 30)),
    ]
    assert (history[1].reason, history[1].officer) == ("More time.", "Ann Officer")
    assert history[1].decided_at == NOW


def test_an_extension_needs_a_reason_another_deadline_and_a_close_after_the_opening(database, call):
    before = content(database)
    with pytest.raises(RefusedError):
        extend(database, call, "2019-02-08", reason=" ")
    with pytest.raises(RefusedError):
        extend(database, call, "2019-01-31")
    with pytest.raises(RefusedError):
        extend(database, call, "2018-12-05")
    assert content(database) == before


def test_a_deadline_that_a_colleague_has_moved_meanwhile_is_not_moved_unseen(database, call):
    cam = DESK._replace(officer="Cam Colleague")
    extend(database, call, "2019-02-08", desk=cam)
    later = {"call_id": call.id, "deadline": parse_deadline("2019-02-15"), "reason": "Snow."}
    seen = SeenDeadline(FIRST_DEADLINE, None)
    refused = assert_refused(database, extend_call, StaleEditError, **later, seen=seen)
    assert str(refused) == (
        "Cam Colleague has moved the deadline of LLEP-2018-01 meanwhile: it closes on "
        "Fri 8 Feb 2019, 24:00. The call stands as it is, and yours was not saved. "
        "Look at the call as it stands now, and extend it anew if it is to move again."
    )
    do(database, extend_call, **later, seen=SeenDeadline(parse_deadline("2019-02-08"), None))


def test_a_deadline_that_was_taken_back_meanwhile_is_told_without_a_name(database, call):
    later = {"call_id": call.id, "deadline": parse_deadline("2019-02-08"), "reason": "Snow."}
    made = do(database, extend_call, **later)
    seen = SeenDeadline(parse_deadline("2019-02-08"), None)
    take_back(database, made)
    later |= {"deadline": parse_deadline("2019-02-15"), "seen": seen}
    refused = assert_refused(database, extend_call, StaleEditError, **later)
    told = "The deadline of LLEP-2018-01 was taken back meanwhile: it closes on Thu 31 Jan 2019"
    assert str(refused).startswith(told)


def test_a_closing_by_hand_that_was_not_seen_is_not_lifted(database, call):
    bea = DESK._replace(officer="Bea Colleague")
    later = {"call_id": call.id, "deadline": parse_deadline("2019-02-15"), "reason": "Snow."}
    seen = SeenDeadline(FIRST_DEADLINE, None)
    made = do(database, close_call, desk=bea, call_id=call.id, reason="Ministers stopped it.")
    refused = assert_refused(database, extend_call, StaleEditError, **later, seen=seen)
    told = "Bea Colleague has closed LLEP-2018-01 meanwhile, since “Ministers stopped it”."
    assert str(refused).startswith(told)
    closed_at = first(database, Call).closed_by_hand_at
    take_back(database, made)
    then = SeenDeadline(FIRST_DEADLINE, closed_at)
    refused = assert_refused(database, extend_call, StaleEditError, **later, seen=then)
    assert "was taken back meanwhile" in str(refused)
    do(database, extend_call, **later, seen=seen)


def test_a_deadline_keeps_its_time_of_day_and_which_of_two_equal_ones_is_meant(database, call):
    night = Deadline(date(2019, 10, 27), datetime(2019, 10, 27, 1, 30).time(), fold=1)
    arguments = {"call_id": call.id, "deadline": night, "reason": "Night."}
    change = do(database, extend_call, **arguments).result
    assert change.deadline == night
    assert change.deadline.moment == datetime(2019, 10, 27, 1, 30, tzinfo=UTC)


def test_closing_early_makes_what_arrives_from_now_on_late(database, call):
    early = log(database, call, letter="Text.", desk=at(2018, 12, 10, 8))
    change = close(database, call)
    assert (change.state, change.judgements) == (CallState.CLOSED, [])
    assert log(database, call, letter="Text.").timing is Timing.LATE
    assert submission(database, early.reference).timing is Timing.IN_TIME
    (closing,) = rows(database, Closing)
    assert (closing.kind, closing.effective_at, closing.reason) == (
        ClosingKind.CLOSED,
        NOW,
        "Enough.",
    )


def test_reopening_judges_again_until_the_deadline(database, call):
    close(database, call)
    log(database, call, letter="Text.", desk=at(2018, 12, 11))
    change = reopen(database, call, desk=at(2018, 12, 12))
    assert change.state is CallState.OPEN
    assert [(each.was, each.becomes) for each in change.judgements] == [
        (Timing.LATE, Timing.IN_TIME)
    ]


@pytest.mark.parametrize(
    ("edits", "desk"),
    [
        ([close], at(2018, 12, 5)),
        ([close], at(2019, 2, 1)),
        ([close, close], DESK),
        ([reopen], DESK),
        ([reopen], at(2018, 12, 5)),
        ([reopen], at(2019, 2, 1)),
    ],
    ids=["unopened", "ended", "twice", "open", "scheduled", "past deadline"],
)
def test_a_call_closes_only_when_open_and_reopens_only_before_its_deadline(
    database, call, edits, desk
):
    *before, last = edits
    for edit in before:
        edit(database, call, desk=desk)
    kept = content(database)
    with pytest.raises(RefusedError):
        last(database, call, desk=desk)
    assert content(database) == kept


def test_an_extension_ahead_opens_a_call_that_was_closed_by_hand(database, call):
    close(database, call)
    assert extend(database, call, "2019-02-08").state is CallState.OPEN
    assert first(database, Call).closed_by_hand_at is None


def test_an_extension_that_has_passed_leaves_a_call_closed_by_hand(database, call):
    close(database, call)
    assert extend(database, call, "2018-12-09").state is CallState.CLOSED
    assert first(database, Call).closed_by_hand_at == NOW


def due(database, desk) -> list[str]:
    with database.writing(desk) as work:
        return record_due_closings(work)


def test_the_end_of_a_call_is_recorded_once_for_each_deadline(database, call):
    second = open_call(database, deadline=parse_deadline("2019-03-31"))
    assert due(database, at(2019, 1, 31, 23)) == []
    assert due(database, at(2019, 2, 1)) == [call.reference]
    assert due(database, at(2019, 2, 2)) == []
    (recorded,) = rows(database, Closing)
    assert recorded.effective_at == datetime(2019, 2, 1, tzinfo=UTC)
    assert recorded.kind is ClosingKind.DUE
    extend(database, call, "2019-02-08", desk=at(2019, 2, 3))
    assert due(database, at(2019, 2, 8, 23)) == []
    assert due(database, at(2019, 4, 1)) == [
        call.reference,
        second.reference,
    ]


def test_a_call_closed_by_hand_has_no_end_that_falls_due(database, call):
    close(database, call)
    assert due(database, at(2019, 2, 1)) == []


def test_a_recorded_end_that_was_taken_back_is_recorded_again(database, call):
    done = do(database, record_due_closing, desk=at(2019, 2, 1), call_id=call.id)
    take_back(database, done, desk=at(2019, 2, 1))
    assert due(database, at(2019, 2, 1)) == [call.reference]


def test_a_calls_reference_is_not_used_again_after_it_was_taken_back(database):
    done = do(database, new_call, draft=LLEP_DRAFT)
    assert done.result == "LLEP-2018-01"
    take_back(database, done)
    assert open_call(database).reference == "LLEP-2018-02"
