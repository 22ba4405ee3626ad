"""Compare the submissions that a large import left to be compared, off the window's thread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from lisdesk.store.database import Database
    from lisdesk.store.work import Desk
    from lisdesk.ui.campaigns.screen import CampaignsScreen
    from lisdesk.ui.jobs import Progress


class Comparing(QObject):
    """Makes the missing sketches of a call, once for as many as are missing."""

    def __init__(self, screen: CampaignsScreen) -> None:
        super().__init__(screen)
        self._screen, self._workspace = screen, screen.workspace
        self.is_under_way = False
        self._left: tuple[int, int] | None = None
        """The call, and how many were missing when the work was stopped."""

    def begin_if_new(self, waiting: int) -> None:
        """Begin if submissions wait and the officer has not stopped the work for these."""
        if waiting and self._left != (self._workspace.call_id, waiting):
            self.begin()

    def begin(self) -> None:
        """Compare what is missing; what is made stays, also if the work is stopped."""
        if self.is_under_way or self._workspace.is_read_only:
            return
        self.is_under_way = True
        call_id = self._workspace.call_id
        self._workspace.run(
            partial(_make, call_id),
            "Comparing the submissions",
            "submissions",
            then=partial(self._end, call_id),
            otherwise=self._fail,
            owner=self._screen,
            when_cancelled=partial(self._end, call_id, 0),
        )
        self._screen.parts.show_comparing(is_under_way=True)

    def _end(self, call_id: int, made: int) -> None:
        self.is_under_way = False
        found = self._screen.found
        waiting = found.groups.waiting if found is not None else 0
        self._left = None if made else (call_id, waiting)
        self._screen.parts.show_comparing(is_under_way=False)
        self._screen.refresh_soon()

    def _fail(self, error: BaseException) -> None:
        self._end(self._workspace.call_id, 0)
        self._workspace.explain(error)


def _make(call_id: int, database: Database, _desk: Desk, progress: Progress) -> int:
    from lisdesk.tasks.sketching import make_sketches

    return make_sketches(database, call_id, progress, rests=True)
