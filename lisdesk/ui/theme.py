"""How the window looks: one table of colours for each theme, one font, one scale of sizes.

Text stands out from what is behind it by at least 4.5 to 1, controls and the focus ring by 3 to 1
(WCAG 2.2, 1.4.3 and 1.4.11); a test reckons it for every pair that is used.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from lisdesk.paths import shipped
from lisdesk.ui.style_sheet import style_sheet

FONT_FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf")
FONT_FAMILY = "Inter"

SMALL_PX, BODY_PX, HEADING_PX, TITLE_PX = 12, 13, 15, 20
"""The scale of font sizes, in device-independent pixels."""

GRID_PX = 8
"""Every distance is a multiple of this, or half of it."""

ROW_PX = 28
"""The height of a row in a table or list."""


class Theme(NamedTuple):
    """The colours of one look, as #RRGGBB."""

    name: str
    is_dark: bool
    window: str
    surface: str
    raised: str
    line: str
    """Separates; carries no meaning by itself."""
    control: str
    """The edge of what can be operated, and the focus ring's neighbour."""
    text: str
    muted: str
    disabled: str
    """The ink of what cannot be used now; its edge is dashed as well."""
    accent: str
    on_accent: str
    accent_soft: str
    positive: str
    caution: str
    negative: str
    priorities: tuple[str, ...]
    """Eight hues for priorities, told apart by colour-blind readers and in grey."""


LIGHT = Theme(
    name="light",
    is_dark=False,
    window="#F4F6F8",
    surface="#FFFFFF",
    raised="#E9EDF2",
    line="#D3D9E0",
    control="#7B8794",
    text="#1A2330",
    muted="#4F5B69",
    disabled="#4F5B69",
    accent="#1D5FBF",
    on_accent="#FFFFFF",
    accent_soft="#DCE9FB",
    positive="#17683A",
    caution="#8A4B00",
    negative="#A8201A",
    priorities=(
        "#0B5CAD", "#B34700", "#1B7F5C", "#8E3A8C", "#7A6200", "#B01E4F", "#00708A", "#55606E",
    ),
)  # fmt: skip

DARK = Theme(
    name="dark",
    is_dark=True,
    window="#14181E",
    surface="#1C222A",
    raised="#27303A",
    line="#37424E",
    control="#8592A1",
    text="#E9EDF2",
    muted="#AAB5C2",
    disabled="#AAB5C2",
    accent="#8AB8FF",
    on_accent="#0D1520",
    accent_soft="#223753",
    positive="#74D39B",
    caution="#F4B860",
    negative="#FF9189",
    priorities=(
        "#7DB7FF", "#FFA364", "#5FD3A6", "#DF9BDD", "#E2C64A", "#FF8FB1", "#5CCBE3", "#B3BECA",
    ),
)  # fmt: skip

HIGH_CONTRAST = Theme(
    name="high-contrast",
    is_dark=True,
    window="#000000",
    surface="#000000",
    raised="#1A1A1A",
    line="#FFFFFF",
    control="#FFFFFF",
    text="#FFFFFF",
    muted="#FFFFFF",
    disabled="#A6A6A6",
    accent="#FFE64D",
    on_accent="#000000",
    accent_soft="#3A3400",
    positive="#7CFF9B",
    caution="#FFC94D",
    negative="#FF9E9E",
    priorities=(
        "#8FC3FF", "#FFB07A", "#6CF0BC", "#F0A8EE", "#F2D95C", "#FFA3C0", "#6BE0F8", "#D0D8E0",
    ),
)  # fmt: skip

THEMES = {theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST)}

_current = LIGHT
_is_applied = False


def current_theme() -> Theme:
    """Return the theme in force."""
    return _current


def system_theme(application: QApplication) -> Theme:
    """Return the theme that the system's own setting asks for.

    Before the first theme is applied the program's palette is the system's. Asking its style makes
    the enumerations of styles, which the first paint need not wait for.
    """
    system = application.style().standardPalette() if _is_applied else application.palette()
    is_dark = system.windowText().color().lightness() > system.window().color().lightness()
    return DARK if is_dark else LIGHT


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Give the whole program a theme: palette, font and style sheet."""
    global _current, _is_applied  # noqa: PLW0603 (there is one application, and it has one theme)
    if _is_applied and theme == _current:
        return  # every widget there is would be looked at anew
    _current, _is_applied = theme, True
    application.setPalette(_palette(theme))
    application.setFont(_font())
    application.setStyleSheet(style_sheet(theme))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def priority_colour(place: int) -> QColor:
    """Return a hue by its place among those of the theme in force; the first follows the last."""
    return QColor(_current.priorities[place % len(_current.priorities)])


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def _bring_fonts() -> None:
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(shipped("resources") / "fonts" / name))


def _font() -> QFont:
    _bring_fonts()
    font = QFont(FONT_FAMILY)
    font.setPixelSize(BODY_PX)
    return font


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.negative,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Light: theme.surface,
        role.Midlight: theme.raised,
        role.Mid: theme.line,
        role.Dark: theme.control,
        role.Shadow: theme.control,
        role.Accent: theme.accent,
    }
    for each, colour in colours.items():
        palette.setColor(each, QColor(colour))
    for each in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(group.Disabled, each, QColor(theme.disabled))
    palette.setColor(group.Inactive, role.Highlight, QColor(theme.accent_soft))
    palette.setColor(group.Inactive, role.HighlightedText, QColor(theme.text))
    return palette
