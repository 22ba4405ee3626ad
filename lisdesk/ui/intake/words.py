"""How counts, names and standings of things that come in are said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lisdesk.rules.counted import counted
from lisdesk.ui.intake.standings import Standing, Standings

NOTHING_FILED = "Nothing was filed."
CANCELLED = f"Cancelled. {NOTHING_FILED}"
_LONGEST_SHOWN = 200_000
"""Letters; what is filed is whole."""
_NAMED = 4
"""How many are named in a notice; the dialog names all."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What is filed, in words, and which page of the guide is about it."""

    one: str
    many: str
    guide_page: str

    def counted(self, number: int) -> str:
        """Return a count of them: "1 e-mail", "12 e-mails"."""
        return counted(number, self.one, self.many)


def some_of(names: Sequence[str]) -> str:
    """Return names in one line, the first of them if there are many."""
    more = len(names) - _NAMED
    shown = ", ".join(f"“{name}”" for name in names[:_NAMED])
    return f"{shown} and {more:,} more" if more > 0 else shown


def shortened(words: str) -> str:
    """Return words to be looked at: the first of very many, and how many more there are."""
    more = len(words) - _LONGEST_SHOWN
    if more <= 0:
        return words
    return f"{words[:_LONGEST_SHOWN]}\n\n… and {more:,} more letters. All of it is filed."


def not_filed_parts(standings: Standings, name_of: Callable[[int], str]) -> list[str]:
    """Return what was not filed: 'not decided' and 'left out', each with names."""
    parts = []
    for standing, words in ((Standing.WAITS, "not decided"), (Standing.LEFT_OUT, "left out")):
        if places := standings.places(standing):
            parts.append(f"{len(places):,} {words} ({some_of([name_of(each) for each in places])})")
    return parts


def standings_line(standings: Standings, known_parts: Sequence[str]) -> str:
    """Return how things stand: "9 will be filed, 1 waits for you, 2 already here"."""
    filed, waits, left_out = (
        len(standings.places(each)) for each in (Standing.FILED, Standing.WAITS, Standing.LEFT_OUT)
    )
    parts = [f"{filed:,} will be filed"]
    if waits:
        parts.append(f"{waits:,} {'waits' if waits == 1 else 'wait'} for you")
    if left_out:
        parts.append(f"{left_out:,} left out")
    return ", ".join([*parts, *known_parts])


def known_parts(here: int, twice: int) -> list[str]:
    """Return what is said of those that are never filed: "2 already here", "1 twice"."""
    parts = [f"{here:,} already here"] if here else []
    return [*parts, f"{twice:,} twice"] if twice else parts


def standing_words(standing: Standing, *, is_here: bool) -> str:
    """Return what becomes of one; `is_here` tells one that is here already from one met twice."""
    return {
        Standing.FILED: "Will be filed",
        Standing.WAITS: "Waits for you",
        Standing.LEFT_OUT: "Left out",
        Standing.KNOWN: "Already here" if is_here else "Twice",
    }[standing]
