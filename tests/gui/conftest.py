"""The real window on real files, shown offscreen; only the clock and the dialogs are the tests'."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import enumerate as enumerate_threads

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from lisdesk.app import SWITCH_SECONDS, build_window
from lisdesk.clock import Clock, fixed_clock
from lisdesk.rules.deadlines import parse_instant
from lisdesk.store.database import Database
from lisdesk.store.opening import create_database, open_database
from lisdesk.ui.charts.library import chart_library
from lisdesk.ui.features import look_for_no_features
from lisdesk.ui.jobs import Jobs
from lisdesk.ui.main_window import MainWindow
from lisdesk.ui.theme import apply_theme, current_theme
from tests.desk_work import DESK, open_call, set_up
from tests.made_once import sample_file_once
from tests.window_driver import Officer, QueuedAsk

look_for_no_features()  # as the program does; else the lanes read the source of every module
sys.setswitchinterval(SWITCH_SECONDS)

SAMPLE_NOW = "2019-02-18T10:00"
OFFICER = DESK.officer


@pytest.fixture(autouse=True)
def own_preferences(tmp_path, monkeypatch):
    monkeypatch.setenv("LISDESK_PREFERENCES", str(tmp_path / "preferences"))


@pytest.fixture(autouse=True)
def quick_second_look(monkeypatch):
    """Let dropped files be looked at again at once."""
    monkeypatch.setattr("lisdesk.ui.incoming.LOOKS_AFTER_S", 0.02)
    monkeypatch.setattr("lisdesk.ui.incoming.RESTS_FOR_S", 0.2)


@pytest.fixture
def logs(tmp_path, monkeypatch) -> Path:
    """Return the folder that the log is written to."""
    monkeypatch.setattr("lisdesk.ui.crash.log_folder", lambda: tmp_path / "logs")
    return tmp_path / "logs"


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the sample call with everything in it; copy it, never open it."""
    return sample_file_once(tmp_path_factory)


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
def jobs(qapp, one_call_file, tmp_path) -> Iterator[Jobs]:
    """Return the work beside a window on a file with one call, without the window."""
    path = tmp_path / "one.lisdesk"
    path.write_bytes(one_call_file.read_bytes())
    database = open_database(path)
    jobs = Jobs(database, DESK)
    yield jobs
    jobs.close()
    database.close()
    gc.enable()


@pytest.fixture
def open_window(qtbot, ask) -> Iterator[Callable[..., Officer]]:
    """Return a function that opens a window on a file and waits until it is shown."""
    windows: list[MainWindow] = []

    def opened(path: Path | None, now: str = SAMPLE_NOW, officer: str = OFFICER) -> Officer:
        clock = now if isinstance(now, Clock) else fixed_clock(parse_instant(now))
        window = build_window(QApplication.instance(), clock, officer)
        window.ask = ask
        qtbot.addWidget(window, before_close_func=lambda _window: ask.agree.insert(0, True))
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
    qtbot.waitUntil(lambda: not chart_library().is_loading, timeout=20_000)
    for thread in enumerate_threads():
        if thread.name.startswith(("open", "charts")):
            thread.join()  # else it would search for cycles, and end widgets of the closed window
    gc.enable()  # no thread beside this one is left; tests without a window have no timer for it


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


@pytest.fixture
def theme_after():
    """Give the other tests the theme back."""
    theme = current_theme()
    yield
    apply_theme(QApplication.instance(), theme)
