"""What a chart shows, apart from how it is drawn: categories, series, words."""

from __future__ import annotations

from itertools import count
from typing import NamedTuple

from lisdesk.ui.theme import current_theme


class Series(NamedTuple):
    """One number for each category, drawn in one colour."""

    name: str
    values: tuple[int, ...]
    hue: str
    """A colour of the theme by its name, such as "accent", or "0" to "7" for a priority's."""

    @property
    def colour(self) -> str:
        """The colour in the theme in force."""
        theme = current_theme()
        if self.hue.isdigit():
            return theme.priorities[int(self.hue) % len(theme.priorities)]
        colour: str = getattr(theme, self.hue)
        return colour


class BarChart(NamedTuple):
    """Bars of whole numbers; several series are stacked."""

    title: str
    category_axis: str
    value_axis: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    is_horizontal: bool = False
    targets: tuple[int | None, ...] = ()
    """What each bar should reach, None where nothing is set; empty without any."""

    @property
    def longest(self) -> int:
        """How far the longest bar or target reaches."""
        return max([*self.totals, *(each or 0 for each in self.targets), 1])

    @property
    def totals(self) -> tuple[int, ...]:
        """The whole length of each bar."""
        return tuple(
            sum(each.values[place] for each in self.series) for place in range(len(self.categories))
        )

    def description(self) -> str:
        """Return in a sentence or two what one sees, for a reader who does not."""
        totals = self.totals
        if not any(totals):
            return f"{self.title}. Nothing yet."
        most = max(range(len(totals)), key=totals.__getitem__)
        return (
            f"{self.title}. {len(self.categories):,} bars, {sum(totals):,} in all; the longest is "
            f"{self.categories[most]} with {totals[most]:,}. {self._target_words()}“Show as table” "
            "has every number."
        )

    def _target_words(self) -> str:
        wanted = [(at, each) for at, each in enumerate(self.targets) if each is not None]
        met = sum(self.totals[at] >= each for at, each in wanted)
        targets = "target is" if len(wanted) == 1 else "targets are"
        return f"{met:,} of {len(wanted):,} {targets} met. " if wanted else ""

    def headings(self) -> tuple[str, ...]:
        """Return the headings of the table of numbers."""
        names = tuple(each.name for each in self.series)
        total, target = ("Total",) if len(names) > 1 else (), ("Target",) if self.targets else ()
        return (self.category_axis, *names, *total, *target)

    def rows(self) -> list[tuple[str, ...]]:
        """Return the numbers as a table, the categories in their order."""
        return [
            (
                category,
                *(f"{each.values[place]:,}" for each in self.series),
                *((f"{self.totals[place]:,}",) if len(self.series) > 1 else ()),
                *((_number(self.targets[place]),) if self.targets else ()),
            )
            for place, category in enumerate(self.categories)
        ]


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def without_empty(series: tuple[Series, ...]) -> tuple[Series, ...]:
    """Return the series that have any number but 0, or the first if none has."""
    return tuple(each for each in series if any(each.values)) or series[:1]


def whole_steps(most: int, at_most: int = 6) -> list[int]:
    """Return round whole numbers from 0 on for an axis that reaches to `most`."""
    rounds = (digit * 10**power for power in count() for digit in (1, 2, 5))
    step = next(each for each in rounds if most <= each * at_most)
    return list(range(0, max(most, 1) + step, step))
