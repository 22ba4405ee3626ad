"""The window starts from the command line: at once, before any database code, or says why not."""

import os
import subprocess
import sys

import pytest

from lisdesk.cli.window import asks_for_window
from lisdesk.store.opening import create_database
from tests.desk_work import open_call, set_up
from tests.journeys.command_line import ROOT

NOT_BEFORE_FIRST_PAINT = (
    "sqlalchemy", "alembic", "openpyxl", "numpy", "psycopg", "pyqtgraph", "typer", "pysqlite3",
)  # fmt: skip
PAINT_ONCE = f"""
import enum
import sys

made = []
make = enum.EnumType.__new__

def note(meta, name, *words, **more):
    made.append(name)
    return make(meta, name, *words, **more)

enum.EnumType.__new__ = note
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from lisdesk.cli import main
from lisdesk.ui.main_window import MainWindow

class Watch(QObject):
    def eventFilter(self, watched, event):
        if isinstance(watched, MainWindow) and event.type() == QEvent.Type.UpdateRequest:
            print(*[name for name in {NOT_BEFORE_FIRST_PAINT!r} if name in sys.modules])
            print(*[name for name in made if name == "AlignmentFlag"])
            sys.stdout.flush()
            import os
            os._exit(0)
        return False

application = QApplication([])
watch = Watch()
application.installEventFilter(watch)
main(sys.argv[1:])
"""


NOT_BEFORE_FIRST_NUMBERS = ("lisdesk.store.work", "lisdesk.store.lookup", "lisdesk.store.search")
SHOW_HOME = f"""
import os
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from lisdesk.cli import main
from lisdesk.ui import desk
from lisdesk.ui.main_window import MainWindow

desk._REST_AFTER_MS = 600_000

def look():
    [window] = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    if getattr(window.current_screen(), "page", None) is not None:
        from lisdesk.store import entities
        loaded = set(entities.Entity.metadata.tables)
        print(*[name for name in {NOT_BEFORE_FIRST_NUMBERS!r} if name in sys.modules])
        print(len(loaded) / len(entities.all_tables().tables))
        sys.stdout.flush()
        os._exit(0)

application = QApplication([])
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
main(sys.argv[1:])
"""


def environment(tmp_path, **more):
    kept = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    return {**kept, "LISDESK_PREFERENCES": str(tmp_path), "HOME": str(tmp_path), **more}


def printed(tmp_path, program, *words):
    """Return what a program prints that starts the window with these words."""
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, words)],
        env=environment(tmp_path, QT_QPA_PLATFORM="offscreen"),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout


DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.mark.parametrize(
    ("words", "is_window"),
    [
        ([], True),
        (["open"], True),
        (["open", "a.lisdesk"], True),
        (["--db", "a.lisdesk"], True),
        (["--db=a.lisdesk", "--officer", "Ann", "--now", "2019-01-07", "open"], True),
        (["--db", "open", "call", "list"], False),
        (["--help"], False),
        (["--version"], False),
        (["--json"], False),
        (["open", "--help"], False),
        (["demo"], False),
    ],
)
def test_the_window_is_for_no_words_and_for_open(words, is_window):
    assert asks_for_window(words) is is_window


def test_without_a_screen_the_commands_are_offered(tmp_path):
    command = [sys.executable, str(ROOT / "main.py")]
    ran = subprocess.run(
        command, env=environment(tmp_path), check=False, capture_output=True, text=True
    )
    if sys.platform in ("win32", "darwin"):
        pytest.skip("a window can always be shown here")
    assert ran.returncode == 1
    assert ran.stderr.startswith("error: There is no screen here for a window.")
    assert "lisdesk demo" in ran.stderr


def test_neither_database_code_nor_the_namespace_of_qt_is_there_at_the_first_paint(tmp_path):
    assert printed(tmp_path, PAINT_ONCE, "--db", tmp_path / "none.lisdesk").strip() == ""


def test_the_first_numbers_wait_for_a_third_of_the_tables_and_for_nothing_that_writes(tmp_path):
    path = tmp_path / "one.lisdesk"
    database = set_up(create_database(path))
    open_call(database)
    database.close()
    told = printed(tmp_path, SHOW_HOME, "--officer", "Ann", "--db", path)
    loaded_early, share = told.split("\n")[:2]
    assert loaded_early == ""
    assert float(share) <= 0.34
