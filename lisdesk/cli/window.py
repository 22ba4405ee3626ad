"""Start the window: `lisdesk` alone, or `lisdesk open [FILE]`.

The words are read here, not by the tree of commands, because that tree loads the database code, and
the window is to be on the screen before it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from lisdesk.clock import Clock, fixed_clock, system_clock
from lisdesk.errors import RefusedError

_OPTIONS = (("--db", "LISDESK_DB"), ("--officer", "LISDESK_OFFICER"), ("--now", "LISDESK_NOW"))
"""The global options with the variables that stand for them."""
_OPEN = "open"


class WindowWords(NamedTuple):
    """The words of a start of the window, taken apart."""

    values: dict[str, str]
    """The global options, by name with their dashes."""
    rest: list[str]
    """What follows them."""


def asks_for_window(arguments: Sequence[str]) -> bool:
    """Whether these words start the window and nothing else."""
    words = _taken_apart(arguments)
    if words is None or any(each.startswith("-") for each in words.rest):
        return False
    return not words.rest or (words.rest[0] == _OPEN and len(words.rest) <= 2)


def start_window(arguments: Sequence[str]) -> int:
    """Open the window that these words, which ask for one, name; return its exit code.

    Raises RefusedError where there is no screen.
    """
    words = _taken_apart(arguments)
    assert words is not None
    location, officer, now = (
        words.values.get(name) or os.environ.get(variable, "") for name, variable in _OPTIONS
    )
    clock = system_clock()
    if now:
        from lisdesk.rules.deadlines import parse_instant

        clock = fixed_clock(parse_instant(now))
    file = words.rest[1] if len(words.rest) > 1 else location
    return show_window(file or None, officer.strip(), clock)


def _taken_apart(arguments: Sequence[str]) -> WindowWords | None:
    """Return global options and the rest; None if an option is none that a window takes."""
    words, values = list(arguments), dict[str, str]()
    while words and words[0].startswith("-"):
        name, has_value, value = words.pop(0).partition("=")
        if name not in dict(_OPTIONS) or not (has_value or words):
            return None
        values[name] = value if has_value else words.pop(0)
    return WindowWords(values, words)


def show_window(location: str | None, officer: str, clock: Clock) -> int:
    """Open the window on a file, or on the officer's usual one; return its exit code."""
    from lisdesk.app import is_screen_there, run_window

    if not is_screen_there():
        raise RefusedError(
            "There is no screen here for a window.",
            do="Use the commands instead, “lisdesk --help” lists them, or “lisdesk demo”.",
        )
    return run_window(location, officer, clock)
