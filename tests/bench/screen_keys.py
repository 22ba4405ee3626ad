"""Ctrl and a number on a large file: from the key until the screen that it asks for is painted."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lisdesk.ui.commands import SCREENS, screen_keys
from tests.bench.key_presses import Bench, Paintings

_VISITS = 12
_LOADED_S = 1.0
_MOST_S = 3.0
"""Reading all of the evidence takes longer; other screens are turned to meanwhile."""


def turn_screens(bench: Bench) -> None:
    """Turn to every screen in turn, time and again; at the first visit each is built."""
    bench.rest(_LOADED_S)
    painted: dict[str, Paintings] = {}
    for _ in range(_VISITS):
        for number, (name, title) in _all_after_the_first():
            bench.rest(0.2, most_s=_MOST_S)
            is_built = name not in painted
            keys = screen_keys(number)
            what = f"{keys}, {title}" + (", built" if is_built else "")
            _turn(bench, name, keys, what, painted)


def _all_after_the_first() -> list[tuple[int, tuple[str, str]]]:
    """Return all screens with their places; the first is there when the file is opened, so it comes
    last.
    """
    first, *others = enumerate(SCREENS, start=1)
    return [*others, first]


def _turn(bench: Bench, name: str, keys: str, what: str, painted: dict[str, Paintings]) -> None:
    window = bench.window
    if name in painted:
        painted[name].count = 0

    def is_painted() -> bool:
        screen = window.current_screen()
        if screen is None or screen.key != name:
            return False
        if name not in painted:
            painted[name] = Paintings(screen)
        return painted[name].count > 0

    with bench.timed(what):
        at = QApplication.focusWidget() or window
        pressed = QKeySequence(keys)[0]
        QTest.keyClick(at, pressed.key(), pressed.keyboardModifiers())
        bench.until(is_painted)
