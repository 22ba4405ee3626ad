"""Whether a file can be a sheet at all, by a look at its beginning."""

from __future__ import annotations

from pathlib import Path

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.guarded.regular_files import opened_file
from lisdesk.exchange.sheets.foreign_kinds import kind_by_content, kind_by_ending
from lisdesk.exchange.sheets.refusals import unreadable
from lisdesk.exchange.sheets.textfiles import is_table

_LOOKED_AT_BYTES = 1 << 16
_LARGEST_BYTES = 20_000_000_000


def is_certainly_no_sheet(path: Path) -> bool:
    """Whether a file is of a kind that holds no survey sheet; False if it cannot be opened."""
    try:
        with opened_file(path, _LARGEST_BYTES, unreadable) as (stream, _):
            start = stream.read(_LOOKED_AT_BYTES)
    except UnreadableFileError:
        return False
    if kind_by_content(start) is not None:
        return True
    return kind_by_ending(path.name) not in (None, "spreadsheet") and not is_table(start, None)
