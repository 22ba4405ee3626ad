"""Tell coded projects from other files before they are read, by how a file begins and ends."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.guarded.regular_files import opened_file
from lisdesk.exchange.refi.refusals import unreadable_project

_LOOKED_AT_BYTES = 1 << 12
_LARGEST_BYTES = 20_000_000_000
_ENDINGS = (".qdpx", ".qdc")
_CODEBOOK = re.compile(rb"<(?:\w+:)?CodeBook[\s>]")


def is_coded_project(path: Path) -> bool:
    """Whether a file is read as a coded project or a codebook: it is called so, or it is XML whose
    root is a codebook.
    """
    if PurePath(path.name).suffix.casefold() in _ENDINGS:
        return True
    try:
        with opened_file(path, _LARGEST_BYTES, unreadable_project) as (stream, _):
            start = stream.read(_LOOKED_AT_BYTES)
    except UnreadableFileError:
        return False
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and bool(_CODEBOOK.search(start))
