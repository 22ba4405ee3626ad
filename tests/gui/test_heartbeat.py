"""The window keeps still while whole jobs run beside it; the bench has the long run."""

import gc
import sys

from lisdesk.app import SWITCH_SECONDS
from tests.bench.heartbeat import Heartbeat, phases
from tests.bench.invented import write_sheet
from tests.bench.tagged_file import write_map

LONGEST_MS = 100
ROWS = 600


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
            heart.begin()
            work()
            figures = heart.figures()
            assert figures["own_ms"] <= LONGEST_MS, (name, figures)
            assert figures["beats"] > 50, name
    finally:
        gc.unfreeze()
        sys.setswitchinterval(before)
