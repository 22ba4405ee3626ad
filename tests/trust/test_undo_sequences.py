"""Whatever an officer does in the window: undo all, redo all, restart in between; nothing is off.

Each sequence runs through the window's own lanes and its `QUndoStack`, on a real file, while the
clock goes on; the hash is of the call's whole content, and the rows of the whole file are compared
beside it. Every edit that there is is drawn (`tests/random_edits`). A publication is handed out in
between and is no step of undo; what it was made with a redaction of is never undone, and undo ends
there.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop

from lisdesk.clock import Clock
from lisdesk.edits.publications import record_publication, retract_publication
from lisdesk.edits.reading import mark_read
from lisdesk.edits.verbs import VERBS
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.outcome import Outcome
from lisdesk.queries.content_hash import content_hash
from lisdesk.store.database import Database
from lisdesk.store.entities import CampaignMember, Entity, Publication, Redaction
from lisdesk.store.opening import create_database, open_database
from lisdesk.store.work import Work
from lisdesk.ui.history import History
from lisdesk.ui.jobs import Jobs
from tests.conftest import FIGURES
from tests.desk_work import BOB, DESK, content, count, do, log, open_call, rows, set_up
from tests.random_edits.everything import NEVER_DRAWN, BusyOfficer, drawn_verbs, named_in
from tests.random_edits.officer import Officer
from tests.story import PUBLISHED

EDITS = 30
FIRST, QUICK, LONG, PART = 2, 6, 1_000, 100
MOST_MISSING = 5
"""How many kinds of edits may by chance not come up in a hundred sequences."""
PUBLISHED_WORDS = (
    "A publication was made with a redaction",
    "were redacted as in another member of its campaign",
)
"""What undo says where it ends."""


def vars_of(row: Entity) -> list[Any]:
    """Return what stands in the columns of a row."""
    return [getattr(row, column.key) for column in row.__table__.columns]


class WindowOfficer(BusyOfficer):
    """Does edits through a window's history instead of in a transaction of its own."""

    def __init__(self, database: Database, seed: int) -> None:
        super().__init__(database, seed)
        self.has_published_redactions = False
        self.held_to: Any = ([], [])
        self.open_window()

    def open_window(self) -> None:
        clock = Clock(lambda: self.moment, is_set=True)
        self.jobs = Jobs(self.database, DESK._replace(clock=clock))
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
        is_done = (self.history.stack.count(), self.history.stack.index()) != before
        self.drawn[edit.__name__] += is_done
        return is_done

    def act(self) -> bool:
        """Try one edit; whether it changed something."""
        self.moment += timedelta(hours=self.dice.choice([1, 5, 40, 100]))
        return bool(self.drawn_act(self.window_acts)(self))

    @property
    def window_acts(self):
        every = [act for act in self.acts if act is not Officer.undo]
        return [*every, WindowOfficer.publish]

    def undo_all(self) -> int:
        """Undo what was done; return how many edits stay because the last of them redacted words
        that a publication was made without.
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
                assert any(words in str(refusal) for words in PUBLISHED_WORDS)
                self.refused.clear()
                return EDITS - undone
        return 0

    def hash_where_undo_may_end(self) -> str:
        """Return the hash after an edit on what undo may end at: a redaction, or who is of a
        campaign and so has words redacted as another member has; after any other edit nothing.
        """
        before, self.held_to = (
            self.held_to,
            (
                [vars_of(each) for each in rows(self.database, Redaction)],
                [vars_of(each) for each in rows(self.database, CampaignMember)],
            ),
        )
        return self.hash() if self.held_to != before else ""

    def hash(self) -> str:
        with self.database.reading() as session:
            return content_hash(session, 1)

    def whole(self):
        """Return every row of the file but for those of publications, which are never undone."""
        return {
            name: rows
            for name, rows in content(self.database).items()
            if not name.startswith("publication")
        }


@pytest.fixture(scope="module")
def began(tmp_path_factory):
    """Return a file with one call and three submissions, which another officer has logged and
    read; copy it, never open it.
    """
    path = tmp_path_factory.mktemp("began") / "began.lisdesk"
    database = set_up(create_database(path))
    call = open_call(database)
    for name in ("Acme Ltd", "Beta", "Acme Ltd"):
        letter = f"{name} speaks of skills and roads."
        log(database, call, desk=BOB, respondent=name, letter=letter, answers={1: "Skills."})
    do(database, mark_read, desk=BOB, submission_ids=[1, 2, 3])
    database.close()
    return path


def run_sequence(path, seed: int) -> tuple[int, Counter[str]]:
    """Do, undo and redo one sequence; return how many edits were undone, and how often each of its
    edits was drawn.
    """
    officer = WindowOfficer(open_database(path), seed)
    before, whole_before = officer.hash(), officer.whole()
    steps_before = officer.history.stack.index()
    hashes = [before]
    while len(hashes) <= EDITS:
        try:
            if officer.act():
                hashes.append(officer.hash_where_undo_may_end())
        except (NotFoundError, RefusedError):
            continue
    after, whole_after = officer.hash(), officer.whole()
    assert officer.history.stack.index() == steps_before + EDITS
    left = officer.undo_all()
    assert officer.hash() == hashes[left]
    if left == 0:
        assert officer.whole() == whole_before
    officer.restart()
    assert officer.history.stack.index() == steps_before + left
    for _ in range(EDITS - left):
        officer.history.stack.redo()
    officer.settle()
    assert officer.refused == []
    assert officer.hash() == after
    assert officer.whole() == whole_after
    officer.restart()
    assert officer.history.stack.index() == steps_before + EDITS
    officer.jobs.close()
    officer.database.close()
    return EDITS - left, officer.drawn


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
    undone, drawn = [], Counter()
    for seed in seeds:
        path = tmp_path / f"{seed}.lisdesk"
        shutil.copy(began, path)
        steps, edits = run_sequence(path, seed)
        undone.append(steps)
        drawn += edits
        path.unlink()
    missing = sorted(drawn_verbs() - set(drawn))
    assert len(seeds) < PART or len(missing) <= MOST_MISSING, missing
    ended = sum(each < EDITS for each in undone)
    record_property(
        FIGURES,
        f"undo: {len(seeds)} sequences of {EDITS}, {sum(undone)} edits undone and redone, same; "
        f"{ended} ended at a redaction that was published; {len(drawn)} kinds of edits, not among "
        f"them: {', '.join(missing) if len(seeds) == PART and missing else '-'}",
    )


def test_every_edit_that_there_is_can_be_drawn():
    named = {name for act in BusyOfficer.acts for name in named_in(act)}
    assert drawn_verbs() - named == set(), "tests/random_edits draws none of these"
    assert set(NEVER_DRAWN) <= set(VERBS)
