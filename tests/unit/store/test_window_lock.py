"""One editing window for a file: the system holds the lock, and lets it go with the program."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from lisdesk.store.window_lock import WindowLock

SINCE = datetime(2019, 1, 7, 9, 30, tzinfo=UTC)
HOLDING_PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from lisdesk.store.window_lock import WindowLock
lock = WindowLock(Path(sys.argv[1]))
print(lock.acquire("Ann Officer", datetime(2019, 1, 7, 9, 30, tzinfo=UTC)), flush=True)
sys.stdin.read()
"""


def holding(path):
    command = [sys.executable, "-c", HOLDING_PROGRAM, str(path)]
    program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert program.stdout.readline() == "None\n"
    return program


def test_a_second_window_is_told_who_has_the_file_and_since_when(tmp_path):
    path = tmp_path / "call.lisdesk"
    program = holding(path)
    holder = WindowLock(path).acquire("Bob Officer", SINCE)
    assert (holder.officer, holder.since) == ("Ann Officer", SINCE.isoformat())
    program.communicate()


def test_the_lock_is_gone_at_once_when_its_program_is_killed(tmp_path):
    path = tmp_path / "call.lisdesk"
    for _ in range(5):
        program = holding(path)
        second = WindowLock(path)
        assert second.acquire("Bob Officer", SINCE) is not None
        program.kill()
        program.communicate()
        assert second.acquire("Bob Officer", SINCE) is None
        second.release()


def test_a_released_file_can_be_taken_again(tmp_path):
    first, second = WindowLock(tmp_path / "a.lisdesk"), WindowLock(tmp_path / "a.lisdesk")
    assert first.acquire("Ann", SINCE) is None
    assert second.acquire("Bob", SINCE).officer == "Ann"
    first.release()
    assert second.acquire("Bob", SINCE) is None
    second.release()


def test_a_lock_file_of_nonsense_still_says_that_somebody_has_it(tmp_path):
    first = WindowLock(tmp_path / "a.lisdesk")
    assert first.acquire("Ann", SINCE) is None
    first.path.write_bytes(b" {")
    assert WindowLock(tmp_path / "a.lisdesk").acquire("Bob", SINCE).officer == "another officer"
    first.release()


def test_a_link_leads_to_the_same_lock(tmp_path):
    path, link = tmp_path / "a.lisdesk", tmp_path / "elsewhere" / "b.lisdesk"
    path.touch()
    link.parent.mkdir()
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this user may make no links")
    first = WindowLock(path)
    assert first.acquire("Ann", SINCE) is None
    assert WindowLock(link).acquire("Bob", SINCE).officer == "Ann"
    first.release()
