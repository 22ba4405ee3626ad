"""An edit that moves what submissions are judged by meets one that judges by it, on a server."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.calls import close_call, extend_call, reopen_call
from lisdesk.edits.history import take_back
from lisdesk.edits.imports import import_rows
from lisdesk.edits.mail_filing import file_mails
from lisdesk.edits.submission_lists import decide_late_submissions
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    SubmissionDraft,
    add_submission,
    decide_late,
    edit_submission,
    set_submission_aside,
)
from lisdesk.errors import RefusedError, UserError
from lisdesk.outcome import Outcome
from lisdesk.queries.soundness import findings
from lisdesk.rules.deadlines import closing_moment, opening_moment, parse_deadline
from lisdesk.rules.lateness import judge
from lisdesk.rules.vocabulary import LateChoice, SetAside
from lisdesk.store.database import Database
from lisdesk.store.deadlines import deadline_rule, deadlines_of
from lisdesk.store.entities import Call, Submission
from lisdesk.store.work import Desk, Work
from tests.desk_work import BEA, at, do, first, log, open_call, rows
from tests.story import IncomingMails, a_mail, incoming, moment, some_rows

EARLY, NOW = at(2019, 1, 5), at(2019, 1, 15)
WHY = {"reason": "They met."}
EARLIER = {"deadline": parse_deadline("2019-01-07"), **WHY}
LATER = {"deadline": parse_deadline("2019-03-01"), **WHY}
ACCEPT = {"choice": LateChoice.ACCEPT, **WHY}
_MOST_WAIT_S = 5.0
_WAITING = text(
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND wait_event_type = 'Lock'"
)

Edit = Callable[[Work], Outcome[Any]]


@dataclass
class Met:
    """A call, a submission that came when it was open, and one that came late."""

    database: Database
    call: Call
    received: Submission
    late: Submission


def _taking_back(outcome: Outcome[Any]) -> Edit:
    assert outcome.inverse is not None
    arguments = outcome.inverse.arguments
    return lambda work: take_back(work, **arguments)


def _reopening(met: Met) -> Edit:
    do(met.database, close_call, desk=EARLY, call_id=met.call.id, **WHY)
    return lambda work: reopen_call(work, call_id=met.call.id, **WHY)


def _taking_back_a_closing(met: Met) -> Edit:
    return _taking_back(do(met.database, close_call, desk=EARLY, call_id=met.call.id, **WHY))


def _taking_back_a_deadline(met: Met) -> Edit:
    moved = do(met.database, extend_call, desk=EARLY, call_id=met.call.id, **EARLIER)
    return _taking_back(moved)


def _opening_later(met: Met) -> Edit:
    correction = CallCorrection(opens_on=date(2019, 1, 12))
    return lambda work: edit_call(work, call_id=met.call.id, correction=correction)


MOVES: dict[str, Callable[[Met], Edit]] = {
    "close": lambda met: lambda work: close_call(work, call_id=met.call.id, **WHY),
    "reopen": _reopening,
    "shorten": lambda met: lambda work: extend_call(work, call_id=met.call.id, **EARLIER),
    "extend": lambda met: lambda work: extend_call(work, call_id=met.call.id, **LATER),
    "take back a closing": _taking_back_a_closing,
    "take back a deadline": _taking_back_a_deadline,
    "open later": _opening_later,
}
"""The edits that move what submissions are judged by, once what they need was made."""


def _logging(met: Met) -> Edit:
    draft = SubmissionDraft(letter="Met.", received_at=moment(1, 9))
    return lambda work: add_submission(work, call_id=met.call.id, draft=draft)


def _correcting(met: Met) -> Edit:
    correction = SubmissionCorrection(received_at=moment(1, 10))
    return lambda work: edit_submission(work, submission_id=met.received.id, correction=correction)


def _importing(met: Met) -> Edit:
    return lambda work: import_rows(work, call_id=met.call.id, file=incoming(some_rows()))


def _filing(met: Met) -> Edit:
    mails = IncomingMails("first.eml", "5" * 64, [a_mail(1, None)])
    return lambda work: file_mails(work, call_id=met.call.id, incoming=mails)


def _deciding_a_list(met: Met) -> Edit:
    both = [met.late.id, met.received.id]
    return lambda work: decide_late_submissions(work, submission_ids=both, **ACCEPT)


def _setting_aside(met: Met) -> Edit:
    return lambda work: set_submission_aside(
        work, submission_id=met.received.id, kind=SetAside.OFF_TOPIC, **WHY
    )


JUDGING: dict[str, Callable[[Met], Edit]] = {
    "log": _logging,
    "correct": _correcting,
    "import": _importing,
    "file mails": _filing,
    "decide": lambda met: lambda work: decide_late(work, submission_id=met.late.id, **ACCEPT),
    "decide a list": _deciding_a_list,
    "set aside": _setting_aside,
}
"""The edits that judge submissions by their call."""

EVERYDAY = [("close", "log"), ("take back a deadline", "log"), ("extend", "decide")]


def _meet(database: Database, one: Edit, other: Edit, desks: tuple[Desk, Desk]) -> bool:
    """Run an edit, and another one before the first is committed; whether the other one waited."""
    said: list[Exception] = []

    def run() -> None:
        try:
            with suppress(RefusedError), database.writing(desks[1]) as work:
                other(work)
        except (UserError, SQLAlchemyError) as error:
            said.append(error)

    runner = Thread(target=run)
    with database.writing(desks[0]) as work:
        one(work)
        runner.start()
        has_waited = _waits(database, runner)
    runner.join()
    assert said == []
    return has_waited


def _waits(database: Database, runner: Thread) -> bool:
    ends = monotonic() + _MOST_WAIT_S
    while runner.is_alive() and monotonic() < ends:
        with database.reading() as session:
            if session.scalar(_WAITING):
                return True
        sleep(0.005)
    return False


def _set_up(database: Database) -> Met:
    call = open_call(database)
    received = log(database, call, desk=NOW, letter="In time.", received_at=moment(1, 8))
    late = log(database, call, desk=NOW, letter="Late.", received_at=moment(2, 3))
    return Met(database, call, received, late)


def _assert_judged(database: Database, call: Call) -> None:
    stands = first(database, Call, Call.id == call.id)
    with database.reading() as session:
        in_force = deadline_rule(deadlines_of(session, call.id)[-1], call.zone)
    closes_at = closing_moment(in_force, stands.closed_by_hand_at)
    opens_at = opening_moment(stands.opens_on, stands.zone)
    for each in rows(database, Submission, Submission.call_id == call.id):
        assert each.timing is judge(each.received_at, opens_at, closes_at)


def _check_meeting(database: Database, move: str, judging: str, *, is_move_first: bool) -> None:
    met = _set_up(database)
    edits = (MOVES[move](met), JUDGING[judging](met))
    desks = (EARLY if move == "close" else NOW, Desk(BEA.officer, NOW.clock))
    if not is_move_first:
        edits, desks = edits[::-1], desks[::-1]
    assert _meet(database, *edits, desks), (move, judging, is_move_first)
    _assert_judged(database, met.call)


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param(EVERYDAY, id="everyday"),
        *(
            pytest.param([(move, each) for each in JUDGING], id=move, marks=pytest.mark.thorough)
            for move in MOVES
        ),
    ],
)
def test_whoever_comes_first_submissions_are_judged_by_the_dates_that_stand(database, pairs):
    for move, judging in pairs:
        for is_move_first in (True, False):
            _check_meeting(database, move, judging, is_move_first=is_move_first)
    with database.reading() as session:
        assert [each for each in findings(session) if each.problems] == []
