"""The dialog that tells of a mistake of the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.ui.plain import PlainLabel, WrappedLabel, set_look


class CrashDialog(QDialog):
    """Says that the program made a mistake, and that the file is as it was before the edit."""

    def __init__(self, parent: QWidget, report: str, close_program: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle("lisdesk made a mistake")
        self.resize(600, 400)
        words = WrappedLabel(
            "Something went wrong inside lisdesk. What you did last may not have been done; the "
            "file is as it was before it, and everything saved earlier is safe. You can go on. "
            "The report below names places in the program and holds nothing of the call."
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName("Report")
        copy, leave, go_on = (
            QPushButton("Copy the report"), QPushButton("Close lisdesk"), QPushButton("Go on"),
        )  # fmt: skip
        set_look(go_on, "primary")
        go_on.setDefault(True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        leave.clicked.connect(close_program)
        go_on.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(PlainLabel("lisdesk made a mistake", "heading"))
        layout.addWidget(words)
        layout.addWidget(self.report, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch()
        buttons.addWidget(leave)
        buttons.addWidget(go_on)
        layout.addLayout(buttons)
