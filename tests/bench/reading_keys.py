"""Every key of Reading and Answers on a large file: python -m tests.bench.reading_keys FILE.

Prints as JSON, by what was done, the milliseconds from the key until what it asks for is painted,
and the processor milliseconds of the window's process meanwhile; and the milliseconds of a key in
turn with them that asks for nothing. What is changed is saved by then. FILE is copied first.

After FILE may follow what is wanted: reading, answers, screens; `unlearnt` to learn nothing beside
the window; and `fresh` to leave the copy as a large import does: with all its submissions still to
be compared and everything to be learnt, beside the keys. LISDESK_BENCH_ROUNDS in the environment
says how often each key is pressed.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from lisdesk.app import SWITCH_SECONDS, build_window
from lisdesk.clock import system_clock
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.edits.tags import TagDraft, tag_span, take_tags_off
from lisdesk.edits.verbs import VERBS, verb
from lisdesk.store.entities import SourceText, Submission, Tag
from lisdesk.store.lookup import submission_by_reference
from lisdesk.store.work import Desk
from lisdesk.tasks import learning
from lisdesk.tasks.files import open_file
from lisdesk.tasks.sketching import make_sketches
from lisdesk.ui.collector import search_on_this_thread
from lisdesk.ui.reading.picker import PriorityPicker
from tests.bench.key_presses import Bench, Paintings
from tests.bench.measure import BACK, LETTER
from tests.bench.screen_keys import turn_screens

_ROUNDS = int(os.environ.get("LISDESK_BENCH_ROUNDS", "60"))
_FILTERS = 12
_WORDS, _PARAGRAPH, _EXCERPTS, _OPENINGS = 20_000, 80, 200, 15
_SOME_WORDS = ("skills", "housing", "the", "and", "we", "employers", "in", "cannot", "“local”")
_LETTERS = ("in", "fr", "pe", "op", "id", "ea")


def read(bench: Bench) -> None:
    """Turn, tag, mark and narrow on the screen Reading."""
    screen = bench.go("reading")
    bench.until(lambda: screen.tagging.page is not None and screen.tree.rows)
    bench.until(lambda: len(screen.list.model.ids()) > 1_000)
    view, keys = screen.view, Qt.Key
    text, table = Paintings(view.viewport()), Paintings(screen.list.table.viewport())

    margin = Paintings(view.margin)

    def another(before):
        return lambda: screen.tagging.page.head.id != before

    bench.rest(1.0)
    for number in range(_ROUNDS):
        for what, key in (("next submission", keys.Key_J), ("previous submission", keys.Key_K)):
            bench.press(what, view, key, text, another(screen.tagging.page.head.id))
        ids = screen.list.model.ids()
        screen.turning.open(ids[bench.dice.randrange(len(ids) - 10)])
        bench.rest()
        QTest.keyClick(view, keys.Key_W)
        count = len(screen.view.highlights)
        bench.press(
            "tag by key", view, keys.Key_4, text,
            lambda count=count: len(view.highlights) > count,
        )  # fmt: skip
        stance = (keys.Key_S, keys.Key_O)[number % 2]
        bench.press(
            "stance by key", view, stance, margin,
            lambda: screen.tagging.tag(screen.tagging.current) is not None
            and screen.tagging.tag(screen.tagging.current).stance is not None,
        )  # fmt: skip
        end = screen.tagging.tag(screen.tagging.current).end
        bench.press(
            "excerpt longer by a word", view, keys.Key_Plus, text,
            lambda end=end: screen.tagging.tag(screen.tagging.current).end > end,
        )  # fmt: skip
    open_letter(bench, screen, text)
    untag_some(bench, screen)
    for _ in range(_ROUNDS // 2):
        bench.press("next untagged", view, keys.Key_N, text, another(screen.tagging.page.head.id))
    pick(bench, screen)
    narrow(bench, screen, table)


def open_letter(bench: Bench, screen, text: Paintings) -> None:
    """Open a letter of 20,000 words with 200 excerpts, from another submission."""
    database, desk = bench.window.desk.jobs.database, Desk("Ann Officer", system_clock())
    words = [bench.dice.choice(_SOME_WORDS) for _ in range(_WORDS)]
    paragraphs = (words[at : at + _PARAGRAPH] for at in range(0, _WORDS, _PARAGRAPH))
    body = "\n\n".join(map(" ".join, paragraphs))
    with database.writing(desk) as work:
        made = add_submission(
            work,
            call_id=bench.window.desk.workspace.call_id,
            draft=SubmissionDraft(letter=body),
        )
        letter = submission_by_reference(work.session, made.result.reference).id
        text_id = work.session.scalars(
            select(SourceText.id).where(SourceText.submission_id == letter)
        ).one()
        for number in range(_EXCERPTS):
            start = number * len(body) // _EXCERPTS
            draft, row = TagDraft(), screen.tree.rows[number % len(screen.tree.rows)]
            tag_span(
                work, text_id=text_id, start=start, end=start + 90, priority_id=row.id, draft=draft
            )
    other = screen.tagging.page.head.id
    bench.rest(2.0)
    for _ in range(_OPENINGS):
        for wanted in (letter, other):
            bench.rest()
            text.count = 0
            with bench.timed(LETTER if wanted == letter else BACK):
                screen.turning.open(wanted)
                bench.until(lambda to=wanted: screen.tagging.page.head.id == to and text.count)


def untag_some(bench: Bench, screen) -> None:
    """Take every tag off some submissions far apart, so that there is something to look for."""

    def clear(work, *, submission_ids):
        first = work.session.get_one(Submission, submission_ids[0])
        work.about(first.call_id, first.reference)
        chosen = select(Tag).where(Tag.submission_id.in_(submission_ids))
        take_tags_off(work, list(work.session.scalars(chosen)))
        return len(submission_ids)

    ids = list(screen.list.model.ids())[1_000::1_500]
    edit = verb(clear)
    with bench.window.desk.jobs.database.writing(Desk("Bench Officer", system_clock())) as work:
        edit(work, submission_ids=ids[:60])
    VERBS.pop("clear")
    screen.turning.open(screen.list.model.ids()[0])
    bench.rest(1.0)


def pick(bench: Bench, screen) -> None:
    """Type into the box on /."""
    for letters in _LETTERS:
        QTest.keyClick(screen.view, Qt.Key.Key_Slash)
        [picker] = screen.findChildren(PriorityPicker)
        bench.rest()
        painted = Paintings(picker.list.viewport())
        for letter in letters:
            key = getattr(Qt.Key, f"Key_{letter.upper()}")
            typed = picker.line.text() + letter
            bench.press(
                "a letter in the picker", picker.line, key, painted,
                lambda picker=picker, typed=typed: picker.line.text() == typed,
            )  # fmt: skip
        picker.reject()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        bench.window.activateWindow()
        bench.until(bench.window.isActiveWindow)
        bench.rest()


def narrow(bench: Bench, screen, table: Paintings) -> None:
    """Press the chips of the list and choose in its menu."""
    narrowing, model = screen.list.narrowing, screen.list.model
    count = Paintings(screen.list.count)
    rows = screen.tree.rows
    chips = list(narrowing.shelves.values())
    steps: list[tuple[str, Callable[[], object]]] = []
    for number in range(_FILTERS):
        steps.append(("filter by a chip", chips[number % 2].click))
        steps.append(("filter by question", lambda n=number: narrowing.choose_question(1 + n % 4)))
        row = rows[number % len(rows)]
        steps.append(("filter by priority", lambda row=row: narrowing.choose_priority(row.id)))
        steps.append(("all again", narrowing.everything.click))
    for what, run in steps:
        bench.rest(0.3)
        shown: list[object] = []

        def note(*_about: object, shown: list[object] = shown) -> None:
            if not shown:
                table.count = count.count = 0
                shown.append(None)

        signals = (model.modelReset, model.listed)  # a list of the same things is not reset
        connections = [each.connect(note) for each in signals]
        with bench.timed(what):
            run()
            bench.until(lambda shown=shown: shown and (table.count or count.count))
        for signal, connection in zip(signals, connections, strict=True):
            signal.disconnect(connection)
    narrowing.everything.click()
    bench.rest(0.5)


def answer(bench: Bench) -> None:
    """Move, tag and turn on the screen Answers."""
    screen = bench.go("answers")
    bench.until(lambda: screen.pane.shown is not None and screen.tree.rows)
    bench.until(lambda: screen.table.rows.rowCount() > 1_000)
    bench.rest(1.0)
    table, keys = screen.table, Qt.Key
    grid, pane = Paintings(table.viewport()), Paintings(screen.pane.view.viewport())
    for number in range(_ROUNDS):
        before = screen.pane.shown
        bench.press(
            "next answer", table, keys.Key_Down, pane,
            lambda before=before: screen.pane.shown != before,
        )  # fmt: skip
        row, known = table.current_row(), screen.pane.shown
        key = (keys.Key_1, keys.Key_2, keys.Key_3)[number % 3]
        code = screen.tree.by_key(1 + number % 3).code
        text = known.id

        def is_tagged(row=row, text=text, code=code):
            now = table.row(row)
            return now is not None and now.id == text and any(t.priority == code for t in now.tags)

        bench.press("tag an answer by key", table, key, grid, is_tagged)
    for _ in range(_ROUNDS // 4):
        before = table.current_row()
        bench.press(
            "next answer without a tag", table, keys.Key_N, pane,
            lambda before=before: table.current_row() != before,
        )  # fmt: skip
    for number in range(8):
        before = screen.pane.shown
        key = keys.Key_BracketRight if number < 4 else keys.Key_BracketLeft
        bench.press(
            "another question", table, key, grid,
            lambda before=before: screen.pane.shown is not None and screen.pane.shown != before,
        )  # fmt: skip
        bench.rest(0.4)


def settle(file: Path) -> None:
    """Do what the window does once after a large import, in minutes beside the keys."""
    database = open_file(file)
    make_sketches(database, 1)
    if learning.can_learn():
        learning.learn(database, system_clock(), 1)
    database.close()


def main(file: Path, wanted: list[str]) -> None:
    """Measure every key, or those that are wanted."""
    if "unlearnt" in wanted:
        learning.can_learn = lambda: False
    sys.setswitchinterval(SWITCH_SECONDS)
    application = QApplication([])
    search_on_this_thread().set_apart(application)
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        os.environ["LISDESK_PREFERENCES"] = folder
        copy = Path(folder) / "reading.lisdesk"
        shutil.copy(file, copy)
        if "fresh" not in wanted:
            settle(copy)
        window = build_window(application, system_clock(), "Ann Officer")
        window.show()
        window.activateWindow()
        bench = Bench(application, window)
        window.open_location(str(copy))
        bench.until(lambda: window.desk is not None and window.desk.workspace.call is not None)
        bench.rest(1.0)
        parts = {"screens": turn_screens, "reading": read, "answers": answer}
        for name, measure in parts.items():
            if name in wanted or not parts.keys() & set(wanted):
                measure(bench)
        window.close()
    figures = {"keys": bench.took, "processor": bench.processor, "floor": bench.floor}
    print(json.dumps({**figures, "load": os.getloadavg()}))


main(Path(sys.argv[1]), sys.argv[2:])
