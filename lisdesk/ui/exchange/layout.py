"""Where things stand in the dialog for coded projects."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.exchange.words import KNOWN_CHOICES
from lisdesk.ui.guide import open_guide
from lisdesk.ui.plain import PlainLabel, WrappedLabel
from lisdesk.ui.submissions.choice_field import ChoiceField
from lisdesk.ui.work_foot import NotesList, WorkFoot

_SIZE_PX = (760, 560)
_HEADINGS = ("", "New", "Changed", "Already here")
_GUIDE_PAGE = "refi-qda"


class ProjectLayout(QDialog):
    """The widgets of the dialog; what they do is the dialog's own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import a coded project")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE_PX)
        self.name = ElidedLabel(look="heading")
        self.origin = WrappedLabel(look="muted")
        self.reading = WrappedLabel()
        self.fault = WrappedLabel(look="negative")
        self.fault.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fault.hide()
        self.numbers = QFrame()
        self.numbers.setProperty("look", "card")
        self._grid = QGridLayout(self.numbers)
        self.lost = NotesList("What is lost, or to know before you import")
        self.foot = WorkFoot("Import", counts="What would happen", busy="Work under way")
        self.counts, self.busy = self.foot.counts, self.foot.busy
        self.cancel, self.go = self.foot.cancel, self.foot.go
        self.cancel.clicked.connect(self.reject)
        self.middle = QWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (self.name, self.origin, self.reading, self.fault):
            layout.addWidget(widget)
        self._lay_middle()
        layout.addWidget(self.middle, 1)
        layout.addStretch()
        layout.addLayout(self.foot)
        QShortcut(QKeySequence("F1"), self, lambda: open_guide(self, _GUIDE_PAGE))
        self.middle.hide()

    def show_reading(self) -> None:
        """Say that the file is being read."""
        self.foot.say("Reading the project …", is_busy=True)

    def show_counting(self) -> None:
        """Say that what would happen is being counted."""
        self.foot.say("Counting what is new …", is_busy=True)

    def show_progress(self, done: int, total: int) -> None:
        """Say how far the counting is, as soon as that is known."""
        if self.busy.isVisible() and total > 1:
            self.counts.setText(f"Counting what is new … {done:,} of {total:,} sources")

    def show_counts(
        self, rows: Sequence[Sequence[str]], lost: Sequence[str], counts: str, *, can_go: bool
    ) -> None:
        """Show what would come in and what would be lost, and let it come in."""
        self.fault.hide()
        self.middle.show()
        self._fill(rows)
        self.lost.show_notes(lost, "Nothing is lost.")
        self.foot.say(counts if can_go else "All of it is here already.", look="strong")
        self.go.setEnabled(can_go)
        (self.go if can_go else self.cancel).setFocus()

    def show_fault(self, sentence: str) -> None:
        """Say why it cannot come in; what was chosen stays."""
        self.fault.setText(sentence)
        self.fault.show()
        self.foot.say("Nothing can be imported yet.")

    def show_unreadable(self, sentence: str) -> None:
        """Say why nothing of the file can be shown, and leave only the way out."""
        self.show_fault(sentence)
        for part in (self.middle, self.origin, self.reading, self.go):
            part.hide()
        self.cancel.setText("Close")
        self.cancel.setDefault(True)
        self.cancel.setFocus()
        self.resize(self.width(), self.minimumSizeHint().height())

    def _lay_middle(self) -> None:
        self._grid.setContentsMargins(16, 8, 16, 8)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(len(_HEADINGS), 1)
        self.known = ChoiceField(KNOWN_CHOICES)
        self.known.setAccessibleName("What came in before")
        self.known_words = PlainLabel("What came in &before")
        self.known_words.setBuddy(self.known)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.known_words)
        row.addWidget(self.known)
        row.addStretch()
        layout = QVBoxLayout(self.middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.numbers)
        layout.addLayout(row)
        layout.addWidget(PlainLabel("Lost, or to know before you import", "strong"))
        layout.addWidget(self.lost, 1)

    def _fill(self, rows: Sequence[Sequence[str]]) -> None:
        while (taken := self._grid.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.deleteLater()
        for line, cells in enumerate((_HEADINGS, *rows)):
            for column, words in enumerate(cells):
                look = "muted" if line == 0 else "strong" if column == 0 else ""
                label = PlainLabel(words, look)
                side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
                self._grid.addWidget(label, line, column, side)
