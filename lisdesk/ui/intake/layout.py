"""Where things stand in a dialog that files what came in, and what it says at each stage."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.guide import open_guide
from lisdesk.ui.intake.table import IntakeTable
from lisdesk.ui.intake.words import Naming
from lisdesk.ui.memory import keep_sizes
from lisdesk.ui.plain import PlainLabel, WrappedLabel, as_tool_tip
from lisdesk.ui.theme import GRID_PX, ROW_PX
from lisdesk.ui.work_foot import WorkFoot

_SIZE_PX = (1320, 690)
_EDGES_PX = (40, 56)
_LINES_SHOWN = 3


class IntakeLayout(QDialog):
    """The widgets of the dialog; what they do is the dialog's own."""

    table: IntakeTable

    def __init__(self, parent: QWidget, naming: Naming) -> None:
        super().__init__(parent)
        self.naming = naming
        self.setWindowTitle(f"File {naming.many}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = parent.size()
        self.resize(
            *(
                min(wanted, there - edge)
                for wanted, there, edge in zip(
                    _SIZE_PX, (room.width(), room.height()), _EDGES_PX, strict=True
                )
            )
        )
        self.name = ElidedLabel(look="heading")
        self.note = WrappedLabel(look="muted")
        self.fault = WrappedLabel(look="negative")
        self.fault.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fault.hide()
        self.side, self.buttons = QWidget(), QWidget()
        QShortcut(QKeySequence("F1"), self, lambda: open_guide(self, naming.guide_page))

    def lay_out(
        self,
        beside: Sequence[QWidget],
        buttons: Sequence[QPushButton],
        hint: str,
        sides_px: tuple[int, int],
        kept_as: str,
    ) -> None:
        """Put the table at the left with its buttons and what they leave unsaid, and `beside` it at
        the right what is to be said of one; the last of that takes the room. `kept_as` is the name
        by which the width is remembered.
        """
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (self.name, self.note, self.fault):
            layout.addWidget(widget)
        self.middle = QSplitter(Qt.Orientation.Horizontal)
        self.middle.addWidget(self._left(buttons, hint))
        self.middle.addWidget(self._right(beside))
        self.middle.setSizes(sides_px)
        self.middle.setStretchFactor(0, 1)
        self.middle.setChildrenCollapsible(False)
        keep_sizes(self.middle, kept_as)
        layout.addWidget(self.middle, 1)
        layout.addStretch()
        layout.addLayout(self._foot())

    def show_name(self, words: str, note: str) -> None:
        """Say what is filed, and into which call."""
        self.name.setText(words)
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def show_reading(self) -> None:
        """Say that they are being read."""
        self.middle.hide()
        self.counts.setText(f"Reading the {self.naming.many} …")
        self.busy.show()
        self.go.setEnabled(False)

    def show_progress(self, done: int, total: int) -> None:
        """Say how far the reading is."""
        self.busy.setRange(0, max(total, 1))
        self.busy.setValue(done)
        self.counts.setText(f"Reading the {self.naming.many} … {done:,} of {total:,} files")

    def show_read(self, set_aside: Sequence[str]) -> None:
        """Show what was read, and what could not be, each with its reason."""
        self.busy.hide()
        self.middle.show()
        self.set_aside.clear()
        for words in set_aside:
            item = QListWidgetItem(words)
            item.setToolTip(as_tool_tip(words))
            self.set_aside.addItem(item)
        self.set_aside.setMaximumHeight(min(len(set_aside), _LINES_SHOWN) * ROW_PX + GRID_PX)
        self.aside.setVisible(bool(set_aside))
        self.aside_words.setText(f"Cannot be filed: {len(set_aside):,}")

    def show_nothing(self) -> None:
        """Leave only what could not be read, and the way out."""
        self.side.hide()
        for part in (self.table, self.buttons, self.go):
            part.hide()
        self.set_aside.setMaximumHeight(self.height())
        self.only_close(f"No {self.naming.one} can be filed.")

    def only_close(self, words: str) -> None:
        """Offer nothing but to close the dialog."""
        self.busy.hide()
        self.counts.setText(words)
        self.counts.set_look("strong")
        self.go.setEnabled(False)
        self.cancel.setText("Close")
        self.cancel.setFocus()

    def show_counts(self, words: str, filed: int) -> None:
        """Say what becomes of them, and offer it."""
        self.counts.setText(words)
        self.counts.set_look("strong")
        self.go.setText(f"File {self.naming.counted(filed)}")
        self.go.setEnabled(filed > 0)

    def show_fault(self, sentence: str) -> None:
        """Say why they cannot be filed like this; what was chosen stays."""
        self.fault.setText(sentence)
        self.fault.show()

    def _left(self, buttons: Sequence[QPushButton], hint: str) -> QWidget:
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.buttons)
        layout.addWidget(self._aside())
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        for button in buttons:
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch()
        row.addWidget(PlainLabel(hint, "small"))
        return left

    def _right(self, beside: Sequence[QWidget]) -> QWidget:
        layout = QVBoxLayout(self.side)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(8)
        for widget in beside[:-1]:
            layout.addWidget(widget)
        layout.addWidget(beside[-1], 1)
        return self.side

    def _aside(self) -> QWidget:
        self.aside_words = PlainLabel("", "strong")
        self.set_aside = QListWidget()
        self.set_aside.setAccessibleName("What is not filed, and why")
        self.set_aside.setWordWrap(True)
        self.set_aside.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.set_aside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.aside = QWidget()
        layout = QVBoxLayout(self.aside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.aside_words)
        layout.addWidget(self.set_aside, 1)
        return self.aside

    def _foot(self) -> QHBoxLayout:
        many = self.naming.many
        foot = WorkFoot(
            f"File {many}",
            counts=f"What becomes of the {many}",
            busy=f"Reading the {many}",
            busy_px=160,
        )
        self.counts, self.busy = foot.counts, foot.busy
        self.cancel, self.go = foot.cancel, foot.go
        self.cancel.clicked.connect(self.reject)
        return foot
