"""The list of keyboard shortcuts: those of the frame, and those of the screen in view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lisdesk.ui.action_button import keys_in_list
from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.screen import Screen

_SIZE_PX = (520, 560)


class ShortcutList(QDialog):
    """Keys and what they do, in a table that a screen reader can walk."""

    def __init__(self, parent: QWidget, commands: Sequence[QAction], screen: Screen | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        self.resize(*_SIZE_PX)
        own = screen.shortcuts() if screen else []
        rows = [*own, *shortcut_rows(commands)]
        table = QTableWidget(len(rows), 2)
        table.setAccessibleName("Keyboard shortcuts")
        table.setHorizontalHeaderLabels(["Keys", "What they do"])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 200)
        for place, (keys, words) in enumerate(rows):
            table.setItem(place, 0, QTableWidgetItem(keys))
            table.setItem(place, 1, QTableWidgetItem(words))
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        title = f"{screen.title}, and everywhere" if screen else "Everywhere"
        layout.addWidget(PlainLabel(title, "heading"))
        layout.addWidget(table, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def shortcut_rows(commands: Sequence[QAction]) -> list[tuple[str, str]]:
    """Return keys and words of the commands that have a shortcut, or a key in a list."""
    shown = QKeySequence.SequenceFormat.NativeText
    return [
        (
            " or ".join(key.toString(shown) for key in command.shortcuts())
            or keys_in_list(command),
            command.text().replace("&", "").rstrip("…"),
        )
        for command in commands
        if command.shortcuts() or keys_in_list(command)
    ]
