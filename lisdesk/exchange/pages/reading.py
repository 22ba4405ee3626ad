"""Have pages of strangers' files drawn in a process of its own, with limits on what that takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from time import monotonic

from lisdesk.exchange.guarded.faults import DAMAGED, FaultError
from lisdesk.exchange.guarded.limits import MEGABYTE, ProcessLimits
from lisdesk.exchange.guarded.reading import GuardedOutput
from lisdesk.exchange.guarded.session import GuardedSession
from lisdesk.exchange.pages.drawn import MOST_PIXELS, PIXEL_BYTES, DrawnPage
from lisdesk.exchange.pages.kinds import paged_kind
from lisdesk.exchange.pages.refusals import unshowable_page
from lisdesk.exchange.sheets.limits import DEFAULT_LIMITS

_WORKER = "lisdesk.exchange.pages.worker"
_LIMITS = ProcessLimits(output_bytes=PIXEL_BYTES * MOST_PIXELS + MEGABYTE)
_PATIENCE_S = 0.5
"""So long a page is drawn on that is not awaited any more: most are done by then, and ending the
process would cost the next page more."""


class PageReader:
    """Draws pages, one after the other, in one guarded process; used on one thread at a time."""

    def __init__(self, limits: ProcessLimits = _LIMITS) -> None:
        self._is_awaited: Callable[[], bool] = lambda: True
        self._session = GuardedSession(_WORKER, limits, unshowable_page, lambda: self._is_awaited())

    def draw(
        self,
        content: bytes,
        number: int,
        width_px: int,
        zoom: float = 1.0,
        is_awaited: Callable[[], bool] = lambda: True,
    ) -> DrawnPage:
        """Return page `number`, from 1, of a PDF or a picture, the last one if there are fewer; its
        content decides what it is.

        A page of a PDF is `width_px` pixels wide, and a picture at most, times `zoom`; or less, if
        that would be too many pixels. Raises UnreadableFileError, with one sentence, for everything
        that can be wrong with it; CancelledError soon after it is not awaited any more.
        """
        try:
            paged_kind(content)
        except FaultError as fault:
            raise unshowable_page(fault.code) from fault
        begun = monotonic()
        self._is_awaited = lambda: is_awaited() or monotonic() - begun < _PATIENCE_S
        limits = asdict(DEFAULT_LIMITS)
        wanted = {"number": number, "width_px": width_px, "zoom": zoom, "limits": limits}
        return _drawn(self._session.read(content, wanted))

    def close(self) -> None:
        """End the process; the next page starts another."""
        self._session.close()


def _drawn(output: GuardedOutput) -> DrawnPage:
    """Return the page; UnreadableFileError if what came is none, as from a process that a file
    has taken over.
    """
    report = output.report
    try:
        number, pages, width, height = (
            int(report[name]) for name in ("number", "pages", "width_px", "height_px")
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise unshowable_page(DAMAGED) from error
    is_whole = len(output.payload) == PIXEL_BYTES * width * height
    if not (1 <= number <= pages and width >= 0 and height >= 0 and is_whole):
        raise unshowable_page(DAMAGED)
    return DrawnPage(number, pages, width, height, output.payload)
