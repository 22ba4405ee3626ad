"""Notice what others did to the open file: the command line beside the window, other officers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.queries.edit_log import NewEdits

POLL_MS = 1_000


class Follower(QObject):
    """Asks the audit once a second for edits that are not this window's own.

    The audit knows every edit and what it changed, on a file as on a server, so the screens that
    show such things are told, and no others.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._newest: int | None = None
        self._own: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.look)
        workspace.jobs.edited.connect(self._note_own)
        workspace.task_done.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Ask now what is new."""
        jobs = self._workspace.jobs
        if self._newest is None:
            from lisdesk.queries.newest_edit import newest_entry_id

            jobs.read_in_turn(newest_entry_id, owner=self, then=self._begin)
        else:
            from lisdesk.queries.edit_log import edits_since

            jobs.read_in_turn(edits_since, self._newest, owner=self, then=self._tell)

    def _note_own(self, entry_id: int) -> None:
        self._own.add(entry_id)

    def _begin(self, newest: int) -> None:
        self._newest = newest

    def _tell(self, new: NewEdits) -> None:
        assert self._newest is not None
        others = set(range(self._newest + 1, new.newest_entry_id + 1)) - self._own
        self._newest = new.newest_entry_id
        self._own = {entry_id for entry_id in self._own if entry_id > self._newest}
        if others:
            self._workspace.jobs.changed.emit(new.kinds)
            self._workspace.history.reload()
