"""Whatever an officer does in the window: undo all, redo all, restart in between; nothing is off.

Each sequence runs through the window's own lanes and its `QUndoStack`, on a real file; the hash is
of the call's whole content.
"""

from __future__ import annotations

import os
import shutil

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop

from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.queries.content_hash import content_hash
from lisdesk.store.database import Database
from lisdesk.store.opening import create_database, open_database
from lisdesk.ui.history import History
from lisdesk.ui.jobs import Jobs
from tests.conftest import FIGURES
from tests.desk_work import DESK, open_call, set_up
from tests.unit.edits.test_random_histories import Officer

EDITS = 30
QUICK, LONG, PART = 6, 1_000, 100


class WindowOfficer(Officer):
    """Does edits through a window's history instead of in a transaction of its own."""

    def __init__(self, database: Database, seed: int) -> None:
        super().__init__(database, seed)
        self.open_window()

    def open_window(self) -> None:
        self.jobs = Jobs(self.database, DESK)
        self.history = History(self.jobs)
        self.refused: list[BaseException] = []
        self.history.refused.connect(self.refused.append)
        self.history.reload()
        self.settle()

    def restart(self) -> None:
        """Close the window and the file, and open both again."""
        self.jobs.close()
        path = self.database.location
        self.database.close()
        self.database = open_database(path)
        self.open_window()

    def settle(self) -> None:
        """Wait until every edit asked for so far is done and told."""
        loop = QEventLoop()
        self.jobs.read_in_turn(
            lambda _session: None, owner=self.history, then=lambda _: loop.quit()
        )
        loop.exec()

    def do(self, edit, **arguments):
        before = self.history.stack.count(), self.history.stack.index()
        refused: list[BaseException] = []
        self.history.do(
            lambda work: edit(work, **arguments), edit.__name__, otherwise=refused.append
        )
        self.settle()
        if refused:
            raise refused[0]
        return (self.history.stack.count(), self.history.stack.index()) != before

    def act(self) -> bool:
        """Try one edit; whether it changed something."""
        return bool(self.dice.choice(self.window_acts)(self))

    @property
    def window_acts(self):
        return [act for act in self.acts if act is not Officer.undo]

    def hash(self) -> str:
        with self.database.reading() as session:
            return content_hash(session, 1)


@pytest.fixture(scope="module")
def began(tmp_path_factory):
    """Return a file with one call and nothing in it; copy it, never open it."""
    path = tmp_path_factory.mktemp("began") / "began.lisdesk"
    database = set_up(create_database(path))
    open_call(database)
    database.close()
    return path


def run_sequence(path, seed: int) -> int:
    """Do, undo and redo one sequence; return how many edits it had."""
    officer = WindowOfficer(open_database(path), seed)
    before = officer.hash()
    steps_before = officer.history.stack.index()
    done = 0
    while done < EDITS:
        try:
            done += officer.act()
        except (NotFoundError, RefusedError):
            continue
    after = officer.hash()
    assert officer.history.stack.index() == steps_before + EDITS
    for is_undo, wanted in ((True, before), (False, after)):
        for _ in range(EDITS):
            officer.history.stack.undo() if is_undo else officer.history.stack.redo()
        officer.settle()
        assert officer.refused == []
        assert officer.hash() == wanted
        officer.restart()
        index = steps_before + (0 if is_undo else EDITS)
        assert officer.history.stack.index() == index
    officer.jobs.close()
    officer.database.close()
    return done


@pytest.mark.parametrize(
    "seeds",
    [
        range(QUICK),
        *(
            pytest.param(part, marks=[pytest.mark.long, pytest.mark.timeout(1_200)])
            for part in (range(start, start + PART) for start in range(0, LONG, PART))
        ),
    ],
    ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}",
)
def test_undo_all_and_redo_all_give_the_same_content_also_across_restarts(
    qapp, began, tmp_path, seeds, record_property
):
    edits = 0
    for seed in seeds:
        path = tmp_path / f"{seed}.lisdesk"
        shutil.copy(began, path)
        edits += run_sequence(path, seed)
        path.unlink()
    record_property(
        FIGURES, f"undo: {len(seeds)} sequences of {EDITS}, {edits} edits undone and redone, same"
    )
