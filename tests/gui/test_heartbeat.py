"""The window keeps still while whole jobs run beside it; the bench has the long run."""

import gc
import sys

import pytest

from lisdesk.app import SWITCH_SECONDS
from lisdesk.ui import collector
from tests.bench.heartbeat import Heartbeat, phases, publications
from tests.bench.invented import write_sheet
from tests.bench.measure import GAP_MS
from tests.bench.tagged_file import make, write_map

LONGEST_MS = 100
ROWS = 600
SUBMISSIONS, ROUNDS = 3_000, 3


@pytest.mark.thorough
def test_no_job_holds_the_window_up(on_sample, tmp_path):
    """Gaps are counted in this process's own time: other programs' turns are not ours to mend."""

    charts = on_sample.window.current_screen().body
    on_sample.wait(charts.arrivals.is_drawn)  # the first drawing of charts is no job's
    on_sample.settle()
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()  # what thousands of other tests left is not searched in the window's time
    try:
        sheet = write_sheet(ROWS, tmp_path / "rows.xlsx")
        heart = Heartbeat(on_sample.window)
        jobs = phases(on_sample.workspace, tmp_path, sheet, write_map(tmp_path / "map.toml"))
        for name, work in jobs:
            most_ms = GAP_MS if name.startswith("export") else LONGEST_MS
            for _ in range(1 if name == "import" else ROUNDS):
                heart.begin()
                work()
                figures = heart.figures()
                assert figures["beats"] > 50, name
                if figures["own_ms"] <= most_ms:
                    break  # what is the program's own comes again in each round
            assert figures["own_ms"] <= most_ms, (name, figures)
    finally:
        gc.unfreeze()
        sys.setswitchinterval(before)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_no_publication_with_its_check_holds_the_window_up(open_window, tmp_path, monkeypatch):
    """A workbook, a page, a document and one that is stopped, of a call of some thousands.

    What the program itself does comes again in each round; what other programs do beside it
    does not.
    """
    file = tmp_path / "many.lisdesk"
    make(SUBMISSIONS, file)
    officer = open_window(file)
    officer.settle()
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()
    monkeypatch.setattr(collector._state, "sets_apart", True)  # as in the program
    least = {}
    try:
        for number in range(ROUNDS):
            folder = tmp_path / str(number)
            folder.mkdir()
            heart = Heartbeat(officer.window)
            for name, work in publications(officer.workspace, folder):
                heart.begin()
                work()
                figures = heart.figures()
                assert figures["beats"] > 50, name
                least[name] = min(least.get(name, figures["own_ms"]), figures["own_ms"])
            assert (folder / "published.docx").exists()
            assert not (folder / "stopped.xlsx").exists()
            if max(least.values()) <= GAP_MS:
                break
    finally:
        gc.unfreeze()
        sys.setswitchinterval(before)
    assert max(least.values()) <= GAP_MS, least
