"""The window's own modules, which make classes of Qt, are loaded by its thread and no other."""

import json
import subprocess
import sys
from importlib import import_module

import pytest
from PySide6.QtCore import QObject

from lisdesk.ui.opened_file import REST
from lisdesk.ui.preparing import prepare
from lisdesk.ui.turns import WorkInTurns

_CODE = """
import json, sys, threading
from importlib import import_module
import lisdesk.ui.desk
from shibokensupport.signature import parser
from lisdesk.ui.opened_file import FIRST_SCREEN, REST, SCREEN_MODULES, _load_first
from lisdesk.ui.preparing import prepare

def beside(work):
    names = []
    thread = threading.Thread(target=lambda: names.extend(work() or ()))
    thread.start()
    thread.join()
    return names

def ours():
    return {name for name in sys.modules if name.startswith("lisdesk.ui")}

def packages(names):
    return {name for name in names if hasattr(sys.modules[name], "__path__")}

told = {"beside": [], "late": [], "described": []}
parser.pyside_type_init = lambda name, _words: told["described"].append(name) or {}
before = ours()
beside(_load_first)
told["beside"] += ours() - before - packages(ours())
import_module(SCREEN_MODULES[FIRST_SCREEN])
for screen in REST:
    before = ours()
    names = beside(lambda: prepare(screen))
    told["beside"] += ours() - before - packages(ours())
    for name in names:
        before = set(sys.modules)
        import_module(name)
        told["late"] += set(sys.modules) - before - {name}
told["screens"] = [hasattr(sys.modules[name], "SCREEN") for name in SCREEN_MODULES.values()]
told["charts"] = "matplotlib.figure" in sys.modules
print(json.dumps(told))
"""


def test_another_thread_loads_all_but_the_windows_own_and_the_window_nothing_else():
    command = [sys.executable, "-c", _CODE]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert told["beside"] == []
    assert told["late"] == []
    assert told["described"] == []  # Qt's functions, for a docstring: that takes 0.03 s at once
    assert all(told["screens"])
    assert not told["charts"]


def test_nothing_is_left_to_load_of_what_is_there(on_sample):
    on_sample.wait(lambda: all(name in sys.modules for name in REST))
    assert prepare(REST[0]) == []


@pytest.mark.parametrize("name", ["lisdesk.ui.no_such_module", "lisdesk.ui.no_such.module"])
def test_what_is_not_there_is_told(name):
    with pytest.raises(ModuleNotFoundError):
        prepare(name)


def test_an_error_in_a_turn_is_told_and_the_turns_end(qtbot):
    told = []
    parent = QObject()
    modules = map(import_module, ["json", "no_such_module"])
    WorkInTurns(parent, modules, lambda: told.append("loaded"), told.append)
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(20)
    assert [type(each) for each in told] == [ModuleNotFoundError]
    assert parent.findChildren(WorkInTurns) == []
