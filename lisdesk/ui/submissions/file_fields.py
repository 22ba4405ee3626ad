"""Files to be attached: dropped on the form, or chosen in the system's dialog."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from lisdesk.errors import RefusedError
from lisdesk.rules.file_sizes import size_words
from lisdesk.ui.plain import PlainLabel, as_tool_tip, with_hidden_shown

if TYPE_CHECKING:
    from lisdesk.edits.submissions import AttachedFile
    from lisdesk.ui.ask import Ask

_HEIGHT_PX = 64


class FileFields(QWidget):
    """A list of files by name and size; Delete takes one out of the list."""

    changed = Signal()

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self.paths: list[Path] = []
        self.list = QListWidget()
        self.list.setAccessibleName("Files to attach")
        self.list.setMinimumHeight(_HEIGHT_PX)
        self.list.setMaximumHeight(_HEIGHT_PX * 2)
        self.add = QPushButton("Attach &files…")
        self.remove = QPushButton("Take out")
        name = PlainLabel("Files: drop them on this form", "muted")
        name.setBuddy(self.list)
        row = QHBoxLayout()
        row.addWidget(name)
        row.addStretch()
        row.addWidget(self.remove)
        row.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.list)
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
        self.add.clicked.connect(lambda _on: self._choose())
        self.remove.clicked.connect(lambda _on: self._remove())
        self.list.installEventFilter(self)
        self._show()

    def attach(self, paths: Sequence[Path]) -> None:
        """Add files that are there; a folder, or what is in the list, is left out."""
        new = [path for path in paths if path.is_file() and path not in self.paths]
        if new:
            self.paths += new
            self._show()

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Show these files and no others."""
        self.paths = [path for path in paths if path.is_file()]
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the file in hand out of the list with Delete."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Delete
        ):
            self._remove()
            return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        folder = self.paths[-1].parent if self.paths else Path.home()
        self.attach(self._ask.files_to_open("Attach files", ("All files (*)",), folder))

    def _remove(self) -> None:
        place = self.list.currentRow()
        if 0 <= place < len(self.paths):
            del self.paths[place]
            self._show()

    def _show(self) -> None:
        self.list.clear()
        for path in self.paths:
            name = with_hidden_shown(path.name)
            self.list.addItem(f"{name}    {size_words(path.stat().st_size)}")
            self.list.item(self.list.count() - 1).setToolTip(as_tool_tip(str(path)))
        if self.paths:
            self.list.setCurrentRow(len(self.paths) - 1)
        self.list.setVisible(bool(self.paths))
        self.remove.setVisible(bool(self.paths))
        self.changed.emit()


def read_files(paths: Sequence[Path]) -> list[AttachedFile]:
    """Read files to be attached; RefusedError if one cannot be read."""
    from lisdesk.edits.submissions import AttachedFile

    files = []
    for path in paths:
        try:
            files.append(AttachedFile(path.name, path.read_bytes()))
        except OSError as problem:
            raise RefusedError(
                f"“{with_hidden_shown(path.name)}” cannot be read: {problem.strerror}.",
                do="See that it is still there and not open elsewhere, or take it out of the form.",
            ) from problem
    return files
