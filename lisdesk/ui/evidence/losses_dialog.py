"""What a file that was written could not hold, as a list to be read and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.guide import open_guide
from lisdesk.ui.plain import PlainLabel, set_look, set_tool_tip
from lisdesk.ui.work_foot import NotesList

_SIZE_PX = (640, 420)
_GUIDE_PAGE = "refi-qda"


class LossesDialog(QDialog):
    """Lists what is not in a file, or elsewhere than in the call, a line for each."""

    def __init__(self, parent: QWidget, name: str, losses: Sequence[str]) -> None:
        """`name` is the file's, as it is shown."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What is not in the file")
        self.resize(*_SIZE_PX)
        self._words = "\n".join(losses)
        heading = ElidedLabel(look="heading")
        heading.setText(f"“{name}”")
        self.lost = NotesList("What is not in the file, or to know of it")
        self.lost.show_notes(losses, "Nothing is lost.")
        self.copy, self.close_button = QPushButton("&Copy the list"), QPushButton("Close")
        set_tool_tip(self.copy, "Copy the list (Ctrl+C)")
        self.copy.setAutoDefault(False)
        set_look(self.close_button, "primary")
        self.close_button.setDefault(True)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addStretch()
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(heading)
        layout.addWidget(
            PlainLabel("To know of the file; what is not in it, or elsewhere", "strong")
        )
        layout.addWidget(self.lost, 1)
        layout.addLayout(foot)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self, self._copy)
        QShortcut(QKeySequence("F1"), self, lambda: open_guide(self, _GUIDE_PAGE))
        self.lost.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._words)
        self.copy.setText("Copied")
