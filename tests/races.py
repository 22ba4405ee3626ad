"""A window and the program that change one call at the same time, and what must hold whoever came
first.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from lisdesk.queries.soundness import findings
from lisdesk.rules.vocabulary import LateChoice, Timing
from lisdesk.store.database import Database
from lisdesk.store.entities import (
    AuditEntry,
    Closing,
    ClosingKind,
    Deadline,
    LateDecision,
    Submission,
)
from tests.desk_work import at, log, open_call

OFTEN = 2
"""How many races everybody runs."""
ROOT = Path(__file__).resolve().parent.parent
OFFICERS = ("Wyn Window", "Cam Command")
NOW = "2019-01-10T12:00"
REASON = ("--reason", "Raced.")
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

Order = dict[str, Any]
Pair = tuple[Order, Order]
_ADD, _CLOSE, _DECIDE = ({"verb": verb} for verb in ("add", "close", "decide"))
_FIRST, _SECOND = ({"verb": "extend", "closes": closes} for closes in (FIRST, SECOND))
LATE_CLOSE_EXTEND: tuple[Pair, ...] = (
    (_ADD, _CLOSE),
    (_CLOSE, _CLOSE),
    (_FIRST, _FIRST),
    (_CLOSE, _ADD),
    (_FIRST, _SECOND),
    (_SECOND, _FIRST),
)
"""What the window does and what the program does: a submission that comes late against a closing,
two closings, two extensions.
"""
DECISIONS: tuple[Pair, ...] = ((_DECIDE, _DECIDE), (_DECIDE, _FIRST), (_FIRST, _DECIDE))
"""Decisions about a late submission against each other, and against an extension."""


@dataclass(frozen=True)
class Race:
    """What the two do about one call."""

    orders: Pair
    call_id: int


class Handicap:
    """For how long the window waits, so that the program, which first opens the file, meets it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance, self._wait_s, self._step_s = chance, 0.0, _FIRST_STEP_S
        self._was_window = True

    def wait_s(self) -> float:
        """Return for how long the window waits this time; the program does if it is less than 0."""
        return self._wait_s + self._chance.uniform(-_JITTER_S, _JITTER_S)

    def note(self, *, is_window: bool) -> None:
        """Let the one that came first wait longer; the nearer they are, by the less."""
        if is_window is not self._was_window:
            self._step_s = max(self._step_s / 2, _LAST_STEP_S)
        self._was_window = is_window
        self._wait_s += self._step_s if is_window else -self._step_s


class Racer:
    """A program of the tests that hears lines and answers with lines."""

    def __init__(self, module: str, *words: str, preferences: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"tests.{module}", *words],
            cwd=ROOT,
            env={**os.environ, "LISDESK_PREFERENCES": preferences},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def say(self, line: str) -> None:
        """Tell it something."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def hear(self) -> str:
        """Return the next line that it says."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def end(self) -> int:
        """Let it end; return its exit code."""
        self._process.communicate(timeout=60)
        return self._process.returncode


@contextmanager
def racers(location: str) -> Iterator[tuple[Racer, Racer]]:
    """Start a window and the program on a file or a server database."""
    with tempfile.TemporaryDirectory() as folder:
        preferences = f"{folder}/preferences"
        window = Racer("racing_window", location, OFFICERS[0], preferences=preferences)
        words = (location, NOW, OFFICERS[1])
        program = Racer("racing_command", *words, preferences=preferences)
        try:
            assert [window.hear(), program.hear()] == ["ready", "ready"]
            yield window, program
        finally:
            codes = [each.end() for each in (window, program)]
        assert codes == [0, 0]


def run_races(
    database: Database, location: str, pairs: Sequence[Pair], count: int, seed: int
) -> Counter[str]:
    """Run races, each on a call of its own, and check each; return how often who was first."""
    handicap, told = Handicap(random.Random(seed)), Counter[str]()
    with racers(location) as (window, program):
        for number in range(count):
            race = _set_up(database, pairs[(number + seed) % len(pairs)])
            answers = _run(race, window, program, handicap.wait_s())
            first = check(database, race, answers)
            handicap.note(is_window=first == OFFICERS[0])
            told[first] += 1
    with database.reading() as session:
        assert [each for each in findings(session) if each.problems] == []
    return told


def _set_up(database: Database, orders: Pair) -> Race:
    call = open_call(database)
    late = log(database, call, desk=DESK, letter="Late.", received_at=RECEIVED_LATE)
    about = {"call": call.reference, "late": late.reference, "late_id": late.id}
    first, second = ({**order, **about} for order in orders)
    return Race((first, second), call.id)


def _run(race: Race, window: Racer, program: Racer, wait_s: float) -> list[Order]:
    """Let both come to where one press is left to do; then say when, and hear how each ended."""
    ours, theirs = race.orders
    window.say(json.dumps(ours))
    assert window.hear() == "set"
    program.say(json.dumps(_words(theirs)))
    begins = time.time() + _HEAD_START_S
    for each, waits in ((window, wait_s), (program, -wait_s)):
        each.say(str(begins + max(waits, 0.0)))
    answer, ended = json.loads(window.hear()), json.loads(program.hear())
    assert ended["code"] in (0, 1), ended
    return [answer, {"done": ended["code"] == 0, "said": ended["said"]}]


def _words(order: Order) -> tuple[str, ...]:
    if order["verb"] == "close":
        return ("call", "close", order["call"], *REASON)
    if order["verb"] == "extend":
        return ("call", "extend", order["call"], "--closes", order["closes"], *REASON)
    if order["verb"] == "decide":
        return ("submission", "decide", order["late"], "accept", *REASON)
    who = ("--respondent", "Acme", "--answer", "1=Raced.")
    return ("submission", "add", order["call"], *who, "--received", NOW)


def check(database: Database, race: Race, answers: list[Order]) -> str:
    """Check that a race ended as one order of the two would have; return who was first."""
    with database.reading() as session:

        def rows(entity: Any, *conditions: Any) -> list[Any]:
            own = select(entity).where(entity.call_id == race.call_id, *conditions)
            return list(session.scalars(own.order_by(entity.id)))

        verbs = {VERBS[order["verb"]] for order in race.orders}
        entries = rows(AuditEntry, AuditEntry.verb.in_(verbs), AuditEntry.officer.in_(OFFICERS))
        deadlines, received = rows(Deadline), rows(Submission)
        closings = rows(Closing, Closing.kind == ClosingKind.CLOSED)
        its_late = select(LateDecision).where(LateDecision.submission_id == received[0].id)
        decisions = session.scalars(its_late).all()
    done = [officer for officer, each in zip(OFFICERS, answers, strict=True) if each["done"]]
    assert sorted(each.officer for each in entries) == sorted(done), answers
    _check_winners(race, entries, answers)
    assert [each.ordinal for each in deadlines] == list(range(1, len(deadlines) + 1))
    assert [each.officer for each in deadlines[1:]] == _officers_of(entries, "extend_call")
    _check_notices(deadlines)
    assert [each.officer for each in closings] == _officers_of(entries, "close_call")
    assert [each.officer for each in decisions] == _officers_of(entries, "decide_late")
    assert received[0].late_choice is (LateChoice.ACCEPT if decisions else None)
    assert len(received) == 1 + len(_officers_of(entries, "add_submission"))
    has_more_time = deadlines[-1].closes_on.isoformat() == FIRST and not closings
    assert received[0].timing is (Timing.IN_TIME if has_more_time else Timing.LATE)
    if closings:
        assert {each.timing for each in received} == {Timing.LATE}
    return str(entries[0].officer)


def _officers_of(entries: Sequence[AuditEntry], verb: str) -> list[str]:
    return [each.officer for each in entries if each.verb == verb]


def _check_notices(deadlines: Sequence[Deadline]) -> None:
    """Each extension tells the deadline that it moved, whoever had moved that meanwhile."""
    for before, each in zip(deadlines, deadlines[1:], strict=False):
        moved_from = f"from {before.closes_on:%a} {before.closes_on.day} {before.closes_on:%b %Y}"
        assert moved_from in each.notice


def _check_winners(race: Race, entries: Sequence[AuditEntry], answers: Sequence[Order]) -> None:
    """Check that exactly one has won where both cannot, and that the other is told why."""
    verbs = sorted(order["verb"] for order in race.orders)
    said = " ".join(each["said"] for each in answers)
    if len(entries) == 2:
        assert "error:" not in said
        _check_both(race, verbs, entries)
        return
    assert len(entries) == 1
    assert verbs != ["add", "close"]
    if verbs == ["close", "close"]:
        assert "is already closed" in said
    elif verbs == ["extend", "extend"]:
        is_same = _is_same_deadline(race)
        assert ("already closes on" if is_same else "meanwhile: it closes on") in said
    elif verbs == ["decide", "decide"]:
        assert f"{entries[0].officer} has decided about" in said
    else:
        assert entries[0].verb == "extend_call"
        assert "did not arrive late" in said or "changed the same thing" in said


def _check_both(race: Race, verbs: Sequence[str], entries: Sequence[AuditEntry]) -> None:
    """Check that the second knew of the first, or need not know."""
    assert verbs in (["add", "close"], ["extend", "extend"], ["decide", "extend"])
    if verbs == ["extend", "extend"]:
        assert not _is_same_deadline(race)
        assert entries[0].officer == OFFICERS[0]  # the window showed the deadline before the race
    elif verbs == ["decide", "extend"]:
        assert entries[0].verb == "decide_late"


def _is_same_deadline(race: Race) -> bool:
    return race.orders[0].get("closes") == race.orders[1].get("closes")
