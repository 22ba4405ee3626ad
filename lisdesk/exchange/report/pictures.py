"""Charts of a page: one drawing for light and dark, whose colours the style of the page names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lisdesk.exchange.charts import draw
from lisdesk.rules.charts import Figure

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_START = re.compile(r"^.*?(?=<svg )", re.DOTALL)
_NOT_DRAWN = re.compile(r"<style[^>]*>.*?</style>|<!--.*?-->", re.DOTALL)
"""Beside a style of its own a picture has what is written in it as comments."""
_VERSION = re.compile(r' (?:xmlns(?::xlink)?|version)="[^"]*"')
_ID = re.compile(r'\b(id="|href="#|url\(#)')
_TYPED_LINK = "xlink:href="


class PagePictures:
    """Draws charts one after the other, and learns the colours that their page has to name."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}

    def drawn(self, figures: Iterable[Figure]) -> list[str]:
        """Return charts as parts of a page, with ids of their own."""
        return [self._drawn(figure, place) for place, figure in enumerate(figures, start=1)]

    def styles(self) -> str:
        """Return what the style of the page says of their colours, in light and in dark."""
        if not self._names:
            return ""
        light, dark = (
            "\n".join(f"  --{name}: {pair[place]};" for pair, name in self._names.items())
            for place in (0, 1)
        )
        return (
            f":root {{\n{light}\n}}\n@media screen and (prefers-color-scheme: dark) {{\n:root {{\n"
            f"{dark}\n}}\n}}\n"
        )

    def _drawn(self, figure: Figure, place: int) -> str:
        """Return one drawing whose colours have names; where a hatch or an edge is in the one look
        alone, both drawings, of which the page shows the one that fits.
        """
        light, dark = (_plain(draw(figure, "svg", theme)) for theme in ("light", "dark"))
        if _COLOUR.sub("", light) == _COLOUR.sub("", dark):
            others = iter(_COLOUR.findall(dark))
            named = _COLOUR.sub(lambda found: self._variable(found[0], next(others)), light)
            return _with_ids(named, f"chart-{place}-")
        return "\n".join(
            _with_ids(each.replace("<svg ", f'<svg class="on-{look}" ', 1), f"{look}-{place}-")
            for look, each in (("light", light), ("dark", dark))
        )

    def _variable(self, light: str, dark: str) -> str:
        pair = light.lower(), dark.lower()
        name = self._names.setdefault(pair, f"chart-{len(self._names) + 1}")
        return f"var(--{name})"


def _with_ids(picture: str, prefix: str) -> str:
    return _ID.sub(lambda found: found[1] + prefix, picture)


def _plain(picture: bytes) -> str:
    """Return a picture without what only a file of its own needs."""
    text = _VERSION.sub("", _NOT_DRAWN.sub("", _START.sub("", picture.decode())))
    return text.replace(_TYPED_LINK, "href=").strip()
