"""Take from this process, for good, what it does not need for reading: memory, time, the network,
other programs, and writing.
"""

from __future__ import annotations

import contextlib
import math
import os
import sys
import time
from functools import cache

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "shutil.",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "webbrowser.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.fork",
    "os.kill",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
)
"""How the names of what is refused begin: Python tells each of these before it does it."""


@cache
def confine(memory_bytes: int) -> None:
    """Bound this process's memory, and forbid it files, the network, programs and core dumps.

    The system refuses memory and files where it can, Python the rest on every system. Nothing
    takes it back; what was done once is not done again.
    """
    sys.addaudithook(_refuse)
    try:
        import resource
    except ImportError:
        return
    for limit, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        lowest = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with contextlib.suppress(ValueError, OSError):  # a limit this system does not have
            resource.setrlimit(limit, (lowest, lowest))


def limit_processor(seconds: int) -> None:
    """Let the system end this process after so many more seconds of processor time, if it can.

    The system counts whole seconds: what was begun of one is given away.
    """
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    value = math.ceil(time.process_time()) + seconds
    lowest = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (lowest, hard))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        flags = arguments[2]
        if isinstance(flags, int) and flags & _WRITING:
            raise PermissionError("a reading process writes nothing")
    elif event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reading process has no use for {event}")
