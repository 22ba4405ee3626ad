"""The real window on real files, shown offscreen; only the clock and the dialogs are the tests'."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from lisdesk.app import build_window
from lisdesk.clock import Clock, fixed_clock
from lisdesk.rules.deadlines import parse_instant
from lisdesk.store.database import Database
from lisdesk.store.opening import create_database, open_database
from lisdesk.tasks.demo import run_demo
from lisdesk.ui.ask import Question
from lisdesk.ui.main_window import MainWindow
from lisdesk.ui.screen import Screen
from tests.desk_work import DESK, open_call, set_up

SAMPLE_NOW = "2019-02-18T10:00"
OFFICER = DESK.officer


class QueuedAsk:
    """Answers the window's questions from lists; a question without an answer fails the test."""

    def __init__(self) -> None:
        self.open: list[list[Path]] = []
        self.save: list[Path | None] = []
        self.agree: list[bool] = []
        self.lines: list[str | None] = []
        self.asked: list[Question] = []

    def files_to_open(self, _title, _kinds, _folder):
        return self.open.pop(0)

    def file_to_save(self, _title, _kinds, _suggested):
        return self.save.pop(0)

    def line(self, _title, _words, _known):
        return self.lines.pop(0)

    def agrees(self, question):
        self.asked.append(question)
        return self.agree.pop(0)


class Officer:
    """Drives a shown window as a person does: keys and clicks, and waiting until a thing shows."""

    def __init__(self, qtbot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        self.actions = 0
        """Clicks, shortcuts and fields typed into, as journeys count them."""

    @property
    def workspace(self):
        return self.window.desk.workspace

    def wait(self, condition: Callable[[], object], timeout_ms: int = 10_000) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout_ms)

    def settle(self) -> None:
        """Wait until every lane is empty and every answer delivered."""
        jobs = self.window.desk.jobs
        for _ in range(3):
            done = []
            jobs.read_in_turn(lambda _session: None, owner=self.window, then=done.append)
            self.wait(lambda done=done: done)
            seen = []
            for _ in range(3):
                jobs.read(lambda _session: None, owner=self.window, then=seen.append)
            self.wait(lambda seen=seen: len(seen) == 3)
            QApplication.processEvents()

    def press(self, keys: str, on: QWidget | None = None) -> None:
        """Press one key or shortcut, such as "Ctrl+K", where the keyboard is."""
        self.actions += 1
        if not self.window.isActiveWindow() and QApplication.activeModalWidget() is None:
            self.window.activateWindow()  # as a window manager does when a dialog has gone
            self.wait(self.window.isActiveWindow)
        target = on or QApplication.focusWidget() or self.window
        *held, key = keys.split("+") if keys != "+" else ["+"]
        modifiers = Qt.KeyboardModifier.NoModifier
        for name in held:
            modifiers |= getattr(
                Qt.KeyboardModifier, {"Ctrl": "ControlModifier"}.get(name, f"{name}Modifier")
            )
        named = {"Enter": "Return", "Esc": "Escape", "/": "Slash", "?": "Question"}
        code = getattr(Qt.Key, f"Key_{named.get(key, key)}")
        self.qtbot.keyClick(target, code, modifiers)

    def type(self, words: str, on: QWidget | None = None) -> None:
        """Type words where the keyboard is: one action, however long."""
        self.actions += 1
        self.qtbot.keyClicks(on or QApplication.focusWidget(), words)

    def click(self, widget: QWidget, position=None) -> None:
        self.actions += 1
        if position is None:
            self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        else:
            self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=position)

    def go(self, key: str) -> Screen:
        """Go to a screen by its shortcut and wait for it."""
        from lisdesk.ui.commands import SCREENS

        place = [name for name, _ in SCREENS].index(key) + 1
        self.press(f"Ctrl+{place}", on=self.window)
        self.settle()
        screen = self.window.current_screen()
        assert screen is not None
        assert screen.key == key
        return screen

    def told(self) -> str:
        """Return what the notice says; nothing while none is shown."""
        notices = self.window.notices
        return notices.words.text() if notices.isVisible() else ""


@pytest.fixture(autouse=True)
def own_preferences(tmp_path, monkeypatch):
    monkeypatch.setenv("LISDESK_PREFERENCES", str(tmp_path / "preferences"))


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the sample call with everything in it; copy it, never open it."""
    clock = fixed_clock(parse_instant(SAMPLE_NOW))
    return run_demo(None, tmp_path_factory.mktemp("sample"), clock, OFFICER).file


@pytest.fixture(scope="session")
def one_call_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with one call from the template and nothing received; copy it."""
    path = tmp_path_factory.mktemp("one") / "one.lisdesk"
    database = set_up(create_database(path))
    open_call(database)
    database.close()
    return path


@pytest.fixture
def ask() -> QueuedAsk:
    return QueuedAsk()


@pytest.fixture
def open_window(qtbot, ask) -> Iterator[Callable[..., Officer]]:
    """Return a function that opens a window on a file and waits until it is shown."""
    windows: list[MainWindow] = []

    def opened(path: Path | None, now: str = SAMPLE_NOW, officer: str = OFFICER) -> Officer:
        clock = now if isinstance(now, Clock) else fixed_clock(parse_instant(now))
        window = build_window(QApplication.instance(), clock, officer)
        window.ask = ask
        qtbot.addWidget(window)
        windows.append(window)
        window.show()
        driver = Officer(qtbot, window)
        if path is not None:
            window.open_location(str(path))
            driver.wait(lambda: window.desk is not None and window.desk.workspace.calls)
            driver.settle()
        return driver

    yield opened
    for window in windows:
        window.close()


@pytest.fixture
def on_sample(open_window, sample_file, tmp_path) -> Officer:
    """Return an officer at the window with the sample call LLEP-2018-01 in hand."""
    path = tmp_path / "sample.lisdesk"
    shutil.copy(sample_file, path)
    driver = open_window(path)
    first = next(call for call in driver.workspace.calls if call.reference == "LLEP-2018-01")
    driver.workspace.choose_call(first.id)
    driver.settle()
    return driver


@pytest.fixture
def on_one_call(open_window, one_call_file, tmp_path) -> Officer:
    """Return an officer at the window with the empty call LLEP-2018-01, on 7 January 2019."""
    path = tmp_path / "one.lisdesk"
    shutil.copy(one_call_file, path)
    return open_window(path, now="2019-01-07T10:00")


@pytest.fixture
def beside(tmp_path) -> Iterator[Callable[[], Database]]:
    """Return a function that opens the window's file a second time, as the command line does."""
    opened: list[Database] = []

    def another() -> Database:
        [path] = [each for each in tmp_path.glob("*.lisdesk") if each.stem in ("sample", "one")]
        opened.append(open_database(path))
        return opened[-1]

    yield another
    for database in opened:
        database.close()
