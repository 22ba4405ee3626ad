"""PySide6 and this Python go together: nothing leaks, and a pair that does not is refused."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from lisdesk.errors import RefusedError
from lisdesk.ui.versions import refuse_bad_pair


class Bell(QObject):
    rung = Signal(int)


def test_ten_thousand_signals_lose_no_reference(qapp):
    bell, heard = Bell(), []
    bell.rung.connect(heard.append)
    before = sys.getrefcount(None)
    for number in range(10_000):
        bell.rung.emit(number)
    assert len(heard) == 10_000
    assert sys.getrefcount(None) - before >= -50


def test_calls_that_return_nothing_lose_no_reference(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    calls = (label.update, label.adjustSize, label.clear, label.raise_, label.hide)
    before = sys.getrefcount(None)
    for _ in range(300):
        for call in calls:
            call()
    assert sys.getrefcount(None) - before >= -5


@pytest.mark.parametrize(
    ("qt", "python", "is_refused"),
    [
        ((6, 8, 0), (3, 11, 7), False),
        ((6, 11, 3), (3, 11, 7), False),
        ((6, 12, 0), (3, 11, 7), True),
        ((6, 13, 1), (3, 11, 9), True),
        ((6, 12, 0), (3, 12, 0), False),
        ((7, 0, 0), (3, 14, 0), False),
    ],
)
def test_a_pair_that_ends_the_program_is_refused_with_a_way_out(qt, python, is_refused):
    if not is_refused:
        refuse_bad_pair(qt, python)
        return
    with pytest.raises(RefusedError, match="below 6.12"):
        refuse_bad_pair(qt, python)


def test_this_very_pair_is_a_good_one():
    import PySide6

    refuse_bad_pair(PySide6.__version_info__, sys.version_info[:3])
