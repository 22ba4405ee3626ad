"""Compare a workbook that was made earlier with its call, and show what differs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QPushButton, QVBoxLayout, QWidget

from lisdesk.ui.plain import WrappedLabel, with_hidden_shown
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.store.database import Database
    from lisdesk.store.work import Desk
    from lisdesk.tasks.verifying import VerifiedFile
    from lisdesk.ui.jobs import Progress

_KINDS = ("Evidence workbooks and reports (*.xlsx *.html *.docx)", "All files (*)")
_MOST_SHOWN = 500
_LONGEST_LINE = 400
_SIZE_PX = (760, 480)


def compare_workbook(workspace: Workspace, parent: QWidget) -> None:
    """Ask for a workbook, compare it with the call that it names, and show what differs."""
    folder = workspace.path.parent if workspace.path else Path.home()
    paths = workspace.ask.files_to_open("Compare a workbook with the call", _KINDS, folder)
    if not paths:
        return
    path = paths[0]
    name = with_hidden_shown(path.name)
    workspace.run(
        partial(_compare, path=path), f"Comparing {name}", "sheets", partial(_show, parent, name)
    )


class ComparedDialog(QDialog):
    """What a workbook is, and every number and quotation that is not what it was."""

    def __init__(self, parent: QWidget, name: str, found: VerifiedFile) -> None:
        from lisdesk.tasks.verified_words import change_words, verified_words

        super().__init__(parent)
        self.setWindowTitle("Compare a workbook with the call")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE_PX)
        verdict = "says what the call says now" if found.agrees else "differs from the call"
        self.verdict = WrappedLabel(f"“{name}” {verdict}.", "heading")
        self.words = WrappedLabel(with_hidden_shown(" ".join(verified_words(found))))
        self.list = QListWidget()
        self.list.setAccessibleName("What differs")
        self.list.setWordWrap(True)
        for change in found.changes[:_MOST_SHOWN]:
            self.list.addItem(with_hidden_shown(change_words(change))[:_LONGEST_LINE])
        if len(found.changes) > _MOST_SHOWN:
            self.list.addItem(f"And {len(found.changes) - _MOST_SHOWN:,} more")
        self.list.setVisible(bool(found.changes))
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (self.verdict, self.words, self.list):
            layout.addWidget(widget)
        layout.addStretch()
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _show(parent: QWidget, name: str, found: VerifiedFile) -> None:
    ComparedDialog(parent, name, found).open()


def _compare(database: Database, desk: Desk, _count: Progress, *, path: Path) -> VerifiedFile:
    from lisdesk.tasks.verifying import verify_file

    return verify_file(database, desk.clock, path, desk.officer)
