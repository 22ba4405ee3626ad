"""Read single files that an officer names: as bytes, or as text in whatever encoding it has."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from lisdesk.errors import UnreadableFileError

LARGEST_FILE_BYTES = 1_000_000_000
"""A single file of more is not read; the limit for attachments is lower, and the officer's."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def stored_name(path: Path) -> str:
    """Return the name of a file as text; bytes in it that are not UTF-8 become U+FFFD."""
    return os.fsencode(path.name).decode("utf-8", errors="replace")


def stored_path(path: Path) -> str:
    """Return where a file is, from the root, as text; the rest is as in `stored_name`."""
    return os.fsencode(path.absolute()).decode("utf-8", errors="replace")


def file_bytes(path: Path) -> bytes:
    """Return what a file holds; UnreadableFileError if it cannot be read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableFileError(
                f"“{stored_name(path)}” is not a file.", do="Name a file that can be read whole."
            )
        if found.st_size > LARGEST_FILE_BYTES:
            raise UnreadableFileError(
                f"“{stored_name(path)}” has {found.st_size:,} bytes; at most "
                f"{LARGEST_FILE_BYTES:,} are read.",
                do="Cut it into smaller files.",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"“{path.name}” cannot be read: {error.strerror}.",
            do="Check the name and that it is a file which you may read.",
        ) from error


def file_text(path: Path) -> str:
    """Return a plain text file as text: by its byte order mark, else UTF-8, else Windows-1252.

    Raises UnreadableFileError for a file that is not plain text.
    """
    content = file_bytes(path)
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    if encoding is None and b"\x00" in content:
        raise UnreadableFileError(
            f"“{path.name}” is not a plain text file.",
            do="Attach it with --attach, or save its words as plain text.",
        )
    for name in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(
        f"The letters of “{stored_name(path)}” cannot be made out.",
        do="Save it as plain text in UTF-8, and attach the file as it came with --attach.",
    )
