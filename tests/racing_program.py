"""One of two that race: the lane of edits of a window, or the command line.

Run as `python -m tests.racing_program LOCATION window|command OFFICER`; it hears one order a line,
begins each at its moment, and answers with how it ended.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QEventLoop

from lisdesk.clock import fixed_clock
from lisdesk.edits.calls import close_call, extend_call
from lisdesk.edits.submissions import SubmissionDraft, add_submission, decide_late
from lisdesk.errors import UserError
from lisdesk.rules.deadlines import parse_deadline, parse_instant
from lisdesk.rules.vocabulary import LateChoice
from lisdesk.store.database import located
from lisdesk.store.opening import open_database
from lisdesk.store.work import Desk
from lisdesk.ui.jobs import Edit, Jobs
from lisdesk.ui.workspace import edit_with
from tests.journeys.command_line import CommandLine

NOW = "2019-01-10T12:00"


class WindowLane:
    """Runs an order as the window does: on its lane of edits, with the answer in its event loop."""

    def __init__(self, location: str, officer: str) -> None:
        desk = Desk(officer, fixed_clock(parse_instant(NOW)))
        self._jobs = Jobs(open_database(located(location)), desk)

    def run(self, order: dict[str, Any]) -> dict[str, object]:
        """Run an order; tell whether it was done, and else why not."""
        ended: list[BaseException | None] = []
        loop = QEventLoop()

        def end(error: BaseException | None) -> None:
            ended.append(error)
            loop.quit()

        self._jobs.write(
            _edit(order), owner=self._jobs, then=lambda _outcome: end(None), otherwise=end
        )
        loop.exec()
        [error] = ended
        if error is not None and not isinstance(error, UserError):
            raise error
        return {"done": error is None, "said": "" if error is None else str(error)}

    def close(self) -> None:
        """Let go of the file."""
        self._jobs.close()
        self._jobs.database.close()


class CommandRuns:
    """Runs an order as a command, which opens and closes the file."""

    def __init__(self, location: str, officer: str) -> None:
        self._line = CommandLine(cast("Any", location), NOW, officer)

    def run(self, order: dict[str, Any]) -> dict[str, object]:
        """Run an order; tell whether it was done, and else why not."""
        ran = self._line.run(*_words(order))
        if ran.code not in (0, 1):
            raise RuntimeError(ran.err)
        return {"done": ran.code == 0, "said": ran.err}

    def close(self) -> None:
        """Nothing is held."""


def _edit(order: dict[str, Any]) -> Edit:
    call_id, reason = order["call_id"], "Raced."
    if order["verb"] == "close":
        return edit_with(close_call, call_id=call_id, reason=reason)
    if order["verb"] == "extend":
        deadline = parse_deadline(order["closes"])
        return edit_with(extend_call, call_id=call_id, deadline=deadline, reason=reason)
    if order["verb"] == "decide":
        decision = {"choice": LateChoice.ACCEPT, "reason": reason}
        return edit_with(decide_late, submission_id=order["submission_id"], **decision)
    draft = SubmissionDraft(letter="Raced.", received_at=parse_instant(NOW))
    return edit_with(add_submission, call_id=call_id, draft=draft)


def _words(order: dict[str, Any]) -> tuple[str, ...]:
    reason = ("--reason", "Raced.")
    if order["verb"] == "close":
        return ("call", "close", order["call"], *reason)
    if order["verb"] == "extend":
        return ("call", "extend", order["call"], "--closes", order["closes"], *reason)
    if order["verb"] == "decide":
        return ("submission", "decide", order["submission"], "accept", *reason)
    who = ("--respondent", "Acme", "--answer", "1=Raced.")
    return ("submission", "add", order["call"], *who, "--received", NOW)


def main(location: str, role: str, officer: str) -> None:
    """Answer orders until there are no more."""
    application = QCoreApplication([])
    racer = (WindowLane if role == "window" else CommandRuns)(location, officer)
    answers = sys.stdout
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        while time.time() < order["begins"]:
            pass
        print(json.dumps(racer.run(order)), file=answers, flush=True)
    racer.close()
    del application


if __name__ == "__main__":
    main(*sys.argv[1:])
