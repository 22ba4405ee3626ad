"""What the frame's commands do: files, looks, help; and what dropped files mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from lisdesk import __version__
from lisdesk.rules.vocabulary import Edition
from lisdesk.ui.file_places import first_folder, free_name
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.theme import THEMES, apply_theme, system_theme
from lisdesk.ui.wishes import Wish

if TYPE_CHECKING:
    from lisdesk.store.database import Database
    from lisdesk.store.work import Desk
    from lisdesk.tasks.backups import BackupReport
    from lisdesk.ui.main_window import MainWindow
    from lisdesk.ui.opened_file import OpenedFile
    from lisdesk.ui.watching.watcher import Watcher

ENDING = ".lisdesk"
_OFFICER_WORDS = "Your name, as it goes on record with what you do:"
_KINDS = (f"Consultation files (*{ENDING})", "All files (*)")


class FileCommands:
    """Carries out the commands of the menus in a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def by_key(self) -> dict[str, Callable[[], object]]:
        """Return what each command of the frame does."""
        return {
            "sample": self.open_sample,
            "new_file": self.new_file,
            "open": self.open_file,
            "import": self.import_files,
            "watch": lambda: self._watcher().show_dialog(),
            "look": lambda: self._watcher().look_now(),
            "export": self._wish("evidence", Wish.EXPORT),
            "publish": self._wish("evidence", Wish.PUBLISH),
            "back_up": self.back_up,
            "close_file": self.close_file,
            "quit": self._window.close,
            "undo": lambda: self._history_step(is_undo=True),
            "redo": lambda: self._history_step(is_undo=False),
            "history": self.show_history,
            "log": self._wish("submissions", Wish.LOG_SUBMISSION),
            "officer": self.ask_officer,
            "new_call": self._wish("calls", Wish.NEW_CALL),
            "extend": self._wish("calls", Wish.EXTEND_CALL),
            "close_call": self._wish("calls", Wish.CLOSE_CALL),
            "reopen": self._wish("calls", Wish.REOPEN_CALL),
            "call_history": self._wish("calls", Wish.CALL_HISTORY),
            "event_log": self.show_event_log,
            "late_ones": self._wish("late", Wish.LATE_WAITING),
            "unsearched": self.show_unsearched_files,
            "share": self._wish("submissions", Wish.SHARE_OUT),
            "double_coding": self.show_double_coding,
            "settle": self.show_before_publishing,
            "steering": lambda: self._for_steering_group(Edition.INTERNAL),
            "steering_public": lambda: self._for_steering_group(Edition.PUBLICATION),
            "steering_file": lambda: self._for_steering_group(Edition.INTERNAL, is_file=True),
            "steering_public_file": lambda: self._for_steering_group(
                Edition.PUBLICATION, is_file=True
            ),
            "go_to": self.go_to,
            "guide": self.open_guide,
            "shortcuts": self.show_shortcuts,
            "about": self.show_about,
        }

    def open_location(self, location: str) -> None:
        """Open a file or a server database, after the window has been painted."""
        from lisdesk.ui.opened_file import open_for_window

        window = self._window
        if window.desk is not None and window.desk.is_changing(location):
            window.notices.tell(f"“{with_hidden_shown(Path(location).name)}” is open already.")
            return
        if not self._window.may_close_desk():
            return
        self.ask_officer_once()
        is_server = "://" in location  # whose address may hold a password
        self._wait(f"Opening {'the database' if is_server else Path(location).name} …")
        officer, clock = window.officer, window.clock
        window.in_background(
            lambda: open_for_window(location, officer, clock),
            lambda opened: self._take(opened, location),
        )

    def open_file(self) -> None:
        """Ask for a consultation file and open it."""
        paths = self._window.ask.files_to_open("Open a consultation file", _KINDS, self._folder())
        if paths:
            self.open_location(str(paths[0]))

    def new_file(self) -> None:
        """Ask where to make a new consultation file, and open it."""
        from lisdesk.ui.opened_file import make_for_window

        if not self._window.may_close_desk():
            return
        self.ask_officer_once()
        suggested = free_name(self._folder(), "consultation", ENDING)
        path = self._window.ask.file_to_save("New consultation file", _KINDS, suggested)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(ENDING)
        self._wait("Making the file …")
        officer, clock = self._window.officer, self._window.clock
        self._window.in_background(
            lambda: make_for_window(str(path), officer, clock),
            lambda opened: self._take(opened, str(path)),
        )

    def open_sample(self) -> None:
        """Make the sample call in a new folder among the officer's files, and open it."""
        from lisdesk.ui.opened_file import OpenedFile, make_sample, open_for_window

        if not self._window.may_close_desk():
            return
        self.ask_officer_once()
        self._wait("Making the sample call …")
        folder, officer, clock = self._own_folder(), self._window.officer, self._window.clock

        def make() -> OpenedFile:
            folder.mkdir(parents=True, exist_ok=True)
            return open_for_window(str(make_sample(folder, officer, clock)), officer, clock)

        def take(opened: object) -> None:
            assert isinstance(opened, OpenedFile)
            self._take(opened, str(opened.path))

        self._window.in_background(make, take)

    def close_file(self) -> None:
        """Close the file that is open, and offer ways to begin."""
        if self._window.may_close_desk():
            self._window.close_desk()
            self._window.show_welcome()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Open a consultation file among the paths; else file and import what they are."""
        consultations = [path for path in paths if path.suffix.casefold() == ENDING]
        if consultations:
            self.open_location(str(consultations[0]))
            if len(paths) > 1:
                self._window.notices.warn(
                    f"Only “{with_hidden_shown(consultations[0].name)}” is opened. Drop the other "
                    f"{len(paths) - 1:,} of the files again once it is open."
                )
        elif self._window.desk is None:
            self._window.notices.warn(
                "Open a file first; then drop what is to be filed or imported."
            )
        elif paths:
            self.import_files(paths)

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """File and import these files, or those that the officer chooses."""
        from lisdesk.ui.incoming import take_in

        assert self._window.desk is not None
        take_in(self._window.desk.workspace, self._window, paths)

    def _watcher(self) -> Watcher:
        assert self._window.desk is not None
        return self._window.desk.watcher

    def back_up(self) -> None:
        """Ask where to put a backup and make it, proven by opening the copy."""
        assert self._window.desk is not None
        workspace = self._window.desk.workspace
        today = workspace.clock.now().date().isoformat()
        stem = workspace.path.stem if workspace.path else "consultation"
        suggested = self._folder() / f"{stem}-{today}{ENDING}"
        target = self._window.ask.file_to_save("Back up the file", _KINDS, suggested)
        if target is None:
            return

        def task(database: Database, _desk: Desk, _count: object) -> BackupReport:
            from lisdesk.tasks.backups import back_up_file

            return back_up_file(database, target)

        def tell(report: BackupReport) -> None:
            size = report.size_bytes / 1_000_000
            self._window.notices.tell(
                f"Backed up to “{report.path.name}” ({size:,.1f} MB), opened and read back."
            )

        workspace.run(task, "Backing up", "pages", tell)

    def ask_officer(self) -> None:
        """Ask for the name that goes on record with every edit; an open file is opened anew."""
        window = self._window
        name = window.ask.line("Your name", _OFFICER_WORDS, window.officer)
        if name is None:
            return
        if not name.strip():
            window.notices.warn(
                f"What you do goes on record with a name, so yours stays “{window.officer}”. "
                "Write another under Your name."
            )
            return
        if not self._window.may_close_desk():
            return
        window.officer = " ".join(name.split())
        window.prefer(window.preferences._replace(officer=window.officer))
        if window.desk is not None:  # what follows is in the new name
            location = window.desk.opened.location
            window.close_desk()
            self.open_location(location)

    def ask_officer_once(self) -> None:
        """Ask for the officer's name at the very first start, unless it was given."""
        if not self._window.knows_officer:
            self.ask_officer()
            self._window.prefer(self._window.preferences._replace(officer=self._window.officer))
            self._window.knows_officer = True

    def choose_theme(self, name: str) -> None:
        """Give the program another look, now and at the next start; empty follows the system."""
        application = QGuiApplication.instance()
        assert isinstance(application, QApplication)
        apply_theme(application, THEMES.get(name) or system_theme(application))
        self._window.prefer(self._window.preferences._replace(theme=name))
        self._window.draw_icons()
        if self._window.desk is not None:
            self._window.header.chip.show_call()
            for screen in self._window.desk.screens.values():
                screen.refresh_soon()

    def go_to(self) -> None:
        """Open the box that finds everything."""
        from lisdesk.ui.go_to import GoToBox

        window, screen = self._window, self._window.current_screen()
        commands = [*window.commands.all(), *(screen.commands() if screen else [])]
        GoToBox(window, window.desk.workspace if window.desk else None, commands).open()

    def show_history(self) -> None:
        """Open the history of edits."""
        from lisdesk.ui.edit_history.dialog import HistoryDialog

        assert self._window.desk is not None
        HistoryDialog(self._window.desk.workspace, self._window).open()

    def show_event_log(self) -> None:
        """Show what happened to the call at hand."""
        from lisdesk.ui.event_log import EventLogDialog

        desk = self._window.desk
        if desk is not None and desk.workspace.call is not None:
            EventLogDialog(desk.workspace, self._window).open()

    def show_unsearched_files(self) -> None:
        """List the files of the call at hand whose words are not searched."""
        from lisdesk.ui.unsearched_files import UnsearchedFiles

        desk = self._window.desk
        if desk is not None and desk.workspace.call is not None:
            UnsearchedFiles(desk.workspace, self._window, desk.word_reader).open()

    def open_guide(self) -> None:
        """Open the page of the user guide for the screen in view."""
        from lisdesk.ui.guide import open_guide

        screen = self._window.current_screen()
        open_guide(self._window, screen.help_page if screen else "index")

    def show_shortcuts(self) -> None:
        """List the shortcuts of the frame and of the screen in view."""
        from lisdesk.ui.shortcuts import ShortcutList

        window, screen = self._window, self._window.current_screen()
        ShortcutList(window, window.commands.all(), screen).open()

    def show_about(self) -> None:
        """Tell the version."""
        self._window.notices.tell(f"lisdesk {__version__}, MIT licence.")

    def call_menu(self, keys: Sequence[str]) -> QMenu:
        """Return a menu of some of the window's commands."""
        menu = QMenu(self._window)
        for key in keys:
            menu.addAction(self._window.commands[key])
        return menu

    def meet_bug(self, error: BaseException) -> None:
        """Show a mistake of the program; the log has it too."""
        raise error

    def show_crash(self, report: str) -> None:
        """Open the dialog that tells of a mistake of the program, one at a time."""
        from lisdesk.ui.crash_dialog import CrashDialog

        if not self._window.findChildren(CrashDialog):
            dialog = CrashDialog(self._window, report, self._window.close)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def show_double_coding(self) -> None:
        """Open what there is about samples that officers code blind."""
        from lisdesk.ui.coding.dialog import DoubleCodingDialog

        if self._window.desk is not None:
            DoubleCodingDialog(self._window.desk.workspace, self._window).open()

    def show_before_publishing(self) -> None:
        """Open what has to be settled before a publication."""
        from lisdesk.ui.publishing.dialog import BeforeDialog

        if self._window.desk is not None:
            BeforeDialog(self._window.desk.workspace, self._window).open()

    def _for_steering_group(self, edition: Edition, *, is_file: bool = False) -> None:
        from lisdesk.ui.home.steering import copy_for_steering_group, save_for_steering_group

        if self._window.desk is not None:
            make = save_for_steering_group if is_file else copy_for_steering_group
            make(self._window.desk.workspace, edition)

    def _wish(self, screen: str, wish: Wish) -> Callable[[], object]:
        return lambda: self._window.show_screen(screen, wish)

    def _history_step(self, *, is_undo: bool) -> None:
        if self._window.desk is not None:
            self._window.desk.workspace.history.step(is_undo=is_undo)

    def _wait(self, words: str) -> None:
        if self._window.desk is None:
            self._window.show_waiting(words)

    def _take(self, opened: object, location: str) -> None:
        from lisdesk.ui.desk import OpenDesk
        from lisdesk.ui.opened_file import OpenedFile

        assert isinstance(opened, OpenedFile)
        desk = self._window.desk
        if desk is not None and desk.is_changing(location):  # asked for twice, and already there
            opened.close()
            return
        self._window.take_desk(OpenDesk(self._window, opened))
        if opened.path is not None:
            self._window.prefer(self._window.preferences.with_recent(Path(location)))

    def _folder(self) -> Path:
        return first_folder(self._path_at_hand(), self._window.preferences.recent)

    def _own_folder(self) -> Path:
        from lisdesk.paths import default_file

        return (self._path_at_hand() or default_file()).parent

    def _path_at_hand(self) -> Path | None:
        return self._window.desk.opened.path if self._window.desk else None
