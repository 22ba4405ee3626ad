"""An error in a method that Qt calls is told, however Python raised it; the window stays."""

import subprocess
import sys

import pytest

_CODE = """
import lisdesk.ui
from PySide6.QtCore import QAbstractListModel, QModelIndex
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QApplication, QDialog, QListView

def fail(*_): {error}

class Dialog(QDialog):
    showEvent = closeEvent = lambda self, event: fail()

    def done(self, result):
        fail()

class Model(QAbstractListModel):
    def rowCount(self, parent=QModelIndex()):
        return 1

    def data(self, index, role=0):
        fail()

class Redone(QUndoCommand):
    def redo(self):
        fail()

class Mixed:
    def showEvent(self, event):
        fail()

class WithMixed(Mixed, QDialog):
    pass

class Further(Dialog):
    def done(self, result):
        super().done(result)

application = QApplication([])
dialog, further, view, model, stack = Dialog(), Further(), QListView(), Model(), QUndoStack()
view.setModel(model)
for run in (
    WithMixed().show, dialog.show, dialog.close, dialog.accept, further.accept,
    lambda: view.sizeHintForRow(0), lambda: stack.push(Redone()),
):
    try:
        run()
    except Exception as error:
        print("told", type(error).__name__)
"""


@pytest.mark.parametrize("error", ["[].pop(0)", "int('x')", "len(1)", "{}['a']", "raise OSError"])
def test_an_error_in_a_method_that_qt_calls_reaches_the_caller(error):
    code = _CODE.replace("{error}", error, 1)
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    assert len(set(ended.stdout.splitlines())) == 1
    assert ended.stdout.count("told") == 7
