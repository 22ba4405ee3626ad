"""What a call says of itself is corrected; another opening day judges its submissions anew."""

from datetime import UTC, date, datetime

import pytest

from lisdesk.edits.call_details import LARGEST_THRESHOLD, CallCorrection, edit_call
from lisdesk.edits.calls import close_call, extend_call
from lisdesk.edits.submissions import set_submission_aside
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.late_policy import LatePolicy
from lisdesk.rules.vocabulary import (
    CallState,
    CampaignPolicy,
    Disposition,
    LateChoice,
    SetAside,
    Timing,
)
from lisdesk.store.entities import Call
from lisdesk.store.late_policies import late_policy_of
from tests.desk_work import (
    assert_refused,
    at,
    content,
    do,
    entries,
    first,
    log,
    submission,
    take_back,
)


def correct(database, **changes):
    return do(database, edit_call, call_id=1, correction=CallCorrection(**changes))


def test_what_is_named_is_corrected_and_the_rest_stays(database, call):
    correct(database, title="  Our  strategy ", small_count_threshold=10)
    found = first(database, Call)
    assert (found.reference, found.title) == (call.reference, "Our strategy")
    assert (found.small_count_threshold, found.campaign_policy) == (10, CampaignPolicy.EACH)
    correct(database, campaign_policy=CampaignPolicy.APART, small_count_threshold=0)
    found = first(database, Call)
    assert (found.title, found.opens_on) == ("Our strategy", call.opens_on)
    assert (found.small_count_threshold, found.campaign_policy) == (0, CampaignPolicy.APART)


def test_a_correction_that_says_what_stands_is_no_edit(database, call):
    before = entries(database)
    assert correct(database, title=call.title, opens_on=call.opens_on).entry_id is None
    assert entries(database) == before


def test_another_opening_day_judges_the_submissions_anew_and_lists_them(database, call):
    early = log(database, call, letter="Early.", received_at=datetime(2018, 12, 8, tzinfo=UTC))
    aside = log(database, call, letter="Off.", received_at=datetime(2018, 12, 8, 1, tzinfo=UTC))
    arguments = {"submission_id": aside.id, "kind": SetAside.OFF_TOPIC, "reason": "Why."}
    do(database, set_submission_aside, **arguments)
    log(database, call, letter="Later.", received_at=datetime(2018, 12, 20, tzinfo=UTC))
    moved = correct(database, opens_on=date(2018, 12, 9))
    judged = [
        (each.reference, each.was, each.becomes, each.disposition)
        for each in moved.result.judgements
    ]
    assert judged == [
        ("LLEP-0001", Timing.IN_TIME, Timing.BEFORE_OPENING, Disposition.COUNTED),
        ("LLEP-0002", Timing.IN_TIME, Timing.BEFORE_OPENING, Disposition.OFF_TOPIC),
    ]
    assert moved.result.state is CallState.OPEN
    assert submission(database, early.reference).timing is Timing.BEFORE_OPENING
    take_back(database, moved)
    assert submission(database, early.reference).timing is Timing.IN_TIME


def test_a_call_that_opens_later_is_not_open_yet(database, call):
    assert correct(database, opens_on=date(2018, 12, 24)).result.state is CallState.SCHEDULED


@pytest.mark.parametrize(
    "changes",
    [
        {"title": " "},
        {"opens_on": date(2019, 2, 1)},
        {"opens_on": date(2030, 1, 1)},
        {"small_count_threshold": -1},
        {"small_count_threshold": LARGEST_THRESHOLD + 1},
    ],
    ids=str,
)
def test_a_correction_that_does_not_fit_is_refused(database, call, changes):
    assert_refused(database, edit_call, call_id=1, correction=CallCorrection(**changes))


def test_a_call_may_open_on_its_closing_day_but_not_after_it(database, call):
    correct(database, opens_on=date(2019, 1, 31))
    extension = {"call_id": 1, "deadline": parse_deadline("2019-02-08T17:00"), "reason": "Why."}
    do(database, extend_call, **extension)
    correct(database, opens_on=date(2019, 2, 8))


def test_a_call_that_was_closed_by_hand_cannot_open_after_that(database, call):
    do(database, close_call, desk=at(2018, 12, 20), call_id=1, reason="Why.")
    correct(database, opens_on=date(2018, 12, 19))
    arguments = {"call_id": 1, "correction": CallCorrection(opens_on=date(2018, 12, 21))}
    refused = assert_refused(database, edit_call, **arguments)
    assert "closed by hand" in refused.happened


def test_the_policy_for_late_ones_is_kept_changed_and_taken_back_and_moves_no_number(
    database, call
):
    late = log(database, call, received_at=datetime(2019, 2, 14, tzinfo=UTC), letter="Late.")
    before = content(database)
    flagged = LatePolicy(LateChoice.ACCEPT_FLAGGED, 3)
    made = correct(database, late_policy=flagged)
    assert made.result.judgements == []
    taken = correct(database, late_policy=LatePolicy())
    take_back(database, taken)
    with database.reading() as session:
        assert late_policy_of(session, call.id) == flagged
    assert submission(database, late.reference).disposition is Disposition.LATE_WAITING
    take_back(database, made)
    assert content(database) == before
    correction = CallCorrection(late_policy=LatePolicy(None, 21))
    assert_refused(database, edit_call, call_id=1, correction=correction)
