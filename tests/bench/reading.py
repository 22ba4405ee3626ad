"""The screen Reading under load: python -m tests.bench.reading FILE.

Prints as JSON: processor milliseconds to show a letter of 20,000 words, as plain text and with two
hundred highlights, in turn; and milliseconds from a key that tags to the highlight on the screen,
its commit included, in a copy of FILE, beside the same commit and paint without anything between.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from lisdesk.app import build_window
from lisdesk.clock import system_clock
from lisdesk.edits.tags import TagDraft, tag_span
from lisdesk.queries.reading import TagMark
from lisdesk.store.database import Database
from lisdesk.store.opening import open_database
from lisdesk.store.work import Desk
from lisdesk.ui.main_window import MainWindow
from lisdesk.ui.reading.positions import Passage
from lisdesk.ui.reading.shown_page import highlights_and_chips
from lisdesk.ui.reading.text_view import TEXT_PX, ReadingView
from tests.bench.key_presses import is_in_view

_WORDS, _HIGHLIGHTS, _PARAGRAPH, _LETTERS, _KEYS = 20_000, 200, 80, 30, 100
_KEYS_A_PAGE, _BETWEEN_S = 5, 0.1
_SIZE_PX = (700, 560)
_SOME_WORDS = ("skills", "housing", "the", "and", "we", "employers", "in", "cannot", "“local”")


def main(file: Path) -> None:
    """Measure letters and keys."""
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LISDESK_PREFERENCES"] = folder
        window = build_window(application, system_clock(), "Ann Officer")
        window.show()
        figures = {"letters": _letters(), "keys": _keys(window, Path(folder), file)}
        window.close()
    print(json.dumps(figures))


def _letters() -> dict[str, float]:
    dice = random.Random(1)
    words = [dice.choice(_SOME_WORDS) for _ in range(_WORDS)]
    paragraphs = (words[at : at + _PARAGRAPH] for at in range(0, _WORDS, _PARAGRAPH))
    letter = "\n\n".join(map(" ".join, paragraphs))
    starts = [dice.randrange(len(letter) - 200) for _ in range(_HIGHLIGHTS)]
    tags = [_mark(number, start, letter) for number, start in enumerate(starts)]
    ours, floor = ReadingView(), QPlainTextEdit()
    floor.setReadOnly(True)
    font = floor.font()
    font.setPixelSize(TEXT_PX)
    floor.document().setDefaultFont(font)
    took: tuple[list[float], list[float]] = ([], [])
    for widget in (ours, floor):
        widget.resize(*_SIZE_PX)
        widget.show()
    QApplication.processEvents()

    def show_ours() -> None:
        ours.show_texts([Passage(1, "", letter)])
        ours.show_tags(*highlights_and_chips(tags, ours.shown, lambda _priority: QColor("teal")))

    def show_floor() -> None:
        floor.setPlainText(letter)

    for _ in range(_LETTERS):
        for place, show in enumerate((show_ours, show_floor)):
            started = time.process_time()
            show()
            QApplication.processEvents()  # paints
            took[place].append((time.process_time() - started) * 1000)
    for widget in (ours, floor):
        widget.deleteLater()
    return {"ours_ms": statistics.median(took[0]), "floor_ms": statistics.median(took[1])}


def _mark(number: int, start: int, letter: str) -> TagMark:
    end = start + 20 + number % 150
    return TagMark(
        number, 1, "P1", "Ideas", 1, start, end, letter[start:end], None, None, "", "Ann", False
    )


def _keys(window: MainWindow, folder: Path, file: Path) -> dict[str, list[float]]:
    copy, beside = folder / "reading.lisdesk", folder / "beside.lisdesk"
    for each in (copy, beside):
        shutil.copy(file, each)
    paints = _Paints()
    window.activateWindow()
    window.open_location(str(copy))
    _wait(lambda: window.desk is not None and window.desk.workspace.call is not None)
    _wait(lambda: window.current_screen() is not None)
    window.show_screen("reading")
    _wait(lambda: is_in_view(window, "reading"))
    screen = window.current_screen()
    _wait(lambda: screen.tagging.page is not None and screen.tree.rows)
    database = open_database(beside)
    ours, floor = [], []
    for number in range(1, _KEYS + 1):
        QTest.keyClicks(screen.view, "w")
        _pause(_BETWEEN_S)
        floor.append(_tag_bare(screen, database))
        ours.append(_tag(screen, paints))
        if number % _KEYS_A_PAGE == 0:
            before = screen.tagging.page
            QTest.keyClicks(screen.view, "j")
            _wait(lambda before=before: screen.tagging.page.head.id != before.head.id)
        _pause(_BETWEEN_S)
    database.close()
    return {"ours_ms": ours, "floor_ms": floor}


def _tag(screen, paints: _Paints) -> float:
    known = len(screen.view.highlights)
    started = time.perf_counter()
    QTest.keyClicks(screen.view, "4")
    while paints.highlights <= known:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return (paints.at - started) * 1000


class _Paints:
    """Knows when the text was last painted, and with how many highlights."""

    def __init__(self) -> None:
        self.highlights, self.at = 0, 0.0
        paint = ReadingView.paintEvent

        def noted(view: ReadingView, event: QPaintEvent) -> None:
            paint(view, event)
            self.highlights, self.at = len(view.highlights), time.perf_counter()

        ReadingView.paintEvent = noted


def _tag_bare(screen, database: Database) -> float:
    """Commit what a key would in a file beside, and paint the text again."""
    [span] = screen.view.selected_spans()
    started = time.perf_counter()
    with database.writing(Desk("Ann Officer", system_clock())) as work:
        tag_span(
            work,
            text_id=span.text_id,
            start=span.start,
            end=span.end,
            priority_id=screen.tree.rows[3].id,
            draft=TagDraft(),
        )
    screen.view.viewport().repaint()
    screen.view.margin.repaint()
    return (time.perf_counter() - started) * 1000


def _wait(condition) -> None:
    until = time.monotonic() + 60
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError("the window did not show what was waited for")
        QApplication.processEvents()
        time.sleep(0.002)


def _pause(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.002)


main(Path(sys.argv[1]))
