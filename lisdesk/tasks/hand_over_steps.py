"""How far the handing over of a part of a call is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lisdesk.edits.handing_over import Page
from lisdesk.rules.counted import counted

Progress = Callable[[int, int, str], None]


def heard_by_nobody(_done: int, _total: int, _words: str) -> None:
    """Take the place of a listener where there is none."""


class HandOverSteps:
    """Tells how far a hand-over is: rows are looked up, written, then checked."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._rows = self._done = 0

    def look_up(self, more: int) -> None:
        """Tell of rows that were looked at; how many go is not known yet."""
        self._done += more
        self._progress(0, 1, f"{counted(self._done, 'row')} looked up")

    def begin(self, rows: int) -> None:
        """Tell that so many rows go: each is written, then checked."""
        self._rows, self._done = rows, 0
        self._progress(0, 2 * rows, f"0 of {counted(rows, 'row')} written")

    def written(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Yield pages of rows, and tell of each once it is written."""
        for page in pages:
            yield page
            self._done += len(page[1])
            words = f"{self._done:,} of {counted(self._rows, 'row')} written"
            self._progress(self._done, 2 * self._rows, words)

    def check(self, more: int) -> None:
        """Tell of what was looked at; a check looks at some rows for several rules."""
        self._done = min(self._done + more, 2 * self._rows - 1)
        self._progress(self._done, 2 * self._rows, "checking what was written")

    def end(self) -> None:
        """Tell that all is done but the record."""
        self._progress(2 * self._rows, 2 * self._rows, "putting it on record")
