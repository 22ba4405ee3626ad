"""One of two that race: the window itself, shown offscreen and worked as an officer works it.

Run as `python -m tests.racing_window LOCATION OFFICER`. It hears an order a line, brings itself to
the last press and says "set"; then it hears the moment, presses, and answers with how it ended.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from lisdesk.app import SWITCH_SECONDS, build_window
from lisdesk.clock import fixed_clock
from lisdesk.rules.deadlines import parse_instant
from lisdesk.rules.vocabulary import LateChoice
from lisdesk.ui.calls.deadline_dialogs import CloseDialog, ExtendDialog
from lisdesk.ui.features import look_for_no_features
from lisdesk.ui.submissions.log_form import LogForm
from tests.window_driver import Officer, QueuedAsk, shown

NOW = "2019-01-10T12:00"
REASON = "Raced."
Order = dict[str, Any]
Answer = dict[str, object]


HANDS = SimpleNamespace(
    wait=QTest.qWait,
    keyClick=QTest.keyClick,
    keyClicks=QTest.keyClicks,
    mouseClick=QTest.mouseClick,
)
"""What presses keys and waits where there is no pytest."""


class RacingWindow:
    """A window on a file or a server database, and the officer before it."""

    def __init__(self, application: QApplication, location: str, officer: str) -> None:
        self.ask = QueuedAsk()
        self.window = build_window(application, fixed_clock(parse_instant(NOW)), officer)
        self.window.ask = self.ask
        self.window.show()
        self.window.open_location(location)
        self.officer = Officer(HANDS, self.window)
        self.officer.wait(lambda: self.window.desk is not None)
        self.officer.settle()
        self._mistakes: list[BaseException] = []
        self.officer.workspace.bug_met.connect(self._mistakes.append)

    def prepare(self, order: Order) -> Callable[[], Answer]:
        """Come to the last press; return it, which answers once the window has told how it ended.

        What is shown by then is the call as it stood before the race.
        """
        self.officer.workspace.choose_new_call(order["call"])
        self.officer.wait(lambda: self._is_in_hand(order["call"]))
        self.officer.settle()
        prepare = {
            "add": self._log,
            "close": self._close,
            "extend": self._extend,
            "decide": self._decide,
        }
        press = prepare[order["verb"]](order)
        self.officer.settle()
        return press

    def refuse_mistakes(self) -> None:
        """Raise what the window met that is no refusal."""
        if self._mistakes:
            raise self._mistakes[0]

    def close(self) -> None:
        """Close the window and the file."""
        self.ask.agree.append(True)
        self.window.close()

    def _is_in_hand(self, reference: str) -> bool:
        call = self.officer.workspace.call
        return call is not None and call.reference == reference

    def _log(self, _order: Order) -> Callable[[], Answer]:
        self.window.commands["log"].trigger()
        form = shown(self.officer, LogForm)
        self.officer.type("Acme", on=form.who.respondent.line)
        self.officer.type(REASON, on=form.texts.fields[1])
        return lambda: self._press(form, form.save_button, form.fault)

    def _close(self, _order: Order) -> Callable[[], Answer]:
        self.window.commands["close_call"].trigger()
        dialog = shown(self.officer, CloseDialog)
        self.officer.type(REASON, on=dialog.reason)
        return lambda: self._press(dialog, dialog.go, dialog.fault)

    def _extend(self, order: Order) -> Callable[[], Answer]:
        day, _, hour = order["closes"].partition("T")
        self.window.commands["extend"].trigger()
        dialog = shown(self.officer, ExtendDialog)
        self.officer.type(day, on=dialog.new.line)
        self.officer.type(hour, on=dialog.new.time)
        self.officer.type(REASON, on=dialog.reason)
        self.officer.wait(dialog.effect.text)  # what it would do is shown
        return lambda: self._press(dialog, dialog.go, dialog.fault)

    def _press(self, dialog: QDialog, button: QPushButton, fault: QLabel) -> Answer:
        """Press the button; a dialog closes once it is saved, and says in itself why it is not."""
        ended: list[int] = []
        dialog.finished.connect(ended.append)
        self.officer.click(button)
        self.officer.wait(lambda: ended or _is_refused(button, fault))
        if ended:
            return {"done": ended[0] == QDialog.DialogCode.Accepted, "said": ""}
        said = fault.text()
        self.ask.agree.append(True)
        dialog.reject()
        self.officer.wait(lambda: ended)
        self.ask.agree.clear()
        return {"done": False, "said": said}

    def _decide(self, order: Order) -> Callable[[], Answer]:
        self.window.notices.hide()
        screen = self.officer.go("late")
        self.officer.wait(lambda: [each.id for each in screen.deciding.lines] == [order["late_id"]])
        self.officer.press("Ctrl+R", on=screen.table)
        screen.bar.reason.selectAll()
        self.officer.type(REASON, on=screen.bar.reason)
        action = screen.decisions[list(LateChoice).index(LateChoice.ACCEPT)]

        def press() -> Answer:
            action.trigger()
            self.officer.settle()
            is_refused = self.window.notices.refusal > 0
            said = self.officer.told() if is_refused else ""
            self.officer.press("Ctrl+1", on=self.window)
            return {"done": not is_refused, "said": said}

        return press


def _is_refused(button: QWidget, fault: QLabel) -> bool:
    return button.isEnabled() and fault.isVisible()


def say(line: str) -> None:
    """Tell the test something."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(location: str, officer: str) -> None:
    """Race as often as it is told to."""
    look_for_no_features()
    sys.setswitchinterval(SWITCH_SECONDS)
    application = QApplication([sys.argv[0], "-style", "fusion"])
    racer = RacingWindow(application, location, officer)
    say("ready")
    for line in sys.stdin:
        press = racer.prepare(json.loads(line))
        say("set")
        begins = float(sys.stdin.readline())
        while time.time() < begins:
            pass
        answer = press()
        racer.officer.settle()
        racer.refuse_mistakes()
        say(json.dumps(answer))
    racer.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
