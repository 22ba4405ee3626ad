"""The window: the frame around the screens, and the file that is open in it.

Nothing here imports database code; that is loaded by `opened_file`, off this thread, after the
window has been painted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from lisdesk.clock import Clock
from lisdesk.errors import UserError
from lisdesk.tasks.preferences import (
    Preferences,
    keep_preferences,
    read_preferences,
    system_user,
)
from lisdesk.ui.ask import Ask
from lisdesk.ui.commands import SCREENS, Commands
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.file_commands import FileCommands
from lisdesk.ui.header import Header
from lisdesk.ui.navigation import Navigation
from lisdesk.ui.notices import NoticeBar
from lisdesk.ui.progress_bar import ProgressStrip
from lisdesk.ui.screen import Screen
from lisdesk.ui.status_line import StatusLine
from lisdesk.ui.welcome import Welcome

if TYPE_CHECKING:
    from lisdesk.ui.desk import OpenDesk

SMALLEST_PX = (1024, 640)
FIRST_PX = (1366, 768)


class MainWindow(QMainWindow):
    """The frame: header, screens, notices, status line; and whatever file is open."""

    desk_changed = Signal()
    """A file was opened or closed."""

    def __init__(
        self,
        clock: Clock,
        *,
        officer: str = "",
        ask: Ask | None = None,
        settings: QSettings | None = None,
    ) -> None:
        """`officer` overrides the name that is kept in the preferences."""
        super().__init__()
        self.clock, self.ask = clock, ask or Ask(self)
        self.settings = settings
        self.preferences = read_preferences()
        self.officer = officer or self.preferences.officer or system_user()
        self.desk: OpenDesk | None = None
        self.opener = ThreadPoolExecutor(1, thread_name_prefix="open")
        self.file_commands = FileCommands(self)
        self.commands = Commands(
            self, self.file_commands.by_key(), self.show_screen, self.choose_theme
        )
        self._build()
        self.setWindowTitle("lisdesk")
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST_PX)
        self.resize(*FIRST_PX)
        if settings is not None and (geometry := settings.value("geometry")):
            self.restoreGeometry(geometry)
        self.show_welcome()

    def _build(self) -> None:
        self.header = Header(self.commands["go_to"], self)
        self.navigation = Navigation(SCREENS, self)
        self.stack = QStackedWidget()
        self.notices = NoticeBar(self)
        self.progress = ProgressStrip(self)
        self.status = StatusLine(self.commands["undo"], self)
        commands = self.commands
        self.welcome = Welcome(
            [commands["sample"], commands["new_file"], commands["open"]], self.open_location
        )
        self.waiting = EmptyState("Opening …", "")
        self.no_call = EmptyState(
            "No call yet",
            "Make a call for evidence from the template of ten questions, or from nothing.",
            [commands["new_call"]],
        )
        for page in (self.welcome, self.waiting, self.no_call):
            self.stack.addWidget(page)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.stack, 1)
        strips = QVBoxLayout()
        strips.setContentsMargins(16, 0, 16, 8)
        strips.addWidget(self.progress)
        strips.addWidget(self.notices)
        beside.addLayout(strips)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addLayout(beside, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        centre = QWidget()
        centre.setLayout(whole)
        self.setCentralWidget(centre)
        self.navigation.chosen.connect(self.show_screen)
        self.progress.hide()

    def show_welcome(self) -> None:
        """Offer ways to begin; no file is open."""
        self.navigation.hide()
        self.status.hide()
        self.welcome.show_recent(self.preferences.recent)
        self.stack.setCurrentWidget(self.welcome)
        self.commands.enable(has_file=False, has_call=False, is_read_only=False)
        self.commands["undo"].setEnabled(False)
        self.commands["redo"].setEnabled(False)

    def open_location(self, location: str) -> None:
        """Open a consultation file or a server database in this window."""
        self.file_commands.open_location(location)

    def take_desk(self, desk: OpenDesk) -> None:
        """Show a file that was opened, in place of the one before."""
        self.close_desk()
        self.desk = desk
        desk.attach()
        self.desk_changed.emit()

    def close_desk(self) -> None:
        """Close the file that is open, if any."""
        if self.desk is not None:
            self.desk.close()
            self.desk = None
            self.desk_changed.emit()

    def show_screen(self, key: str, target: object = None) -> None:
        """Go to a screen, and to one thing on it."""
        if self.desk is not None:
            self.desk.show_screen(key, target)

    def current_screen(self) -> Screen | None:
        """Return the screen in view; None while there is none."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Screen) else None

    def prefer(self, preferences: Preferences) -> None:
        """Keep preferences for the next start."""
        self.preferences = preferences
        keep_preferences(preferences)

    def choose_theme(self, name: str) -> None:
        """Give the program another look, now and at the next start; empty follows the system."""
        self.file_commands.choose_theme(name)

    def explain(self, error: BaseException) -> None:
        """Show what went wrong before a file is open; what is a mistake of ours is raised."""
        if not isinstance(error, UserError):
            raise error
        self.notices.explain(error)

    def in_background(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        """Run work that has no file yet, off this thread; errors are explained."""
        future = self.opener.submit(work)
        timer = QTimer(self)
        timer.setInterval(5)

        def look() -> None:
            if not future.done():
                return
            timer.stop()
            timer.deleteLater()
            if (error := future.exception()) is not None:
                if self.desk is None:
                    self.show_welcome()
                self.explain(error)
            else:
                then(future.result())

        timer.timeout.connect(look)
        timer.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged over the window."""
        if dropped_paths(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a consultation file that was dropped, or import other files into the call."""
        paths = dropped_paths(event.mimeData().urls())
        event.acceptProposedAction()
        self.file_commands.take_files(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is being saved, close the file, and remember where the window stood."""
        if self.settings is not None:
            self.settings.setValue("geometry", self.saveGeometry())
        self.close_desk()
        self.opener.shutdown(wait=False, cancel_futures=True)
        super().closeEvent(event)


def dropped_paths(urls: Sequence[object]) -> list[Path]:
    """Return the files of this computer among what was dropped."""
    from PySide6.QtCore import QUrl

    return [Path(url.toLocalFile()) for url in urls if isinstance(url, QUrl) and url.isLocalFile()]
