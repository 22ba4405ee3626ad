"""Looks into the watched folders of the open file, when asked and every so many minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from lisdesk.errors import CancelledError, UserError
from lisdesk.tasks.folder_scan import RESTS_FOR_S
from lisdesk.ui.ticket import Ticket
from lisdesk.ui.watching.words import folder_name, look_words, status_words
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.queries.calls import CallRow
    from lisdesk.tasks.watched_folders import Watch
    from lisdesk.tasks.watched_look import Look
    from lisdesk.ui.main_window import MainWindow

MINUTE_MS = 60_000


class Watcher(QObject):
    """Knows the watched folders of one open file; each is imported into the call it is for."""

    def __init__(self, workspace: Workspace, window: MainWindow) -> None:
        super().__init__(workspace)
        self._workspace, self._window = workspace, window
        self.watches: dict[int, Watch] = {}
        """By the numbers of the calls that they are for."""
        self._passed: dict[int, int] = {}
        """Minutes since the last look."""
        self._failed: set[int] = set()
        """The calls whose folder could not be looked into, which was told."""
        self._after: list[Callable[[], None]] = []
        self._looking_for: int | None = None
        """The call whose folder is looked into just now."""
        self.rest_s: float = RESTS_FOR_S
        """For how many seconds a new file must not change before it is read."""
        self.timer = QTimer(self)
        self.timer.setInterval(MINUTE_MS)
        self.timer.timeout.connect(self._pass_minute)
        window.status.watched.clicked.connect(self.show_dialog)
        workspace.call_changed.connect(self._show_status)

    def begin(self) -> None:
        """Read which folders are watched; those with a frequency are looked into a minute later."""
        from lisdesk.tasks.watched_folders import watches

        if not self._workspace.is_read_only:
            self._workspace.jobs.read(watches, owner=self, then=self._know)
            self.timer.start()

    @property
    def is_looking(self) -> bool:
        """Whether a look is under way, also while new files have to stay as they are."""
        return self._looking_for is not None

    def show_dialog(self) -> None:
        """Ask which folder is watched for the call at hand, once no look is under way."""
        from lisdesk.ui.watching.dialog import WatchDialog

        call = self._workspace.call
        if self.is_looking:
            self._after.append(self.show_dialog)
        elif call is not None and not _has_dialog():
            WatchDialog(self._workspace, self._window, self, call).open()

    def look_now(self) -> None:
        """Look into the folder of the call at hand; without one, ask which it is."""
        call = self._workspace.call
        if call is None or call.id not in self.watches:
            self.show_dialog()
        elif self._workspace.tasks_under_way():
            self._workspace.notices.warn(
                "Something else is being done. Look again once it has ended."
            )
        elif not self.is_looking:
            self._look(call, is_asked=True)

    def take(self, call: CallRow, watch: Watch) -> None:
        """Watch a folder from now on, and look into it."""
        self.watches[call.id] = watch
        self._failed.discard(call.id)
        self._show_status()
        self._look(call, is_asked=True)

    def forget(self, call: CallRow) -> None:
        """Watch no folder for a call any more."""
        from lisdesk.ui.watching.looking import keep_beside

        if self.watches.pop(call.id, None) is not None:
            keep_beside(self._workspace, call.id, None, self._show_status)

    def open_waiting(self, call: CallRow) -> None:
        """Open the dialogs for what waits in a call's folder, once no look is under way."""
        from lisdesk.ui.watching.looking import open_waiting

        watch = self.watches.get(call.id)
        if self.is_looking:
            self._after.append(partial(self.open_waiting, call))
        elif watch is not None and not _has_dialog():
            decided = partial(self.settle, call)
            open_waiting(self._workspace, self._window, call, watch, decided)

    def settle(self, call: CallRow, paths: Iterable[Path]) -> None:
        """Remember that the officer has decided about files: they wait no longer.

        A look under way knows nothing of that, so it is remembered once that has ended.
        """
        from lisdesk.ui.watching.looking import keep_beside

        watch, settled = self.watches.get(call.id), set(paths)
        if self.is_looking:
            self._after.append(partial(self.settle, call, settled))
        elif watch is not None and settled:
            self.watches[call.id] = watch.settled(settled)
            self._show_status()
            keep_beside(self._workspace, call.id, self.watches[call.id], lambda: None)

    def call_named(self, call_id: int) -> str:
        """Return the reference of a call."""
        calls = self._workspace.calls
        return next((each.reference for each in calls if each.id == call_id), "")

    def _know(self, found: dict[int, Watch]) -> None:
        self.watches = {**found, **self.watches}
        self._passed = {call_id: watch.minutes for call_id, watch in self.watches.items()}
        self._show_status()

    def _pass_minute(self) -> None:
        """Look into the first folder whose time has come, unless the officer is at something."""
        for call_id in self.watches:
            self._passed[call_id] = self._passed.get(call_id, 0) + 1
        self._look_if_due()

    def _look_if_due(self) -> None:
        if self.is_looking or self._workspace.tasks_under_way() or _has_dialog():
            return
        for call in self._workspace.calls:
            watch = self.watches.get(call.id)
            if watch and watch.minutes and self._passed.get(call.id, 0) >= watch.minutes:
                self._look(call, is_asked=False)
                return

    def _look(self, call: CallRow, *, is_asked: bool) -> None:
        from lisdesk.ui.watching.looking import look_twice

        self._looking_for = call.id
        self._passed[call.id] = 0
        self._show_status()
        watch = self.watches[call.id]
        look_twice(
            (self._workspace.jobs, self),
            (call, watch),
            self.rest_s,
            follow=partial(self._follow, folder_name(watch.folder)),
            then=lambda look: self._end(call, look, is_asked=is_asked),
            otherwise=lambda error: self._fail(call, error, is_asked=is_asked),
        )

    def _follow(self, name: str, ticket: Ticket) -> None:
        self._workspace.progress.follow_if_long(ticket, f"Looking in {name}", "files")

    def _end(self, call: CallRow, look: Look, *, is_asked: bool) -> None:
        self._looking_for = None
        if call.id in self.watches:
            self.watches[call.id] = look.watch
        self._failed.discard(call.id)
        if look.entry_ids:
            self._workspace.task_done.emit()
        self._tell(call, look, is_asked=is_asked)
        self._go_on()

    def _tell(self, call: CallRow, look: Look, *, is_asked: bool) -> None:
        words = look_words(look, call.reference, is_asked=is_asked)
        offers = []
        if look.entry_ids:
            done = f"imported from “{folder_name(look.watch.folder)}”"
            undo = partial(self._workspace.history.undo_entries, look.entry_ids, done)
            self._workspace.did.emit(f"{done[:1].upper()}{done[1:]}")
            offers.append(("Undo", undo))
        if look.watch.waiting():
            offers.append(("Look at what waits", partial(self.open_waiting, call)))
        is_warning = look.fault is not None or not look.is_kept
        notices = self._workspace.notices
        with notices.telling_of(look.entry_ids):
            if words and (offers or is_warning):
                notices.offer(words, offers, is_warning=is_warning)
            elif words:
                notices.tell(words)

    def _fail(self, call: CallRow, error: BaseException, *, is_asked: bool) -> None:
        """Tell once that a folder cannot be looked into, and each time that the officer asks."""
        self._looking_for = None
        is_news = call.id not in self._failed
        if not isinstance(error, CancelledError):
            self._failed.add(call.id)
            watch = self.watches.get(call.id)
            if watch and not isinstance(error, UserError):  # our mistake would be met again
                self.watches[call.id] = replace(watch, minutes=0)
            if is_asked or is_news:
                self._workspace.explain(error)
        self._go_on()

    def _go_on(self) -> None:
        self._show_status()
        after, self._after = self._after, []
        for each in after:
            each()
        self._look_if_due()

    def _show_status(self) -> None:
        """Show the folder of the call at hand, else that of another call."""
        workspace = self._workspace
        calls = [workspace.call] if workspace.call else []
        calls += workspace.calls
        call = next((each for each in calls if each.id in self.watches), None)
        if call is None:
            self._window.status.tell_watched("")
            return
        is_here = workspace.call is not None and call.id == workspace.call.id
        words = status_words(
            self.watches[call.id],
            call.deadline.zone,
            workspace.clock.now(),
            call_named="" if is_here else call.reference,
            is_reached=call.id not in self._failed,
            is_looking=call.id == self._looking_for,
        )
        self._window.status.tell_watched(words)


def _has_dialog() -> bool:
    """Whether a dialog is open, or a menu."""
    tops = QApplication.topLevelWidgets()
    is_open = any(isinstance(each, QDialog) and each.isVisible() for each in tops)
    return is_open or QApplication.activePopupWidget() is not None
