"""Folders that are watched, one for each call, and what has been seen in them.

Kept on the officer's own computer beside the preferences, for a folder is a place of that computer.
Names of files, hashes and moments are kept, and nothing of what the files say.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.store.database import Database
from lisdesk.store.entities import Call
from lisdesk.tasks.kept_by_call import kept_by_call, written_whole

MINUTES = (0, 5, 15, 60)
"""How often a folder can be looked into; 0 for when the officer asks."""

_FOLDER = "watched"


class Fate(Enum):
    """What became of a file that was seen; all but the first wait for the officer."""

    SETTLED = "settled"
    """It is here, or the officer has decided about it."""
    MAIL = "mail"
    DOCUMENT = "document"
    SHEET = "sheet"
    """Of no portal that is known, or with a question."""
    DOUBTFUL_SHEET = "doubtful sheet"
    """Of a known portal; its import would have had problems."""
    OTHER = "other"


class Seen(NamedTuple):
    """A file as it was when it was read."""

    size: int
    saved_ns: int
    fate: Fate
    sha256: str = ""
    """Of documents and sheets; a mailbox is known by its mails."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A folder that is watched for a call, and what is remembered of it."""

    folder: Path
    minutes: int = 0
    looked_at: datetime | None = None
    newest_entry_id: int = 0
    """How far the audit had come at the last look: what waits is judged anew after new edits."""
    last_entry_id: int = 0
    """The newest edit that was seen or made: a call without it was brought back from a backup."""
    files: Mapping[str, Seen] = field(default_factory=lambda: MappingProxyType({}))
    """By their names from the folder on."""
    taken: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What was imported unasked, and the file it stood in, by its name from the folder on. What is
    not here any more was taken back: it waits from then on, and its file is named no longer.
    """

    def waiting(self, *fates: Fate) -> list[Path]:
        """Return the files that wait for the officer, or those of these kinds."""
        return [
            self.folder / name
            for name, seen in self.files.items()
            if (seen.fate in fates if fates else seen.fate is not Fate.SETTLED)
        ]

    def settled(self, paths: Collection[Path]) -> Watch:
        """Return the watch after the officer has decided about some files."""
        names = {name for name in self.files if self.folder / name in paths}
        changed = {name: self.files[name]._replace(fate=Fate.SETTLED) for name in names}
        return replace(self, files={**self.files, **changed})


def watches(session: Session) -> dict[int, Watch]:
    """Return the folders that are watched for the calls of a file, by the numbers of the calls."""
    found = {number: read_watch(session, number) for number in session.scalars(select(Call.id))}
    return {number: watch for number, watch in found.items() if watch is not None}


def read_watch(session: Session, call_id: int) -> Watch | None:
    """Return what is kept of a call's watched folder; None without one that can be read."""
    try:
        kept = json.loads(_kept_at(session, call_id).read_text(encoding="utf-8"))
        return _watch(kept)
    except (OSError, ValueError, KeyError, TypeError):  # none yet, or changed by hand
        return None


def keep_watch(database: Database, call_id: int, watch: Watch) -> bool:
    """Keep a watched folder and what was seen in it; whether it could be kept."""
    with database.reading() as session:
        kept_at = _kept_at(session, call_id)
    return written_whole(kept_at, json.dumps(_kept(watch)))


def forget_watch(database: Database, call_id: int) -> None:
    """Watch no folder for a call any more; nothing in the folder or in the call changes."""
    with database.reading() as session:
        _kept_at(session, call_id).unlink(missing_ok=True)


def call_watching(others: Iterable[tuple[str, Watch]], folder: Path) -> str:
    """Return the call, by its reference, that watches a folder, one above or one in it; an empty
    text if none does.
    """
    for reference, watch in others:
        one, other = watch.folder, folder
        if one == other or one in other.parents or other in one.parents:
            return reference
    return ""


def _kept_at(session: Session, call_id: int) -> Path:
    return kept_by_call(session, call_id, _FOLDER)


def _kept(watch: Watch) -> dict[str, Any]:
    return {
        "folder": str(watch.folder),
        "minutes": watch.minutes,
        "looked_at": watch.looked_at.isoformat() if watch.looked_at else "",
        "newest_entry_id": watch.newest_entry_id,
        "last_entry_id": watch.last_entry_id,
        "files": {
            name: [seen.size, seen.saved_ns, seen.fate.value, seen.sha256]
            for name, seen in watch.files.items()
        },
        "taken": dict(watch.taken),
    }


def _watch(kept: Mapping[str, Any]) -> Watch:
    minutes = int(kept["minutes"])
    return Watch(
        folder=Path(kept["folder"]),
        minutes=minutes if minutes in MINUTES else 0,
        looked_at=datetime.fromisoformat(kept["looked_at"]) if kept["looked_at"] else None,
        newest_entry_id=int(kept["newest_entry_id"]),
        last_entry_id=int(kept.get("last_entry_id", 0)),
        files={
            str(name): Seen(int(size), int(saved_ns), Fate(fate), str(sha256))
            for name, (size, saved_ns, fate, sha256) in kept["files"].items()
        },
        taken={str(mark): str(name) for mark, name in kept["taken"].items()},
    )
