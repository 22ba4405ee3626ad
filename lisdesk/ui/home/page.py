"""What stands on Home, laid out; the screen fills it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lisdesk.ui.charts.card import ChartCard
from lisdesk.ui.charts.chart import BarChart
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.home.deadline_band import DeadlineBand
from lisdesk.ui.home.number_buttons import CountLine, NumberCard
from lisdesk.ui.plain import PlainLabel, WrappedLabel, as_menu_text
from lisdesk.ui.theme import GRID_PX, priority_colour

if TYPE_CHECKING:
    from lisdesk.queries.top_priorities import PriorityNumber

MOST_PRIORITIES = 8
_CHART_PX, _TYPE_PX, _AROUND_TYPES_PX, _BETWEEN_PX = 304, 20, 128, 12

_NO_TAGS = (
    "Nothing is tagged yet. Tag words of a submission in Reading; the priorities with most "
    "submissions then stand here."
)


class HomeBody(QScrollArea):
    """The band, the cards, the charts and the lists of Home in one page that scrolls."""

    def __init__(self, copy: QAction) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName("Home")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.as_at = ElidedLabel("", "muted")
        self.copy = QPushButton(as_menu_text(copy.text()))
        self.copy.clicked.connect(copy.trigger)
        self.band = DeadlineBand()
        self.received = NumberCard("Received")
        self.read = NumberCard("Read by me")
        self.tagged = NumberCard("Tagged")
        self.waiting = NumberCard("Late, waiting for a decision")
        self.cards = (self.received, self.read, self.tagged, self.waiting)
        self.oldest = QPushButton()
        self.oldest_words = ElidedLabel("", "muted")
        self.calendar = QPushButton("Calendar")
        self.coming = ElidedLabel("", "muted")
        self.stage = QPushButton()
        self.happens = ElidedLabel("", "muted")
        self.closing = WrappedLabel("", "caution")
        self.closing.hide()
        self.officers = WrappedLabel("", "muted")
        self.officers.setAccessibleName("How far each officer is")
        self.officers.hide()
        self.arrivals = ChartCard("Arrivals by day")
        self.arrivals.setFixedHeight(_CHART_PX)
        self.types = ChartCard("By stakeholder type")
        self.not_heard_from = WrappedLabel("", "muted")
        self.coverage = QPushButton("Targets, and who to write to")
        self._priorities = QVBoxLayout()
        self._priorities.setSpacing(0)
        self.priority_lines: list[CountLine] = []
        self.no_tags = WrappedLabel(_NO_TAGS, "muted")
        inside = QWidget()
        inside.setObjectName("home")
        self.setWidget(inside)
        self.numbers, self._charts = QWidget(), QWidget()
        self._lay_out(inside)

    def show_instead(self, empty: QWidget | None) -> None:
        """Show what has no numbers yet below the calendar, in place of them; None for them."""
        is_empty = empty is not None
        for part in (self.numbers, self._charts):
            part.setVisible(not is_empty)
        if empty is not None and empty.parent() is None:
            self._column.insertWidget(self._column.count() - 1, empty, 1)

    def show_priorities(
        self, priorities: Sequence[PriorityNumber], go: Callable[[PriorityNumber], None]
    ) -> None:
        """List the priorities with most submissions; a click goes to them."""
        for line in self.priority_lines:
            self._priorities.removeWidget(line)
            line.deleteLater()
        most = priorities[0].submissions if priorities else 0
        self.no_tags.setVisible(not most)
        self.priority_lines = [
            CountLine(f"{each.code} {each.name}", each.submissions, most)
            for each in priorities[:MOST_PRIORITIES]
        ]
        for line, each in zip(self.priority_lines, priorities, strict=False):
            line.set_colour(priority_colour(each.hue))
            line.clicked.connect(partial(_ignore_checked, go, each))
            self._priorities.addWidget(line)

    def show_types(self, chart: BarChart, missing: str) -> None:
        """Show who was heard from and who was not."""
        self.types.setFixedHeight(_AROUND_TYPES_PX + _TYPE_PX * len(chart.categories))
        self.types.show_chart(chart)
        self.not_heard_from.setText(missing)

    def _lay_out(self, inside: QWidget) -> None:
        head = QHBoxLayout()
        head.addWidget(self.as_at, 1)
        head.addWidget(self.copy)
        cards = _grid()
        for at, card in enumerate(self.cards):
            cards.addWidget(card, 0, at)
            cards.setColumnStretch(at, 1)
        oldest = QHBoxLayout()
        oldest.addWidget(PlainLabel("Oldest unread", "strong"))
        oldest.addWidget(self.oldest)
        oldest.addWidget(self.oldest_words, 1)
        coming = QHBoxLayout()
        coming.addWidget(PlainLabel("Coming", "strong"))
        coming.addWidget(self.calendar)
        coming.addWidget(self.coming, 1)
        happens = QHBoxLayout()
        happens.addWidget(PlainLabel("What happens next", "strong"))
        happens.addWidget(self.stage)
        happens.addWidget(self.happens, 1)
        charts = _grid(self._charts)
        charts.addWidget(self.arrivals, 0, 0)
        charts.addWidget(self._priority_card(), 0, 1)
        charts.addWidget(self.types, 1, 0)
        charts.addWidget(self._not_heard_card(), 1, 1)
        charts.setColumnStretch(0, 5)
        charts.setColumnStretch(1, 3)
        numbers = QVBoxLayout(self.numbers)
        numbers.setContentsMargins(0, 0, 0, 0)
        numbers.setSpacing(_BETWEEN_PX)
        numbers.addLayout(cards)
        numbers.addLayout(oldest)
        layout = self._column = QVBoxLayout(inside)
        layout.setContentsMargins(2 * GRID_PX, GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        layout.setSpacing(_BETWEEN_PX)
        layout.addLayout(head)
        layout.addWidget(_card("", self.band))
        layout.addWidget(self.numbers)
        layout.addLayout(coming)
        layout.addLayout(happens)
        layout.addWidget(self.closing)
        layout.addWidget(self.officers)
        layout.addWidget(self._charts)
        layout.addStretch()

    def _not_heard_card(self) -> QFrame:
        parts = QWidget()
        layout = QVBoxLayout(parts)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.not_heard_from)
        layout.addWidget(self.coverage, 0, Qt.AlignmentFlag.AlignLeft)
        return _card("Not heard from", parts)

    def _priority_card(self) -> QFrame:
        lines = QWidget()
        lines.setLayout(self._priorities)
        self._priorities.setContentsMargins(0, 0, 0, 0)
        self._priorities.addWidget(self.no_tags)
        return _card("Top priorities", lines)


def _grid(parent: QWidget | None = None) -> QGridLayout:
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(2 * GRID_PX)
    return grid


def _card(title: str, widget: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("look", "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(16, 8, 16, 8)
    layout.setSpacing(GRID_PX)
    if title:
        layout.addWidget(PlainLabel(title, "heading"))
    layout.addWidget(widget)
    if title:
        layout.addStretch()
    return card


def _ignore_checked(
    go: Callable[[PriorityNumber], None], priority: PriorityNumber, *_checked: bool
) -> None:
    go(priority)
