"""What stands around a chart: its title, its key, what it counts and what has to be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from lisdesk.exchange.charts import WIDTH_PX
from lisdesk.exchange.charts.lettering import DPI, POINTS_PER_PX, Weight, font, width_px, wrapped
from lisdesk.exchange.charts.looks import Look

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SMALL_PX, BODY_PX, TITLE_PX = 11.5, 12.5, 16
LINE_PX = 16
_MARGIN_PX, _GAP_PX = 16, 10
_TITLE_LINE_PX, _KEY_LINE_PX, _NOTE_LINE_PX = 21, 20, 15
_SWATCH_PX, _BETWEEN_PX = 12, 18
_ROOM_PX = WIDTH_PX - 2 * _MARGIN_PX


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """What one colour, or one mark, stands for."""

    name: str
    hue: str
    mark: str = ""
    """A marker of the library; a patch if there is none."""
    hatch: str = ""
    sign: str = ""
    """Letters in place of a patch."""


class Page:
    """A picture in the making: the room for the plot, and all that stands around it.

    Places are in pixels from the upper left corner.
    """

    def __init__(
        self, title: str, keys: Sequence[KeyEntry], notes: Sequence[str], plot_px: float, look: Look
    ) -> None:
        self.look = look
        titles = wrapped(title, _ROOM_PX, TITLE_PX, 3, Weight.STRONG)
        foot = [line for each in notes for line in wrapped(each, _ROOM_PX, SMALL_PX, 12)]
        placed, key_px = _placed(keys)
        self.top_px = _MARGIN_PX + len(titles) * _TITLE_LINE_PX + 4 + key_px + (4 if keys else 0)
        foot_px = self.top_px + plot_px + _GAP_PX
        self.height_px = foot_px + len(foot) * _NOTE_LINE_PX + _MARGIN_PX
        self.canvas = Canvas(figsize=(WIDTH_PX / DPI, self.height_px / DPI), dpi=DPI)
        self.canvas.set_facecolor(look.surface)
        for at, line in enumerate(titles):
            self.words(
                _MARGIN_PX,
                _MARGIN_PX + at * _TITLE_LINE_PX,
                line,
                size_px=TITLE_PX,
                weight=Weight.STRONG,
            )
        for (x, y), key in zip(placed, keys, strict=True):
            self._draw_key(x, self.top_px - 4 - key_px + y, key)
        for at, line in enumerate(foot):
            self.words(_MARGIN_PX, foot_px + at * _NOTE_LINE_PX, line, hue=look.muted)

    def axes(self, left_px: float, top_px: float, right_px: float, height_px: float) -> Axes:
        """Return a plot from `left_px` to `right_px`, `top_px` below the key."""
        bottom = self.height_px - self.top_px - top_px - height_px
        plot = self.canvas.add_axes(
            (
                left_px / WIDTH_PX,
                bottom / self.height_px,
                (right_px - left_px) / WIDTH_PX,
                height_px / self.height_px,
            )
        )
        plot.set_axis_off()  # what stands along it is written by whoever knows the room
        return plot

    def words(
        self,
        x_px: float,
        y_px: float,
        words: str,
        *,
        size_px: float = SMALL_PX,
        hue: str = "",
        weight: Weight = Weight.REGULAR,
        across: str = "left",
        down: str = "top",
        turned: int = 0,
    ) -> None:
        """Write a line of legible words."""
        x, y = x_px / WIDTH_PX, 1 - y_px / self.height_px
        self.canvas.text(
            x,
            y,
            words,
            fontproperties=font(size_px, weight),
            color=hue or self.look.text,
            ha=across,
            va=down,
            rotation=turned,
            rotation_mode="anchor",
        )

    def _draw_key(self, x: float, y: float, key: KeyEntry) -> None:
        middle = y + _KEY_LINE_PX / 2
        if key.sign:
            self.words(x, middle, key.sign, weight=Weight.STRONG, down="center")
        elif key.mark:
            self._draw_mark(x + _SWATCH_PX / 2, middle, key)
        else:
            self._draw_patch(x, middle - _SWATCH_PX / 2, key)
        self.words(x + _sign_px(key) + 6, middle, _name(key), down="center")

    def _draw_patch(self, x: float, y: float, key: KeyEntry) -> None:
        patch = Rectangle(
            (x / WIDTH_PX, 1 - (y + _SWATCH_PX) / self.height_px),
            _SWATCH_PX / WIDTH_PX,
            _SWATCH_PX / self.height_px,
            facecolor=key.hue,
            edgecolor=self.look.edge,
            hatch=key.hatch,
            linewidth=0.6,
            transform=self.canvas.transFigure,
        )
        self.canvas.add_artist(patch)

    def _draw_mark(self, x: float, y: float, key: KeyEntry) -> None:
        point = Line2D(
            [x / WIDTH_PX],
            [1 - y / self.height_px],
            marker=key.mark,
            markersize=9 * POINTS_PER_PX,
            markeredgewidth=2 * POINTS_PER_PX if key.mark == "|" else 0.6,
            markerfacecolor=key.hue,
            markeredgecolor=key.hue if key.mark == "|" else self.look.edge,
            linestyle="",
            transform=self.canvas.transFigure,
        )
        self.canvas.add_artist(point)


def _placed(keys: Sequence[KeyEntry]) -> tuple[list[tuple[float, float]], float]:
    """Return where each entry of the key stands in it, and how high the key is."""
    places: list[tuple[float, float]] = []
    x, y = 0.0, 0.0
    for key in keys:
        wide = _sign_px(key) + 6 + width_px(_name(key), SMALL_PX)
        if x and x + wide > _ROOM_PX:
            x, y = 0.0, y + _KEY_LINE_PX
        places.append((_MARGIN_PX + x, y))
        x += wide + _BETWEEN_PX
    return places, y + _KEY_LINE_PX if keys else 0.0


def _sign_px(key: KeyEntry) -> float:
    return width_px(key.sign, SMALL_PX, Weight.STRONG) if key.sign else _SWATCH_PX


def _name(key: KeyEntry) -> str:
    return "".join(wrapped(key.name, _ROOM_PX - 40, SMALL_PX, 1))
