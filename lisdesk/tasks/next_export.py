"""Where the last export of a call came from, and whether a newer one like it lies there now.

Kept on the officer's own computer beside the preferences: the path of the file and when it was
saved, one for each call.
"""

from __future__ import annotations

import json
import re
from calendar import month_abbr, month_name
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.orm import Session

from lisdesk.store.database import Database
from lisdesk.tasks.kept_by_call import kept_by_call, written_whole

_FOLDER = "exports"
_NANOSECONDS = 1_000_000_000
_DAY_WORDS = frozenset(word.casefold() for word in (*month_name, *month_abbr, "sept", "copy"))
"""What changes in the name of an export from one day to the next, beside numbers."""


class NextExport(NamedTuple):
    """What to offer for the next import of a call."""

    folder: Path | None
    """Where the last one lay, if that is known and there."""
    newest: Path | None
    """A file there of a like name that was saved after the last one; None if there is none."""
    saved_at: datetime | None
    """When the newest was saved."""


def next_export(session: Session, call_id: int) -> NextExport:
    """Return what to offer for the next import of a call; no file is opened for it."""
    try:
        kept = json.loads(_kept_at(session, call_id).read_text(encoding="utf-8"))
        last, saved_ns = Path(kept["path"]), int(kept["saved_ns"])
        found = [
            (path.stat().st_mtime_ns, path)
            for path in last.parent.iterdir()
            if _is_like(path, last) and path.is_file()
        ]
    except (OSError, ValueError, KeyError, TypeError):  # none yet, changed by hand, or gone
        return NextExport(None, None, None)
    newest_ns, newest = max(found, default=(0, last))
    if newest_ns <= saved_ns:
        return NextExport(last.parent, None, None)
    return NextExport(last.parent, newest, datetime.fromtimestamp(newest_ns / _NANOSECONDS, UTC))


def keep_export(database: Database, call_id: int, path: Path) -> bool:
    """Keep where an export came from; whether it could be: that is no reason to stop an import."""
    with database.reading() as session:
        kept_at = _kept_at(session, call_id)
    try:
        whole = path.resolve()
        kept = {"path": str(whole), "saved_ns": whole.stat().st_mtime_ns}
        return written_whole(kept_at, json.dumps(kept))
    except (OSError, ValueError):
        return False


def last_saved_ns(session: Session, call_id: int) -> int:
    """Return when the export was saved that was imported into a call last; 0 if none is known."""
    try:
        return int(json.loads(_kept_at(session, call_id).read_text(encoding="utf-8"))["saved_ns"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _is_like(path: Path, last: Path) -> bool:
    """Whether a file may be the next of the same exports, by its name."""
    is_hidden = path.name.startswith((".", "~$"))
    is_of_kind = path.suffix.casefold() == last.suffix.casefold()
    return is_of_kind and not is_hidden and _lasting_words(path) == _lasting_words(last)


def _lasting_words(path: Path) -> list[str]:
    words = re.findall(r"[^\W\d_]+", path.stem.casefold())
    return [word for word in words if word not in _DAY_WORDS]


def _kept_at(session: Session, call_id: int) -> Path:
    return kept_by_call(session, call_id, _FOLDER)
