"""Panes keep the sizes that the officer gave them, also after a restart."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSplitter

from lisdesk.ui.importing.dialog import ImportDialog

_DRAG_PX = 40
_NEAR_PX = 8


def splitters(parent):
    """Return the splitters with something to drag: that of a page that is away has nothing."""
    found = [each for each in parent.findChildren(QSplitter) if each.isVisible()]
    return [each for each in found if each.handle(1).isVisible()]


def drag(splitter, pixels):
    """Drag the first handle with the mouse: right, or down where panes stand below each other."""
    handle = splitter.handle(1)
    start = handle.mapToGlobal(handle.rect().center())
    is_across = splitter.orientation() is Qt.Orientation.Horizontal
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    for step in range(1, 5):
        way = pixels * step // 4
        place = start + (QPoint(way, 0) if is_across else QPoint(0, way))
        QTest.mouseMove(handle, handle.mapFromGlobal(place))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())


def drag_all(parent):
    """Drag a handle of each splitter; return the sizes that its panes then have."""
    wanted = []
    for splitter in splitters(parent):
        before = splitter.sizes()[0]
        drag(splitter, _DRAG_PX)
        assert abs(splitter.sizes()[0] - before - _DRAG_PX) <= _NEAR_PX
        wanted.append(splitter.sizes())
    assert wanted
    return wanted


@pytest.mark.parametrize("key", ["submissions", "reading", "priorities", "calls"])
def test_panes_keep_their_sizes_after_a_restart(open_window, on_sample, tmp_path, key):
    wanted_call = on_sample.workspace.call_id
    wanted = drag_all(on_sample.go(key))
    on_sample.window.close()
    again = open_window(tmp_path / "sample.lisdesk")
    again.workspace.choose_call(wanted_call)
    again.settle()
    assert [each.sizes() for each in splitters(again.go(key))] == wanted


def test_the_panes_of_the_import_dialog_keep_their_sizes(on_one_call, tmp_path):
    sheet = tmp_path / "answers.csv"
    sheet.write_text("Ref,Skills\n1,We cannot find welders anywhere in the county.\n")

    def opened():
        on_one_call.window.file_commands.import_files([sheet])
        on_one_call.wait(lambda: on_one_call.window.findChildren(ImportDialog))
        dialog = on_one_call.window.findChildren(ImportDialog)[-1]
        on_one_call.wait(lambda: splitters(dialog) and "1 new" in dialog.counts.text())
        return dialog

    def close(dialog):
        on_one_call.press("Esc", on=dialog)
        on_one_call.wait(lambda: not on_one_call.window.findChildren(ImportDialog))

    dialog = opened()
    wanted = drag_all(dialog)
    close(dialog)
    again = opened()
    assert [each.sizes() for each in splitters(again)] == wanted
    close(again)
