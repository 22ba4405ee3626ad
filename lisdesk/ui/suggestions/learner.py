"""Learns from the tags of the call at hand in the background, whenever that is worth while."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from lisdesk.errors import UserError
from lisdesk.outcome import Kind

if TYPE_CHECKING:
    from lisdesk.ui.workspace import Workspace

_PAUSE_MS = 3_000
_LONGEST_S = 120
"""So long it waits for the keys to rest."""
_LEARNT_FROM = frozenset({Kind.TAG, Kind.PRIORITY, Kind.SUGGESTION, Kind.SUBMISSION})


class Learner(QObject):
    """Has another process learn, one call at a time, once the keys rest; the window waits for
    nothing of it.
    """

    learnt = Signal()
    """What was learnt for the call at hand is in the file."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.is_learning = False
        self._has_failed = False
        self._wanted_at = 0.0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._look)
        workspace.jobs.changed.connect(self._note)
        workspace.call_changed.connect(self.look_soon)
        self.look_soon()

    def look_soon(self) -> None:
        """See after a pause whether there is something to learn."""
        if self._soon.isActive():
            self.wait_on()
        else:
            self._wanted_at = monotonic()
            self._soon.start()

    def wait_on(self) -> None:
        """The officer is at the keys: a pause that is under way begins anew."""
        if self._soon.isActive() and monotonic() - self._wanted_at < _LONGEST_S:
            self._soon.start()

    def _note(self, kinds: frozenset[Kind]) -> None:
        if kinds & _LEARNT_FROM:
            self.look_soon()

    def _look(self) -> None:
        workspace = self._workspace
        if workspace.call is None or workspace.is_read_only or self._has_failed:
            return
        if self.is_learning:
            self.look_soon()
            return
        from lisdesk.tasks.learning import is_worth_learning

        call_id = workspace.call_id

        def begin(is_worth: bool) -> None:
            if is_worth and not self.is_learning:
                self._learn(call_id)

        workspace.jobs.read(
            is_worth_learning, call_id, owner=self, then=begin, topic="worth", is_behind=True
        )

    def _learn(self, call_id: int) -> None:
        from lisdesk.tasks.learning import learn

        jobs = self._workspace.jobs
        self.is_learning = True

        def end(_learning: object) -> None:
            self.is_learning = False
            self.learnt.emit()

        def fail(error: BaseException) -> None:
            self.is_learning = False
            self._has_failed = True  # until the file is opened again: it would fail all day
            if not isinstance(error, UserError):
                self._workspace.explain(error)

        jobs.fetch(
            lambda: learn(jobs.database, jobs.desk.clock, call_id, lambda: not jobs.is_closed),
            owner=self,
            then=end,
            otherwise=fail,
            by_process=True,
        )


def learner_of(workspace: Workspace) -> Learner:
    """Return what learns for a file that is open; made when a screen first suggests something."""
    return workspace.findChild(Learner) or Learner(workspace)
