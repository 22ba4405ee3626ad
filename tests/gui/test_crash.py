"""A mistake of the program is told without anybody's words, and the window goes on."""

import logging
import sys

import pytest

from lisdesk.ui.crash import CrashWatch, report_of
from lisdesk.ui.crash_dialog import CrashDialog

CANARY = "canary-of-a-respondent"


class MistakeError(Exception):
    """A mistake whose message carries a respondent's words."""


def fail(number):
    words = f"{CANARY} {number}"
    values = {"answer": words}
    try:
        raise KeyError(words)
    except KeyError as error:
        raise MistakeError(words, values) from error


def test_a_report_has_places_and_kinds_and_no_values():
    with pytest.raises(MistakeError) as caught:
        fail(1)
    report = report_of(caught.value)
    assert CANARY not in report
    assert "MistakeError" in report
    assert "builtins.KeyError" in report
    assert "test_crash.py" in report


def test_fifty_mistakes_in_slots_leave_the_window_usable_and_no_words_anywhere(
    on_one_call, logs, capfd, monkeypatch
):
    officer = on_one_call
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    watch = CrashWatch(officer.window)
    told = []
    watch.met.connect(told.append)
    watch.met.connect(officer.window.file_commands.show_crash)
    watch.begin()
    try:
        for number in range(50):
            try:
                fail(number)
            except MistakeError as error:
                sys.excepthook(type(error), error, error.__traceback__)
    finally:
        watch.end()
    assert len(told) == 50
    assert len(officer.window.findChildren(CrashDialog)) == 1
    dialog = officer.window.findChildren(CrashDialog)[0]
    assert CANARY not in dialog.report.toPlainText()
    dialog.accept()
    written = "".join(path.read_text() for path in logs.iterdir())
    assert written.count("MistakeError") == 50
    out, err = capfd.readouterr()
    assert CANARY not in written + out + err
    assert officer.go("calls").isVisible()
    assert logging.getLogger().handlers is not None


def test_a_mistake_in_a_query_reaches_the_hook_and_the_window_goes_on(on_one_call):
    officer = on_one_call
    met = []
    officer.workspace.bug_met.disconnect()
    officer.workspace.bug_met.connect(met.append)

    def broken(_session):
        raise MistakeError(CANARY)

    officer.workspace.jobs.read(broken, owner=officer.window, then=lambda rows: None)
    officer.wait(lambda: met)
    assert isinstance(met[0], MistakeError)
    assert officer.go("calls").isVisible()
