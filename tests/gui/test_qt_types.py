"""Qt's classes are made on the window's thread: two threads that ask for one crash PySide."""

import ast
from collections import defaultdict
from pathlib import Path

import PySide6.QtWidgets
from PySide6.QtCore import QObject

import lisdesk
from lisdesk.ui.qt_types import TypeMaker, own_names


def test_every_class_that_the_windows_code_imports_is_made_before_a_file_is_opened():
    imported = defaultdict(set)
    for path in Path(lisdesk.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                imported[node.module] |= {name.name for name in node.names}
    assert {module: frozenset(names) for module, names in imported.items()} == own_names()


def test_all_others_are_made_in_turns_of_the_window_before_the_charts_are_loaded(qtbot):
    made = []
    parent = QObject()
    maker = TypeMaker(parent, lambda: made.append(len(vars(PySide6.QtWidgets))))
    maker.begin()
    assert not made
    qtbot.waitUntil(lambda: bool(made))
    assert {name for name in dir(PySide6.QtWidgets) if name[:1] == "Q"} <= set(
        vars(PySide6.QtWidgets)
    )
    qtbot.wait(50)
    assert len(made) == 1
