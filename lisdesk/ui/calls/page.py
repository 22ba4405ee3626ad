"""The page of one call: its deadline with what can be done to it, its questions, its history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from lisdesk.queries.call_page import CallPage
from lisdesk.queries.calls import CallRow
from lisdesk.rules.reminders import days_text
from lisdesk.ui.calls.next_step import NextStep
from lisdesk.ui.calls.tables import DeadlineTable, QuestionsTable, button_row
from lisdesk.ui.plain import NameLabel, PlainLabel, WrappedLabel

QUESTIONS_TAB, CALENDAR_TAB, HISTORY_TAB = range(3)


class CallPanel(QFrame):
    """Beside the cards, what belongs to the call at hand."""

    def __init__(
        self,
        call_actions: Sequence[QAction],
        question_actions: Sequence[QAction],
        calendar: QWidget,
        next_step: NextStep,
    ) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.title = NameLabel(look="heading")
        self.facts = WrappedLabel(look="muted")
        self.next_step = next_step
        self.questions, self.history = QuestionsTable(), DeadlineTable()
        self.no_questions = WrappedLabel(
            "No question yet. Add one, or import a survey: its columns can become questions.",
            "muted",
        )
        self.tabs = QTabWidget()
        self.tabs.addTab(self._questions_tab(question_actions), "Questions")
        self.tabs.addTab(calendar, "Calendar")
        self.tabs.addTab(self.history, "Deadline history")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.facts)
        layout.addWidget(next_step)
        layout.addLayout(button_row(call_actions))
        layout.addWidget(self.tabs, 1)

    def show_page(self, call: CallRow, page: CallPage) -> None:
        """Show one call."""
        self.title.setText(f"{call.reference}: {call.title}")
        withheld = (
            f"counts below {page.small_count_threshold} withheld from publications"
            if page.small_count_threshold
            else "no counts withheld from publications"
        )
        policy = page.campaign_policy.label
        days = days_text(call.reminder_days).replace(",", ", ")
        unit = "day" if days == "1" else "days"
        reminders = f"reminders {days} {unit} before" if call.reminder_days else "no reminders"
        self.facts.setText(
            f"Campaigns: {policy[:1].lower()}{policy[1:]} · {withheld} · {reminders}"
        )
        if page.origin:
            self.facts.setText(f"{page.origin}\n{self.facts.text()}")
        self.questions.show_questions(page.questions)
        self.questions.setVisible(bool(page.questions))
        self.no_questions.setVisible(not page.questions)
        self.history.show_events(page.events)

    def _questions_tab(self, actions: Sequence[QAction]) -> QWidget:
        tab = QWidget()
        layout = QVBoxLayout(tab)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(button_row(actions))
        layout.addWidget(self.questions, 1)
        layout.addWidget(self.no_questions)
        layout.addStretch()
        return tab


def heading_row(title: PlainLabel, *buttons: QWidget) -> QHBoxLayout:
    """Return a screen's title with buttons at its right."""
    row = QHBoxLayout()
    row.addWidget(title)
    row.addStretch()
    for button in buttons:
        row.addWidget(button)
    return row
