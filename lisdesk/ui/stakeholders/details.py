"""The pane beside the register: all about one stakeholder, or why two are probably one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from lisdesk.queries.stakeholder_matches import MatchRow, MatchSide
from lisdesk.queries.stakeholder_page import StakeholderPage
from lisdesk.rules.counted import counted
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.plain import (
    LONGEST_NAME,
    LONGEST_TOLD,
    NameLabel,
    PlainLabel,
    WrappedLabel,
    as_tool_tip,
    set_tool_tip,
    shortened,
    with_hidden_shown,
)
from lisdesk.ui.stakeholders.words import attended_words, facts, submission_words, summary
from lisdesk.ui.theme import ROW_PX


class SubmissionList(QListWidget):
    """A stakeholder's submissions; Enter reads one."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[int] = []
        self.setAccessibleName("Submissions of the stakeholder")
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemDoubleClicked.connect(lambda _item: self._open())

    def show_lines(self, ids: list[int], lines: list[str]) -> None:
        """Show lines about submissions."""
        self.ids = ids
        self.clear()
        for line in lines:
            item = QListWidgetItem(line)
            item.setToolTip(as_tool_tip(line))
            item.setSizeHint(QSize(0, ROW_PX))
            self.addItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the current submission with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if 0 <= self.currentRow() < len(self.ids):
            self.opened.emit(self.ids[self.currentRow()])


class Details(QWidget):
    """Shows a stakeholder, a pair, or that none is chosen."""

    drilled = Signal()
    """The officer wants the submissions of the stakeholder in the register of submissions."""

    def __init__(self) -> None:
        super().__init__()
        self.page: StakeholderPage | None = None
        self.setAccessibleName("Details of the stakeholder")
        self.name, self.summary = NameLabel(look="heading"), WrappedLabel(look="muted")
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(4)
        self.grid.setColumnStretch(1, 1)
        self.submissions = SubmissionList()
        self.show_them = QPushButton("Show in Submissions")
        self.show_them.clicked.connect(self.drilled)
        self.pair_name, self.pair_words = WrappedLabel(look="heading"), WrappedLabel()
        self.pair_sides = WrappedLabel(look="muted")
        self.stack = QStackedLayout(self)
        self.stack.addWidget(
            EmptyState("No stakeholder chosen", "Choose a line to see what is known of them.")
        )
        self.stack.addWidget(_column(self.name, self.summary, self.grid, self.submissions, self))
        self.stack.addWidget(_pair_column(self.pair_name, self.pair_sides, self.pair_words))

    def show_page(self, page: StakeholderPage | None, zone: str) -> None:
        """Show a stakeholder; None empties the pane."""
        self.page = page
        self.stack.setCurrentIndex(0 if page is None else 1)
        if page is None:
            return
        self.name.setText(with_hidden_shown(page.row.name))
        self.summary.setText(summary(page))
        while (item := self.grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, text) in enumerate(facts(page)):
            label = PlainLabel(name, "small")
            self.grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            value = WrappedLabel(shortened(text, LONGEST_TOLD))
            set_tool_tip(value, text if len(text) > LONGEST_TOLD else "")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(f"{name}: {text}")
            self.grid.addWidget(value, row, 1)
        lines = [submission_words(each, zone) for each in page.submissions]
        lines += [attended_words(each, zone) for each in page.attended]
        self.submissions.show_lines(
            [each.id for each in (*page.submissions, *page.attended)], lines
        )

    def show_pair(self, match: MatchRow | None) -> None:
        """Show why two are probably one; None empties the pane."""
        self.stack.setCurrentIndex(0 if match is None else 2)
        if match is not None:
            self.pair_name.setText("Probably the same")
            self.pair_sides.setText(f"{_side(match.one)}\n\n{_side(match.other)}")
            self.pair_words.setText("\n".join(match.why))


def _side(side: MatchSide) -> str:
    name = shortened(side.name, LONGEST_NAME)
    parts = [name, side.email, counted(side.submissions, "submission")]
    return with_hidden_shown(" · ".join(part for part in parts if part))


def _column(
    name: QWidget, words: QWidget, grid: QGridLayout, submissions: QWidget, details: Details
) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(8, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(name)
    layout.addWidget(words)
    layout.addLayout(grid)
    layout.addSpacing(8)
    layout.addWidget(PlainLabel("Submissions, and events attended", "strong"))
    layout.addWidget(submissions, 1)
    layout.addWidget(details.show_them, 0, Qt.AlignmentFlag.AlignLeft)
    return page


def _pair_column(*labels: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(8, 0, 0, 0)
    layout.setSpacing(8)
    for label in labels:
        layout.addWidget(label)
    layout.addStretch()
    return page
