"""Brings the words of files into the search by itself, some at a time, once the file is at rest."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from lisdesk.errors import BusyError, StaleEditError, UserError
from lisdesk.outcome import Kind

if TYPE_CHECKING:
    from lisdesk.tasks.file_words import FilesRead
    from lisdesk.ui.workspace import Workspace

_PAUSE_MS = 3_000
_PAUSE_IN_THE_WAY_MS = 60_000
"""So long it leaves a file alone that others were at."""
_TOLD_AFTER_S = 30.0
"""So seldom are the screens told that more is searched, while it goes on: each looks anew."""
_SLICE_S = 5.0
"""So long it reads before others that wait for a process have their turn."""
_BRINGS_FILES = frozenset({Kind.SUBMISSION, Kind.IMPORT})


class FileWordReader(QObject):
    """Has another process read the files that were not read yet; the window waits for nothing."""

    turned = Signal()
    """It began to read, read some, or has ended."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.is_reading = False
        self._has_failed = False
        self._has_news = False
        self._told_at = -_TOLD_AFTER_S
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._read)
        workspace.jobs.changed.connect(self._note)

    def look_soon(self) -> None:
        """See after a pause whether there are files to be read."""
        if not self._workspace.is_read_only and not self._has_failed:
            self._soon.start(_PAUSE_MS)

    def read_again(self) -> None:
        """Read once more what could not be read of the call at hand."""
        from lisdesk.tasks.file_words import read_again

        jobs, call_id = self._workspace.jobs, self._workspace.call_id
        self._has_failed = False
        jobs.call_beside(
            lambda: read_again(jobs.database, call_id),
            owner=self,
            then=lambda _none: self._read(),
        )

    def _note(self, kinds: frozenset[Kind]) -> None:
        if not kinds.isdisjoint(_BRINGS_FILES):
            self.look_soon()

    def _read(self) -> None:
        """Read for a while, if files wait; then go on with the rest in the next turn."""
        if self.is_reading or self._workspace.is_read_only:
            return
        from lisdesk.tasks.file_words import read_file_words

        jobs = self._workspace.jobs
        self.is_reading = True
        self.turned.emit()
        jobs.fetch(
            lambda: read_file_words(
                jobs.database, is_awaited=lambda: not jobs.is_closed, seconds=_SLICE_S
            ),
            owner=self,
            then=self._end,
            otherwise=self._fail,
            by_process=True,
        )

    def _end(self, done: FilesRead) -> None:
        self.is_reading = False
        goes_on = bool(done.read and done.left)
        self._has_news |= bool(done.read)
        if not goes_on or monotonic() - self._told_at >= _TOLD_AFTER_S:
            self._tell()
        self.turned.emit()
        if goes_on:
            self._read()

    def _tell(self) -> None:
        """Let the screens look at what is searched by now, if that is more than they know."""
        if self._has_news:
            self._has_news, self._told_at = False, monotonic()
            self._workspace.jobs.changed.emit(frozenset({Kind.SUBMISSION}))

    def _fail(self, error: BaseException) -> None:
        self.is_reading = False
        is_passing = isinstance(error, BusyError | StaleEditError)
        self._has_failed = not is_passing  # until the file is opened again: it would fail all day
        self._tell()
        if is_passing:
            self._soon.start(_PAUSE_IN_THE_WAY_MS)
        self.turned.emit()
        if not isinstance(error, UserError):
            self._workspace.explain(error)
