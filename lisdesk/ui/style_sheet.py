"""The style sheet of `resources/styles`, in the colours of a theme.

Widgets are chosen by class, or by the property `look`, which screens set by name:
`title`, `heading`, `muted`, `small`, `card`, `chip`, `primary`, `quiet`, `danger`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisdesk.paths import shipped

if TYPE_CHECKING:
    from lisdesk.ui.theme import Theme

_DRAWINGS = {"down_arrow": "down", "check_mark": "check"}


def style_sheet(theme: Theme) -> str:
    """Return the style sheet in the colours of a theme."""
    sheet = (shipped("resources") / "styles" / "window.qss").read_text(encoding="utf-8")
    for name in sorted(theme._fields, key=len, reverse=True):
        value = getattr(theme, name)
        if isinstance(value, str):
            sheet = sheet.replace(f"@{name}", value)
    look = "dark" if theme.is_dark else "light"
    for name, drawing in _DRAWINGS.items():
        path = shipped("resources") / "icons" / f"{drawing}-on-{look}.svg"
        sheet = sheet.replace(f"@{name}", path.as_posix())
    return sheet
