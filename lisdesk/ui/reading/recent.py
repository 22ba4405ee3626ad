"""The priorities that were tagged to last, for the next tag, also when the file is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lisdesk.ui.memory import recent_priorities, remember_recent
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = 5


class RecentPriorities(QObject):
    """Knows which priorities of each call the officer used last, on whatever screen."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._used: dict[int, list[int]] = {}

    def note(self, call_id: int, priority_id: int) -> None:
        """Remember that a priority was tagged to."""
        used = [each for each in self.of_call(call_id) if each != priority_id]
        self._used[call_id] = [priority_id, *used][:_KEPT]
        reference = self._reference(call_id)
        if reference:
            officer = self._workspace.officer
            remember_recent(self._location(), officer, reference, self._used[call_id])

    def of_call(self, call_id: int) -> list[int]:
        """Return the priorities that were used last, the newest first; some may be gone by now."""
        if call_id not in self._used:
            reference, officer = self._reference(call_id), self._workspace.officer
            kept = recent_priorities(self._location(), officer, reference) if reference else []
            self._used[call_id] = kept[:_KEPT]
        return list(self._used[call_id])

    def _location(self) -> Path | str:
        return self._workspace.path or self._workspace.jobs.database.name

    def _reference(self, call_id: int) -> str:
        calls = self._workspace.calls
        return next((call.reference for call in calls if call.id == call_id), "")


def recent_of(workspace: Workspace) -> RecentPriorities:
    """Return what is remembered for a file that is open."""
    return workspace.findChild(RecentPriorities) or RecentPriorities(workspace)
