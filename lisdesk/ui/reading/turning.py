"""Turn from one submission to another; what is asked for meanwhile is about the new one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from lisdesk.queries.reading import ReadingPage, place_of_tag, reading_page
from lisdesk.queries.reading_list import ReadingFilter, next_untagged
from lisdesk.ui.workspace import Workspace


class Turning(QObject):
    """Knows which submission is wanted, reads it, and says when it is there."""

    turned = Signal(object)
    """A ReadingPage, of another submission or of the same once more; None if there is no such."""
    lost = Signal(int)
    """The submission that was turned to, which is no more."""
    wanted = Signal(int)
    """The submission that will be shown next."""
    left = Signal()
    """The submission in view is about to be replaced: what is said from now on is not about it."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.submission_id: int | None = None
        self._turn = 0
        """Which turn is under way or was last; what an earlier one reads comes too late."""
        self._is_turning = False
        self._is_seeking = False
        self._is_stale = False
        self._changes = 0
        workspace.jobs.changed.connect(self._count_change)
        self._waiting: list[Callable[[], None]] = []

    @property
    def is_turning(self) -> bool:
        """Whether what is in view is about to be replaced."""
        return self._is_turning

    def open(self, submission_id: int) -> None:
        """Turn to a submission."""
        self.in_turn(partial(self._open, submission_id))

    def in_turn(self, turn: Callable[[], None]) -> None:
        """Turn on now; or after what was asked for about the submission that is being turned to."""
        if self._is_turning and (self._waiting or self._is_seeking):
            self._waiting.append(turn)
        else:
            turn()

    def read_again(self) -> None:
        """Read the submission in view once more: something about it may have changed."""
        self._is_stale = self._is_turning
        if self.submission_id is not None and not self._is_turning:
            self._read()

    def forget(self) -> None:
        """Turn to nothing."""
        self.submission_id, self._is_turning, self._is_seeking = None, False, False
        self._turn += 1
        self._waiting.clear()

    def when_shown(self, act: Callable[[], None]) -> None:
        """Do something now, or once the submission that was turned to is in view."""
        if self._is_turning:
            self._waiting.append(act)
        elif self.submission_id is not None:
            act()

    def find_untagged(
        self, chosen: ReadingFilter, *, is_forward: bool, is_from_start: bool = False
    ) -> None:
        """Turn to the next submission of a list without a tag, or to the previous one."""
        self.in_turn(
            partial(self._seek, chosen, is_forward=is_forward, is_from_start=is_from_start)
        )

    def find_tag(self, tag_id: int, then: Callable[[], None]) -> None:
        """Turn to the submission that a tag stands on."""

        def go(found: int | None) -> None:
            if found is None:
                self._workspace.notices.warn(
                    "That tag was taken off in the meantime. Nothing was changed by looking for it."
                )
            else:
                self.open(found)
                self.when_shown(then)

        self._workspace.jobs.read(place_of_tag, tag_id, owner=self, then=go, topic="tag")

    def _open(self, submission_id: int) -> None:
        self.submission_id = submission_id
        self._begin()
        self.wanted.emit(submission_id)
        self._read()

    def _begin(self, *, is_seeking: bool = False) -> int:
        self._turn += 1
        self._is_turning, self._is_seeking = True, is_seeking
        self.left.emit()
        return self._turn

    def _seek(self, chosen: ReadingFilter, *, is_forward: bool, is_from_start: bool) -> None:
        workspace = self._workspace
        begin = 0 if is_from_start else self.submission_id or 0
        turn = self._begin(is_seeking=True)

        def go(found: int | None) -> None:
            if turn != self._turn:
                return
            if found is not None:
                self._open(found)
                return
            where = "after" if is_forward else "before"
            left = " What was pressed for it was not done." if self._waiting else ""
            self._stay()
            workspace.notices.tell(
                f"Nothing {where} this one in the list waits for a tag.{left}",
                "Look from the beginning" if is_forward and begin else "",
                partial(self.find_untagged, chosen, is_forward=True, is_from_start=True),
            )

        def fail(error: BaseException) -> None:
            if turn == self._turn:
                self._stay()
            workspace.explain(error)

        workspace.jobs.read_in_turn(
            lambda session: next_untagged(
                session, workspace.call_id, workspace.officer, chosen, begin, is_forward
            ),
            owner=self,
            then=go,
            otherwise=fail,
        )

    def _stay(self) -> None:
        """Show the submission that was turned to before; what was meant for another is dropped."""
        self._waiting.clear()
        self._is_seeking = False
        if self.submission_id is None:
            self._is_turning = False
        else:
            self._read()

    def _read(self) -> None:
        workspace, wanted, changes = self._workspace, self.submission_id, self._changes
        turn = self._turn

        def show(page: ReadingPage | None) -> None:
            if turn != self._turn:
                return
            if changes != self._changes and not self._is_turning:
                self._read()  # the page may lack what the officer has done meanwhile
                return
            self.turned.emit(page)
            self._settle()
            if page is None and wanted is not None:
                self.lost.emit(wanted)

        def fail(error: BaseException) -> None:
            if turn == self._turn and self._is_turning:
                self.turned.emit(None)
            workspace.explain(error)

        workspace.jobs.read(
            reading_page,
            wanted,
            workspace.officer,
            owner=self,
            then=show,
            otherwise=fail,
            topic="page",
        )

    def _count_change(self, _kinds: object) -> None:
        self._changes += 1

    def _settle(self) -> None:
        self._is_turning = False
        if self._is_stale:
            self.read_again()
        while self._waiting and not self._is_turning:
            self._waiting.pop(0)()
