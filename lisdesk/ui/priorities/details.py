"""What belongs under a priority, in words, and all that is tagged to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QTableView,
    QVBoxLayout,
)

from lisdesk.queries.priority_page import ExcerptRow, FrameRow, excerpt_rows
from lisdesk.ui.jobs import Jobs
from lisdesk.ui.lazy_table import LazyColumn, LazyTableModel
from lisdesk.ui.plain import NameLabel, PlainLabel, WrappedLabel, with_hidden_shown
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.yielding_columns import YieldingColumns

_NARROWEST_PX = 48
_QUOTATION, _RESPONDENT, _PRIORITY, _STANCE, _STRENGTH = 0, 2, 3, 4, 5
_LEAST_QUOTATION_PX = 240
_WHOLE = "(the whole submission or answer)"


class PriorityCard(QFrame):
    """Name, status, definition, what to include and exclude, keywords and foundations."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.name = NameLabel(look="heading")
        self.facts = WrappedLabel(look="muted")
        self.one_group = WrappedLabel(look="caution")
        self.words = WrappedLabel()
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        for label in (self.name, self.facts, self.one_group, self.words):
            layout.addWidget(label)

    def show_priority(self, each: FrameRow | None) -> None:
        """Show one priority; nothing without one."""
        self.setVisible(each is not None)
        if each is None:
            return
        row = each.row
        self.name.setText(f"{row.code}  {with_hidden_shown(row.name)}")
        counted = "1 submission" if each.submissions == 1 else f"{each.submissions:,} submissions"
        facts = [row.status.label, f"{counted}, {each.own:,} of them on it itself", *row.labels]
        self.facts.setText(" · ".join(facts))
        self.one_group.setText(with_hidden_shown(f"It {each.one_group}."))
        self.one_group.setVisible(bool(each.one_group))
        parts = (
            ("", row.definition),
            ("Include: ", row.include),
            ("Exclude: ", row.exclude),
            ("Examples: ", row.examples),
            ("Keywords: ", ", ".join(row.keywords)),
        )
        lines = [f"{name}{text}" for name, text in parts if text]
        self.words.setText("\n".join(lines) or "No definition yet. Press F2 to write one.")


class ExcerptTable(QTableView):
    """The excerpts of a priority; Enter opens one in its text."""

    opened = Signal(object)
    """The `ExcerptRow` that was chosen."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        columns = (
            LazyColumn("", "Quotation", quotation, width=320),
            LazyColumn("", "Submission", lambda row: row.submission, width=96),
            LazyColumn("", "Respondent", lambda row: with_hidden_shown(row.respondent), width=128),
            LazyColumn("", "Priority", lambda row: row.priority, width=64),
            LazyColumn("", "Stance", lambda row: row.stance.label if row.stance else "", width=72),
            LazyColumn(
                "", "Strength", lambda row: row.strength.label if row.strength else "", width=124
            ),
        )
        self.rows = LazyTableModel(jobs, columns, excerpt_rows, self)
        self.setModel(self.rows)
        self.setAccessibleName("Excerpts")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.horizontalHeader().setHighlightSections(False)
        for place, column in enumerate(columns):
            self.setColumnWidth(place, column.width)
        self.horizontalHeader().setMinimumSectionSize(_NARROWEST_PX)
        yielding = (_RESPONDENT, _STANCE, _STRENGTH, _PRIORITY)
        widths = {place: columns[place].width for place in yielding}
        self._yielding = YieldingColumns(self, _QUOTATION, _LEAST_QUOTATION_PX, widths)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words their room."""
        super().resizeEvent(event)
        self._yielding.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current excerpt by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _open(self, place: int) -> None:
        row = self.rows.row_at(place) if 0 <= place < self.rows.rowCount() else None
        if isinstance(row, ExcerptRow):
            self.opened.emit(row)


class ExcerptHeading(QHBoxLayout):
    """How many excerpts are listed, those of the priorities below among them or not; or the history
    instead.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words = PlainLabel(look="strong")
        self.below = QPushButton("With those below")
        self.below.setProperty("look", "chip")
        self.below.setCheckable(True)
        self.below.setChecked(True)
        self.history = QPushButton("History")
        self.history.setProperty("look", "chip")
        self.history.setCheckable(True)
        self.addWidget(self.words)
        self.addStretch()
        self.addWidget(self.below)
        self.addWidget(self.history)

    def show_count(self, count: int) -> None:
        """Say how many are listed."""
        self.words.setText("1 excerpt" if count == 1 else f"{count:,} excerpts")


def quotation(row: ExcerptRow) -> str:
    """Return the words that a tag stands on, in one line."""
    if row.quote is None:
        return f"{_WHOLE} {row.note}".strip()
    earlier = "(earlier text) " if row.is_on_earlier_text else ""
    quoted = "❝ " if row.is_quotation else ""
    return quoted + earlier + " ".join(row.quote.split())
