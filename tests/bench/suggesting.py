"""Suggestions on the answers of a real survey: python -m tests.bench.suggesting CORPUS.

Prints as JSON: the recall of three suggestions for each number of answers learnt from, of five
parts of the survey each, beside that of the three that are used most; then, in a window that has a
file of 4,000 tagged answers open: milliseconds to suggest for an answer, seconds to learn, and the
longest gap of the window's heartbeat meanwhile.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from lisdesk.app import SWITCH_SECONDS, build_window
from lisdesk.clock import system_clock
from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingFile, IncomingQuestion, IncomingRow
from lisdesk.edits.priorities import PriorityDraft, add_priorities
from lisdesk.edits.tag_lists import TagEntry, add_tags
from lisdesk.edits.tags import TagDraft
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.import_sources import CONTENT_SOURCE
from lisdesk.rules.vocabulary import Learning
from lisdesk.store.database import Database
from lisdesk.store.lookup import call_by_reference
from lisdesk.store.opening import open_database
from lisdesk.store.work import Desk
from lisdesk.tasks.files import create_file
from lisdesk.tasks.learning import learn
from lisdesk.tasks.suggesting import suggesting_for
from lisdesk.ui.collector import search_on_this_thread
from lisdesk.ui.workspace import Workspace
from tests.bench.heartbeat import Heartbeat, settle, wait
from tests.labelled_answers import SEEDS, SIZES, Labelled, parted, read_answers, recall

_LEARNT_FROM, _TRIED, _MANY_TAGS = 4_000, 400, 1_000
_DESK = Desk("Bench Officer", system_clock())
_PREFIX = "NHS"
_IDLE_S = 8.0


def main(corpus: Path) -> None:
    """Measure recall, suggesting and learning."""
    names, answers = read_answers(corpus)
    table = {
        size: [recall(names, answers, seed, size)._asdict() for seed in SEEDS] for size in SIZES
    }
    known, tried = parted(answers, 0, _LEARNT_FROM)
    sys.setswitchinterval(SWITCH_SECONDS)
    application = QApplication([])
    search_on_this_thread().set_apart(application)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LISDESK_PREFERENCES"] = folder
        file = Path(folder) / "survey.lisdesk"
        call_id = _make(file, names, known, tried[:_TRIED])
        window = build_window(application, system_clock(), _DESK.officer)
        window.show()
        window.open_location(str(file))
        wait(lambda: window.desk is not None and window.desk.workspace.call is not None)
        assert window.desk is not None
        settle(3.0)
        heart = Heartbeat(window)
        idle = _idle(heart)
        learning = _learn(window.desk.workspace, heart, call_id)
        suggesting = _suggest(file, len(known))
        window.close()
    print(
        json.dumps(
            {"recall": table, "learning": learning, "idle": idle, "suggesting_ms": suggesting}
        )
    )


def _make(
    file: Path, names: Sequence[str], known: Sequence[Labelled], tried: Sequence[Labelled]
) -> int:
    """Make a call of these answers, one in each submission; the known ones are tagged."""
    database = create_file(file, _DESK)
    draft = CallDraft(
        "Survey", "LLEP", date(2018, 12, 6), parse_deadline("2019-02-08"), prefix=_PREFIX
    )
    rows = (
        IncomingRow(place, f"k{place}", f"d{place}", answers=[(0, each.text)])
        for place, each in enumerate((*known, *tried), start=1)
    )
    with database.writing(_DESK) as work:
        reference = new_call(work, draft=draft).result
        call_id = call_by_reference(work.session, reference).id
        frame = [PriorityDraft(f"P{place}", name) for place, name in enumerate(names)]
        add_priorities(work, call_id=call_id, drafts=frame)
        incoming = IncomingFile(
            "survey.csv", "0" * 64, "", "", CONTENT_SOURCE, [IncomingQuestion("What?")], rows
        )
        import_rows(work, call_id=call_id, file=incoming)
        entries = [
            TagEntry("", f"{_PREFIX}-{place:04d}", f"P{label}", TagDraft())
            for place, each in enumerate(known, start=1)
            for label in sorted(each.labels)
        ]
        for start in range(0, len(entries), _MANY_TAGS):
            add_tags(work, call_id=call_id, entries=entries[start : start + _MANY_TAGS])
    database.close()
    return call_id


def _idle(heart: Heartbeat) -> dict[str, float]:
    """Return the heart's figures while nothing is done: what else is at work on the machine."""
    heart.begin()
    settle(_IDLE_S)
    return heart.figures()


def _learn(workspace: Workspace, heart: Heartbeat, call_id: int) -> dict[str, float]:
    """Learn beside the window, as it does by itself."""
    database, done = workspace.jobs.database, []

    def work() -> Learning:
        return learn(database, _DESK.clock, call_id)

    heart.begin()
    started = time.perf_counter()
    workspace.jobs.fetch(work, owner=workspace, then=done.append, otherwise=done.append)
    wait(lambda: bool(done))
    seconds = time.perf_counter() - started
    if done != [Learning.LEARNT]:
        raise RuntimeError(f"nothing was learnt: {done}")
    return {"seconds": seconds, **heart.figures()}


def _suggest(file: Path, first: int) -> list[float]:
    """Read what suggestions are made from and make them, for answers that were not learnt from."""
    database = open_database(file)
    took: list[float] = []
    for number in range(first + 1, first + _TRIED + 1):
        started = time.perf_counter()
        _suggest_for(database, number)
        took.append((time.perf_counter() - started) * 1000)
    database.close()
    return took


def _suggest_for(database: Database, submission_id: int) -> None:
    with database.reading() as session:
        suggesting = suggesting_for(session, submission_id, _DESK.officer)
    assert suggesting is not None
    (text,) = suggesting.page.texts
    if len(suggesting.suggestions(text.text_id, 0, len(text.body))) != 3:
        raise RuntimeError("an answer without three suggestions")


main(Path(sys.argv[1]))
