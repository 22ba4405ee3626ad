"""The command line: the same jobs as the window's, for people, schedulers and scripts.

Exit 0: done. Exit 1: refused, with one line `error: …` on standard error and nothing changed. Exit
2: the command was not understood.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or the window if none is named, and return the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    from lisdesk.cli.window import asks_for_window

    if asks_for_window(words):
        from lisdesk.cli.endings import ending_well
        from lisdesk.cli.window import start_window

        return ending_well(lambda: start_window(words))
    from lisdesk.cli.program import run

    return run(words)
