"""Bars that lie: a row for each category, its name at the left, its numbers on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lisdesk.exchange.charts.lettering import Weight, font, legible, width_px, wrapped
from lisdesk.exchange.charts.looks import Look, ink_on
from lisdesk.exchange.charts.page import BODY_PX, LINE_PX, SMALL_PX, KeyEntry, Page
from lisdesk.exchange.charts.series_looks import series_keys
from lisdesk.exchange.charts.ticks import whole_steps
from lisdesk.rules.charts import Figure, Number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHOWN_ROWS = 60
"""More rows cannot be read; the table has every one."""
_MARGIN_PX, _RIGHT_PX = 16, 690
_WIDEST_NAME_PX = 230
_LEAST_ROW_PX, _BAR_PX, _AXIS_PX = 26, 18, 38


def lying_bars(figure: Figure, notes: Sequence[str], look: Look) -> Page:
    """Return the page of a figure whose bars lie, stacked or a single one for each category."""
    names = [wrapped(each, _WIDEST_NAME_PX, BODY_PX, 3) for each in figure.categories[:SHOWN_ROWS]]
    heights = [max(_LEAST_ROW_PX, len(lines) * LINE_PX + 8) for lines in names]
    plot_px = float(sum(heights))
    keys = series_keys([each.name for each in figure.series], look)
    shown = keys if len(keys) > 1 else []
    if figure.target is not None:
        shown = [*keys, KeyEntry(figure.target.name, look.text, mark="|")]
    page = Page(figure.title, shown, notes, plot_px + _AXIS_PX, look)
    widest = max(width_px(line, BODY_PX) for lines in names for line in lines or [""])
    left_px = _MARGIN_PX + widest + 10
    plot = page.axes(left_px, 0, _RIGHT_PX, plot_px)
    plot.set_ylim(plot_px, 0)
    steps = whole_steps(_most(figure))
    plot.set_xlim(0, steps[-1] * 1.06)
    _lay_out_axis(page, plot, left_px, plot_px, steps, figure.value_heading)
    px_of_one = (_RIGHT_PX - left_px) / (steps[-1] * 1.06)
    top = 0.0
    for at, (lines, height) in enumerate(zip(names, heights, strict=True)):
        middle = top + height / 2
        first = middle - len(lines) * LINE_PX / 2
        for place, line in enumerate(lines):
            page.words(
                left_px - 8,
                page.top_px + first + place * LINE_PX + 1,
                line,
                size_px=BODY_PX,
                across="right",
            )
        values = [each.values[at] for each in figure.series]
        _draw_row(plot, middle, values, keys, look, px_of_one)
        if figure.target is not None and isinstance(target := figure.target.values[at], int):
            plot.plot([target] * 2, [middle - 12, middle + 12], color=look.text, linewidth=1.8)
        top += height
    return page


def _most(figure: Figure) -> int:
    rows = range(min(len(figure.categories), SHOWN_ROWS))
    ends = [sum(_length(each.values[at]) for each in figure.series) for at in rows]
    if figure.target is not None:
        ends += [_length(figure.target.values[at]) for at in rows]
    return max(ends, default=0)


def _draw_row(
    plot: Axes,
    middle: float,
    values: Sequence[Number],
    keys: Sequence[KeyEntry],
    look: Look,
    px_of_one: float,
) -> None:
    """Draw the parts of a bar end to end, each with its number where it has room for it."""
    start = 0
    for value, key in zip(values, keys, strict=True):
        length = _length(value)
        if not length:
            continue
        bar = plot.barh(middle, length, height=_BAR_PX, left=start, color=key.hue, linewidth=0.8)[0]
        bar.set_edgecolor(look.edge if key.hatch else look.surface)
        bar.set_hatch(key.hatch)
        told = f"{length:,}"
        if len(values) > 1 and width_px(told, SMALL_PX) + 6 <= length * px_of_one:
            _write(plot, start + length / 2, middle - 1, told, key)
        start += length
    said = [value for value in values if isinstance(value, str)]
    end = said[0] if said else f"{start:,}"
    beyond = start + 6 / px_of_one
    plot.text(
        beyond,
        middle - 1,
        legible(end),
        fontproperties=font(SMALL_PX, Weight.REGULAR if said or not start else Weight.STRONG),
        color=look.muted if said or not start else look.text,
        va="center_baseline",
    )


def _write(plot: Axes, x: float, y: float, told: str, key: KeyEntry) -> None:
    """Write a number on a part of a bar, on a quiet ground where that is hatched."""
    written = plot.text(
        x,
        y,
        told,
        fontproperties=font(SMALL_PX),
        color=ink_on(key.hue),
        ha="center",
        va="center_baseline",
    )
    if key.hatch:
        written.set_bbox({"facecolor": key.hue, "edgecolor": "none", "pad": 1.2})


def _lay_out_axis(
    page: Page,
    plot: Axes,
    left_px: float,
    plot_px: float,
    steps: Sequence[int],
    heading: str,
) -> None:
    reach = steps[-1] * 1.06
    for step in steps:
        plot.axvline(step, color=page.look.line, linewidth=0.8, zorder=0)
        x = left_px + step / reach * (_RIGHT_PX - left_px)
        page.words(x, page.top_px + plot_px + 4, f"{step:,}", hue=page.look.muted, across="center")
    page.words(
        (left_px + _RIGHT_PX) / 2,
        page.top_px + plot_px + 20,
        "".join(wrapped(heading, _RIGHT_PX - left_px, SMALL_PX, 1)),
        hue=page.look.muted,
        across="center",
    )
    plot.set_axisbelow(True)


def _length(value: Number) -> int:
    """Return how long a bar is; one that is withheld has no length."""
    return value if isinstance(value, int) else 0
