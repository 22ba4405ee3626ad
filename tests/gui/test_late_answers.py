"""What waits for the calls to be read comes, though an answer was overtaken or failed."""

import threading

import pytest

import lisdesk.ui.deadline_chip
from lisdesk.clock import Clock
from lisdesk.errors import BusyError
from lisdesk.queries import calls as calls_module
from lisdesk.rules.deadlines import parse_instant


class HeldCalls:
    """Reads the calls, but the next reading only once it may, or not at all."""

    def __init__(self, monkeypatch):
        self._read = calls_module.calls
        self.begun, self.let_go = threading.Event(), threading.Event()
        self.holds = self.fails = False
        monkeypatch.setattr(calls_module, "calls", self)

    def __call__(self, *arguments):
        if self.fails:
            self.fails = False
            self.begun.set()
            raise BusyError("The file is being written by another program.", do="Wait.")
        if self.holds:
            self.holds = False
            self.begun.set()
            self.let_go.wait(5)
        return self._read(*arguments)


@pytest.mark.parametrize("becomes", ["overtaken", "failed"])
def test_the_deadline_goes_on_changing_whatever_became_of_a_look_at_the_clock(
    open_window, one_call_file, tmp_path, monkeypatch, becomes
):
    path = tmp_path / "one.lisdesk"
    path.write_bytes(one_call_file.read_bytes())
    monkeypatch.setattr(lisdesk.ui.deadline_chip, "_LONGEST_WAIT_MS", 200)
    shown = {"now": parse_instant("2019-01-31T23:00")}
    officer = open_window(path, now=Clock(lambda: shown["now"], is_set=False))
    held = HeldCalls(monkeypatch)
    held.holds, held.fails = becomes == "overtaken", becomes == "failed"
    officer.wait(held.begun.is_set)
    if becomes == "overtaken":
        officer.workspace.read_calls()
        held.let_go.set()
    officer.settle()
    shown["now"] = parse_instant("2019-02-01T00:00:01")
    officer.wait(lambda: officer.window.header.chip.text().startswith("Closed"))
    officer.wait(lambda: "LLEP-2018-01 is now: closed." in officer.told())


def test_the_first_screen_comes_though_the_first_answer_was_overtaken(
    open_window, one_call_file, tmp_path, monkeypatch
):
    path = tmp_path / "one.lisdesk"
    path.write_bytes(one_call_file.read_bytes())
    officer = open_window(None)
    held = HeldCalls(monkeypatch)
    held.holds = True
    officer.window.open_location(str(path))
    officer.wait(held.begun.is_set)
    officer.workspace.read_calls()
    held.let_go.set()
    officer.wait(lambda: officer.window.current_screen() is not None)
    assert officer.window.current_screen().key == "home"
