"""Look at a file's first bytes before SQLite does: is it ours, whole, and not too new?"""

from __future__ import annotations

import stat
from pathlib import Path

from lisdesk.errors import (
    OPEN_BACKUP,
    DamagedFileError,
    FileTooNewError,
    NotFoundError,
    NotOurFileError,
)

APPLICATION_ID = 0x4C495344
"""“LISD”: SQLite keeps it at byte 68 of the file."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_USER_VERSION_AT = 60
_APPLICATION_ID_AT = 68


def check_header(path: Path, newest_version: int) -> None:
    """Raise a UserError unless the file at `path` is a consultation file of this version or before.

    The file is only read. A consultation file of no bytes is damage, never a new project.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotOurFileError(
                f"“{path.name}” is not a file.", do="Name the consultation file itself."
            )
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFoundError(
            f"There is no consultation file “{path.name}” in the folder {path.absolute().parent}.",
            do="Name the file with --db or LISDESK_DB, or make one with “lisdesk call new”.",
            do_in_window="See whether it was moved or renamed, and choose it with Open a file.",
        ) from error
    except OSError as error:
        raise NotOurFileError(
            f"“{path.name}” cannot be read: {error.strerror}.",
            do="Check that it is a file and that you may read it.",
        ) from error
    begins_as_ours = _MAGIC.startswith(header[: len(_MAGIC)])
    if begins_as_ours and len(header) < _HEADER_BYTES:
        raise DamagedFileError(
            f"“{path.name}” is damaged: it is empty or cut short.",
            do="Restore the newest backup with “lisdesk restore”, and keep the damaged file.",
            do_in_window=OPEN_BACKUP,
        )
    if not begins_as_ours or _number(header, _APPLICATION_ID_AT) != APPLICATION_ID:
        raise NotOurFileError(
            f"“{path.name}” is not a consultation file of lisdesk.",
            do="Choose one that was made with lisdesk, or import this file into a call.",
        )
    if _number(header, _USER_VERSION_AT) > newest_version:
        raise FileTooNewError(
            f"“{path.name}” was made by a later version of lisdesk.",
            do="Install the newest version and open it with that.",
        )


def _number(header: bytes, at: int) -> int:
    return int.from_bytes(header[at : at + 4], "big")
