"""A mistake of ours, told plainly: what became of the work, and a report without anybody's text.

The report names places in the program and kinds of error, never values: a respondent's words could
stand in any of those. It is a file on this computer, which the officer may send or not.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from lisdesk import __version__
from lisdesk.paths import log_folder

_LARGEST_BYTES = 500_000
_KEPT = 3


class CrashWatch(QObject):
    """Takes every exception that nothing else took, writes it to the log and tells of it."""

    met = Signal(str)
    """Emitted, on the window's own thread, with the report."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._before = sys.excepthook

    def begin(self) -> None:
        """Take exceptions from now on."""
        sys.excepthook = self._take

    def end(self) -> None:
        """Leave exceptions to whoever took them before."""
        sys.excepthook = self._before

    def take(self, error: BaseException) -> None:
        """Write an exception to the log and tell of it."""
        self._take(type(error), error, error.__traceback__)

    def _take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        report = report_of(error)
        write_to_log(report)
        self.met.emit(report)


def write_to_log(report: str) -> None:
    """Add a report to the log in the officer's own folder; without a place for it nothing is."""
    import logging  # a tenth of the start, and hardly ever needed
    from logging.handlers import RotatingFileHandler

    folder = log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            folder / "lisdesk.log", maxBytes=_LARGEST_BYTES, backupCount=_KEPT, encoding="utf-8"
        )
    except OSError:
        return
    handler.emit(logging.LogRecord("lisdesk", logging.ERROR, "", 0, report, None, None))
    handler.close()


def report_of(error: BaseException) -> str:
    """Return where an exception came from: places and kinds only, no message and no value."""
    import platform
    import traceback
    from datetime import UTC, datetime

    lines = [
        f"lisdesk {__version__}, Python {platform.python_version()}, {platform.system()}",
        datetime.now(UTC).isoformat(timespec="seconds"),
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)
