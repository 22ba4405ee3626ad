"""Have pages drawn beside the window: the last that was asked for, unless it is at hand still."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from lisdesk.queries.attachments import AttachmentRow
    from lisdesk.tasks.page_viewing import DrawnPage, PageSource
    from lisdesk.ui.jobs import Jobs

_MOST_KEPT = 12
_MOST_KEPT_BYTES = 100_000_000


class PageWanted(NamedTuple):
    """Which page of which file, how wide where it fits, and how many times that."""

    sha256: str
    number: int
    width_px: int
    zoom: float


class PageAsker(QObject):
    """Asks for pages, and keeps those that were drawn last."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._source: PageSource | None = None
        self._kept: OrderedDict[PageWanted, DrawnPage] = OrderedDict()
        self._awaits = False
        """Whether a page was asked for and is not here yet."""
        jobs.closed.connect(self._end)

    def ask(
        self,
        row: AttachmentRow,
        wanted: PageWanted,
        then: Callable[[DrawnPage], None],
        otherwise: Callable[[BaseException], None],
    ) -> None:
        """Hand a page to `then`: at once if it is kept. What was asked for before is let go of."""
        kept = self._kept.get(wanted)
        if kept is not None:
            self._kept.move_to_end(wanted)
            self.ask_nothing()
            then(kept)
            return
        if self._source is None:
            from lisdesk.tasks.page_viewing import PageSource

            self._source = PageSource(self._jobs.database)
        source = self._source

        def take(page: DrawnPage) -> None:
            self._awaits = False
            self._keep(wanted, page)
            then(page)

        def fail(error: BaseException) -> None:
            self._awaits = False
            otherwise(error)

        self._awaits = True
        draw = partial(source.page, row, wanted.number, wanted.width_px, wanted.zoom)
        self._jobs.look(draw, owner=self, then=take, otherwise=fail)

    def ask_nothing(self) -> None:
        """Let go of the page that was asked for last, if it is not here yet."""
        if self._awaits:
            self._awaits = False
            self._jobs.look(lambda _awaited: None, owner=self, then=_pass, otherwise=_pass)

    def rest(self) -> None:
        """Keep no page and no process."""
        self._kept.clear()
        self._awaits = False
        source = self._source
        if source is not None:
            self._jobs.look(
                lambda _awaited: source.close(), owner=self, then=_pass, otherwise=_pass
            )

    def _keep(self, wanted: PageWanted, page: DrawnPage) -> None:
        self._kept[wanted] = page
        while len(self._kept) > 1 and (
            len(self._kept) > _MOST_KEPT
            or sum(len(each.pixels) for each in self._kept.values()) > _MOST_KEPT_BYTES
        ):
            self._kept.popitem(last=False)

    def _end(self) -> None:
        """End the process: nothing is under way on its lane any more."""
        if self._source is not None:
            self._source.close()


def _pass(_what: object) -> None:
    """Do nothing with it."""
