"""What is remembered of the window is written beside it."""

import os
import threading

from PySide6.QtCore import QByteArray

from lisdesk.tasks.preferences import preferences_folder
from lisdesk.ui.memory import (
    _writer,
    recent_priorities,
    remember,
    remember_recent,
    remembered,
)


def test_the_window_goes_on_while_a_drive_takes_its_time(qapp, monkeypatch):
    goes_on, written, replace = threading.Event(), threading.Event(), os.replace

    def slow(*names):  # a drive that answers when the test says so
        goes_on.wait(30)
        replace(*names)
        written.set()

    monkeypatch.setattr("pathlib.os.replace", slow)
    remember("panes", QByteArray(b"narrow"))
    remember("panes", QByteArray(b"wide"))
    assert remembered("panes") == b"wide"
    goes_on.set()
    assert written.wait(30)
    assert remembered("panes") == b"wide"
    assert remembered("never kept").isEmpty()


def test_what_cannot_be_written_is_remembered_until_the_end(qapp, monkeypatch):
    tried = threading.Event()

    def refuse(*_names):  # a drive that takes nothing
        tried.set()
        raise PermissionError

    monkeypatch.setattr("pathlib.os.replace", refuse)
    remember("columns", QByteArray(b"all"))
    assert tried.wait(30)
    tried.clear()
    remember("rows", QByteArray(b"each"))  # on the same thread: the first is over then
    assert tried.wait(30)
    _writer.submit(lambda: None).result(30)  # and so is the second
    assert remembered("columns") == b"all"
    assert not list(preferences_folder().rglob("*.[0-9]*"))


def test_priorities_used_last_are_kept_for_each_file_call_and_officer(qapp):
    remember_recent("a.lisdesk", "Ann", "LLEP-2018-01", [7, 2])
    _writer.submit(lambda: None).result(30)
    assert recent_priorities("a.lisdesk", "Ann", "LLEP-2018-01") == [7, 2]
    for where in (("b.lisdesk", "Ann", "LLEP-2018-01"), ("a.lisdesk", "Ben", "LLEP-2018-01")):
        assert recent_priorities(*where) == []
    [kept] = (each for each in preferences_folder().rglob("*") if each.is_file())
    kept.write_bytes(b"7 x\xff")
    assert recent_priorities("a.lisdesk", "Ann", "LLEP-2018-01") == []
