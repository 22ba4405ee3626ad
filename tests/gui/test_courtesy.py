"""Long work beside the window stands back while it answers, and goes on when it does not."""

import time
from collections import Counter
from itertools import count

import pytest
from PySide6.QtCore import QObject

from lisdesk.telling import told


@pytest.fixture
def parts(jobs, qtbot):
    """Return how often long work has come to the end of a part of itself; it goes on until the
    test ends.
    """
    done, stops, owner = [], [], QObject()

    def work(_session):
        for _ in told(count(), between=1):
            done.append(time.monotonic())
            time.sleep(0.001)
            if stops:
                return

    jobs.read(work, owner=owner, then=lambda _none: None)
    qtbot.wait(400)  # longer than what has just been asked for
    yield done
    stops.append(None)
    qtbot.waitUntil(lambda: not jobs.is_reading)


def _parts_in(done, seconds):
    since = time.monotonic() - seconds
    return sum(at > since for at in done)


def test_long_work_goes_on_while_the_window_rests(parts, qtbot):
    before = len(parts)
    qtbot.wait(300)
    assert len(parts) - before > 30


def test_long_work_stands_back_while_the_window_shows_something(parts, jobs):
    jobs.make_way()
    time.sleep(0.04)
    assert _parts_in(parts, 0.04) < 6


def test_long_work_stands_back_for_a_query_that_was_just_asked_for(parts, jobs, qtbot):
    owner, ended = QObject(), []
    jobs.read(lambda _session: time.sleep(0.15), owner=owner, then=lambda _none: ended.append(1))
    qtbot.waitUntil(lambda: bool(ended))
    assert _parts_in(parts, 0.15) < 20


def test_long_work_does_not_wait_for_itself(jobs, qtbot):
    owner, took = QObject(), []

    def work(_session):
        begun = time.perf_counter()
        for _ in told(range(100), between=1):
            pass
        took.append(time.perf_counter() - begun)

    jobs.read(work, owner=owner, then=lambda _none: None)
    qtbot.waitUntil(lambda: bool(took))
    assert took[0] < 0.5


def test_long_work_stands_back_for_nobody_once_the_file_is_being_closed(jobs):
    owner, took = QObject(), []

    def work():
        time.sleep(0.2)  # the window waits for the end of this by now
        begun = time.perf_counter()
        for _ in told(range(100), between=1):
            pass
        took.append(time.perf_counter() - begun)

    jobs.fetch(work, owner=owner, then=lambda _none: None, otherwise=took.append)
    time.sleep(0.05)
    jobs.close()
    assert took[0] < 0.5


@pytest.fixture
def reading(jobs, qtbot):
    """Return a function that begins to read without an end, on a topic, and what it has told."""
    told_of, owner = Counter(), QObject()

    def work(_session, name):
        try:
            for _ in told(count(), between=1):
                told_of[name] += 1
                time.sleep(0.001)
        finally:
            told_of[name, "ended"] += 1

    def begin(name):
        def deliver(_none):
            told_of[name, "delivered"] += 1

        jobs.read(work, name, owner=owner, then=deliver, otherwise=deliver, topic="numbers")
        qtbot.waitUntil(lambda: told_of[name] > 0)

    begin.told_of = told_of
    yield begin
    jobs.close()


def test_what_was_overtaken_is_not_read_to_its_end(reading, qtbot):
    reading("first")
    reading("second")
    told_of = reading.told_of
    qtbot.waitUntil(lambda: told_of["first", "ended"] == 1)
    before = told_of["second"]
    qtbot.waitUntil(lambda: told_of["second"] > before)
    assert not told_of["second", "ended"]
    assert not told_of["first", "delivered"]


def test_what_is_being_read_ends_when_the_file_is_closed(reading, jobs):
    reading("all")
    begun = time.perf_counter()
    jobs.close()
    assert reading.told_of["all", "ended"] == 1
    assert time.perf_counter() - begun < 1
