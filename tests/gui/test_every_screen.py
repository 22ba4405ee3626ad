"""What holds on every screen and dialog: names for screen readers, a way out by Tab, no cuts."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from PySide6.QtGui import QAccessible, QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QStyle,
    QStyleOptionViewItem,
    QTabBar,
    QTextEdit,
    QWidget,
)

import lisdesk.ui
from lisdesk.ui.commands import SCREENS
from lisdesk.ui.elided import ElidedLabel
from tests.thorough import one_in
from tests.window_driver import open_every_dialog

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTextEdit,
)  # fmt: skip
KEYS = [key for key, _ in SCREENS]
SMALLEST_PX = (1280, 720)


def accessible_name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def unnamed(root: QWidget) -> list[str]:
    found = []
    for widget in root.findChildren(QWidget):
        is_control = isinstance(widget, CONTROLS) and not is_inside_control(widget)
        if is_control and widget.isVisible() and not accessible_name(widget).strip():
            found.append(path_of(widget))
    return found


def is_inside_control(widget: QWidget) -> bool:
    """Whether a widget is a part that Qt put into another control, such as a spin box's line."""
    parent = widget.parentWidget()
    return isinstance(parent, CONTROLS) or (
        parent is not None and isinstance(parent.parentWidget(), QComboBox | QAbstractItemView)
    )


def path_of(widget: QWidget) -> str:
    names, each = [], widget
    while each is not None:
        names.append(f"{type(each).__name__}({each.accessibleName()})")
        each = each.parentWidget()
    return " < ".join(names[:4])


def cut_off(root: QWidget) -> list[str]:
    """Return labels, buttons and rows of tabs that have less room than their words need."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QPushButton) and widget.width() < widget.minimumSizeHint().width():
            found.append(f"{path_of(widget)}: {widget.text()}")
        if isinstance(widget, QTabBar):
            last = widget.count() - 1
            if widget.tabRect(last).right() > widget.width():
                found.append(f"{path_of(widget)}: {widget.tabText(last)}")
        is_line = isinstance(widget, QLabel) and not isinstance(widget, ElidedLabel)
        if is_line and widget.text() and not widget.wordWrap():
            words = widget.text().replace("&", "") if widget.buddy() else widget.text()
            needed = widget.fontMetrics().horizontalAdvance(words)
            if widget.width() + 1 < needed and widget.pixmap().isNull():
                found.append(f"{path_of(widget)}: {widget.text()}")
        if is_line and widget.wordWrap() and widget.text():
            needed = widget.heightForWidth(widget.width())
            if widget.height() + 1 < needed:
                found.append(f"{path_of(widget)}: {widget.text()[:60]}")
    return found


@pytest.mark.parametrize("key", one_in(3, KEYS))
def test_every_control_of_a_screen_has_a_name(on_sample, key):
    on_sample.go(key)
    assert unnamed(on_sample.window) == []


@pytest.mark.parametrize("key", one_in(3, KEYS))
def test_nothing_is_cut_off_on_a_small_screen(on_sample, key):
    on_sample.window.resize(*SMALLEST_PX)
    on_sample.go(key)
    on_sample.settle()
    assert (on_sample.window.width(), on_sample.window.height()) == SMALLEST_PX
    assert cut_off(on_sample.window) == []


@pytest.mark.parametrize("key", one_in(3, KEYS))
def test_tab_goes_round_a_screen_and_is_caught_nowhere(on_sample, key):
    on_sample.go(key)
    on_sample.window.activateWindow()
    seen: list[QWidget] = []
    for _ in range(200):
        on_sample.press("Tab", on=QApplication.focusWidget() or on_sample.window)
        focused = QApplication.focusWidget()
        assert focused is not None
        if seen and focused is seen[0]:
            break
        assert not (seen and focused is seen[-1]), f"caught in {path_of(focused)}"
        assert focused.isVisible()
        assert not isinstance(focused, QScrollBar)
        seen.append(focused)
    else:
        pytest.fail("Tab never comes back to where it began")
    assert len(seen) >= 3


def test_every_control_of_every_dialog_has_a_name_and_nothing_is_cut_off(on_sample, sample_file):
    names, wrong, seen = [], {}, set()
    for name, dialog in open_every_dialog(on_sample.window, sample_file.parent, on_sample.rest):
        names.append(name)
        seen.add(type(dialog))
        faults = unnamed(dialog) + cut_off(dialog)
        if faults:
            wrong[name] = faults
    assert wrong == {}
    left_out = {
        f"{each.__module__.removeprefix('lisdesk.ui.')}.{each.__name__}"
        for each in every_kind_of_dialog() - seen
    }
    assert left_out == set(NOT_OPENED)


def every_kind_of_dialog() -> set[type[QDialog]]:
    """Return the classes of the window's dialogs, without those that others are made from."""
    for module in pkgutil.walk_packages(lisdesk.ui.__path__, "lisdesk.ui."):
        importlib.import_module(module.name)
    found, waiting = set(), [QDialog]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found.update(below)
    own = {each for each in found if each.__module__.startswith("lisdesk.ui.")}
    return {each for each in own if not own & set(each.__subclasses__())}


NOT_OPENED = {
    "calls.deadline_dialogs.CloseDialog": "only of a call that is open",
    "calls.deadline_dialogs.ReopenDialog": "only of a call that was closed by hand",
    "evidence.comparer.ComparedDialog": "only with a workbook that was written before",
    "evidence.losses_dialog.LossesDialog": "only of a project that was written",
    "importing.types_dialog.TypeWordsDialog": "only with words of a file that are no type",
    "question_dialogs.LineDialog": "the tests answer in its stead",
    "question_dialogs.QuestionDialog": "the tests answer in its stead",
    "reading.redact_dialog.LiftDialog": "only of words that are kept out",
    "stakeholders.split_dialog.SeparateDialog": "only of a stakeholder that was merged",
    "stakeholders.split_dialog.SplitDialog": "only of a stakeholder with several submissions",
    "submissions.relevant_dialog.RelevantDialog": "only of a call of several bodies",
}
"""Dialogs that `open_every_dialog` leaves out, and why."""


def test_every_command_with_a_shortcut_has_a_shortcut_of_its_own(on_sample):
    keys: dict[str, str] = {}
    for key in KEYS:
        screen = on_sample.go(key)
        taken = dict(keys)
        for command in [*on_sample.window.commands.all(), *screen.commands()]:
            for shortcut in command.shortcuts():
                written = shortcut.toString()
                other = taken.setdefault(written, command.text())
                assert other == command.text() or other.split(":")[0] == command.text(), written
    assert not [dialog for dialog in QApplication.topLevelWidgets() if isinstance(dialog, QDialog)
                and dialog.isVisible()]  # fmt: skip


def test_the_count_of_a_very_large_call_is_read_whole_beside_its_screen(on_sample):
    navigation = on_sample.window.navigation
    navigation.show_count("submissions", 228_000)
    navigation.choose("submissions")
    on_sample.settle()
    item = next(each for each in map(navigation.item, range(9)) if "228,000" in each.text())
    bold = QFont(navigation.font())
    bold.setWeight(QFont.Weight.DemiBold)
    option = QStyleOptionViewItem()
    navigation.initViewItemOption(option)
    option.rect = navigation.visualItemRect(item)
    option.font, option.icon, option.text = bold, item.icon(), item.text()
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay
    part = QStyle.SubElement.SE_ItemViewItemText
    room = navigation.style().subElementRect(part, option, navigation).width()
    assert QFontMetrics(bold).horizontalAdvance(item.text()) <= room
