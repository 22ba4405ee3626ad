"""What every test may lean on: the corpus, hypothesis profiles, an environment of no one's."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

FIGURES = "figures"
"""Name of the property under which a test keeps a line of figures for the end of the run."""

# The machines that run the tests are shared and slow at times: a slow example is no fault.
# Where a change is judged (CI), the examples are the same for every change.
settings.register_profile("everyday", deadline=None, print_blob=True)
settings.register_profile("thorough", parent=settings.get_profile("everyday"), max_examples=2000)
settings.register_profile("settled", parent=settings.get_profile("everyday"), derandomize=True)
settings.load_profile("settled" if os.environ.get("CI") else "everyday")


_MEMORY = Path("/dev/shm")  # noqa: S108 (pytest makes a folder of its own there)
_ROOM = 4 * 1024**3
"""More than all files of one run."""


def pytest_configure() -> None:
    """Forget a developer's own settings, which the tests and the programs they start would obey;
    keep the tests' files in memory where there is room: each of the tens of thousands of commits
    waits for its disk, and no test cuts the power.
    """
    has_memory = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)
    if has_memory and min(shutil.disk_usage(_MEMORY).free, _free_memory()) > _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
    for name in ("LISDESK_DB", "LISDESK_OFFICER", "LISDESK_NOW"):
        os.environ.pop(name, None)


def _free_memory() -> int:
    """Return how much memory programs can still have, in bytes; 0 where that is not told."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return 0
    kilobytes = (line.split()[1] for line in lines if line.startswith("MemAvailable:"))
    return 1024 * int(next(kilobytes, "0"))


@pytest.fixture
def journey(record_property) -> Callable[[str, int, int], None]:
    """Return a function that holds a journey to its number of actions, and tells it at the end."""

    def hold(name: str, actions: int, most: int) -> None:
        record_property(FIGURES, f"journey {name}: {actions} actions, at most {most}")
        assert actions <= most, f"{name} took {actions} actions"

    return hold


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of surveys, documents and bad files that are too large to be kept here."""
    folder = os.environ.get("LISDESK_CORPUS")
    if not folder:
        pytest.skip("LISDESK_CORPUS does not name the folder of the test corpus")
    return Path(folder)


def pytest_terminal_summary(terminalreporter) -> None:
    """Say at the end of the run what the trust tests reached."""
    lines = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == FIGURES and getattr(report, "when", "") == "call"
    ]
    if lines:
        terminalreporter.section("figures of the trust tests and the journeys")
        for line in sorted(lines):
            terminalreporter.write_line(line)
