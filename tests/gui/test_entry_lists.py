"""Lists beside the text keep in hand what was in hand, whatever comes or goes around it."""

import pytest

from lisdesk.ui.reading.entry_list import Entry, EntryList


@pytest.fixture
def entries(qtbot):
    shown = EntryList("Memos")
    qtbot.addWidget(shown)
    return shown


def show(entries, *numbers):
    entries.show_entries([Entry(number, f"MEM-{number}", "") for number in numbers])


def test_what_is_in_hand_stays_so_when_another_entry_comes_before_it(entries):
    show(entries, 1, 2)
    entries.setCurrentRow(1)
    show(entries, 3, 1, 2)
    assert entries.number() == 2


def test_the_next_entry_comes_in_hand_once_that_is_gone(entries):
    show(entries, 1, 2, 3)
    entries.setCurrentRow(1)
    show(entries, 1, 3)
    assert entries.number() == 3
    show(entries)
    assert entries.number() is None
