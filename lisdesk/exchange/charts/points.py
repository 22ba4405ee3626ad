"""Points in lanes: how many submissions along, how strong the evidence up, names beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lisdesk.exchange.charts.lettering import POINTS_PER_PX, Weight, font, width_px, wrapped
from lisdesk.exchange.charts.looks import Look
from lisdesk.exchange.charts.page import BODY_PX, SMALL_PX, KeyEntry, Page
from lisdesk.exchange.charts.ticks import whole_steps
from lisdesk.rules.charts import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MARGIN_PX, _RIGHT_PX, _AXIS_PX = 16, 690, 40
_WIDEST_NAME_PX, _ROW_PX, _AROUND_LANE_PX, _LEAST_LANE_PX = 250, 19, 14, 44
_POINT_PX = 10
_MARKS = {"strong but rare": "^", "loud but thin": "s"}
_PLAIN_MARK = "o"
SHOWN_POINTS = 80
"""More points have no room for their names; those with the most submissions are drawn."""


@dataclass(frozen=True, slots=True)
class _Point:
    """A point with its name, and the row of its lane that it stands in."""

    x: int
    name: str
    word: str
    row: int
    is_left: bool
    """Whether its name stands at its left, for want of room at its right."""


def points(figure: Figure, notes: Sequence[str], look: Look) -> Page:
    """Return the page of a figure of points; a row of a lane is taken by one name at a time."""
    chosen = _chosen(figure)
    steps = whole_steps(max((x for x, *_ in chosen), default=0))
    left_px = _MARGIN_PX + 12 + max((width_px(each, BODY_PX) for each in figure.steps), default=0)
    reach = steps[-1] * 1.04
    lanes = [
        _placed(
            [each for each in chosen if each[1] == grade], left_px, (_RIGHT_PX - left_px) / reach
        )
        for grade in range(len(figure.steps), 0, -1)
    ]
    heights = [max(_LEAST_LANE_PX, _rows(each) * _ROW_PX + _AROUND_LANE_PX) for each in lanes]
    plot_px = float(sum(heights))
    page = Page(figure.title, _keys(chosen, look), notes, plot_px + _AXIS_PX, look)
    plot = page.axes(left_px, 0, _RIGHT_PX, plot_px)
    plot.set_xlim(0, reach)
    plot.set_ylim(plot_px, 0)
    for step in steps:
        plot.axvline(step, color=look.line, linewidth=0.8, zorder=0)
        x = left_px + step / reach * (_RIGHT_PX - left_px)
        y = page.top_px + plot_px + 4
        page.words(x, y, f"{step:,}", hue=look.muted, across="center")
    top = 0.0
    for name, lane, height in zip(reversed(figure.steps), lanes, heights, strict=True):
        plot.axhline(top, color=look.line, linewidth=0.8, zorder=0)
        middle = page.top_px + top + height / 2
        page.words(
            left_px - 8, middle, name, size_px=BODY_PX, across="right", down="center_baseline"
        )
        for point in lane:
            rows = _rows(lane)
            y = top + height / 2 + (point.row - (rows - 1) / 2) * _ROW_PX
            _draw_point(plot, point, y, (_RIGHT_PX - left_px) / reach, look)
        top += height
    plot.axhline(top, color=look.line, linewidth=0.8, zorder=0)
    heading = "".join(wrapped(figure.value_heading, _RIGHT_PX - left_px, SMALL_PX, 1))
    middle = (left_px + _RIGHT_PX) / 2
    page.words(middle, page.top_px + plot_px + 21, heading, hue=look.muted, across="center")
    return page


def _chosen(figure: Figure) -> list[tuple[int, int, str, str]]:
    """Return along, up, name and word of the points that have a place, most submissions first."""
    along, up = figure.series
    words = figure.words or ("",) * len(figure.categories)
    known = [
        (x, y, name, word)
        for x, y, name, word in zip(along.values, up.values, figure.categories, words, strict=True)
        if isinstance(x, int) and isinstance(y, int)
    ]
    return sorted(known, key=lambda each: (not each[3], -each[0], each[2]))[:SHOWN_POINTS]


def _placed(
    chosen: Sequence[tuple[int, int, str, str]], left_px: float, px_of_one: float
) -> list[_Point]:
    """Return the points of a lane, each in the first row where its name covers no other."""
    taken: list[list[tuple[float, float]]] = []
    found = []
    for x, _, name, word in sorted(chosen, key=lambda each: (each[0], each[2])):
        told = "".join(wrapped(name, _WIDEST_NAME_PX, SMALL_PX, 1))
        at = left_px + x * px_of_one
        long = width_px(told, SMALL_PX, Weight.STRONG) + _POINT_PX + 4
        is_left = at + long > _RIGHT_PX + 20
        span = (at - long, at + _POINT_PX) if is_left else (at - _POINT_PX, at + long)
        row = next(
            (
                row
                for row, spans in enumerate(taken)
                if all(span[1] < start or end < span[0] for start, end in spans)
            ),
            len(taken),
        )
        if row == len(taken):
            taken.append([])
        taken[row].append(span)
        found.append(_Point(x, told, word, row, is_left))
    return found


def _rows(lane: Sequence[_Point]) -> int:
    return 1 + max((each.row for each in lane), default=0)


def _keys(chosen: Sequence[tuple[int, int, str, str]], look: Look) -> list[KeyEntry]:
    words = sorted({word for *_, word in chosen if word}, key=lambda each: list(_MARKS).index(each))
    if not words:
        return []
    plain = KeyEntry("neither", look.hues[3], mark=_PLAIN_MARK)
    return [*(KeyEntry(each, look.outstanding[each], mark=_MARKS[each]) for each in words), plain]


def _draw_point(plot: Axes, point: _Point, y: float, px_of_one: float, look: Look) -> None:
    plot.plot(
        [point.x],
        [y],
        marker=_MARKS.get(point.word, _PLAIN_MARK),
        markersize=_POINT_PX * POINTS_PER_PX,
        color=look.outstanding.get(point.word, look.hues[3]),
        markeredgecolor=look.surface,
        markeredgewidth=0.6,
        linestyle="",
        clip_on=False,
    )
    away = (_POINT_PX / 2 + 4) / px_of_one
    plot.text(
        point.x - away if point.is_left else point.x + away,
        y - 1,
        point.name,
        fontproperties=font(SMALL_PX, Weight.STRONG if point.word else Weight.REGULAR),
        color=look.text,
        ha="right" if point.is_left else "left",
        va="center_baseline",
    )
