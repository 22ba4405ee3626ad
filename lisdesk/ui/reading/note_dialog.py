"""Write a note on a tag, beside the text and without stopping the work there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.ui.plain import PlainLabel, WrappedLabel, set_look

_SIZE_PX = (400, 240)


class NoteDialog(QDialog):
    """A field for the note; Ctrl+Enter saves it."""

    written = Signal(str)
    """The note."""

    def __init__(self, parent: QWidget, about: str, note: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle("Note on a tag")
        self.resize(*_SIZE_PX)
        self.field = QPlainTextEdit(note)
        self.field.setAccessibleName("Note")
        self.field.setTabChangesFocus(True)
        self.save = QPushButton("Save the note")
        set_look(self.save, "primary")
        cancel = QPushButton("Cancel")
        buttons = QHBoxLayout()
        buttons.addWidget(PlainLabel("Ctrl+Enter saves", "small"))
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(WrappedLabel(about, "muted"))
        layout.addWidget(self.field, 1)
        layout.addLayout(buttons)
        self.save.clicked.connect(self._save)
        cancel.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._save)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        self.written.emit(self.field.toPlainText())
        self.accept()
