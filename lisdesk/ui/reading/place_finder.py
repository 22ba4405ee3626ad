"""Where words stand in the text that is being read: of a long one looked for beside the window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject

from lisdesk.rules.found_words import found_places
from lisdesk.rules.words import SearchTerm
from lisdesk.ui.jobs import Jobs
from lisdesk.ui.reading.positions import ShownTexts, UnitSpan

_LONG = 20_000
"""Characters that take some twenty milliseconds at most to look through."""


class SoughtWords(NamedTuple):
    """What to look for: as it is written, or by the rule of a search if it came from one."""

    written: str
    terms: tuple[SearchTerm, ...] | None = None


class PlaceFinder(QObject):
    """Looks for one thing at a time."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._asked = jobs, 0
        self.is_looking = False
        """Whether the places of a long text are still to come."""

    def find(
        self,
        shown: ShownTexts,
        sought: SoughtWords,
        then: Callable[[list[UnitSpan]], None],
        otherwise: Callable[[], None],
    ) -> None:
        """Hand over the places, none within another, in their order: at once, or of a long text
        when they are found and neither this was forgotten nor something else asked for. If it
        fails, `otherwise` is called, and the failure is told as every one is.
        """
        self.forget()
        if len(shown.words) <= _LONG:
            then(places(shown, sought))
            return
        number, self.is_looking = self._asked, True

        def is_wanted() -> bool:
            return self._asked == number

        def take(found: list[UnitSpan]) -> None:
            if is_wanted():
                self.is_looking = False
                then(found)

        def fail(error: BaseException) -> None:
            if is_wanted():
                self.is_looking = False
                otherwise()
            self._jobs.failed.emit(error)

        work = partial(places, shown, sought, is_wanted)
        self._jobs.fetch(work, owner=self, then=take, otherwise=fail)

    def forget(self) -> None:
        """Drop what is being looked for."""
        self._asked += 1
        self.is_looking = False


def places(
    shown: ShownTexts, sought: SoughtWords, is_wanted: Callable[[], bool] = lambda: True
) -> list[UnitSpan]:
    """Return where words stand in a document; looks no further once they are not wanted."""
    if sought.terms is None:
        return list(_written(shown, sought.written, is_wanted))
    return list(_found(shown, sought.terms, is_wanted))


def _written(shown: ShownTexts, words: str, is_wanted: Callable[[], bool]) -> Iterator[UnitSpan]:
    if words:
        for match in re.finditer(re.escape(words), shown.words, re.IGNORECASE):
            if not is_wanted():
                return
            yield shown.units_at(*match.span())


def _found(
    shown: ShownTexts, terms: tuple[SearchTerm, ...], is_wanted: Callable[[], bool]
) -> Iterator[UnitSpan]:
    for passage in shown.passages:
        end = 0
        for place in found_places(terms, passage.body, is_wanted):
            span = shown.units_of(passage.text_id, place.start, place.end)
            if span is not None and place.start >= end:
                end = place.end
                yield span
