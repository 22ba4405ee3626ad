"""Work off the window's thread: in order, delivered only to the living, cancelled when asked."""

import gc
import sys
import threading
import time
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.errors import CancelledError, RefusedError
from lisdesk.outcome import Kind
from lisdesk.ui import collector, id_table
from lisdesk.ui.collector import search_on_this_thread
from lisdesk.ui.id_table import IdTable
from lisdesk.ui.lazy_table import PAGE_ROWS, LazyColumn, LazyTableModel
from lisdesk.ui.notices import NoticeBar
from lisdesk.ui.progress_bar import ProgressStrip, time_left
from tests.desk_work import DESK


@pytest.fixture
def owner():
    return QObject()


def log(work):
    return add_submission(work, call_id=1, draft=SubmissionDraft(letter="Dear all"))


def test_an_edit_is_announced_once_with_what_it_changed(qtbot, jobs, owner):
    changed, results = [], []
    jobs.changed.connect(changed.append)
    jobs.write(log, owner=owner, then=results.append)
    qtbot.waitUntil(lambda: len(changed) == 1)
    assert changed[0] == {Kind.SUBMISSION}
    assert results[0].result.reference == "LLEP-0001"


def test_a_late_answer_for_a_closed_panel_is_dropped(qtbot, jobs):
    panel, seen = QObject(), []
    jobs.read(lambda _session: time.sleep(0.05), owner=panel, then=seen.append)
    shiboken6.delete(panel)
    qtbot.wait(150)
    assert seen == []


def test_only_the_newest_answer_on_a_topic_is_delivered(qtbot, jobs, owner):
    first_may_end, seen = threading.Event(), []
    jobs.read(
        lambda _session: first_may_end.wait(5), owner=owner, then=lambda _: seen.append("first"),
        topic="search",
    )  # fmt: skip
    jobs.read(
        lambda _session: None, owner=owner, then=lambda _: seen.append("second"), topic="search"
    )
    qtbot.waitUntil(lambda: seen == ["second"])
    first_may_end.set()
    qtbot.wait(100)
    assert seen == ["second"]


def test_reads_in_turn_see_every_edit_asked_for_before(qtbot, jobs, owner):
    from sqlalchemy import func, select

    from lisdesk.store.entities import Submission

    def count(session):
        return session.scalar(select(func.count(Submission.id)))

    seen = []
    for _ in range(10):
        jobs.write(log, owner=owner)
        jobs.read_in_turn(count, owner=owner, then=seen.append)
    qtbot.waitUntil(lambda: len(seen) == 10)
    assert seen == list(range(1, 11))


def test_a_whole_job_tells_how_far_it_is_and_stops_when_asked(qtbot, jobs, owner):
    counts, failed, ended = [], [], []

    def task(_database, _desk, count):
        for done in range(10_000):
            count(done, 10_000)
            time.sleep(0.001)

    ticket = jobs.run(task, owner=owner, then=ended.append, otherwise=failed.append)
    ticket.progressed.connect(lambda done, total, _words: counts.append((done, total)))
    qtbot.waitUntil(lambda: len(counts) > 3)
    assert counts[-1][0] > 100, "told at most ten times a second, however fine the job counts"
    ticket.cancel()
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], CancelledError)
    assert ended == []
    assert counts[0][1] == 10_000


def test_closing_finishes_edits_and_stops_whole_jobs(qtbot, jobs, owner):
    stopped = threading.Event()

    def task(_database, _desk, count):
        try:
            for done in range(100_000):
                count(done, 100_000)
                time.sleep(0.001)
        except CancelledError:
            stopped.set()
            raise

    jobs.run(task, owner=owner, then=lambda _: None)
    for _ in range(5):
        jobs.write(log, owner=owner)
    qtbot.wait(20)
    jobs.close()
    assert stopped.is_set()
    with jobs.database.reading() as session:
        from lisdesk.queries.edit_log import undo_steps

        words = [step.verb for step in undo_steps(session, DESK.officer).undo]
    assert words.count("add_submission") == 5


def test_a_long_list_holds_ids_and_reads_rows_by_the_page(qtbot, jobs):
    class Row:
        def __init__(self, number):
            self.id = number

    asked = []

    def read_rows(_session, ids):
        asked.append(len(ids))
        return [Row(number) for number in ids]

    column = LazyColumn("number", "Number", lambda row: f"{row.id:,}", is_number=True)
    model = LazyTableModel(jobs, [column], read_rows)
    listed = []
    model.listed.connect(listed.append)
    model.reload(lambda _session: range(100_000, 0, -1))
    qtbot.waitUntil(lambda: listed == [100_000])
    assert model.rowCount() == 100_000
    assert model.index(99_999, 0).data() is None
    qtbot.waitUntil(lambda: model.index(99_999, 0).data() == "1")
    assert asked == [PAGE_ROWS]
    assert model.row_of(100_000) == 0
    assert model.row_of(1) == 99_999
    assert model.row_of(0) == -1


def test_what_nobody_waits_for_is_in_the_way_of_nothing(qtbot, jobs, owner):
    held, counted, made, read = threading.Event(), [], [], []

    def hold(*_session):
        return held.wait(60)

    for _ in range(5):
        jobs.read(hold, owner=owner, then=counted.append, is_behind=True)
        jobs.fetch(hold, owner=owner, then=made.append, otherwise=made.append, by_process=True)
    jobs.read(lambda _session: 7, owner=owner, then=read.append)
    qtbot.waitUntil(lambda: read == [7])
    assert (counted, made) == ([], [])
    assert jobs.is_reading
    assert not jobs.is_at_rest
    held.set()
    qtbot.waitUntil(lambda: len(counted) == len(made) == 5)
    assert jobs.is_at_rest


class Row:
    """A thing with a number."""

    def __init__(self, number):
        self.id = number


@pytest.mark.parametrize(("length", "reads"), [(0, 0), (4, 0), (5, 1), (9, 1)])
def test_a_list_that_its_head_shows_whole_is_not_read_again(qtbot, jobs, length, reads):
    asked = []

    def read_ids(_session):
        asked.append(None)
        return list(range(length))

    def read_head(_session):
        return [Row(number) for number in range(length)][:5]

    column = LazyColumn("number", "Number", lambda row: f"{row.id:,}", is_number=True)
    model = LazyTableModel(jobs, [column], lambda _session, ids: list(map(Row, ids)))
    listed, resets = [], []
    model.listed.connect(listed.append)
    model.modelReset.connect(lambda: resets.append(None))
    for times in (1, 2):
        model.reload_head_first(read_head, read_ids, is_another=times == 1, head_rows=5)
        qtbot.waitUntil(lambda times=times: listed == [length] * times)
        assert len(asked) == reads * times
        assert [model.id_at(row) for row in range(model.rowCount())] == list(range(length))
    assert not length or model.index(0, 0).data() == "0"
    assert len(resets) == (1 if length else 0) or reads


def test_a_list_that_was_asked_for_before_takes_the_place_of_no_later_one(qtbot, jobs):
    held, listed = threading.Event(), []

    def read_slowly(_session):
        held.wait(60)
        return list(range(50))

    column = LazyColumn("number", "Number", lambda row: f"{row.id:,}", is_number=True)
    model = LazyTableModel(jobs, [column], lambda _session, ids: list(map(Row, ids)))
    model.listed.connect(listed.append)
    model.reload(read_slowly)
    model.reload_head_first(lambda _session: [Row(3)], read_slowly, is_another=True, head_rows=5)
    qtbot.waitUntil(lambda: listed == [1])
    held.set()
    qtbot.waitUntil(lambda: jobs.is_at_rest)
    assert (listed, list(model.ids())) == ([1], [3])


@pytest.mark.parametrize(
    ("elapsed_ms", "done", "total", "words"),
    [
        (500, 10, 100, ""),
        (2_000, 0, 100, ""),
        (2_000, 50, 100, "a few seconds left"),
        (10_000, 20, 100, "about 40 seconds left"),
        (60_000, 10, 100, "about 9 minutes left"),
        (60_000, 100, 100, ""),
    ],
)
def test_time_left_is_told_in_words(elapsed_ms, done, total, words):
    assert time_left(elapsed_ms, done, total) == words


def test_the_strip_follows_a_job_to_its_end(qtbot, jobs, owner):
    window = QWidget()
    qtbot.addWidget(window)
    strip = ProgressStrip(window)
    window.show()
    go_on, written = threading.Event(), threading.Event()

    def task(_database, _desk, count):
        count(3, 10)
        go_on.wait(5)
        count(8, 10, "1 of 2 rows written")
        written.wait(5)
        count(10, 10)

    strip.follow(jobs.run(task, owner=owner, then=lambda _: None), "Reading", "rows")
    qtbot.waitUntil(lambda: strip.counts.text() == "3 of 10 rows")
    assert strip.isVisible()
    assert strip.words.text() == "Reading"
    qtbot.wait(120)  # counts are told ten times a second
    go_on.set()
    qtbot.waitUntil(lambda: strip.counts.text() == "1 of 2 rows written")
    assert (strip.bar.value(), strip.bar.maximum()) == (8, 10)
    assert strip.counts.minimumWidth() >= strip.counts.sizeHint().width()
    written.set()
    qtbot.waitUntil(strip.isHidden)


def test_a_notice_that_all_went_well_goes_by_itself_and_a_warning_stays(qtbot, monkeypatch):
    monkeypatch.setattr("lisdesk.ui.notices.SHOWN_MS", 50)
    window, done = QWidget(), []
    qtbot.addWidget(window)
    notices = NoticeBar(window)
    window.show()
    notices.tell("Saved.", "Open", lambda: done.append(1))
    assert notices.isVisible()
    notices.action.click()
    assert done == [1]
    notices.tell("Saved.")
    qtbot.waitUntil(notices.isHidden)
    notices.warn("The workbook is open in Excel.")
    qtbot.wait(120)
    assert notices.isVisible()


class Told:
    """Something that says on which thread it ended."""

    def __init__(self, seen):
        self.seen = seen

    def __call__(self, _rows):
        """Take an answer."""

    def __del__(self):
        self.seen.append(threading.current_thread())


@pytest.mark.parametrize("is_refused", [False, True])
def test_what_an_answer_was_for_ends_on_the_thread_of_the_window(qtbot, jobs, owner, is_refused):
    ended, refused = [], []

    def query(_session, bound):
        if is_refused:
            raise RefusedError(f"Not with {bound!r}.", do="Try another.")

    for _ in range(200):
        told = Told(ended)
        jobs.read(query, told, owner=owner, then=told, otherwise=lambda _error: refused.append(1))
        del told
    qtbot.waitUntil(lambda: len(ended) == 200)
    assert set(ended) == {threading.main_thread()}
    assert len(refused) == (200 if is_refused else 0)


def test_what_is_opened_for_a_window_ends_on_the_thread_of_the_window(open_window):
    officer, ended, done = open_window(None), [], []

    def take(told, _result):
        done.append(isinstance(told, Told))

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # so that either thread may be the last
    try:
        for number in range(1, 201):
            told = Told(ended)
            officer.window.in_background(partial(str, told), partial(take, told))
            del told
            officer.wait(lambda number=number: len(ended) == number)
    finally:
        sys.setswitchinterval(before)
    assert set(ended) == {threading.main_thread()}
    assert done == [True] * 200


def test_cycles_are_searched_for_on_the_thread_of_the_window_and_no_other(
    qtbot, jobs, owner, monkeypatch
):
    monkeypatch.setattr(collector._state, "sets_apart", True)
    searched, done = [], []

    def note(_phase, _info):
        searched.append(threading.current_thread())

    def litter(_session):
        return len([[each] for each in range(100_000)])

    gc.collect()  # what other tests left
    gc.callbacks.append(note)
    try:
        for _ in range(20):
            jobs.read(litter, owner=owner, then=done.append)
        qtbot.waitUntil(lambda: len(done) == 20)
        qtbot.wait(50)
        assert searched == []
        kept = [[each] for each in range(60_000)]
        qtbot.waitUntil(lambda: bool(searched))
    finally:
        gc.callbacks.remove(note)
    assert len(kept) == 60_000
    assert set(searched) == {threading.main_thread()}


def test_cycles_are_not_searched_for_while_work_goes_on(qtbot, jobs, owner):
    may_end, begun = threading.Event(), threading.Event()
    jobs.read(lambda _session: (begun.set(), may_end.wait()), owner=owner, then=lambda _: None)
    begun.wait()
    searches = search_on_this_thread()
    kept = [[each] for each in range(60_000)]
    before = gc.get_stats()
    searches.look()
    searches.collect()
    assert gc.get_stats() == before
    may_end.set()
    qtbot.wait(50)
    searches.look()
    assert gc.get_stats() != before
    assert len(kept) == 60_000


def test_only_what_much_work_left_behind_is_set_apart(qapp, monkeypatch):
    monkeypatch.setattr(collector._state, "sets_apart", True)
    search_on_this_thread()
    gc.unfreeze()
    gc.collect()
    try:
        own = [[number] for number in range(60_000)]
        with collector.collector_at_rest():
            little = [[number] for number in range(10)]
        assert gc.get_freeze_count() == 0
        with collector.collector_at_rest():
            much = [[number] for number in range(60_000)]
        assert gc.get_freeze_count() > len(much)
        assert len(own) > len(little)
    finally:
        gc.unfreeze()


def test_what_a_loaded_library_is_made_of_is_passed_over_by_searches(monkeypatch):
    monkeypatch.setattr(collector._state, "sets_apart", True)
    gc.unfreeze()
    try:
        with collector.loading_a_library():
            made = [[number] for number in range(1_000)]
        assert gc.get_freeze_count() >= len(made)
    finally:
        gc.unfreeze()


def test_selecting_all_of_a_long_list_and_taking_it_away_asks_no_row_for_itself(
    qtbot, jobs, monkeypatch
):
    asked = []

    class Counting(LazyTableModel):
        def flags(self, index):
            asked.append(index.row())
            return super().flags(index)

    monkeypatch.setattr(id_table, "LazyTableModel", Counting)
    columns = [LazyColumn("", name, lambda row: f"{row.id:,}") for name in ("One", "Two")]
    table = IdTable("Numbers", jobs, columns, lambda _session, ids: list(map(Row, ids)))
    qtbot.addWidget(table)
    table.show()
    for ids in (list(range(1, 20_001)), list(range(2, 20_001)), [7, 9], []):
        table.lines.reload(lambda _session, ids=ids: ids)
        qtbot.waitUntil(lambda ids=ids: table.lines.ids() == ids)
        if len(ids) == 20_000:
            table.selectAll()
        qtbot.wait(50)
        assert (table.selected_count(), table.selected_ids()) == (len(ids), ids)
        assert table.current_id() == (min(ids) if ids else 0)
    assert len(asked) < 1_000
