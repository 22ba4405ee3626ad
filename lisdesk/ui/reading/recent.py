"""The priorities that were tagged to last, for the next tag."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QObject

from lisdesk.ui.workspace import Workspace

_KEPT = 5


class RecentPriorities(QObject):
    """Knows which priorities of each call the officer used last, on whatever screen."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._used: defaultdict[int, list[int]] = defaultdict(list)

    def note(self, call_id: int, priority_id: int) -> None:
        """Remember that a priority was tagged to."""
        used = [each for each in self._used[call_id] if each != priority_id]
        self._used[call_id] = [priority_id, *used][:_KEPT]

    def of_call(self, call_id: int) -> list[int]:
        """Return the priorities that were used last, the newest first."""
        return list(self._used[call_id])


def recent_of(workspace: Workspace) -> RecentPriorities:
    """Return what is remembered for a file that is open."""
    return workspace.findChild(RecentPriorities) or RecentPriorities(workspace)
