"""Two programs that change one call at the same time, and what must hold whoever came first."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from lisdesk.queries.soundness import findings
from lisdesk.rules.vocabulary import Timing
from lisdesk.store.database import Database
from lisdesk.store.entities import AuditEntry, Closing, ClosingKind, Deadline, Submission
from tests.desk_work import at, log, open_call

OFTEN = 2
"""How many races everybody runs."""
ROOT = Path(__file__).resolve().parent.parent
OFFICERS = ("Wyn Window", "Cam Command")
DESK = at(2019, 1, 10, 11)
FIRST, SECOND = "2019-02-05", "2019-02-01T12:00"
RECEIVED_LATE = datetime(2019, 2, 3, tzinfo=UTC)
_HEAD_START_S, _JITTER_S = 0.02, 0.02
_FIRST_STEP_S, _LAST_STEP_S = 0.2, 0.015
VERBS = {
    "add": "add_submission",
    "close": "close_call",
    "decide": "decide_late",
    "extend": "extend_call",
}


@dataclass(frozen=True)
class Race:
    """What the two do about one call."""

    orders: tuple[dict[str, Any], dict[str, Any]]
    call_id: int


class Handicap:
    """For how long the window waits, so that the command, which first opens the file, meets it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance, self._wait_s, self._step_s = chance, 0.0, _FIRST_STEP_S
        self._was_window = True

    def wait_s(self) -> float:
        """Return for how long the window waits this time; the command does if it is less than 0."""
        return self._wait_s + self._chance.uniform(-_JITTER_S, _JITTER_S)

    def note(self, *, is_window: bool) -> None:
        """Let the one that came first wait longer; the nearer they are, by the less."""
        if is_window is not self._was_window:
            self._step_s = max(self._step_s / 2, _LAST_STEP_S)
        self._was_window = is_window
        self._wait_s += self._step_s if is_window else -self._step_s


def kinds() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return who may race whom: the window's order, then the command line's."""
    add, close, decide = ({"verb": verb} for verb in ("add", "close", "decide"))
    first, second = ({"verb": "extend", "closes": closes} for closes in (FIRST, SECOND))
    pairs = [(add, close), (close, close), (first, first), (first, second), (decide, first)]
    return [*pairs, *((other, one) for one, other in pairs if one is not other)]


@contextmanager
def racers(location: str) -> Iterator[list[subprocess.Popen[str]]]:
    """Start a window's lane and a command line on one file or server database."""
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.racing_program", location, role, officer],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for role, officer in zip(("window", "command"), OFFICERS, strict=True)
    ]
    try:
        for each in running:
            assert each.stdout is not None
            assert each.stdout.readline() == "ready\n"
        yield running
    finally:
        for each in running:
            assert each.stdin is not None
            assert each.stdout is not None
            each.stdin.close()
            each.wait(timeout=30)
            each.stdout.close()


def run_races(database: Database, location: str, count: int, seed: int) -> Counter[str]:
    """Run races, each on a call of its own, and check each; return how often who was first."""
    handicap, found, told = Handicap(random.Random(seed)), kinds(), Counter[str]()
    with racers(location) as running:
        for number in range(count):
            race = _set_up(database, found[(number + seed) % len(found)])
            answers = _run(race, running, handicap.wait_s())
            first = check(database, race, answers)
            handicap.note(is_window=first == OFFICERS[0])
            told[first] += 1
    with database.reading() as session:
        assert [each for each in findings(session) if each.problems] == []
    return told


def _set_up(database: Database, orders: tuple[dict[str, Any], dict[str, Any]]) -> Race:
    call = open_call(database)
    late = log(database, call, desk=DESK, letter="Late.", received_at=RECEIVED_LATE)
    about = {
        "call": call.reference,
        "call_id": call.id,
        "submission": late.reference,
        "submission_id": late.id,
    }
    first, second = ({**order, **about} for order in orders)
    return Race((first, second), call.id)


def _run(race: Race, running: list[subprocess.Popen[str]], wait_s: float) -> list[dict[str, Any]]:
    begins = time.time() + _HEAD_START_S
    for order, waits, each in zip(race.orders, (wait_s, -wait_s), running, strict=True):
        assert each.stdin is not None
        each.stdin.write(json.dumps({**order, "begins": begins + max(waits, 0.0)}) + "\n")
        each.stdin.flush()
    answers = []
    for each in running:
        assert each.stdout is not None
        answers.append(json.loads(each.stdout.readline()))
    return answers


def check(database: Database, race: Race, answers: list[dict[str, Any]]) -> str:
    """Check that a race ended as one order of the two would have; return who was first."""
    with database.reading() as session:
        verbs = {VERBS[order["verb"]] for order in race.orders}
        entries = session.scalars(
            select(AuditEntry)
            .where(AuditEntry.call_id == race.call_id, AuditEntry.verb.in_(verbs))
            .where(AuditEntry.officer.in_(OFFICERS))
            .order_by(AuditEntry.id)
        ).all()
        done = [officer for officer, each in zip(OFFICERS, answers, strict=True) if each["done"]]
        assert sorted(each.officer for each in entries) == sorted(done), answers
        deadlines = session.scalars(
            select(Deadline).where(Deadline.call_id == race.call_id).order_by(Deadline.ordinal)
        ).all()
        closings = session.scalars(
            select(Closing).where(
                Closing.call_id == race.call_id, Closing.kind == ClosingKind.CLOSED
            )
        ).all()
        received = session.scalars(
            select(Submission).where(Submission.call_id == race.call_id).order_by(Submission.id)
        ).all()
    _check_winners(race, [each.verb for each in entries], answers)
    assert [each.ordinal for each in deadlines] == list(range(1, len(deadlines) + 1))
    extended = [each.officer for each in entries if each.verb == "extend_call"]
    assert [each.officer for each in deadlines[1:]] == extended
    assert len(closings) == sum(each.verb == "close_call" for each in entries)
    has_more_time = deadlines[-1].closes_on.isoformat() == FIRST and not closings
    assert received[0].timing is (Timing.IN_TIME if has_more_time else Timing.LATE)
    if closings:
        assert {each.timing for each in received} == {Timing.LATE}
    return str(entries[0].officer)


def _check_winners(race: Race, done: list[str], answers: list[dict[str, Any]]) -> None:
    """Check that exactly one has won where both cannot, and that the other is told why."""
    said = " ".join(each["said"] for each in answers)
    verbs = sorted(order["verb"] for order in race.orders)
    closes = {order.get("closes") for order in race.orders}
    if verbs == ["close", "close"]:
        assert len(done) == 1
        assert "is already closed" in said
    elif verbs == ["extend", "extend"] and len(closes) == 1:
        assert len(done) == 1
        assert "already closes on" in said
    elif verbs == ["decide", "extend"] and len(done) == 1:
        assert done == ["extend_call"]
        assert "did not arrive late" in said
    else:
        assert len(done) == 2, said
