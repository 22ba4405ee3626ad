"""The window: the frame around the screens, and the file that is open in it.

Nothing here imports database code; that is loaded by `opened_file`, off this thread, after the
window has been painted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lisdesk.clock import Clock
from lisdesk.errors import UserError
from lisdesk.tasks.preferences import (
    Preferences,
    keep_preferences,
    read_preferences,
    system_user,
)
from lisdesk.ui.commands import SCREENS, Commands
from lisdesk.ui.file_commands import FileCommands

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from lisdesk.ui.ask import Ask
    from lisdesk.ui.desk import OpenDesk
    from lisdesk.ui.empty_state import EmptyState
    from lisdesk.ui.navigation import Navigation
    from lisdesk.ui.notices import NoticeBar
    from lisdesk.ui.progress_bar import ProgressStrip
    from lisdesk.ui.screen import Screen
    from lisdesk.ui.status_line import StatusLine
    from lisdesk.ui.welcome import Welcome

SMALLEST_PX = (1024, 640)
FIRST_PX = (1366, 768)


class MainWindow(QMainWindow):
    """The frame: header, screens, notices, status line; and whatever file is open."""

    desk_changed = Signal()
    """A file was opened or closed."""
    first_painted = Signal()
    """The window is on the screen for the first time, and takes keys."""

    def __init__(
        self,
        clock: Clock,
        *,
        officer: str = "",
        settings: QSettings | None = None,
        opens: bool = False,
    ) -> None:
        """`officer` overrides the name that is kept in the preferences; `opens` says that a file
        will be opened as soon as the window is shown.
        """
        super().__init__()
        self.clock = clock
        self.settings = settings
        self.preferences = read_preferences()
        self.officer = officer or self.preferences.officer or system_user()
        self.knows_officer = bool(officer or self.preferences.officer)
        self.desk: OpenDesk | None = None
        self._opener: ThreadPoolExecutor | None = None
        self._is_painted = False
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
        if opens:
            self.show_waiting("Opening …")
        else:
            self.show_welcome()

    def _build(self) -> None:
        from lisdesk.ui.header import Header

        self.header = Header(self.commands["go_to"], self)
        self.stack = QStackedWidget()
        self._strips, self._middle, self._whole = QVBoxLayout(), QHBoxLayout(), QVBoxLayout()
        self._strips.setContentsMargins(16, 0, 16, 8)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.stack, 1)
        beside.addLayout(self._strips)
        self._middle.setSpacing(0)
        self._middle.addLayout(beside, 1)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self.header)
        self._whole.addLayout(self._middle, 1)
        centre = QWidget()
        centre.setLayout(self._whole)
        self.setCentralWidget(centre)

    @cached_property
    def ask(self) -> Ask:
        """Questions to the officer."""
        from lisdesk.ui.ask import Ask

        return Ask(self, self._take_locks_again)

    def _take_locks_again(self) -> None:
        """A file dialog that looked into the open file made the system drop our locks on it."""
        if self.desk is not None:
            self.desk.take_locks_again()

    @cached_property
    def navigation(self) -> Navigation:
        """The list of screens; made, like the other parts below, when it is first needed."""
        from lisdesk.ui.navigation import Navigation

        navigation = Navigation(SCREENS, self)
        navigation.chosen.connect(self.show_screen)
        self._middle.insertWidget(0, navigation)
        return navigation

    @cached_property
    def notices(self) -> NoticeBar:
        """The place of notices."""
        from lisdesk.ui.notices import NoticeBar

        notices = NoticeBar(self)
        self._strips.addWidget(notices)
        return notices

    @cached_property
    def progress(self) -> ProgressStrip:
        """The place where long work tells how far it is."""
        from lisdesk.ui.progress_bar import ProgressStrip

        progress = ProgressStrip(self)
        self._strips.insertWidget(0, progress)
        return progress

    @cached_property
    def status(self) -> StatusLine:
        """The line at the foot."""
        from lisdesk.ui.status_line import StatusLine

        status = StatusLine(self.commands["undo"], self)
        self._whole.addWidget(status)
        return status

    @cached_property
    def welcome(self) -> Welcome:
        """The ways to begin."""
        from lisdesk.ui.welcome import Welcome

        offers = [self.commands[key] for key in ("sample", "new_file", "open")]
        welcome = Welcome(offers, self.open_location)
        self.stack.addWidget(welcome)
        return welcome

    @cached_property
    def waiting(self) -> EmptyState:
        """What stands there while a file is being opened."""
        return self._page("Opening …", "")

    @cached_property
    def no_call(self) -> EmptyState:
        """What stands in place of a screen while the file has no call."""
        words = "Make a call for evidence from the template of ten questions, or from nothing."
        return self._page("No call yet", words, self.commands["new_call"])

    def _page(self, heading: str, words: str, *offers: QAction) -> EmptyState:
        from lisdesk.ui.empty_state import EmptyState

        page = EmptyState(heading, words, offers)
        self.stack.addWidget(page)
        return page

    def show_waiting(self, words: str) -> None:
        """Say what is being done until a file is open; nothing can be chosen yet."""
        self.waiting.say(words, "")
        self.stack.setCurrentWidget(self.waiting)
        self._nothing_is_open()

    def draw_icons(self) -> None:
        """Draw the frame's icons in the colours of the theme."""
        from lisdesk.ui.icons import icon

        self.header.search.setIcon(icon("search"))
        for name in ("undo", "redo"):
            self.commands[name].setIcon(icon(name))
        if "navigation" in self.__dict__:
            self.navigation.show_icons()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once the window is there, do what its first paint need not wait for."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._go_on)

    def _go_on(self) -> None:
        self.commands.give_second_keys()
        self.draw_icons()
        self.first_painted.emit()

    def show_welcome(self) -> None:
        """Offer ways to begin; no file is open."""
        for name in ("navigation", "status"):
            if name in self.__dict__:
                getattr(self, name).hide()
        self.welcome.show_recent(self.preferences.recent)
        self.stack.setCurrentWidget(self.welcome)
        self.welcome.begin()
        self._nothing_is_open()

    def _nothing_is_open(self) -> None:
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

    def may_close_desk(self) -> bool:
        """Whether the file that is open may be closed, if any; asks if that would stop work."""
        return self.desk is None or self.desk.may_close()

    def show_screen(self, key: str, target: object = None) -> None:
        """Go to a screen, and to one thing on it."""
        if self.desk is not None:
            self.desk.show_screen(key, target)

    def current_screen(self) -> Screen | None:
        """Return the screen in view; None while there is none."""
        page = self.stack.currentWidget()
        screens = self.desk.screens.values() if self.desk is not None else ()
        return next((screen for screen in screens if screen is page), None)

    def prefer(self, preferences: Preferences) -> None:
        """Keep preferences for the next start."""
        if preferences != self.preferences:
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
        if self._opener is None:
            from concurrent.futures import ThreadPoolExecutor

            from lisdesk.ui.deliveries import Deliveries
            from lisdesk.ui.qt_types import make_first_types

            make_first_types()  # before another thread imports what names them
            self._opener = ThreadPoolExecutor(1, thread_name_prefix="open")
            self._deliveries = Deliveries(self)
        self._deliveries.submit(self._opener, work, self, then, self._explain_unopened)

    def _explain_unopened(self, error: BaseException) -> None:
        if self.desk is None:
            self.show_welcome()
        self.explain(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the keyboard by Enter, as by Space."""
        from PySide6.QtCore import Qt

        button = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(button, QPushButton):
            button.click()
        else:
            super().keyPressEvent(event)

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
        """Finish what is being saved, close the file, and remember where the window stood.

        The window stays if the officer would rather let work under way end.
        """
        event.ignore()  # should anything fail on the way, the window stays, and its file open
        if not self.may_close_desk():
            return
        if self.settings is not None:
            self.settings.setValue("geometry", self.saveGeometry())
        self.close_desk()
        if self._opener is not None:
            self._deliveries.close()
            self._opener.shutdown(wait=False, cancel_futures=True)
        event.accept()


def dropped_paths(urls: Sequence[object]) -> list[Path]:
    """Return the files of this computer among what was dropped."""
    from PySide6.QtCore import QUrl

    return [Path(url.toLocalFile()) for url in urls if isinstance(url, QUrl) and url.isLocalFile()]
