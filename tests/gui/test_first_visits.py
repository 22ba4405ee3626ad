"""A screen that is visited for the first time does not hold the window up."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

SCREEN = "lisdesk.ui.campaigns.screen"
LONGEST_MS = 200
"""Of own time, on a machine that others use as well: under half of what it once was."""


@pytest.fixture
def not_loaded(on_sample, monkeypatch):
    """Return an officer whose program has yet to load Campaigns, and the threads that load it."""
    threads = []

    class Watching:
        def find_spec(self, name, _path=None, _target=None):
            if name == SCREEN:
                threads.append(threading.current_thread())

    on_sample.wait(lambda: SCREEN in sys.modules)  # what is loaded unasked is loaded by now
    on_sample.settle()
    monkeypatch.setattr(sys, "meta_path", [Watching(), *sys.meta_path])
    monkeypatch.delitem(sys.modules, SCREEN)
    return on_sample, threads


def test_a_screen_is_loaded_beside_the_window_which_says_so(not_loaded):
    officer, threads = not_loaded
    window = officer.window
    window.show_screen("campaigns")
    assert window.current_screen() is None
    assert window.waiting.isVisible()
    assert window.waiting.heading.text() == "Opening Campaigns …"
    assert window.focusWidget() is window.waiting
    officer.settle()
    assert window.current_screen().key == "campaigns"
    assert window.focusWidget() is window.current_screen().start_with()
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()
    window.show_screen("home")
    window.show_screen("campaigns")
    assert window.current_screen().key == "campaigns"


def test_a_screen_that_was_left_before_it_was_there_does_not_come_into_view(not_loaded):
    officer, threads = not_loaded
    officer.window.show_screen("campaigns")
    officer.window.show_screen("home")
    assert officer.window.current_screen().key == "home"
    officer.wait(lambda: threads)
    officer.settle()
    assert officer.window.current_screen().key == "home"


@pytest.mark.thorough
@pytest.mark.parametrize("seconds", ["0.2", "1"])
@pytest.mark.parametrize("screen", ["evidence", "stakeholders", "campaigns"])
def test_no_first_visit_holds_the_window_up(sample_file, tmp_path, screen, seconds):
    """Each in a program of its own, soon after the file was opened, while much is yet to load."""
    copy = tmp_path / "copy.lisdesk"
    copy.write_bytes(sample_file.read_bytes())
    command = [sys.executable, "-m", "tests.bench.openings", str(copy), screen, seconds]
    root = Path(__file__).parents[2]
    told = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    figures = json.loads(told.stdout.splitlines()[-1])
    assert figures["own_ms"] <= LONGEST_MS, figures
