"""Where things stand in the import dialog, and what it says at each stage."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from lisdesk.tasks.import_preview import ImportPreview
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.importing.columns import ColumnsTable
from lisdesk.ui.importing.first_rows import FirstRowsTable
from lisdesk.ui.importing.options import EveryRow, SheetOptions
from lisdesk.ui.importing.types_line import TypesLine
from lisdesk.ui.importing.words import warning_lines
from lisdesk.ui.memory import keep_sizes, remembered
from lisdesk.ui.plain import PlainLabel, WrappedLabel
from lisdesk.ui.work_foot import NotesList, WorkFoot

KNOWN_PORTAL = "The columns are used as at your last import of this portal’s export."
_NOTHING = "Nothing stands out."
_RIGHT_PANES = "importing/right"
_SIZE_PX = (1160, 660)
_SIDES_PX = (560, 560)
_RIGHT_PX = (280, 160)
_UNREADABLE_PX = 600
_MOST_FOR_NOTES = 0.6
_HEADING_PX = 28


class ImportLayout(QDialog):
    """The widgets of the dialog; what they do is the dialog's own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE_PX)
        self.name = ElidedLabel(look="heading")
        self.note = WrappedLabel(look="muted")
        self.fault = WrappedLabel(look="negative")
        self.fault.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.options, self.every_row = SheetOptions(), EveryRow()
        self.columns, self.first_rows = ColumnsTable(), FirstRowsTable()
        self.types_line = TypesLine()
        self.problems = NotesList("To know before you import")
        self.foot = WorkFoot("Import", counts="What would happen", busy="Work under way")
        self.counts, self.busy = self.foot.counts, self.foot.busy
        self.cancel, self.go = self.foot.cancel, self.foot.go
        self.cancel.clicked.connect(self.reject)
        self.other = QPushButton("&Another file …")
        self.other.setAutoDefault(False)
        self.foot.insertWidget(self.foot.indexOf(self.cancel), self.other)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (self.name, self.note, self.fault, self.options):
            layout.addWidget(widget)
        self.middle = self._middle()
        layout.addWidget(self.middle, 1)
        layout.addWidget(self.types_line)
        layout.addWidget(self.every_row)
        layout.addLayout(self.foot)
        self.options.again.setAutoDefault(False)
        self.note.hide()
        self.fault.hide()
        self._is_known = False
        self.is_unreadable = False

    def show_name(self, name: str, call: str, files: int) -> None:
        """Say what is imported, and into which call."""
        more = f" (then {files - 1} more)" if files > 1 else ""
        self.name.setText(f"Import “{name}” into {call}{more}")

    def show_note(self, note: str, *, is_known: bool) -> None:
        """Say whether the columns are used as at the last import."""
        self.note.setText(note or (KNOWN_PORTAL if is_known else ""))
        self.note.setVisible(bool(note) or is_known)

    def show_reading(self, name: str) -> None:
        """Say that the file is being read."""
        self.fault.hide()
        self.foot.say(f"Reading “{name}” …", is_busy=True)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show the columns and the first rows."""
        self.fault.hide()
        self.columns.show_preview(preview)
        self.first_rows.rows.show_preview(preview)
        self.every_row.show_preview(preview)
        self.types_line.show_words(preview.type_words)

    def show_waiting(self, words: str, warnings: Sequence[str]) -> None:
        """Say what must be answered first."""
        self.problems.show_notes(warning_lines(warnings), _NOTHING)
        self.foot.say(words, look="caution")

    def show_counting(self, warnings: Sequence[str]) -> None:
        """Say that what would happen is being counted."""
        self.problems.show_notes(warning_lines(warnings), _NOTHING)
        self.foot.say("Counting what is new …", is_busy=True)

    def show_progress(self, done: int, total: int) -> None:
        """Say how far the counting is, as soon as that is known."""
        if self.busy.isVisible() and total:
            self.counts.setText(f"Counting what is new … {done:,} of {total:,} rows")

    def show_counts(self, counts: str, warnings: Sequence[str], problems: Sequence[str]) -> None:
        """Say what would happen, and let it happen."""
        self.problems.show_notes([*warning_lines(warnings), *problems], _NOTHING)
        self._make_room_for_notes()
        self.foot.say(counts, look="strong")
        self.go.setEnabled(True)
        if self._is_known and self.cancel.hasFocus():
            self.go.setFocus()

    def show_fault(self, sentence: str) -> None:
        """Say why the sheet cannot be imported like this; what was chosen stays."""
        self.fault.setText(sentence)
        self.fault.show()
        self.foot.say("Nothing can be imported yet.", look="muted")

    def show_unreadable(self, sentence: str) -> None:
        """Say why nothing of the file can be shown, and leave only the way out."""
        self.show_fault(sentence)
        self.is_unreadable = True
        for part in (self.options, self.middle, self.types_line, self.every_row, self.go):
            part.hide()
        self.cancel.setText("Close")
        self.cancel.setFocus()
        self.setMinimumWidth(_UNREADABLE_PX)
        self.adjustSize()

    def start(self, *, is_known: bool) -> None:
        """Give the keyboard to the first column, or where nothing is to be done to the way out,
        until all is counted.
        """
        self._is_known = is_known
        (self.cancel if is_known else self.columns.first_box()).setFocus()

    def _make_room_for_notes(self) -> None:
        """Show the notes to their last line, unless the officer has dragged the panes."""
        if not remembered(_RIGHT_PANES).isEmpty():
            return
        whole = sum(self.right.sizes())
        wanted = self.problems.needed_height() + _HEADING_PX
        lower = min(max(wanted, _RIGHT_PX[1]), int(whole * _MOST_FOR_NOTES))
        self.right.setSizes([whole - lower, lower])

    def _middle(self) -> QWidget:
        self.right = right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(_headed("The first rows as they will be read", self.first_rows))
        right.addWidget(_headed("To know before you import", self.problems))
        right.setSizes(_RIGHT_PX)
        right.setChildrenCollapsible(False)
        keep_sizes(right, _RIGHT_PANES)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(_headed("What becomes of each column", self.columns))
        sides.addWidget(right)
        sides.setSizes(_SIDES_PX)
        sides.setChildrenCollapsible(False)
        keep_sizes(sides, "importing/panes")
        return sides


def _headed(words: str, widget: QWidget) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(PlainLabel(words, "strong"))
    layout.addWidget(widget, 1)
    return box
