"""Open files that strangers gave us, and nothing that may never end."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from lisdesk.exchange.files import stored_name
from lisdesk.exchange.guarded.faults import MISSING, TOO_BIG
from lisdesk.exchange.guarded.limits import MEGABYTE
from lisdesk.exchange.guarded.refusing import Refusal


@contextmanager
def opened_file(path: Path, most_bytes: int, refusal: Refusal) -> Iterator[tuple[IO[bytes], int]]:
    """Give a file's stream and its size in bytes.

    Raises what `refusal` makes of a file that cannot be opened or read, that is no regular file,
    or that is larger than `most_bytes`.
    """
    try:
        with os.fdopen(_open_regular(path), "rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > most_bytes:
                reason = f"it is larger than {most_bytes // MEGABYTE} megabytes"
                raise refusal(TOO_BIG, {"reason": reason, "setting": "megabytes"})
            yield stream, size
    except OSError as error:
        raise refusal(MISSING, {"name": stored_name(path), "reason": _reason(error)}) from error


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "there is no such file"
    return error.strerror or "the system gives no reason"


def _open_regular(path: Path) -> int:
    """Return the descriptor of a file; OSError for what may never end, such as a pipe."""
    descriptor = os.open(
        path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    )
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise OSError(0, "it is not a file")
