"""Where something is kept for one call on the officer's own computer, beside the preferences."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy.orm import Session

from lisdesk.queries.file import file_info
from lisdesk.store.entities import Call
from lisdesk.tasks.preferences import preferences_folder


def kept_by_call(session: Session, call_id: int, folder: str) -> Path:
    """Return the JSON file in a folder of the preferences that belongs to a call of this file."""
    reference = session.get_one(Call, call_id).reference
    file_id = file_info(session).file_id
    digest = hashlib.sha256(f"{file_id}\0{reference}".encode()).hexdigest()
    return preferences_folder() / folder / f"{reference}-{digest[:16]}.json"


def written_whole(path: Path, text: str) -> bool:
    """Write a small file in place of the one before; whether it could be: a full drive is no reason
    to stop work.
    """
    partial = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError:
        return False
    return True
