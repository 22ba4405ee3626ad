"""Colours that can be read: every pair that is used, in every theme (WCAG 2.2, 1.4.3, 1.4.11)."""

import re

import pytest

from lisdesk.paths import shipped
from lisdesk.ui.style_sheet import style_sheet
from lisdesk.ui.theme import THEMES, contrast

TEXT, CONTROL = 4.5, 3.0
BACKGROUNDS = ("window", "surface", "raised", "accent_soft")


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_stands_out_from_whatever_is_behind_it(theme):
    for ink in ("text", "muted", "accent", "positive", "caution", "negative"):
        for behind in ("window", "surface"):
            ratio = contrast(getattr(theme, ink), getattr(theme, behind))
            assert ratio >= TEXT, f"{ink} on {behind}: {ratio:.2f}"
    for behind in BACKGROUNDS:
        assert contrast(theme.text, getattr(theme, behind)) >= TEXT, behind
        assert contrast(theme.muted, getattr(theme, behind)) >= TEXT, behind
    assert contrast(theme.on_accent, theme.accent) >= TEXT


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_controls_and_priorities_stand_out(theme):
    for edge in ("control", "accent"):
        for behind in ("window", "surface"):
            assert contrast(getattr(theme, edge), getattr(theme, behind)) >= CONTROL
    assert len(set(theme.priorities)) == 8
    for hue in theme.priorities:
        assert contrast(hue, theme.surface) >= TEXT


def test_black_on_white_has_the_largest_contrast():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_style_sheet_has_every_colour_filled_in(theme):
    assert not re.search(r"@\w", style_sheet(theme))
    source = (shipped("resources") / "styles" / "window.qss").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b", source), "colours belong in the themes"
