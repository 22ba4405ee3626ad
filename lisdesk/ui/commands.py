"""The window's commands: their words, shortcuts and menus. Screens add their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

SCREENS = (
    ("home", "Home"),
    ("submissions", "Submissions"),
    ("reading", "Reading"),
    ("priorities", "Priorities"),
    ("stakeholders", "Stakeholders"),
    ("campaigns", "Campaigns"),
    ("evidence", "Evidence"),
    ("calls", "Calls"),
    ("answers", "Answers"),
    ("findings", "Findings"),
    ("programme", "Programme"),
    ("coverage", "Coverage"),
    ("late", "Late"),
)
"""The screens in their order."""

_BY_DIGIT = 10


def screen_keys(place: int) -> str:
    """Return the keys that lead to a screen by its place from 1: Ctrl+1 is the first, Ctrl+0 the
    tenth, Ctrl+Alt+1 the eleventh.
    """
    digit = place % _BY_DIGIT
    return f"Ctrl+{digit}" if place <= _BY_DIGIT else f"Ctrl+Alt+{digit}"


_MENUS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "&File",
        (
            ("sample", "Open the sample call", ""),
            ("new_file", "New file…", "Ctrl+Shift+N"),
            ("open", "Open a file…", "Ctrl+O"),
            ("", "", ""),
            ("import", "Import files…", "Ctrl+I"),
            ("watch", "Watch a folder…", ""),
            ("look", "Look in the watched folder", "Ctrl+Shift+I"),
            ("export", "Export the evidence…", "Ctrl+E"),
            ("publish", "Export for publication…", "Ctrl+Alt+E"),
            ("back_up", "Back up the file…", "Ctrl+B"),
            ("", "", ""),
            ("close_file", "Close the file", "Ctrl+W"),
            ("quit", "Quit", "Ctrl+Q"),
        ),
    ),
    (
        "&Edit",
        (
            ("undo", "Undo", "Ctrl+Z"),
            ("redo", "Redo", "Ctrl+Shift+Z"),
            ("history", "History of edits…", "Ctrl+Shift+H"),
            ("", "", ""),
            ("log", "Log a submission…", "Ctrl+L"),
            ("officer", "Your name…", ""),
        ),
    ),
    (
        "&Call",
        (
            ("new_call", "New call…", "Ctrl+Shift+C"),
            ("", "", ""),
            ("extend", "Extend the call…", "Ctrl+Shift+E"),
            ("close_call", "Close the call now…", ""),
            ("reopen", "Reopen the call…", ""),
            ("call_history", "Deadline history", ""),
            ("event_log", "Event log…", "Ctrl+Alt+H"),
            ("late_ones", "Late submissions", "Ctrl+Alt+L"),
            ("unsearched", "Files that are not searched…", "Ctrl+Alt+F"),
            ("", "", ""),
            ("share", "Share out submissions…", "Ctrl+Shift+W"),
            ("double_coding", "Double coding…", "Ctrl+Shift+B"),
            ("", "", ""),
            ("settle", "Before you publish…", "Ctrl+Alt+P"),
            ("", "", ""),
            ("steering", "Copy for steering group", "Ctrl+Shift+G"),
            ("steering_public", "Copy for steering group, small numbers withheld", ""),
            ("steering_file", "Save the steering group’s page…", "Ctrl+Alt+G"),
            ("steering_public_file", "Save the page, small numbers withheld…", ""),
        ),
    ),
    ("&View", (("go_to", "Go to, or do…", "Ctrl+K"),)),
    (
        "&Help",
        (
            ("guide", "Help for this screen", "F1"),
            ("shortcuts", "Keyboard shortcuts", "?"),
            ("about", "About lisdesk", ""),
        ),
    ),
)
NEEDS_FILE = frozenset({"back_up", "close_file", "new_call", "import", "go_to", "history"})
NEEDS_CALL = frozenset(
    {
        "export",
        "publish",
        "watch",
        "look",
        "log",
        "extend",
        "close_call",
        "reopen",
        "call_history",
        "event_log",
        "late_ones",
        "unsearched",
        "share",
        "double_coding",
        "settle",
        "steering",
        "steering_public",
        "steering_file",
        "steering_public_file",
    }
)
CALL_COMMANDS = ("extend", "close_call", "reopen", "call_history")
_THEMES = (("", "As the system"), ("light", "Light"), ("dark", "Dark"),
           ("high-contrast", "High contrast"))  # fmt: skip


class Commands:
    """Every command of the frame as an action, in menus with its shortcut beside it."""

    def __init__(
        self,
        window: QMainWindow,
        run: Mapping[str, Callable[[], object]],
        show_screen: Callable[[str], None],
        choose_theme: Callable[[str], None],
    ) -> None:
        """`run` has what each command does, by its key."""
        self.by_key: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        for title, entries in _MENUS:
            menu = self._menus[title] = window.menuBar().addMenu(title)
            menu.setToolTipsVisible(True)
            for key, words, shortcut in entries:
                if not key:
                    menu.addSeparator()
                    continue
                action = menu.addAction(words)
                action.setProperty("shortcut", shortcut)
                action.triggered.connect(partial(_call, run[key]))
                self.by_key[key] = action
        view = self._menus["&View"]
        view.addSeparator()
        for number, (key, title) in enumerate(SCREENS, start=1):
            action = view.addAction(title)
            action.setProperty("shortcut", screen_keys(number))
            action.triggered.connect(partial(_call, partial(show_screen, key)))
            self.by_key[f"screen {key}"] = action
        view.addSeparator()
        looks = view.addMenu("Look")
        for name, words in _THEMES:
            looks.addAction(words).triggered.connect(partial(_call, partial(choose_theme, name)))

    def __getitem__(self, key: str) -> QAction:
        """Return a command by its key."""
        return self.by_key[key]

    def give_second_keys(self) -> None:
        """Let a command listen to a second shortcut; the first paint does not wait for it."""
        keys = [QKeySequence(each) for each in ("Ctrl+Shift+Z", "Ctrl+Y")]
        self.by_key["redo"].setShortcuts(keys)

    def all(self) -> list[QAction]:
        """Return every command, for the box on Ctrl+K and the list of shortcuts."""
        return list(self.by_key.values())

    def enable(self, *, has_file: bool, has_call: bool, is_read_only: bool) -> None:
        """Enable what can be done with the file and the call at hand."""
        for key, action in self.by_key.items():
            if key in NEEDS_FILE:
                action.setEnabled(has_file)
            elif key in NEEDS_CALL or key.startswith("screen "):
                action.setEnabled(has_file and (has_call or key == "screen calls"))
        if is_read_only:
            for key in (
                "new_call",
                "import",
                "watch",
                "look",
                "log",
                "extend",
                "close_call",
                "reopen",
                "share",
            ):
                self.by_key[key].setEnabled(False)


def _call(function: Callable[[], object], *_checked: bool) -> None:
    function()
