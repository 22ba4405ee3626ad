"""What is selected in long lists, and that painting them asks no line of what is not in view."""

import pytest
from PySide6.QtCore import QAbstractTableModel, QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from lisdesk.ui.steady_selection import SteadySelection

LINES, COLUMNS = 20_000, 3
FLAG = QItemSelectionModel.SelectionFlag


class Lines(QAbstractTableModel):
    """Counts how often it is asked how long it is."""

    asked = 0

    def rowCount(self, _parent=None):
        self.asked += 1
        return LINES

    def columnCount(self, _parent=None):
        return COLUMNS

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return f"{index.row()}" if role == Qt.ItemDataRole.DisplayRole else None


class Table(SteadySelection, QTableView):
    pass


@pytest.fixture
def table(qtbot):
    shown, lines = Table(), Lines()
    qtbot.addWidget(shown)
    shown.setModel(lines)
    shown.lines = lines
    shown.setSelectionBehavior(Table.SelectionBehavior.SelectRows)
    shown.show()
    qtbot.waitExposed(shown)
    qtbot.wait(20)
    return shown


def test_selecting_all_of_a_long_list_asks_for_the_lines_in_view_only(table, qtbot):
    table.lines.asked = 0
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(50)
    assert table.selected_count() == LINES
    assert table.selected_of(range(LINES)) == [*range(LINES)]
    assert table.lines.asked < LINES / 10


def test_each_selected_line_is_told_once_in_the_order_of_the_lines(table):
    chosen = table.selectionModel()
    for first, last in ((50, 60), (10, 12), (55, 70), (12, 12)):
        span = QItemSelection(table.model().index(first, 0), table.model().index(last, COLUMNS - 1))
        chosen.select(span, FLAG.Select)
    assert [*range(10, 13), *range(50, 71)] == table.selected_of(range(LINES))
    assert table.selected_count() == 24
    assert table.selected_of("x" * 11) == ["x"]  # of what has become shorter, what is left
