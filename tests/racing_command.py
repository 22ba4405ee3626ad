"""One of two that race: the program `lisdesk`, with one command in each race, as a scheduler runs
it.

Run as `python -m tests.racing_command LOCATION NOW OFFICER`. It has the program's modules loaded
when it says "ready"; it hears the words of a command a line and then its moment, runs the command
in a process of its own where the system can fork one, and answers with its exit code and what it
said.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper

from lisdesk.cli import main as lisdesk


def run(words: Sequence[str]) -> str:
    """Run one command; return its exit code and what it said on standard error, as JSON."""
    out, err = (TextIOWrapper(BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = lisdesk(words)
    assert isinstance(err.buffer, BytesIO)
    return json.dumps({"code": code, "said": err.buffer.getvalue().decode()})


def run_at(begins: float, words: Sequence[str]) -> str:
    """Run one command at its moment."""
    while time.time() < begins:
        pass
    return run(words)


def run_apart(begins: float, words: Sequence[str]) -> str:
    """Run one command at its moment, in a process that begins and ends with it."""
    if not hasattr(os, "fork"):
        return run_at(begins, words)
    answers, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(answers)
        try:
            os.write(told, run_at(begins, words).encode())
        finally:
            os._exit(0)  # nothing that the first process holds is let go of here
    os.close(told)
    with os.fdopen(answers, encoding="utf-8") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def say(line: str) -> None:
    """Tell the test something."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(location: str, now: str, officer: str) -> None:
    """Race as often as it is told to."""
    known = ("--db", location, "--now", now, "--officer", officer)
    run([*known, "call", "list"])  # what it loads is no part of a race
    say("ready")
    for line in sys.stdin:
        words = [*known, *json.loads(line)]
        say(run_apart(float(sys.stdin.readline()), words))


if __name__ == "__main__":
    main(*sys.argv[1:])
