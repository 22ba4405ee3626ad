"""The files of the call at hand whose words are not searched, each with the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lisdesk.outcome import Kind
from lisdesk.queries.searched_files import UnsearchedFile, unsearched_files
from lisdesk.rules.counted import counted
from lisdesk.rules.file_sizes import size_words
from lisdesk.ui.action_button import ActionButton, tell_keys_in_list
from lisdesk.ui.coverage.rows_table import RowColumn, RowsTable
from lisdesk.ui.plain import WrappedLabel
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.ui.file_words import FileWordReader

_SIZE_PX = (1040, 560)
_ABOUT = (
    "What documents, spreadsheets and e-mails say that came with a submission is searched by "
    "itself. Of these files it is not, or not all: Enter leads to the submission, where the file "
    "can be opened and what it says be typed."
)
_NONE = "The words of all files of this call are searched."


class UnsearchedFiles(QDialog):
    """A table to be read; Enter leads to the submission of a line."""

    def __init__(self, workspace: Workspace, parent: QWidget, reader: FileWordReader) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Files that are not searched")
        self.resize(*_SIZE_PX)
        self._workspace, self._reader = workspace, reader
        columns = (
            RowColumn("File", lambda file: file.name, 264),
            RowColumn("Came with", _where, 208),
            RowColumn("Size", lambda file: size_words(file.size_bytes), 88),
            RowColumn("Why it is not searched", _why, 0),
        )
        self.table = RowsTable[UnsearchedFile](
            "Files that are not searched",
            columns,
            self._open,
            lambda file: (file.reference, file.name, file.size_bytes),
        )
        self.count = WrappedLabel("", "strong")
        self.go = self._action("Show the submission", self._open)
        tell_keys_in_list(self.go, "Enter in the list")
        self.again = self._action("Try again", self._try_again)
        self._lay_out()
        reader.turned.connect(self._say)
        workspace.jobs.changed.connect(self._note)
        self._read()
        self.table.setFocus()

    def _action(self, words: str, do: Callable[[], None]) -> QAction:
        action = QAction(words, self)
        action.triggered.connect(lambda _on: do())
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        shut = QPushButton("Close")
        shut.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        buttons = [ActionButton(self.go), ActionButton(self.again)]
        for button in (*buttons, shut):
            button.setAutoDefault(False)
        for button in buttons:
            foot.addWidget(button)
        foot.addStretch()
        foot.addWidget(shut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(WrappedLabel(_ABOUT, "muted"))
        layout.addWidget(self.count)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def _read(self) -> None:
        jobs, call_id = self._workspace.jobs, self._workspace.call_id
        jobs.read(unsearched_files, call_id, owner=self, then=self._show, topic="files")

    def _note(self, kinds: frozenset[Kind]) -> None:
        if not kinds.isdisjoint({Kind.SUBMISSION, Kind.IMPORT}):
            self._read()

    def _show(self, rows: list[UnsearchedFile]) -> None:
        self.table.show_rows(rows)
        self._say()

    def _say(self) -> None:
        """Say how many there are, and whether more is found out just now."""
        rows = self.table.rows
        waiting = sum(not each.reason for each in rows)
        words = f"{counted(len(rows), 'file')}." if rows else _NONE
        if waiting and self._reader.is_reading:
            words += f" {waiting:,} of them are being read now."
        elif waiting:
            words += f" {waiting:,} of them were not read yet."
        self.count.setText(words)
        self.go.setEnabled(bool(rows))
        can_try = bool(rows) and not self._reader.is_reading
        self.again.setEnabled(can_try and not self._workspace.is_read_only)

    def _try_again(self) -> None:
        self._reader.read_again()

    def _open(self) -> None:
        file = self.table.in_hand()
        if file is not None:
            self.accept()
            self._workspace.go_to("submissions", file.submission_id)


def _where(file: UnsearchedFile) -> str:
    return f"{file.reference} and {file.others:,} more" if file.others else file.reference


def _why(file: UnsearchedFile) -> str:
    return file.reason or "It was not read yet."
