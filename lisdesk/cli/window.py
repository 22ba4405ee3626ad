"""Start the window: `lisdesk` alone, or `lisdesk open [FILE]`.

The words are read here by the standard library's parser, not by the tree of commands, because that
tree loads the database code, and the window is to be on the screen before it.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from lisdesk.clock import Clock, fixed_clock, system_clock
from lisdesk.errors import RefusedError
from lisdesk.rules.deadlines import parse_instant

_TAKES_VALUE = ("--db", "--officer", "--now")
_OPEN = "open"


def asks_for_window(arguments: Sequence[str]) -> bool:
    """Whether these words start the window and nothing else."""
    words = list(arguments)
    while words and words[0].startswith("--"):
        name, _, value = words.pop(0).partition("=")
        if name not in _TAKES_VALUE:
            return False
        if not value and words:
            words.pop(0)
    return not words or (words[0] == _OPEN and "--help" not in words)


def start_window(arguments: Sequence[str]) -> int:
    """Open the window that these words ask for; return its exit code.

    Raises RefusedError where there is no screen.
    """
    parser = argparse.ArgumentParser(prog="lisdesk", add_help=False, allow_abbrev=False)
    parser.add_argument("--db", default=os.environ.get("LISDESK_DB"))
    parser.add_argument("--officer", default=os.environ.get("LISDESK_OFFICER", ""))
    parser.add_argument("--now", default=os.environ.get("LISDESK_NOW"))
    parser.add_argument("command", nargs="?")
    parser.add_argument("file", nargs="?", metavar="FILE")
    options = parser.parse_args(list(arguments))
    clock = fixed_clock(parse_instant(options.now)) if options.now else system_clock()
    return show_window(options.file or options.db, options.officer.strip(), clock)


def show_window(location: str | None, officer: str, clock: Clock) -> int:
    """Open the window on a file, or on the officer's usual one; return its exit code."""
    from lisdesk.app import is_screen_there, run_window

    if not is_screen_there():
        raise RefusedError(
            "There is no screen here for a window.",
            do="Use the commands instead, “lisdesk --help” lists them, or “lisdesk demo”.",
        )
    return run_window(location, officer, clock)
