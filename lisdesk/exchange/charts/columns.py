"""Bars that stand: along days or months, each where it belongs."""

from __future__ import annotations

from collections.abc import Sequence

from lisdesk.exchange.charts.lettering import width_px, wrapped
from lisdesk.exchange.charts.looks import Look
from lisdesk.exchange.charts.page import SMALL_PX, Page
from lisdesk.exchange.charts.series_looks import series_keys
from lisdesk.exchange.charts.ticks import whole_steps
from lisdesk.rules.charts import Figure

_LEFT_PX, _RIGHT_PX, _PLOT_PX, _AXIS_PX = 64, 700, 260, 40
_BAR_SHARE = 0.8
_WIDEST_BAR_PX = 90
_ROOM_OF_NAME_PX = 92


def standing_bars(figure: Figure, notes: Sequence[str], look: Look) -> Page:
    """Return the page of a figure whose bars stand, stacked or a single one for each category."""
    places = figure.places or tuple(range(len(figure.categories)))
    keys = series_keys([each.name for each in figure.series], look)
    drawn = [
        (key, [value if isinstance(value, int) else 0 for value in each.values])
        for key, each in zip(keys, figure.series, strict=True)
    ]
    page = Page(figure.title, keys if len(keys) > 1 else [], notes, _PLOT_PX + _AXIS_PX, look)
    plot = page.axes(_LEFT_PX, 0, _RIGHT_PX, _PLOT_PX)
    span = places[-1] - places[0] + 1
    px_of_one = (_RIGHT_PX - _LEFT_PX) / (span + 0.4)
    wide = min(_BAR_SHARE, _WIDEST_BAR_PX / px_of_one)
    bottom = [0] * len(places)
    for key, lengths in drawn:
        bars = plot.bar(places, lengths, width=wide, bottom=bottom, color=key.hue, linewidth=0.4)
        for bar in bars:
            bar.set_edgecolor(look.edge if key.hatch else look.surface)
            bar.set_hatch(key.hatch)
        bottom = [low + more for low, more in zip(bottom, lengths, strict=True)]
    steps = whole_steps(max(bottom))
    plot.set_xlim(places[0] - 0.7, places[-1] + 0.7)
    plot.set_ylim(0, steps[-1] * 1.04)
    plot.set_axisbelow(True)
    for step in steps:
        plot.axhline(step, color=look.line, linewidth=0.8, zorder=0)
        y = page.top_px + _PLOT_PX * (1 - step / (steps[-1] * 1.04)) - 1
        page.words(
            _LEFT_PX - 6, y, f"{step:,}", hue=look.muted, across="right", down="center_baseline"
        )
    _name_places(page, figure, places)
    heading = "".join(wrapped(figure.value_heading, _PLOT_PX, SMALL_PX, 1))
    middle = page.top_px + _PLOT_PX / 2
    page.words(22, middle, heading, hue=look.muted, across="center", down="center", turned=90)
    return page


def _name_places(page: Page, figure: Figure, places: Sequence[int]) -> None:
    """Name as many of the categories as there is room for, the first among them."""
    span = places[-1] - places[0] + 1.4
    free_from = 0.0
    for place, name in zip(places, figure.categories, strict=True):
        x = _LEFT_PX + (place - places[0] + 0.7) / span * (_RIGHT_PX - _LEFT_PX)
        told = "".join(wrapped(name, _ROOM_OF_NAME_PX, SMALL_PX, 1))
        half = width_px(told, SMALL_PX) / 2
        if x - half < free_from or x + half > _RIGHT_PX + 16:
            continue
        y = page.top_px + _PLOT_PX + 5
        page.words(x, y, told, hue=page.look.muted, across="center")
        free_from = x + half + 14
    page.words(
        (_LEFT_PX + _RIGHT_PX) / 2,
        page.top_px + _PLOT_PX + 22,
        "".join(wrapped(figure.category_heading, _RIGHT_PX - _LEFT_PX, SMALL_PX, 1)),
        hue=page.look.muted,
        across="center",
    )
