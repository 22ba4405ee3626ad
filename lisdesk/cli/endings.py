"""How a run of the command line ends: an exit code, and one line for whatever was refused."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import TextIO

from lisdesk.errors import UserError

_REFUSED = 1
_LONGEST_QUOTED = 80
_TOO_LONG_QUOTED = re.compile(rf"“([^”]{{{_LONGEST_QUOTED}}})[^”]+”")


def ending_well(run: Callable[[], int | None]) -> int:
    """Run something and return the exit code; a UserError becomes one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        _print_anything(stream)
    try:
        return run() or 0
    except UserError as error:
        sys.stderr.write(f"error: {_one_line(error)}\n")
        return _REFUSED
    except SystemExit as ended:  # how every run ends that was not refused
        return ended.code if isinstance(ended.code, int) else 0


def _print_anything(stream: TextIO) -> None:
    """Have letters that a terminal or file cannot show written as escapes: never a failure."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


def _one_line(error: UserError) -> str:
    """Return what an error says on one line, with long names in it cut."""
    from lisdesk.cli.desk import printable

    text = printable(" ".join(str(error).split()))
    return _TOO_LONG_QUOTED.sub(r"“\1…”", text)
