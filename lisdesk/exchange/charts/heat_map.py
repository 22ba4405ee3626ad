"""A heat map: a field for each row and column, its number in it, the darker the larger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.collections import PolyCollection

from lisdesk.exchange.charts.bars import SHOWN_ROWS
from lisdesk.exchange.charts.lettering import Weight, font, legible, width_px, wrapped
from lisdesk.exchange.charts.looks import Look, ink_on, mixed
from lisdesk.exchange.charts.page import BODY_PX, LINE_PX, SMALL_PX, KeyEntry, Page
from lisdesk.rules.charts import Figure, Number, Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MARGIN_PX, _RIGHT_PX = 16, 704
_WIDEST_NAME_PX, _HIGHEST_HEADING_PX, _WIDEST_FIELD_PX = 200, 190, 64
_LEAST_ROW_PX = 24
_HEADING_SIZE_PX, _HEADING_LINE_PX = 11, 12.5
_FEWER = re.compile(r"fewer than (\d+)")
_WITHHELD_SIGN = "*"


def heat_map(figure: Figure, notes: Sequence[str], look: Look) -> Page:
    """Return the page of a heat map; columns of nothing but zeros are left out, and it is said."""
    columns = [each for each in figure.series if any(each.values)] or list(figure.series[:1])
    left_out = len(figure.series) - len(columns)
    if left_out:
        many = "column has" if left_out == 1 else "columns have"
        notes = [*notes, f"{left_out:,} {many} no submissions and {_is(left_out)} left out."]
    names = [wrapped(each, _WIDEST_NAME_PX, BODY_PX, 2) for each in figure.categories[:SHOWN_ROWS]]
    heights = [max(_LEAST_ROW_PX, len(lines) * LINE_PX + 4) for lines in names]
    left_px = (
        _MARGIN_PX + 10 + max(width_px(each, BODY_PX) for own in names for each in own or [""])
    )
    wide = min(_WIDEST_FIELD_PX, (_RIGHT_PX - left_px) / len(columns))
    lines_in_field = max(int(wide // _HEADING_LINE_PX), 1)
    headings = [
        wrapped(each.name, _HIGHEST_HEADING_PX, _HEADING_SIZE_PX, lines_in_field)
        for each in columns
    ]
    head_px = 10 + max(width_px(line, _HEADING_SIZE_PX) for own in headings for line in own or [""])
    plot_px = float(sum(heights))
    page = Page(figure.title, _keys(columns), notes, head_px + plot_px, look)
    plot = page.axes(left_px, head_px, left_px + wide * len(columns), plot_px)
    plot.set_xlim(0, len(columns))
    plot.set_ylim(plot_px, 0)
    _write_headings(page, headings, left_px, head_px, wide)
    most = max((each for own in columns for each in own.values if isinstance(each, int)), default=0)
    top = 0.0
    for at, (lines, height) in enumerate(zip(names, heights, strict=True)):
        first = page.top_px + head_px + top + (height - len(lines) * LINE_PX) / 2 + 1
        for place, line in enumerate(lines):
            page.words(left_px - 8, first + place * LINE_PX, line, size_px=BODY_PX, across="right")
        row = [own.values[at] for own in columns]
        _draw_fields(plot, top, height, [_colour(value, most, look) for value in row], look)
        _write_numbers(plot, top + height / 2 - 1, row, most, look)
        top += height
    return page


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _keys(columns: Sequence[Series]) -> list[KeyEntry]:
    """Return what the signs in place of withheld numbers mean."""
    texts = sorted({each for own in columns for each in own.values if isinstance(each, str)})
    return [KeyEntry(_meaning(each), "", sign=_sign(each)) for each in texts]


def _sign(text: str) -> str:
    """Return what stands in a field in place of a number that is withheld."""
    found = _FEWER.fullmatch(text)
    return f"<{found[1]}" if found else _WITHHELD_SIGN


def _meaning(text: str) -> str:
    return text if _FEWER.fullmatch(text) else f"{text}, so that no small number is given away"


def _write_headings(
    page: Page, headings: Sequence[Sequence[str]], left_px: float, head_px: float, wide: float
) -> None:
    for column, lines in enumerate(headings):
        middle = left_px + (column + 0.5) * wide
        first = middle - (len(lines) - 1) * _HEADING_LINE_PX / 2
        for place, line in enumerate(lines):
            page.words(
                first + place * _HEADING_LINE_PX,
                page.top_px + head_px - 6,
                line,
                size_px=_HEADING_SIZE_PX,
                down="center",
                turned=90,
            )


def _colour(value: Number, most: int, look: Look) -> str:
    """Return the colour of a field; one whose number is withheld is grey, whatever it is."""
    if isinstance(value, str):
        return mixed(look.surface, look.line, 0.5)
    return mixed(look.faintest, look.strongest, value / most) if value else look.surface


def _draw_fields(plot: Axes, top: float, height: float, colours: Sequence[str], look: Look) -> None:
    low = top + height
    corners = [[(at, top), (at + 1, top), (at + 1, low), (at, low)] for at in range(len(colours))]
    fields = PolyCollection(corners, facecolors=colours, edgecolors=look.line, linewidths=0.8)
    plot.add_collection(fields, autolim=False)


def _write_numbers(plot: Axes, middle: float, row: Sequence[Number], most: int, look: Look) -> None:
    for column, value in enumerate(row):
        is_strong = isinstance(value, int) and value > 0
        told = f"{value:,}" if isinstance(value, int) else _sign(value) if value else ""
        centre = column + 0.5
        plot.text(
            centre,
            middle,
            legible(told),
            fontproperties=font(SMALL_PX, Weight.STRONG if is_strong else Weight.REGULAR),
            color=ink_on(_colour(value, most, look)) if is_strong else look.muted,
            ha="center",
            va="center_baseline",
        )
