"""Priorities dragged with the mouse, through Qt's own drag loop.

The offscreen platform ends every drag at once, the platform “minimal” carries it: so these tests
are run there, in a process of their own, by `test_priorities`.
"""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from lisdesk.ui.priorities.merge_dialog import MergePriorityDialog
from tests.gui.test_priorities import at, codes, on_screen, shown

_STEP_MS = 40


@pytest.fixture
def at_frame(on_sample):
    screen = on_screen(on_sample)
    screen.tree.expandAll()
    return on_sample, screen


def middle(screen, code):
    return rect_of(screen, code).center()


def above(screen, code):
    return rect_of(screen, code).topLeft() + QPoint(40, 1)


def below(screen, code):
    return rect_of(screen, code).bottomLeft() + QPoint(40, -1)


def rect_of(screen, code):
    tree = screen.tree
    names = [item for item in iterate(tree) if item.text(0).split()[0] == code]
    assert len(names) == 1
    return tree.visualItemRect(names[0])


def iterate(tree):
    waiting = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    while waiting:
        item = waiting.pop(0)
        yield item
        waiting += [item.child(at) for at in range(item.childCount())]


def drag(officer, screen, code, to, *, ends_by_key=False):
    """Press on a priority, move with the button held, and let go at `to`; or press Esc there."""
    viewport, left = screen.tree.viewport(), Qt.MouseButton.LeftButton
    start = middle(screen, code)
    steps = [
        lambda: QTest.mouseMove(viewport, (start + to) / 2),
        lambda: QTest.mouseMove(viewport, to - QPoint(1, 0)),
        lambda: QTest.mouseMove(viewport, to),
        lambda: (
            QTest.keyClick(officer.window.windowHandle(), Qt.Key.Key_Escape)
            if ends_by_key
            else QTest.mouseRelease(viewport, left, pos=to)
        ),
    ]
    timer = QTimer()
    timer.setInterval(_STEP_MS)
    timer.timeout.connect(lambda: steps.pop(0)() if steps else timer.stop())
    QTest.mousePress(viewport, left, pos=start)
    timer.start()
    QTest.mouseMove(viewport, start + QPoint(0, 6))
    QTest.mouseMove(viewport, start + QPoint(0, 18))  # from here on Qt's drag loop runs
    officer.wait(lambda: not steps)
    if ends_by_key:
        QTest.mouseRelease(viewport, left, pos=to)
    officer.settle()


def tops(screen):
    return [each.row.code for each in screen.tree.siblings(None)]


def test_a_priority_is_dragged_onto_another_and_undone(at_frame):
    officer, screen = at_frame
    start = codes(screen)
    first, second = tops(screen)[:2]
    drag(officer, screen, second, middle(screen, first))
    officer.click(shown(officer, MergePriorityDialog).hang)
    officer.wait(lambda: at(screen, second).row.parent == first)
    assert screen.tree.current().row.code == second
    assert len(list(iterate(screen.tree))) == len(start)
    assert officer.window.status.last_edit.text() == f"Moved the priority {second}"
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: codes(screen) == start)


def test_a_priority_is_merged_into_the_one_it_is_dropped_on(at_frame):
    officer, screen = at_frame
    start = codes(screen)
    first, second = tops(screen)[:2]
    tags = at(screen, second).row.tags
    drag(officer, screen, second, middle(screen, first))
    dialog = shown(officer, MergePriorityDialog)
    officer.wait(dialog.go.isEnabled)
    assert f"{tags} tags will move to {first}." in dialog.moving.text()
    assert dialog.go.text() == f"Merge {tags} tags into {first}"
    officer.press("Enter", on=dialog)
    officer.wait(lambda: second not in tops(screen))
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: codes(screen) == start)


def test_a_priority_is_dragged_between_others(at_frame):
    officer, screen = at_frame
    first, second, third, *rest = tops(screen)
    drag(officer, screen, third, above(screen, first))
    officer.wait(lambda: tops(screen) == [third, first, second, *rest])
    last = rest[-1]
    drag(officer, screen, third, below(screen, last))
    officer.wait(lambda: tops(screen) == [first, second, *rest, third])


def test_a_priority_let_go_below_the_tree_becomes_the_last_at_the_top(at_frame):
    officer, screen = at_frame
    first, *others = tops(screen)
    free = screen.tree.viewport().rect().bottomLeft() + QPoint(60, -4)
    assert screen.tree.itemAt(free) is None
    drag(officer, screen, first, free)
    officer.wait(lambda: tops(screen) == [*others, first])


def test_a_priority_cannot_be_dropped_on_one_below_itself(at_frame):
    officer, screen = at_frame
    first, second = tops(screen)[:2]
    drag(officer, screen, second, middle(screen, first))
    officer.click(shown(officer, MergePriorityDialog).hang)
    officer.wait(lambda: at(screen, second).row.parent == first)
    screen.tree.expandAll()
    standing = codes(screen)
    drag(officer, screen, first, middle(screen, second))
    assert not any(each.isVisible() for each in officer.window.findChildren(MergePriorityDialog))
    assert codes(screen) == standing
    assert len(list(iterate(screen.tree))) == len(standing)


def test_esc_and_a_drop_on_itself_move_nothing(at_frame):
    officer, screen = at_frame
    start = codes(screen)
    first, second = tops(screen)[:2]
    drag(officer, screen, second, middle(screen, first), ends_by_key=True)
    drag(officer, screen, second, middle(screen, second) + QPoint(30, 0))
    assert codes(screen) == start
    assert not officer.workspace.history.stack.undoText().startswith("Moved")
