"""How the screen Answers is arranged: the table, the answer at hand, the priorities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from lisdesk.ui.answers.aim_bar import AimBar
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.memory import keep_sizes

if TYPE_CHECKING:
    from lisdesk.ui.answers.screen import AnswersScreen

_WIDTHS_PX = (744, 404)
_HEIGHTS_PX = (340, 280)


class Parts:
    """The widgets of the screen, and which of them are in view."""

    def __init__(self, screen: AnswersScreen) -> None:
        self.nothing = EmptyState("No answers", "")
        self.middle = QStackedWidget()
        self.middle.addWidget(screen.table)
        self.middle.addWidget(self.nothing)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 8, 0, 8)
        column.setSpacing(8)
        column.addWidget(screen.line)
        column.addWidget(self.middle, 1)
        self.aim = AimBar(screen.marking, screen.keys)
        column.addWidget(self.aim)
        column.addWidget(screen.suggestions.strip)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(screen.pane)
        right.addWidget(screen.tree)
        right.setSizes(list(_HEIGHTS_PX))
        right.setContentsMargins(0, 8, 8, 8)
        right.setChildrenCollapsible(False)
        keep_sizes(right, "answers/right")
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.addWidget(left)
        self.columns.addWidget(right)
        self.columns.setChildrenCollapsible(False)
        self.columns.setStretchFactor(0, 1)
        self.columns.setSizes(list(_WIDTHS_PX))
        keep_sizes(self.columns, "answers/columns")
        whole = QVBoxLayout(screen)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.columns)

    def show_count(self, count: int, *, is_narrowed: bool, has_questions: bool) -> None:
        """Show the answers, or say why there are none."""
        if not has_questions:
            self.nothing.say("No questions", "Add questions to the call; their answers stand here.")
        elif is_narrowed:
            self.nothing.say("Nothing left here", "Every answer to this question has a tag.")
        else:
            self.nothing.say(
                "No answers",
                "Nobody has answered this question with more than “n/a” yet. ] and [ turn to the "
                "other questions.",
            )
        self.middle.setCurrentIndex(0 if count else 1)
