"""Mark a file as one that came from outside, so that other programs open it with care."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from lisdesk.errors import TargetError

_STREAM = "Zone.Identifier"
_FROM_THE_INTERNET = b"[ZoneTransfer]\r\nZoneId=3\r\n"

WriteStream = Callable[[str, bytes], None]
"""Writes bytes to a path, of which a part after a colon names a stream of the file."""


def write_stream(path: str, content: bytes) -> None:
    """Write a stream of a file."""
    with open(path, "wb") as stream:  # noqa: PTH123 (a stream's name is no path)
        stream.write(content)


def mark_from_outside(
    path: Path, *, is_windows: bool = os.name == "nt", write: WriteStream = write_stream
) -> None:
    """Give a file the mark of the web that Windows and Office ask for; nothing elsewhere.

    With it Office opens a document in Protected View and Windows asks before it starts a program.
    Raises TargetError if the drive keeps no such marks: then the file must not be opened.
    """
    if not is_windows:
        return
    try:
        write(f"{path}:{_STREAM}", _FROM_THE_INTERNET)
    except OSError as error:
        raise TargetError(
            f"{path.parent} is on a drive that keeps no mark of where a file came from.",
            kept="The file was not written.",
            do="Choose a folder on a drive of this computer (NTFS).",
        ) from error
