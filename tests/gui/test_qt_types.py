"""Qt's classes are made on the window's thread: two threads that ask for one crash PySide."""

import ast
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import PySide6.QtWidgets
from PySide6.QtCore import QObject

import lisdesk
from lisdesk.ui.qt_types import all_names, first_names, made_types, own_names
from lisdesk.ui.turns import WorkInTurns

_FIRST_CODE = """
import sys
import lisdesk.app, lisdesk.ui.main_window, lisdesk.ui.desk
from lisdesk.ui.opened_file import FIRST_SCREEN, SCREEN_MODULES, _load_first
_load_first()
__import__(SCREEN_MODULES[FIRST_SCREEN])
print(*(each.__file__ for name, each in sys.modules.items() if name.startswith("lisdesk")))
"""


def names_imported(paths: Iterable[Path]) -> set[tuple[str, str]]:
    sources = (path.read_text("utf-8") for path in paths)
    return {
        (node.module, name.name)
        for source in sources
        if "PySide6" in source
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6.")
        for name in node.names
    }


def test_every_class_that_the_first_screens_code_imports_is_made_before_a_file_is_opened():
    command = [sys.executable, "-c", _FIRST_CODE]
    loaded = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert names_imported(map(Path, loaded)) == first_names()


def test_every_class_that_the_programs_code_imports_is_made_before_a_screen_is_loaded():
    assert names_imported(Path(lisdesk.__file__).parent.rglob("*.py")) == own_names()


def test_all_others_are_made_in_turns_of_the_window_before_the_charts_are_loaded(qtbot):
    made = []
    parent = QObject()
    types = made_types(all_names())
    WorkInTurns(parent, types, lambda: made.append(len(vars(PySide6.QtWidgets))))
    assert not made
    qtbot.waitUntil(lambda: bool(made))
    assert {name for name in dir(PySide6.QtWidgets) if name[:1] == "Q"} <= set(
        vars(PySide6.QtWidgets)
    )
    qtbot.wait(50)
    assert len(made) == 1
