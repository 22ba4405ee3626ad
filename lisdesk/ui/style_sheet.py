"""The style sheet of `resources/styles`, in the colours of a theme.

Widgets are chosen by class, or by the property `look`, which screens set by name:
`title`, `heading`, `muted`, `small`, `card`, `chip`, `primary`, `quiet`, `danger`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisdesk.paths import shipped

if TYPE_CHECKING:
    from lisdesk.ui.theme import Theme


def style_sheet(theme: Theme) -> str:
    """Return the style sheet in the colours of a theme."""
    sheet = (shipped("resources") / "styles" / "window.qss").read_text(encoding="utf-8")
    for name in sorted(theme._fields, key=len, reverse=True):
        value = getattr(theme, name)
        if isinstance(value, str):
            sheet = sheet.replace(f"@{name}", value)
    arrow = "down-on-dark.svg" if theme.is_dark else "down-on-light.svg"
    return sheet.replace("@down_arrow", (shipped("resources") / "icons" / arrow).as_posix())
