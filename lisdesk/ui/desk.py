"""One file in the window: its workspace, its screens, and what follows when a call is chosen."""

from __future__ import annotations

import importlib
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog

from lisdesk.ui.ask import Question
from lisdesk.ui.commands import CALL_COMMANDS, SCREENS
from lisdesk.ui.crash import report_of, write_to_log
from lisdesk.ui.follower import Follower
from lisdesk.ui.jobs import Jobs
from lisdesk.ui.memory import remember_call, remembered_call
from lisdesk.ui.opened_file import FIRST_SCREEN, SCREEN_MODULES, OpenedFile, is_loaded
from lisdesk.ui.plain import as_menu_text, set_tool_tip, with_hidden_shown
from lisdesk.ui.screen import Screen
from lisdesk.ui.screen_loader import ScreenLoader, not_loaded
from lisdesk.ui.stage_acts import allow_commands
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.ui.clock_watch import ClockWatch
    from lisdesk.ui.file_words import FileWordReader
    from lisdesk.ui.main_window import MainWindow
    from lisdesk.ui.reminders import Reminders
    from lisdesk.ui.watching.watcher import Watcher


_REST_AFTER_MS = 200
"""When what can be undone is read, and the code of the other screens is loaded: once the first one
has been drawn."""


class OpenDesk(QObject):
    """Ties an open file to the frame, for as long as it is open."""

    def __init__(self, window: MainWindow, opened: OpenedFile) -> None:
        super().__init__(window)
        self.window, self.opened = window, opened
        self.jobs = Jobs(opened.database, opened.desk, self)
        self.workspace = Workspace(
            self.jobs,
            path=opened.path,
            ask=window.ask,
            notices=window.notices,
            progress=window.progress,
            read_only_because=opened.read_only_because,
            parent=self,
        )
        self.follower = Follower(self.workspace)
        self.screens: dict[str, Screen] = {}
        importlib.import_module(SCREEN_MODULES[FIRST_SCREEN])  # what it needs is loaded already
        self.loader = ScreenLoader(self.jobs, self)
        self._key = self._shown = FIRST_SCREEN
        self._visits = 0

    @cached_property
    def clock_watch(self) -> ClockWatch:
        """What looks at the computer's clock; made once the first screen has been drawn."""
        from lisdesk.ui.clock_watch import ClockWatch

        return ClockWatch(self.workspace, self)

    @cached_property
    def reminders(self) -> Reminders:
        """What tells of deadlines to come; made with what looks at the clock."""
        from lisdesk.ui.reminders import Reminders

        return Reminders(self.workspace, self.opened.remembered_as, self.window)

    @cached_property
    def watcher(self) -> Watcher:
        """What looks into watched folders; made once the first screen has been drawn."""
        from lisdesk.ui.watching.watcher import Watcher

        return Watcher(self.workspace, self.window)

    @cached_property
    def word_reader(self) -> FileWordReader:
        """What brings the words of files into the search; made once the first screen has been
        drawn.
        """
        from lisdesk.ui.file_words import FileWordReader

        return FileWordReader(self.workspace)

    def attach(self) -> None:
        """Show the file: its calls, its first screen, what can be undone."""
        window, workspace = self.window, self.workspace
        workspace.call_changed.connect(self._show_call)
        workspace.asked_for.connect(self.show_screen)
        workspace.bug_met.connect(window.file_commands.meet_bug)
        workspace.history.told.connect(window.status.tell)
        workspace.did.connect(window.status.tell)
        self.jobs.edited.connect(lambda _entry_id: window.notices.note_saved())
        stack = workspace.history.stack
        stack.canUndoChanged.connect(self._offer_undo)
        stack.undoTextChanged.connect(self._offer_undo)
        stack.canRedoChanged.connect(self._offer_undo)
        stack.redoTextChanged.connect(self._offer_undo)
        workspace.history.turned.connect(self._offer_undo)
        self.jobs.saving.turned.connect(self._show_counts)
        window.header.follow(workspace)
        window.header.chip.passed.connect(self._tell_passed)
        menu = window.header.switcher.menu()
        window.header.chip.setMenu(window.file_commands.call_menu(CALL_COMMANDS))
        menu.setAccessibleName("Calls of this file")
        window.navigation.show()
        window.status.show()
        window.status.tell("")
        name = self.opened.database.name
        window.setWindowTitle(f"{name} – lisdesk")
        workspace.begin_with(remembered_call(self.opened.remembered_as))
        workspace.read_calls(then=self._show_first)
        if workspace.is_read_only:
            window.notices.warn(
                f"“{name}” is open for reading only. {workspace.read_only_because} "
                "You can look at everything; nothing can be changed from here."
            )

    def is_changing(self, location: str) -> bool:
        """Whether a file is the one that is open here, to be changed and not just to be read."""
        path = self.opened.path
        is_it = path is not None and Path(location).resolve() == path.resolve()
        return is_it and not self.workspace.is_read_only and not self.opened.database.is_gone()

    def may_close(self) -> bool:
        """Whether the file may be closed; asks if a whole job would be stopped by that."""
        under_way = self.workspace.tasks_under_way()
        question = Question(
            title="Work under way",
            words=f"This has not ended yet: {'; '.join(under_way)}.",
            verb="Stop it",
            keep="Let it go on",
            detail="If it is stopped, nothing of it is kept. Everything else is saved.",
        )
        return not under_way or self.workspace.ask.agrees(
            question, still=self.workspace.tasks_under_way
        )

    def show_screen(self, key: str, target: object = None) -> None:
        """Bring a screen into view, built at its first visit, and one thing on it.

        The code of a screen that is visited right after the file was opened is still to be loaded:
        beside the window, which says so meanwhile. The one thing is left out if another call was
        taken in hand by then, or something else asked for.
        """
        window = self.window
        self.jobs.make_way()
        self._key = key
        self._visits += 1
        window.navigation.blockSignals(True)
        window.navigation.choose(key)
        window.navigation.blockSignals(False)
        if not is_loaded(key):
            window.waiting.say(f"Opening {dict(SCREENS)[key]} …", "")
            window.stack.setCurrentWidget(window.waiting)
            window.waiting.setFocus()  # keys are for the screen to come, not for the one before
        bring = partial(self._bring_if_wanted, key, target, self._moment())
        self.loader.load(key, bring, partial(self._lead_back, key))

    def _moment(self) -> tuple[int, int | None]:
        """Return what a target belongs to: the visit, and the call at hand."""
        call = self.workspace.call
        return self._visits, call.id if call is not None else None

    def _bring_if_wanted(self, key: str, target: object, asked_at: tuple[int, int | None]) -> None:
        if key == self._key:
            self._bring_into_view(key, target if asked_at == self._moment() else None)

    def _lead_back(self, key: str, error: BaseException) -> None:
        """Show the screen before one that cannot be loaded, and tell who still waits for it."""
        write_to_log(report_of(error))
        if key == self._key:
            self.show_screen(self._shown)
            self.workspace.explain(not_loaded(dict(SCREENS)[key]))

    def _bring_into_view(self, key: str, target: object) -> None:
        window, screen = self.window, self.screen(key)
        self._shown = key
        is_empty = self.workspace.call is None and screen.needs_call
        window.stack.setCurrentWidget(window.no_call if is_empty else screen)
        if is_empty:
            return
        if target is not None:
            screen.show_target(target)
        screen.start_with().setFocus()

    def screen(self, key: str) -> Screen:
        """Return a screen, built if it was never seen before."""
        if key not in self.screens:
            built: Screen = importlib.import_module(SCREEN_MODULES[key]).SCREEN(self.workspace)
            self.screens[key] = built
            self.window.stack.addWidget(built)
        return self.screens[key]

    def take_locks_again(self) -> None:
        """Open the connections anew, on the lane of edits."""
        self.jobs.call_beside(self.opened.database.reconnect, owner=self, then=lambda _none: None)

    def close(self) -> None:
        """Finish the edits that were begun, take dialogs and screens down and close the file."""
        window = self.window
        for dialog in window.findChildren(QDialog):
            dialog.hide()  # neither saved nor thrown away: a form keeps its draft
            dialog.deleteLater()
        self.reminders.close()
        self.jobs.close()
        for screen in self.screens.values():
            window.stack.removeWidget(screen)
            screen.deleteLater()
        self.screens.clear()
        window.header.switcher.hide()
        window.header.chip.hide()
        window.setWindowTitle("lisdesk")
        window.status.tell("")
        window.status.tell_watched("")
        self.opened.close()
        self.deleteLater()

    def _show_first(self) -> None:
        self._show_call()
        self.workspace.call_changed.connect(self._remember_call)
        self.show_screen(FIRST_SCREEN if self.workspace.call else "calls")
        QTimer.singleShot(_REST_AFTER_MS, self._load_rest)

    def _load_rest(self) -> None:
        """Load what nobody has asked for yet, once the first screen has been read."""
        if self.jobs.is_reading:
            QTimer.singleShot(_REST_AFTER_MS, self._load_rest)
            return
        from lisdesk.ui.kept_drafts import tell_kept_drafts

        self.workspace.history.reload()
        self.loader.load_rest()
        tell_kept_drafts(self.workspace)
        self.watcher.begin()
        self.word_reader.look_soon()
        self.clock_watch.ticked.connect(self.reminders.look)
        self.window.header.chip.passed.connect(self.reminders.look)
        self.clock_watch.begin()

    def _remember_call(self) -> None:
        if self.workspace.call is not None:
            remember_call(self.opened.remembered_as, self.workspace.call.reference)

    def _show_call(self) -> None:
        call, window = self.workspace.call, self.window
        window.commands.enable(
            has_file=True, has_call=call is not None, is_read_only=self.workspace.is_read_only
        )
        allow_commands(window.commands, self.workspace)
        self._offer_undo()
        count = call.submissions if call else 0
        window.navigation.show_count("submissions", count)
        self._show_counts()
        if self.window.stack.currentWidget() is window.no_call and call is not None:
            self.show_screen(self._key)

    def _show_counts(self) -> None:
        call = self.workspace.call
        count = call.submissions if call else 0
        held = f"{count:,} submission{'' if count == 1 else 's'}" if call else "no call"
        saved = "saving …" if self.jobs.saving.is_noticed else "saved"
        if self.workspace.is_read_only:
            saved = "reading only"
        self.window.status.counts.setText(f"{held} · {saved}")

    def _offer_undo(self) -> None:
        history, commands = self.workspace.history, self.window.commands
        for key, word, is_undo, text in (
            ("undo", "Undo", True, history.stack.undoText()),
            ("redo", "Redo", False, history.stack.redoText()),
        ):
            can = history.can_step(is_undo=is_undo) and not self.workspace.is_read_only
            commands[key].setEnabled(can)
            words = with_hidden_shown(" ".join(text.split()))
            shown = f"{word}: {words}" if can and text and history.is_known else word
            commands[key].setText(as_menu_text(shown))
            set_tool_tip(commands[key], shown)
            commands[key].setIconText(f"{word}  {commands[key].shortcut().toString()}")

    def _tell_passed(self) -> None:
        call = self.workspace.call
        if call is not None:
            self.window.notices.tell(f"{call.reference} is now: {call.state.label.lower()}.")
