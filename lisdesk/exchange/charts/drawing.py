"""Draw a figure and write it as a picture, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from threading import Lock
from xml.sax.saxutils import escape

from lisdesk.exchange.charts.bars import SHOWN_ROWS, lying_bars
from lisdesk.exchange.charts.columns import standing_bars
from lisdesk.exchange.charts.heat_map import heat_map
from lisdesk.exchange.charts.lettering import DPI, plain
from lisdesk.exchange.charts.library import matplotlib
from lisdesk.exchange.charts.looks import Look
from lisdesk.exchange.charts.page import Page
from lisdesk.exchange.charts.points import SHOWN_POINTS, points
from lisdesk.rules.charts import Figure
from lisdesk.table import ChartKind

_DOTS_PER_PX = 2
_LOCK = Lock()
"""The library's settings are those of the whole program."""


def drawn(figure: Figure, file_kind: str, look: Look) -> bytes:
    """Return a figure as a picture of a kind of file, without the moment, a name or a path."""
    with _LOCK, matplotlib.rc_context():
        _set_up(figure, look)
        return _written(_page(figure, list(_notes(figure)), look), figure, file_kind)


def _set_up(figure: Figure, look: Look) -> None:
    matplotlib.rcdefaults()  # what an officer set for other programs is not meant for this one
    settings = matplotlib.rcParams
    settings["text.parse_math"] = False  # a name with two dollar signs is no formula
    settings["text.usetex"] = False
    settings["svg.fonttype"] = "path"  # no reader of the picture needs the font
    settings["svg.hashsalt"] = f"lisdesk {figure.key}"
    settings["hatch.linewidth"] = 0.5
    settings["hatch.color"] = look.edge


def _page(figure: Figure, notes: list[str], look: Look) -> Page:
    if figure.kind is ChartKind.POINTS:
        return points(figure, notes, look)
    if figure.kind is ChartKind.HEAT_MAP:
        return heat_map(figure, notes, look)
    return (lying_bars if figure.is_horizontal else standing_bars)(figure, notes, look)


def _notes(figure: Figure) -> Iterator[str]:
    """Yield what stands below the plot."""
    limit = SHOWN_ROWS if figure.is_horizontal or figure.kind is ChartKind.HEAT_MAP else 0
    many = len(figure.categories)
    if limit and many > limit:
        yield f"The first {limit} of {many:,} are drawn; the table has all."
    if figure.kind is ChartKind.POINTS:
        up = figure.series[1].values
        without = sum(
            along is not None and along != 0 and grade is None
            for along, grade in zip(figure.series[0].values, up, strict=True)
        )
        if without:
            verb = "is" if without == 1 else "are"
            yield f"{without:,} without any graded evidence {verb} left out."
        if (graded := sum(isinstance(each, int) for each in up)) > SHOWN_POINTS:
            yield f"{SHOWN_POINTS} of {graded:,} are drawn; the table has all."
    yield figure.unit
    if figure.note:
        yield figure.note


def _written(page: Page, figure: Figure, file_kind: str) -> bytes:
    file = BytesIO()
    if file_kind == "png":
        page.canvas.savefig(
            file,
            format="png",
            dpi=DPI * _DOTS_PER_PX,
            facecolor=page.look.surface,
            metadata={"Software": None},
        )
        return file.getvalue()
    unsaid = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    page.canvas.savefig(file, format="svg", facecolor=page.look.surface, metadata=unsaid)
    return _described(file.getvalue().decode(), figure).encode()


def _described(picture: str, figure: Figure) -> str:
    """Return an SVG that says what it shows, without the reference to a file elsewhere."""
    start = picture.index("<svg ")
    end = picture.index(">", start)
    title, sentence = (escape(plain(each)) for each in (figure.title, figure.sentence))
    told = f' role="img">\n <title>{title}</title>\n <desc>{sentence}</desc>'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{picture[start:end]}{told}{picture[end + 1 :]}'
