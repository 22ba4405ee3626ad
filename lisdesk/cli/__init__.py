"""The command line: the same jobs as the window's, for people, schedulers and scripts.

Exit 0: done. Exit 1: refused, with one line `error: …` on standard error and nothing changed. Exit
2: the command was not understood.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    from lisdesk.cli.program import run

    return run(list(sys.argv[1:] if arguments is None else arguments))
