"""Colours that can be read: every pair that is used, in every theme (WCAG 2.2, 1.4.3, 1.4.11)."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

from lisdesk.paths import shipped
from lisdesk.rules.coded_colours import COLOURS
from lisdesk.ui.notices import NoticeBar
from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.style_sheet import style_sheet
from lisdesk.ui.submissions.search_line import SearchLine
from lisdesk.ui.theme import THEMES, apply_theme, contrast, current_theme

TEXT, CONTROL, TOLD_APART = 4.5, 3.0, 1.6
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
    for behind in ("window", "surface", "raised"):
        assert contrast(theme.disabled, getattr(theme, behind)) >= TEXT, behind
    assert contrast(theme.disabled, theme.text) >= TOLD_APART


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


@pytest.fixture(params=THEMES.values(), ids=THEMES)
def theme(request, qapp):
    before = current_theme()
    apply_theme(qapp, request.param)
    yield request.param
    apply_theme(qapp, before)


def button(kind):
    def shown(is_on):
        box = kind("Known")
        box.setAutoExclusive(False)
        box.setChecked(is_on)
        box.show()
        return box, box.rect()

    return shown


def line_of_a_list(*, is_chosen):
    def shown(is_on):
        view = QListWidget()
        item = QListWidgetItem("P1 People")
        item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        view.addItem(item)
        view.show()
        if is_chosen:
            view.setCurrentRow(0)
        return view, view.visualItemRect(item).translated(view.viewport().pos())

    return shown


def line_of_a_menu(*, is_chosen):
    def shown(is_on):
        menu = QMenu()
        action = menu.addAction("Online form")
        action.setCheckable(True)
        action.setChecked(is_on)
        menu.popup(menu.pos())
        if is_chosen:
            menu.setActiveAction(action)
        return menu, menu.actionGeometry(action)

    return shown


TICKED = {
    "box": button(QCheckBox),
    "radio": button(QRadioButton),
    "line": line_of_a_list(is_chosen=False),
    "chosen line": line_of_a_list(is_chosen=True),
    "menu": line_of_a_menu(is_chosen=False),
    "chosen in a menu": line_of_a_menu(is_chosen=True),
}


def colours(qtbot, widget, line):
    """Return how many pixels of a line have each colour, where it is ticked."""
    qtbot.addWidget(widget)
    QApplication.processEvents()
    place = line.adjusted(2, 2, 0, -2)
    place.setWidth(22)
    image = widget.grab(place).toImage()
    return Counter(
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    )


@pytest.mark.parametrize("kind", TICKED)
def test_what_can_be_ticked_stands_out_and_tells_whether_it_is(qtbot, theme, kind):
    empty, ticked = (colours(qtbot, *TICKED[kind](is_on)) for is_on in (False, True))
    behind = empty.most_common(1)[0][0]
    edge, mark = (
        sum(number for each, number in pixels.items() if contrast(each, behind) >= CONTROL)
        for pixels in (empty, ticked)
    )
    assert edge >= 20, f"{edge} pixels stand out from {behind}: {empty.most_common(4)}"
    assert ticked[theme.accent.lower()] >= 40, ticked.most_common(4)
    assert mark >= edge


DISABLED = {
    "button": (QPushButton, ""),
    "primary": (QPushButton, "primary"),
    "danger": (QPushButton, "danger"),
    "tool": (QToolButton, ""),
    "field": (QLineEdit, ""),
    "choice": (QComboBox, ""),
}


def top_edge(qtbot, kind, look, *, is_enabled):
    """Return how many strokes the upper edge of a control is drawn with."""
    widget = kind()
    widget.setProperty("look", look)
    widget.setEnabled(is_enabled)
    widget.setFixedSize(96, 30)
    qtbot.addWidget(widget)
    widget.show()
    QApplication.processEvents()
    image = widget.grab().toImage()
    row = [image.pixelColor(x, 0).name() for x in range(12, 84)]
    behind = image.pixelColor(48, 4).name()
    inked = [each != behind for each in row]
    return sum(now and not before for before, now in pairwise([False, *inked]))


@pytest.mark.parametrize("kind", DISABLED)
def test_what_cannot_be_used_is_told_by_more_than_its_colour(qtbot, theme, kind):
    assert theme.disabled != theme.text
    usable, not_usable = (
        top_edge(qtbot, *DISABLED[kind], is_enabled=is_enabled) for is_enabled in (True, False)
    )
    assert usable <= 1
    assert not_usable >= 5, "its edge is dashed"


def test_the_cross_that_clears_a_line_stands_in_its_middle(qtbot, theme):
    assert theme is current_theme()
    line = SearchLine()
    line.setText("bus")
    qtbot.addWidget(line)
    line.show()
    QApplication.processEvents()
    [cross] = line.findChildren(QToolButton)
    middle = cross.geometry().center().y() - line.rect().center().y()
    assert abs(middle) <= 1
    assert line.rect().contains(cross.geometry())


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_tick_stands_out_from_what_it_is_drawn_on(look):
    drawn = (shipped("resources") / "icons" / f"check-on-{look}.svg").read_text(encoding="utf-8")
    ink = re.search(r'stroke="(#\w{6})"', drawn)[1]
    for each in THEMES.values():
        if each.is_dark == (look == "dark"):
            assert contrast(ink, each.accent) >= CONTROL


def test_the_cross_that_clears_a_line_has_the_colour_of_the_theme_in_force(qtbot):
    application, line = QApplication.instance(), SearchLine()
    qtbot.addWidget(line)
    line.show()
    line.setText("bus")
    [cross] = line.findChildren(QToolButton)
    try:
        for theme in THEMES.values():
            apply_theme(application, theme)
            qtbot.wait(100)
            assert _ink(cross.icon().pixmap(40, 40)) == theme.text
    finally:
        apply_theme(application, THEMES["light"])


@pytest.mark.parametrize("tells", ["tell", "warn"])
def test_a_notice_in_view_takes_the_colours_of_the_theme_in_force(qtbot, tells):
    application, window = QApplication.instance(), QWidget()
    notices = NoticeBar(window)
    qtbot.addWidget(window)
    window.show()
    getattr(notices, tells)("Saved.")
    mark = next(each for each in notices.findChildren(PlainLabel) if not each.pixmap().isNull())
    [close] = notices.findChildren(QToolButton)
    try:
        for theme in THEMES.values():
            apply_theme(application, theme)
            qtbot.wait(50)
            assert _ink(mark.pixmap()) == (theme.accent if tells == "tell" else theme.caution)
            assert _ink(close.icon().pixmap(40, 40)) == theme.text
    finally:
        apply_theme(application, THEMES["light"])


def _ink(pixmap):
    """Return the colour that most of a picture's opaque points have."""
    picture = pixmap.toImage()
    points = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    colours = [picture.pixelColor(*each) for each in points]
    inks = Counter(each.name().upper() for each in colours if each.alpha() > 200)
    return inks.most_common(1)[0][0]


def test_coded_projects_carry_the_hues_of_the_light_theme():
    assert tuple(COLOURS.values()) == THEMES["light"].priorities


def test_a_hint_in_a_field_that_is_off_can_be_read(qtbot, theme):
    line = QLineEdit()
    line.setPlaceholderText("Not known")
    line.setEnabled(False)
    qtbot.addWidget(line)
    line.show()
    image = line.grab().toImage()
    behind = line.palette().color(line.backgroundRole()).name()
    shades = {
        image.pixelColor(x, y).name()
        for x in range(6, line.width() // 2)
        for y in range(6, line.height() - 6)
    }
    assert max(contrast(each, behind) for each in shades) >= TEXT
