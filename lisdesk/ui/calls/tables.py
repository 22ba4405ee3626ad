"""The questions of a call, and the story of its deadline, as tables; the buttons above them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from lisdesk.queries.call_page import AskedQuestion, DeadlineEvent
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.flow_layout import FlowLayout
from lisdesk.ui.plain import as_tool_tip, set_look
from lisdesk.ui.theme import ROW_PX

_KEYPAD = Qt.KeyboardModifier.KeypadModifier
"""Is held with Enter by the number pad."""


class PlainTable(QTableWidget):
    """Rows that are read and chosen, never written in."""

    def __init__(
        self, name: str, headings: Sequence[str], widths: Sequence[int], wide: int
    ) -> None:
        super().__init__(0, len(headings))
        self._acts: dict[Qt.Key, QAction] = {}
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headings))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)

    def act_by_keys(self, edit: QAction, remove: QAction) -> None:
        """Let F2 and Enter edit the row in hand and Del remove it while the table has the keyboard;
        elsewhere on the screen F2 may mean something else.
        """
        self._acts = {
            Qt.Key.Key_F2: edit,
            Qt.Key.Key_Return: edit,
            Qt.Key.Key_Enter: edit,
            Qt.Key.Key_Delete: remove,
        }

    def event(self, event: QEvent) -> bool:
        """Take the keys of the table before the screen takes them for its own."""
        if event.type() == QEvent.Type.ShortcutOverride and self._act_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit or remove the row in hand."""
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act.trigger()

    def _act_of(self, event: QEvent) -> QAction | None:
        if not isinstance(event, QKeyEvent) or event.modifiers() & ~_KEYPAD:
            return None
        return self._acts.get(Qt.Key(event.key()))

    def fill(self, rows: Sequence[Sequence[str | int]]) -> None:
        """Show other rows; the one that was current stays so by its place."""
        current = max(self.currentRow(), 0)
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, value in enumerate(row):
                is_number = isinstance(value, int)
                item = QTableWidgetItem(f"{value:,}" if is_number else " ".join(str(value).split()))
                item.setToolTip(as_tool_tip(str(value)))
                if is_number:
                    side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    item.setTextAlignment(side)
                self.setItem(place, column, item)
        if rows:
            self.setCurrentCell(min(current, len(rows) - 1), 0)


class QuestionsTable(PlainTable):
    """Number, words, kind and how many submissions answer."""

    def __init__(self) -> None:
        headings = ("No.", "Question", "Kind", "Answered by")
        super().__init__("Questions", headings, (48, 320, 112, 112), wide=1)
        self.questions: Sequence[AskedQuestion] = ()

    def show_questions(self, questions: Sequence[AskedQuestion]) -> None:
        """Show the questions of a call."""
        self.questions = questions
        self.fill(
            [
                (each.row.number, each.row.text, each.row.shape.words, each.answered_by)
                for each in questions
            ]
        )

    def current(self) -> AskedQuestion | None:
        """Return the question that is current; None without any."""
        row = self.currentRow()
        return self.questions[row] if 0 <= row < len(self.questions) else None


class DeadlineTable(PlainTable):
    """When which deadline was set, by whom and why."""

    def __init__(self) -> None:
        headings = ("Decided", "What", "Reason", "Notice", "Officer")
        super().__init__("Deadline history", headings, (144, 176, 160, 160, 104), wide=2)
        self.setWordWrap(True)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        rows.setMinimumSectionSize(ROW_PX)

    def show_events(self, events: Sequence[DeadlineEvent]) -> None:
        """Show the story of a deadline, oldest first."""
        self.fill(
            [
                (local_words(each.at), each.what, each.reason, each.notice, each.officer)
                for each in events
            ]
        )


def button_row(actions: Sequence[QAction]) -> FlowLayout:
    """Return the buttons of some actions side by side, of which the first stands out; where they
    have no room they go on in the next line.
    """
    row = FlowLayout()
    for place, action in enumerate(actions):
        button = ActionButton(action)
        if place == 0:
            set_look(button, "strong")
        row.addWidget(button)
    return row
