"""The sheet that a submission came in with, where it still lies: it is not kept in the file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from lisdesk.errors import RefusedError, UnreadableFileError
from lisdesk.exchange.files import file_bytes
from lisdesk.queries.provenance import RowOrigin


def original_bytes(row: RowOrigin) -> bytes:
    """Return the bytes of the file that a row came in with, as they were then.

    Raises RefusedError if the file is not where it was, or is another by now.
    """
    try:
        content = file_bytes(Path(row.path))
    except UnreadableFileError:
        raise _gone(row) from None
    if hashlib.sha256(content).hexdigest() != row.file_sha256:
        raise _gone(row)
    return content


def _gone(row: RowOrigin) -> RefusedError:
    return RefusedError(
        f"“{row.file_name}” no longer lies at {row.path} as it came in with {row.reference}. "
        "Every cell of its row is kept with the submission.",
        do=f"The file itself is the one with the SHA-256 {row.file_sha256}.",
    )
