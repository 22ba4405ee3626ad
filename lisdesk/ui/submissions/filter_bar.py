"""The search line and the chips above the register, which together make its filter."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from lisdesk.queries.register import RegisterFilter
from lisdesk.rules.vocabulary import Disposition
from lisdesk.ui.flow_layout import FlowLayout
from lisdesk.ui.plain import as_menu_text, set_look, set_tool_tip, with_hidden_shown
from lisdesk.ui.submissions.chips import ListChip, MarkChip
from lisdesk.ui.submissions.dates_chip import DatesChip, Moments
from lisdesk.ui.submissions.filter_choices import field_choices, priority_choices
from lisdesk.ui.submissions.priority_chip import WAYS, PriorityChip
from lisdesk.ui.submissions.search_line import SearchLine
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.queries.register_counts import RegisterCounts
    from lisdesk.queries.register_lists import RegisterLists

_PAUSE_MS = 120
_LISTS = (
    ("dispositions", "Status"),
    ("timings", "Timing"),
    ("type_ids", "Type"),
    ("area_ids", "Area"),
    ("relevant_body_ids", "Relevant to"),
    ("channels", "Channel"),
    ("permissions", "Permission"),
    ("question_ids", "Question"),
)
_TAG_LISTS = (("stances", "Stance"), ("officers", "Tagged by"))
_MARKS = (
    ("is_unread", "Unread", "unread"),
    ("is_untagged", "Untagged", "untagged"),
    ("has_attachment", "With files", "with_attachment"),
    ("is_in_campaign", "In a campaign", "in_campaign"),
    ("is_mine", "Assigned to me", "mine"),
)
_SHOWN_IF_ANY = {"is_in_campaign": "in_campaign", "is_mine": "mine"}
_HANDED = ("respondent_ids", "submission_ids", "campaign_ids", "behind")
"""What only other screens hand over."""
_CHIPS_TOO: dict[str, Any] = {"area_ids": (), "received_from": None, "received_before": None}
_FROM_ELSEWHERE: dict[str, Any] = {
    **_CHIPS_TOO,
    "respondent_ids": (),
    "submission_ids": (),
    "campaign_ids": (),
    "behind": None,
    "words": "",
}
_WAITING = (Disposition.LATE_WAITING,)


class FilterBar(QWidget):
    """Makes a filter of what is typed, ticked, and handed over by other screens."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self.filter = RegisterFilter()
        self.line = SearchLine()
        self.lists = {name: ListChip(title, self) for name, title in (*_LISTS, *_TAG_LISTS)}
        self.priorities = PriorityChip("Priority", self)
        self.dates = DatesChip(workspace, self)
        self.marks = {name: MarkChip(title, self) for name, title, _ in _MARKS}
        self.waiting = MarkChip("Late, waiting", self)
        self.elsewhere = QToolButton()
        set_look(self.elsewhere, "chip")
        self.elsewhere.setCheckable(True)
        self.clear = QToolButton()
        self.clear.setText("Clear filters")
        set_look(self.clear, "quiet")
        for name in _SHOWN_IF_ANY:
            self.marks[name].hide()
        self.lists["relevant_body_ids"].hide()
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._connect()
        self.show_filter(self.filter)

    def _lay_out(self) -> None:
        of_tags = [self.lists[name] for name, _ in _TAG_LISTS]
        own = [self.lists[name] for name, _ in _LISTS]
        chips = (self.elsewhere, *own, self.dates, self.priorities, *of_tags)
        row = FlowLayout(spacing=6)
        for chip in (*chips, *self.marks.values(), self.waiting):
            row.addWidget(chip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        for one, other in pairwise((*chips, *self.marks.values(), self.waiting)):
            QWidget.setTabOrder(one, other)

    def _connect(self) -> None:
        self.line.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self._take_search)
        for name, chip in self.lists.items():
            chip.changed.connect(lambda name=name, chip=chip: self._take(name, chip.chosen()))
        self.priorities.changed.connect(lambda: self._take_all(self.priorities.ways()))
        self.dates.changed.connect(self._take_dates)
        for name, mark in self.marks.items():
            mark.clicked.connect(lambda is_on, name=name: self._take(name, is_on))
        self.waiting.clicked.connect(
            lambda is_on: self._take("dispositions", _WAITING if is_on else ())
        )
        self.elsewhere.clicked.connect(lambda _on: self._take_all(_FROM_ELSEWHERE))
        self.clear.clicked.connect(lambda _on: self.clear_all())

    def clear_all(self) -> None:
        """Show everything."""
        self.show_filter(RegisterFilter())
        self.changed.emit()

    def show_filter(self, chosen: RegisterFilter) -> None:
        """Set the search line and the chips to a filter, without telling."""
        self.filter = chosen
        if search_of(self.line.text()) != chosen.search:
            self.line.blockSignals(True)
            self.line.setText(chosen.search)
            self.line.blockSignals(False)
        self._show_chips()

    def _show_chips(self) -> None:
        for name, chip in self.lists.items():
            chip.choose(getattr(self.filter, name))
        self.priorities.choose_ways({way: getattr(self.filter, way) for way in WAYS})
        self.dates.show_moments(self.filter.received_from, self.filter.received_before)
        for name, mark in self.marks.items():
            mark.setChecked(getattr(self.filter, name))
        self.waiting.setChecked(self.filter.dispositions == _WAITING)
        handed = (*_HANDED, *_CHIPS_TOO) if self.filter.words else _HANDED
        is_handed = any(getattr(self.filter, name) for name in handed)
        words = with_hidden_shown(self.filter.words or "Chosen on another screen")
        self.elsewhere.setVisible(is_handed)
        self.elsewhere.setChecked(True)
        self.elsewhere.setText(as_menu_text(f"{words[:48]}  ✕"))
        self.elsewhere.setAccessibleName(f"Stop showing only: {words}")
        set_tool_tip(self.elsewhere, f"{words}: press to show the others as well")
        self.clear.setVisible(not self.filter.is_empty)

    def show_counts(
        self, counts: RegisterCounts, priorities: Mapping[int, int], lists: RegisterLists
    ) -> None:
        """Show how many submissions each choice would leave."""
        for name, choices in field_choices(counts, lists).items():
            self.lists[name].offer(choices)
        is_joint = bool(lists.bodies or self.filter.relevant_body_ids)
        self.lists["relevant_body_ids"].setVisible(is_joint)
        self.priorities.offer(priority_choices(priorities, lists))
        for name, _, count in _MARKS:
            self.marks[name].count(getattr(counts, count))
        self.waiting.count(counts.late_waiting)
        for name, count in _SHOWN_IF_ANY.items():
            is_any = bool(getattr(counts, count)) or getattr(self.filter, name)
            self.marks[name].setVisible(is_any)

    def _take_search(self) -> None:
        self._take("search", search_of(self.line.text()))

    def _take_dates(self, moments: Moments) -> None:
        first, before = moments
        self._take_all({"received_from": first, "received_before": before, "words": ""})

    def _take(self, name: str, value: Hashable) -> None:
        self._take_all({name: value})

    def _take_all(self, values: Mapping[str, Any]) -> None:
        self._set(replace(self.filter, **values))

    def _set(self, chosen: RegisterFilter) -> None:
        if chosen != self.filter or chosen.words != self.filter.words:
            self.filter = chosen
            self.changed.emit()
        self._show_chips()


def search_of(typed: str) -> str:
    """Return what is searched while typing: the last word may still go on.

    A word of one letter, one within quotes, and one that is followed by a space stand as typed.
    """
    last = typed.split(" ")[-1]
    goes_on = len(last) > 1 and last[-1].isalnum() and typed.count('"') % 2 == 0
    return f"{typed}*" if goes_on else typed.strip()
