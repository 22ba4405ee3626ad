"""The late queue: what waits, what is proposed, and what decisions changed in the ledger."""

import random
from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.calls import extend_call
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.late_decisions import refuse_to_overrule
from lisdesk.edits.submission_lists import decide_late_submissions
from lisdesk.edits.submissions import decide_late, set_submission_aside
from lisdesk.errors import CancelledError, RefusedError, StaleEditError
from lisdesk.queries.late_effects import late_effects_of
from lisdesk.queries.late_queue import LateView, late_counts, late_ids
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.late_policy import LatePolicy
from lisdesk.rules.vocabulary import (
    CampaignPolicy,
    Channel,
    Disposition,
    LateChoice,
    SetAside,
)
from lisdesk.store.entities import Submission
from lisdesk.tasks.late_queue import decide_about, joint_proposal, late_lines, seen_decisions
from tests.desk_work import DESK, assert_refused, at, content, do, entries, log, take_back

WAITING, ACCEPTED, NOT_COUNTED = (
    Disposition.LATE_WAITING,
    Disposition.LATE_ACCEPTED,
    Disposition.LATE_NOT_COUNTED,
)

REFUSED = {"choice": LateChoice.REFUSE, "reason": "Late."}


def day(month, number, hour=12):
    return datetime(2019, month, number, hour, tzinfo=UTC)


def late(database, call, number=4, **draft):
    return log(database, call, received_at=day(2, number), letter="Dear all.", **draft)


def ledger(database):
    with database.reading() as session:
        chosen = select(Submission.disposition, func.count()).group_by(Submission.disposition)
        return Counter(dict(map(tuple, session.execute(chosen))))


def effects(database):
    with database.reading() as session:
        return late_effects_of(session, 1)


def lines(database, view=LateView.WAITING):
    with database.reading() as session:
        return late_lines(session, 1, late_ids(session, 1, view))


@pytest.fixture
def queue(database, call):
    """Log a letter posted in time, one posted late, an e-mail, and one that is in time."""
    do(
        database, edit_call, call_id=1, correction=CallCorrection(
            late_policy=LatePolicy(LateChoice.ACCEPT_FLAGGED, 3)
        ),
    )  # fmt: skip
    late(database, call, 5, channel=Channel.POST, sent_at=day(1, 30), respondent="Acme")
    late(database, call, 4, channel=Channel.POST, sent_at=day(2, 2))
    late(database, call, 1, channel=Channel.EMAIL)
    log(database, call, received_at=day(1, 9), letter="In time.")
    return [1, 2, 3]


def test_those_that_wait_are_listed_as_they_came_with_proposal_and_reason(database, queue):
    found = lines(database)
    assert [each.id for each in found] == [3, 2, 1]
    assert [each.proposal.choice for each in found] == [
        LateChoice.ACCEPT_FLAGGED,
        LateChoice.ACCEPT_FLAGGED,
        LateChoice.ACCEPT,
    ]
    assert found[0].how_late == "12 hours after 24:00 on 31 Jan 2019"
    assert found[2].row.respondent == "Acme"
    policy = LatePolicy(LateChoice.ACCEPT_FLAGGED, 3)
    assert joint_proposal(found[:2], policy).choice is LateChoice.ACCEPT_FLAGGED
    assert "policy" in joint_proposal(found[:2], policy).reason
    assert "Postmarked" in joint_proposal(found[2:], policy).reason
    assert joint_proposal(found, policy).choice is None
    assert ledger(database)[WAITING] == 3  # a proposal moves no number


def test_what_is_decided_leaves_those_that_wait_and_tells_by_whom(database, queue):
    decided = {"choice": LateChoice.NOTE, "reason": "Too late."}
    do(database, decide_late, submission_id=2, **decided)
    do(database, set_submission_aside, submission_id=3, kind=SetAside.WITHDRAWN, reason="Asked.")
    with database.reading() as session:
        listed = {view: late_ids(session, 1, view) for view in LateView}
        counts = late_counts(session, 1)
    assert listed == {LateView.WAITING: [1], LateView.DECIDED: [2], LateView.ALL: [1, 3, 2]}
    assert {view: counts.of(view) for view in LateView} == {
        view: len(ids) for view, ids in listed.items()
    }
    [row] = [each.row for each in lines(database, LateView.DECIDED)]
    assert (row.choice, row.reason, row.officer) == (LateChoice.NOTE, "Too late.", DESK.officer)


def test_many_are_decided_about_in_one_edit_that_tells_how_far_it_is(database, queue):
    before, told = content(database), []
    arguments = {"submission_ids": queue, "choice": LateChoice.ACCEPT, "reason": "Snow."}

    def stop(done, _total):
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        decide_about(database, DESK, stop, **arguments)
    assert content(database) == before
    had = entries(database)
    report = decide_about(database, DESK, lambda *counts: told.append(counts), **arguments)
    assert (report.changed, told[0], told[-1]) == (3, (0, 3), (3, 3))
    assert (entries(database), ledger(database)[ACCEPTED]) == (had + 1, 3)


def test_the_change_of_each_decision_is_the_change_that_the_ledger_made(database, call, queue):
    seen = [ledger(database)]
    steps = [
        (decide_late, {"submission_id": 1, "choice": LateChoice.ACCEPT}),
        (decide_late_submissions, {"submission_ids": [2, 3], "choice": LateChoice.NOTE}),
        (decide_late, {"submission_id": 3, "choice": LateChoice.ACCEPT_FLAGGED}),
    ]
    for place, (verb, arguments) in enumerate(steps):
        do(database, verb, desk=at(2019, 3, 1, place), reason=f"Why {place}.", **arguments)
        seen.append(ledger(database))
    together, *each_one = effects(database)
    assert [(each.submissions, each.reason) for each in each_one] == [
        (1, "Why 0."),
        (2, "Why 1."),
        (1, "Why 2."),
    ]
    for effect, before, after in zip(each_one, seen, seen[1:], strict=False):
        assert {(line.disposition, line.before, line.after) for line in effect.lines} == {
            (each, before[each], after[each]) for each in Disposition if before[each] != after[each]
        }
    assert together.submissions == 3
    assert {(line.disposition, line.before, line.after) for line in together.lines} == {
        (WAITING, 3, 0), (ACCEPTED, 0, 2), (NOT_COUNTED, 0, 1),
    }  # fmt: skip


@pytest.mark.parametrize("policy", list(CampaignPolicy))
def test_what_decisions_changed_ends_at_the_ledger_that_stands(database, call, policy):
    """With some set aside, a campaign, decisions over decisions, and a deadline moved later."""
    chance = random.Random(policy.key)
    for number in range(1, 13):
        log(database, call, received_at=day(1 + number % 2, number), letter="One and the same.")
    do(database, confirm_campaign, call_id=1, seed_id=3, submission_ids=[1, 2, 5, 7], name="Bus")
    do(database, edit_call, call_id=1, correction=CallCorrection(campaign_policy=policy))
    late_ones = [1, 3, 5, 7, 9, 11]
    do(database, set_submission_aside, submission_id=11, kind=SetAside.OFF_TOPIC, reason="Off.")
    for place in range(8):
        some = chance.sample(late_ones, chance.randint(1, 4))
        choice = chance.choice(list(LateChoice))
        desk = at(2019, 3, 1, place)
        arguments = {"submission_ids": some, "choice": choice, "reason": f"Why {place}."}
        do(database, decide_late_submissions, desk=desk, **arguments)
    for closes in ("2019-01-31", "2019-02-04"):
        if closes != "2019-01-31":
            moved = {"deadline": parse_deadline(closes), "reason": "More time."}
            do(database, extend_call, call_id=1, **moved)
        now, (together, *each_one) = ledger(database), effects(database)
        standing = {line.disposition: line.before for line in together.lines}
        total = sum(line.before for line in together.lines)
        for effect in each_one:
            for line in effect.lines:
                assert standing.setdefault(line.disposition, now[line.disposition]) == line.before
                standing[line.disposition] = line.after
            assert sum(line.after - line.before for line in effect.lines) == 0
        assert all(now[each] == count for each, count in standing.items())
        assert total == sum(line.after for line in together.lines)


def test_an_undone_decision_changed_nothing(database, queue):
    done = do(database, decide_late, submission_id=1, choice=LateChoice.ACCEPT, reason="Snow.")
    take_back(database, done)
    assert effects(database) == []


def test_a_decision_that_was_seen_and_taken_back_is_told_as_that(database, call, queue):
    cam = DESK._replace(officer="Cam Colleague")
    accept = {"submission_id": 2, "choice": LateChoice.ACCEPT, "reason": "Snow."}
    do(database, decide_late, **{**accept, "choice": LateChoice.NOTE})
    newest = do(database, decide_late, desk=cam, **accept)
    with database.reading() as session:
        seen = seen_decisions(late_lines(session, 1, [2]))
    take_back(database, newest)
    refused = assert_refused(database, decide_late, StaleEditError, **accept, seen=seen)
    assert str(refused).startswith(
        "The newest decision about LLEP-0002 was taken back meanwhile; what Ann Officer decided "
        "before stands: “note, not counted”"
    )


def test_a_decision_that_was_not_seen_is_not_replaced(database, call, queue):
    with database.reading() as session:
        seen = seen_decisions(late_lines(session, 1, queue))
    assert seen == {1: None, 2: None, 3: None}
    colleague = DESK._replace(officer="Sam Colleague")
    do(database, decide_late, desk=colleague, submission_id=2, **REFUSED)
    before, accept = content(database), {"choice": LateChoice.ACCEPT, "reason": "Snow."}
    for arguments in ({"submission_ids": queue}, {"submission_ids": [2]}):
        with pytest.raises(StaleEditError):
            decide_about(database, DESK, lambda *_: None, **arguments, **accept, seen=seen)
    with pytest.raises(StaleEditError):
        do(database, decide_late, submission_id=2, **accept, seen=seen)
    assert content(database) == before
    with database.reading() as session:
        seen_anew = seen_decisions(late_lines(session, 1, [2]))
    do(database, decide_late, desk=colleague, submission_id=2, **REFUSED | {"reason": "Rain."})
    with pytest.raises(StaleEditError):  # decided the same anew: another reason stands
        do(database, decide_late, submission_id=2, **accept, seen=seen_anew)
    with database.reading() as session:
        named, officer = [session.get_one(Submission, 2)], colleague.officer
        seen_last = refuse_to_overrule(session, officer, named, None)
        with pytest.raises(RefusedError, match="Sam Colleague has decided .* since “Rain”"):
            refuse_to_overrule(session, DESK.officer, named, LateChoice.NOTE)
    do(database, decide_late, submission_id=2, **accept, seen=seen_last)
    do(database, decide_late, submission_id=1, **accept, seen=seen)
    moved = {"deadline": parse_deadline("2019-02-28"), "reason": "More time."}
    do(database, extend_call, call_id=1, **moved)
    with pytest.raises(StaleEditError):  # it is in time by now
        do(database, decide_late_submissions, submission_ids=[3], **accept, seen=seen)
