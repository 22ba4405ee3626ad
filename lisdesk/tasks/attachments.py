"""Let attachments out again: save one to a folder, or copy one for another program to open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from lisdesk.errors import RefusedError
from lisdesk.exchange.atomic import atomic_target
from lisdesk.exchange.outside_mark import mark_from_outside
from lisdesk.exchange.private_folders import PrivateFolder, remove_abandoned
from lisdesk.queries.attachments import attachment_by_number, attachment_bytes
from lisdesk.rules.file_names import numbered_names, safe_file_name
from lisdesk.rules.opening import Opening, opening_of, opening_words
from lisdesk.store.database import Database
from lisdesk.store.lookup import submission_by_reference

Mark = Callable[[Path], None]
"""Marks a file as one that came from outside."""

FOLDER_PREFIX = "lisdesk-open-"
_READ_ONLY = 0o400


@dataclass(frozen=True, slots=True)
class SavedAttachment:
    """The file that now stands at `path`."""

    path: Path
    size_bytes: int
    sha256: str


def save_attachment(
    database: Database,
    submission_reference: str,
    number: int,
    out: Path,
    mark: Mark = mark_from_outside,
    *,
    may_replace: bool = False,
) -> SavedAttachment:
    """Write an attachment to the file `out`, or into the folder `out` under a safe name.

    In a folder it gets a number if its name is taken. It is marked as coming from outside, and
    readable by the officer alone. A file that is there is only written over if `may_replace` says
    that the officer agreed. Raises NotFoundError for an unknown submission or attachment,
    RefusedError if there is a file already, TargetError if it cannot be written.
    """
    with database.reading() as session:
        submission = submission_by_reference(session, submission_reference)
        row = attachment_by_number(session, submission.id, number)
        content = attachment_bytes(session, row)
    path = out / _free_name(out, row.safe_name) if out.is_dir() else out
    if not may_replace and (path.exists() or path.is_symlink()):
        raise RefusedError(
            f"There is already a file “{path.name}” there.",
            do="Choose another name, or move that file away.",
        )
    _write(path, content, mark)
    return SavedAttachment(path, len(content), row.sha256)


class OpenedAttachments:
    """Copies of attachments that other programs open, in a folder that goes with this object.

    Leave its `with` block, or call `purge`, when the window closes; at the latest the copies go
    when the program ends, and what a killed program left behind goes with the next one.
    """

    def __init__(self, mark: Mark = mark_from_outside, parent: Path | None = None) -> None:
        self._mark = mark
        self._parent = parent
        self._folder: PrivateFolder | None = None

    def copy(
        self, database: Database, submission_id: int, number: int, *, is_confirmed: bool = False
    ) -> Path:
        """Copy an attachment to a folder of its own, under a safe name, read-only; return the path.

        RefusedError for a kind of file that is never opened from here, and for one that needs a
        second confirmation unless `is_confirmed` says that it was given. TargetError if it cannot
        be written, or not be marked as coming from outside.
        """
        with database.reading() as session:
            row = attachment_by_number(session, submission_id, number)
            _refuse_danger(row.safe_name, row.opening, is_confirmed=is_confirmed)
            content = attachment_bytes(session, row)
        return self._written(row.safe_name, content)

    def copy_bytes(self, name: str, content: bytes, *, is_confirmed: bool = False) -> Path:
        """Copy what a file holds that is not filed yet; all else is as in `copy`."""
        safe_name = safe_file_name(name)
        _refuse_danger(safe_name, opening_of(safe_name), is_confirmed=is_confirmed)
        return self._written(safe_name, content)

    def purge(self) -> list[Path]:
        """Remove all copies; return those that another program does not let go yet."""
        folder, self._folder = self._folder, None
        return folder.remove() if folder is not None else []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.purge()

    def _written(self, safe_name: str, content: bytes) -> Path:
        path = self._new_folder() / safe_name
        _write(path, content, self._mark)
        path.chmod(_READ_ONLY)
        return path

    def _new_folder(self) -> Path:
        if self._folder is None:
            remove_abandoned(FOLDER_PREFIX, self._parent)
            self._folder = PrivateFolder(FOLDER_PREFIX, self._parent)
        return self._folder.subfolder()


def _refuse_danger(safe_name: str, opening: Opening, *, is_confirmed: bool) -> None:
    if opening is Opening.PLAIN or (opening is Opening.CONFIRM and is_confirmed):
        return
    words = opening_words(opening)
    if opening is Opening.NEVER:
        raise RefusedError(f"“{safe_name}” is not opened from here.", do=words)
    raise RefusedError(f"“{safe_name}” needs a second confirmation.", do=words)


def _free_name(folder: Path, name: str) -> str:
    """Return the name for a file in a folder, numbered if one of that name is there."""
    *_, free = numbered_names([*(path.name for path in folder.iterdir()), name])
    return free


def _write(path: Path, content: bytes, mark: Mark) -> None:
    with atomic_target(path) as temporary:
        temporary.write_bytes(content)
        mark(temporary)
