"""A screen that is visited for the first time does not hold the window up."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from lisdesk.ui.charts.library import ChartLibrary
from lisdesk.ui.crash_dialog import CrashDialog
from lisdesk.ui.opened_file import REST
from lisdesk.ui.screen_loader import ScreenLoader
from lisdesk.ui.wishes import Wish

SCREEN = "lisdesk.ui.campaigns.screen"
CALLS = "lisdesk.ui.calls.screen"
LONGEST_MS = 200
"""Of own time, on a machine that others use as well: under half of what it once was."""


@pytest.fixture
def not_loaded(on_sample, monkeypatch):
    """Return an officer whose program has yet to load Campaigns, and the threads that look for it:
    one beside the window for what it needs, and the window's.
    """
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


@pytest.fixture
def before_calls(on_sample, monkeypatch):
    """Return an officer whose program has yet to load Calls, and what dialogs are open."""
    on_sample.wait(lambda: all(name in sys.modules for name in REST))  # others import it as well
    on_sample.settle()
    monkeypatch.delitem(sys.modules, CALLS)

    def dialogs():
        return [type(each).__name__ for each in on_sample.window.findChildren(QDialog)]

    return on_sample, dialogs


@pytest.fixture
def not_loadable(not_loaded, monkeypatch):
    """Return an officer whose program cannot load Campaigns, and a switch that lets it."""
    is_there = threading.Event()

    class Missing:
        def find_spec(self, name, _path=None, _target=None):
            if name == SCREEN and not is_there.is_set():
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    return not_loaded[0], is_there


def test_a_screen_is_loaded_beside_the_window_which_says_so(not_loaded):
    officer, threads = not_loaded
    window = officer.window
    window.show_screen("campaigns")
    assert window.current_screen() is None
    assert window.waiting.isVisible()
    assert window.waiting.heading.text() == "Opening Campaigns …"
    assert window.focusWidget() is window.waiting
    assert window.waiting.accessibleName() == "Opening Campaigns …"
    officer.settle()
    assert window.current_screen().key == "campaigns"
    assert window.focusWidget() is window.current_screen().start_with()
    assert threads[0] is not threading.main_thread()
    assert threads[-1] is threading.main_thread()
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


def test_what_a_screen_is_asked_for_is_done_once_it_is_loaded(before_calls):
    officer, dialogs = before_calls
    officer.window.show_screen("calls", Wish.EXTEND_CALL)
    officer.settle()
    assert dialogs() == ["ExtendDialog"]


def test_what_a_screen_is_asked_for_in_one_call_is_not_done_in_another(before_calls):
    officer, dialogs = before_calls
    officer.window.show_screen("calls", Wish.EXTEND_CALL)
    at_hand = officer.workspace.call_id
    other = next(call.id for call in officer.workspace.calls if call.id != at_hand)
    officer.workspace.choose_call(other)
    officer.settle()
    assert officer.window.current_screen().key == "calls"
    assert dialogs() == []


@pytest.mark.parametrize(
    ("later", "done"),
    [([("home", None), ("calls", None)], []), ([("calls", Wish.CLOSE_CALL)], ["CloseDialog"])],
)
def test_what_a_screen_was_asked_for_before_something_else_is_not_done(before_calls, later, done):
    officer, dialogs = before_calls
    officer.window.show_screen("calls", Wish.EXTEND_CALL)
    for key, target in later:
        officer.window.show_screen(key, target)
    officer.settle()
    assert officer.window.current_screen().key == "calls"
    assert dialogs() == done


def test_a_screen_that_cannot_be_loaded_leads_back_and_is_told_in_a_sentence(not_loadable, logs):
    officer, is_there = not_loadable
    window = officer.window
    window.show_screen("priorities")
    window.show_screen("campaigns")
    officer.settle()
    assert window.current_screen().key == "priorities"
    assert window.navigation.currentItem().text() == "Priorities"
    assert window.focusWidget() is window.current_screen().start_with()
    told = window.notices.words.text()
    assert told.startswith("Campaigns could not be opened: ")
    assert "Nothing was changed." in told
    assert "ModuleNotFoundError" in (logs / "lisdesk.log").read_text()
    is_there.set()
    window.show_screen("campaigns")
    officer.settle()
    assert window.current_screen().key == "campaigns"


def test_a_screen_that_cannot_be_loaded_disturbs_nobody_who_has_left_it(not_loadable, logs):
    officer, _ = not_loadable
    window = officer.window
    window.show_screen("campaigns")
    window.show_screen("priorities")
    officer.settle()
    assert window.current_screen().key == "priorities"
    assert not window.notices.isVisible()


def test_what_cannot_be_loaded_keeps_nothing_else_from_being_loaded(not_loadable, logs):
    officer, _ = not_loadable
    asked = []
    loader = ScreenLoader(officer.window.desk.jobs, officer.window)
    loader._left = [SCREEN, CALLS]
    loader.load_rest()
    loader.load("campaigns", asked.append, asked.append)
    officer.wait(lambda: asked and not loader._left)
    officer.settle()
    assert [type(each) for each in asked] == [ModuleNotFoundError]
    assert loader._wanted == 0
    assert not officer.window.findChildren(CrashDialog)


def test_a_screen_is_not_brought_to_a_file_that_is_closed_while_it_is_loaded(
    not_loaded, monkeypatch
):
    officer, _ = not_loaded
    jobs, told = officer.window.desk.jobs, []
    loader = ScreenLoader(jobs, officer.window)
    load = loader._load

    def load_and_close(*given):
        load(*given)
        jobs.close()

    monkeypatch.setattr(loader, "_load", load_and_close)
    loader.load("campaigns", lambda: told.append("there"), told.append)
    officer.wait(lambda: not loader.is_awaited)
    assert SCREEN in sys.modules
    assert told == []


def test_nothing_is_loaded_unasked_while_the_library_of_charts_is(before_calls, monkeypatch):
    officer, _ = before_calls
    library, seen = ChartLibrary(), []

    class Watching:
        def find_spec(self, name, _path=None, _target=None):
            if name == CALLS:
                seen.append(library.is_loading)

    monkeypatch.setattr(sys, "meta_path", [Watching(), *sys.meta_path])
    loader = ScreenLoader(officer.window.desk.jobs, officer.window)
    officer.window.desk.loader._left.clear()
    loader._left, loader._charts = [CALLS], library
    library.plots()
    loader.load_rest()
    officer.wait(lambda: CALLS in sys.modules)
    assert seen == [False, False]  # as its code is read, and as it is loaded


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
