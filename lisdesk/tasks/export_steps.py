"""How far an export is, in words: what it reads, counts, looks through, writes and checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from lisdesk.store.attention import attentive
from lisdesk.telling import Telling

Progress = Callable[[int, int, str], None]
"""Hears how much is done, of how much, and in words; an exception that it raises stops the work."""

_WRITING_TAKES = 6
"""How many rows are read in the time that one is written in."""


class HeardProgress:
    """A listener, and what it heard last: to be told once more while nothing new can be said."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._latest = (0, 1, "Counting what there is to read")

    @property
    def counts(self) -> tuple[int, int]:
        """How much was done, and of how much, when it heard last."""
        return self._latest[:2]

    def __call__(self, done: int, total: int, words: str) -> None:
        """Tell what is new."""
        self._latest = (done, total, words)
        self._progress(done, total, words)

    def again(self) -> None:
        """Tell the same once more, so that the listener can stop the work."""
        self._progress(*self._latest)


@contextmanager
def heard_in(session: Session, progress: HeardProgress | None) -> Iterator[None]:
    """Let a listener stop the statements of a session, too."""
    if progress is None:
        yield
        return
    progress.again()
    with attentive(session, progress.again):
        yield


class ExportSteps:
    """How far an export is: rows are read, counted and looked through, then written, which takes
    longer.
    """

    def __init__(self, progress: Progress, to_read: int, to_write: int) -> None:
        self._progress = progress
        self._to_read, self._to_write = to_read, to_write
        self._read = self._written = self._sheets = self._texts = 0
        self.read(0)

    @property
    def telling(self) -> Telling:
        """Who hears of what goes on before rows are written."""
        return Telling(self.read, self.count, self.look_through)

    def read(self, rows: int) -> None:
        """Tell of more rows that were read."""
        self._read += rows
        self._tell(f"{self._read:,} of {self._to_read:,} rows read")

    def count(self, sheets: int) -> None:
        """Tell of more sheets that were counted."""
        self._sheets += sheets
        self._tell(f"Numbers of {self._sheets:,} sheets counted")

    def look_through(self, texts: int) -> None:
        """Tell of more texts that were looked through."""
        self._texts += texts
        self._tell(f"{self._texts:,} texts looked through for personal data")

    def begin_to_write(self, rows: int) -> None:
        """Take down how many rows there are to write, which was only guessed before."""
        self._to_write = rows
        self.write(0)

    def write(self, rows: int) -> None:
        """Tell of more rows that were written."""
        self._written += rows
        self._tell(f"{self._written:,} of {self._to_write:,} rows written")

    def _tell(self, words: str) -> None:
        done = self._read + _WRITING_TAKES * self._written
        self._progress(done, self._to_read + _WRITING_TAKES * self._to_write, words)


class CheckSteps:
    """How far the check of a finished file is: what must not be in it is read, then the file. Its
    counts go on from those of making the file.
    """

    def __init__(self, progress: HeardProgress | None, texts: int) -> None:
        self._progress, self._half = progress, max(1, texts)
        self._done_before, self._all_before = progress.counts if progress else (0, 0)
        self._secrets = self._pieces = 0

    def read(self, secrets: int) -> None:
        """Tell of more texts that must not be in it."""
        self._secrets += secrets
        self._tell(f"{self._secrets:,} texts read that must not be in the file")

    def look(self, pieces: int) -> None:
        """Tell of more of the file that was looked at."""
        self._pieces += pieces
        self._tell(f"{self._pieces:,} places of the file checked")

    def _tell(self, words: str) -> None:
        if self._progress is not None:
            done = min(self._secrets, self._half) + min(self._pieces, self._half)
            self._progress(self._done_before + done, self._all_before + 2 * self._half + 1, words)
