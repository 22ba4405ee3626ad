"""Whatever an officer does in the window: undo all, redo all, restart in between; nothing is off.

Each sequence runs through the window's own lanes and its `QUndoStack`, on a real file; the hash is
of the call's whole content. A publication is handed out in between and is no step of undo; what it
was made with a redaction of is never undone, and undo ends there.
"""

from __future__ import annotations

import os
import shutil

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop

from lisdesk.edits.publications import record_publication, retract_publication
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.outcome import Outcome
from lisdesk.queries.content_hash import content_hash
from lisdesk.store.database import Database
from lisdesk.store.entities import Publication, Redaction
from lisdesk.store.opening import create_database, open_database
from lisdesk.store.work import Work
from lisdesk.ui.history import History
from lisdesk.ui.jobs import Jobs
from tests.conftest import FIGURES
from tests.desk_work import DESK, count, open_call, set_up
from tests.story import PUBLISHED
from tests.unit.edits.test_random_histories import Officer

EDITS = 30
FIRST, QUICK, LONG, PART = 2, 6, 1_000, 100


class WindowOfficer(Officer):
    """Does edits through a window's history instead of in a transaction of its own."""

    def __init__(self, database: Database, seed: int) -> None:
        super().__init__(database, seed)
        self.has_published_redactions = False
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

    def publish(self) -> bool:
        """Hand a publication out, or fail to after it is on record: the window's export does that
        beside the history.
        """
        failed: list[BaseException] = []

        def hand_out(work: Work) -> Outcome[int]:
            self.has_published_redactions |= count(self.database, Redaction) > 0
            return record_publication(work, call_id=1, file=PUBLISHED)

        def take_out(work: Work) -> Outcome[str]:
            return retract_publication(work, publication_id=self.pick(Publication))

        is_handed_out = self.dice.random() < 0.7 or not count(self.database, Publication)
        edit = hand_out if is_handed_out else take_out
        self.jobs.write(edit, owner=self.history, otherwise=failed.append)
        self.settle()
        assert failed == []
        return False

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
        return [*(act for act in self.acts if act is not Officer.undo), WindowOfficer.publish]

    def undo_all(self) -> int:
        """Undo what was done; return how many edits stay because the last of them made a redaction
        that a publication was made with.
        """
        if not self.has_published_redactions:
            for _ in range(EDITS):
                self.history.stack.undo()
            self.settle()
            assert self.refused == []
            return 0
        for undone in range(EDITS):
            self.history.stack.undo()
            self.settle()
            if self.refused:
                [refusal] = self.refused
                assert isinstance(refusal, RefusedError)
                assert "A publication was made with a redaction" in str(refusal)
                self.refused.clear()
                return EDITS - undone
        return 0

    def hash_where_undo_may_end(self) -> str:
        """Return the hash where there is a redaction; without one undo goes on."""
        return self.hash() if count(self.database, Redaction) else ""

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
    hashes = [before]
    while len(hashes) <= EDITS:
        try:
            if officer.act():
                hashes.append(officer.hash_where_undo_may_end())
        except (NotFoundError, RefusedError):
            continue
    after = officer.hash()
    assert officer.history.stack.index() == steps_before + EDITS
    left = officer.undo_all()
    assert officer.hash() == hashes[left]
    officer.restart()
    assert officer.history.stack.index() == steps_before + left
    for _ in range(EDITS - left):
        officer.history.stack.redo()
    officer.settle()
    assert officer.refused == []
    assert officer.hash() == after
    officer.restart()
    assert officer.history.stack.index() == steps_before + EDITS
    officer.jobs.close()
    officer.database.close()
    return EDITS - left


@pytest.mark.parametrize(
    "seeds",
    [
        range(FIRST),
        pytest.param(range(FIRST, QUICK), marks=pytest.mark.thorough),
        *(
            pytest.param(part, marks=[pytest.mark.long, pytest.mark.timeout(3_600)])
            for part in (range(start, start + PART) for start in range(0, LONG, PART))
        ),
    ],
    ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}",
)
def test_undo_all_and_redo_all_give_the_same_content_also_across_restarts(
    qapp, began, tmp_path, seeds, record_property
):
    undone = []
    for seed in seeds:
        path = tmp_path / f"{seed}.lisdesk"
        shutil.copy(began, path)
        undone.append(run_sequence(path, seed))
        path.unlink()
    ended = sum(each < EDITS for each in undone)
    record_property(
        FIGURES,
        f"undo: {len(seeds)} sequences of {EDITS}, {sum(undone)} edits undone and redone, same; "
        f"{ended} ended at a redaction that was published",
    )
