"""Open a consultation file for a window: the database code is loaded here, after the first paint.

Everything in this module runs off the user-interface thread.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lisdesk.clock import Clock
from lisdesk.rules.deadlines import local_words
from lisdesk.ui.preparing import prepare

if TYPE_CHECKING:
    from sqlalchemy import URL

    from lisdesk.store.database import Database
    from lisdesk.store.desk import Desk
    from lisdesk.store.window_lock import Holder, WindowLock

SCREEN_MODULES = {
    "home": "lisdesk.ui.home.screen",
    "submissions": "lisdesk.ui.submissions.screen",
    "reading": "lisdesk.ui.reading.screen",
    "priorities": "lisdesk.ui.priorities.screen",
    "stakeholders": "lisdesk.ui.stakeholders.screen",
    "campaigns": "lisdesk.ui.campaigns.screen",
    "evidence": "lisdesk.ui.evidence.screen",
    "findings": "lisdesk.ui.findings.screen",
    "calls": "lisdesk.ui.calls.screen",
    "answers": "lisdesk.ui.answers.screen",
    "programme": "lisdesk.ui.programme.screen",
    "coverage": "lisdesk.ui.coverage.screen",
    "late": "lisdesk.ui.late.screen",
}
"""Where each screen is; each module names its class in `SCREEN`."""

_INCOMING = ("lisdesk.ui.incoming", "lisdesk.ui.watching.looking")
"""Take in files that are dropped, or found in a watched folder: the dialogs for them, and their
readers.
"""

_LARGE_DIALOGS = ("lisdesk.ui.coding.dialog",)

REST = (*SCREEN_MODULES.values(), *_INCOMING, *_LARGE_DIALOGS)
"""What is loaded once the first screen is there."""

FIRST_SCREEN = "home"
"""The screen that is shown when a file has been opened."""

_FIRST = ("lisdesk.queries.calls", "lisdesk.queries.home")
"""The queries that it waits for."""


class OpenedFile(NamedTuple):
    """A file that is open, and why it can only be read, if so."""

    database: Database
    desk: Desk
    path: Path | None
    location: str
    """What was opened, to open it anew: a path or a server's address."""
    lock: WindowLock | None
    read_only_because: str

    @property
    def remembered_as(self) -> Path | str:
        """By what the window remembers it: its path, or a server's address without password."""
        return self.path or self.database.name

    def close(self) -> None:
        """Close the database and let the file go."""
        self.database.close()
        if self.lock is not None:
            self.lock.release()


def open_for_window(location: str, officer: str, clock: Clock) -> OpenedFile:
    """Open a file, or a server database, and take the lock of its one editing window.

    Where another window has it, or no lock can be taken, it is opened for reading. Raises UserError
    for what cannot be opened.
    """
    from lisdesk.store.database import located
    from lisdesk.store.desk import Desk
    from lisdesk.store.server_clock import clock_for
    from lisdesk.tasks.files import open_file

    found = located(location)
    database = open_file(found)
    try:
        desk = Desk(officer, clock_for(database, clock))
        lock, reason = _lock(found, officer, desk.clock)
        _load_first()
    except BaseException:
        database.close()
        raise
    path = found if isinstance(found, Path) else None
    return OpenedFile(database, desk, path, location, lock, reason)


def make_for_window(location: str, officer: str, clock: Clock) -> OpenedFile:
    """Make a new file and open it; RefusedError if there is one of that name."""
    from lisdesk.store.database import located
    from lisdesk.store.desk import Desk
    from lisdesk.tasks.files import opened_or_created

    with opened_or_created(located(location), Desk(officer, clock)):
        pass
    return open_for_window(location, officer, clock)


def make_sample(folder: Path, officer: str, clock: Clock) -> Path:
    """Make the sample call in a new folder below `folder`; return its file.

    The window begins with the sample call itself, not with the other one that is in the file.
    """
    from lisdesk.tasks.demo import run_demo
    from lisdesk.ui.memory import remember_call

    report = run_demo(None, folder, clock, officer)
    remember_call(report.file, report.calls[0])
    return report.file


def _lock(found: Path | URL, officer: str, clock: Clock) -> tuple[WindowLock | None, str]:
    from lisdesk.store.window_lock import WindowLock

    if not isinstance(found, Path):
        return None, ""
    lock = WindowLock(found)
    try:
        holder = lock.acquire(officer, clock.now())
    except OSError as error:
        return None, f"No window can hold it here: {error.strerror}."
    if holder is None:
        return lock, ""
    return None, _held_words(holder)


def _held_words(holder: Holder) -> str:
    from datetime import datetime

    since = ""
    if holder.since:
        since = f" since {local_words(datetime.fromisoformat(holder.since))}"
    where = f" on {holder.computer}" if holder.computer else ""
    return f"{holder.officer}{where} has it open{since}."


def is_loaded(screen: str) -> bool:
    """Whether all that a screen needs is loaded, so that it can be built at once; may be asked on
    any thread.
    """
    return hasattr(sys.modules.get(SCREEN_MODULES[screen]), "SCREEN")  # named in its last line


def _load_first() -> None:
    """Load what the first screen needs but for the window's own modules."""
    for name in _FIRST:
        import_module(name)
    prepare(SCREEN_MODULES[FIRST_SCREEN])
