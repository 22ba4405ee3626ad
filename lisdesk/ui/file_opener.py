"""Open a copy of a stranger's file: deliberately, read-only, after a second word if needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from lisdesk.errors import UserError
from lisdesk.rules.file_sizes import size_words
from lisdesk.rules.opening import Opening, opening_words
from lisdesk.tasks.attachments import OpenedAttachments
from lisdesk.ui.ask import Question
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.store.database import Database
    from lisdesk.store.work import Desk

Copy = Callable[[OpenedAttachments, "Database"], Path]
"""Makes the copy that is opened; runs off the user-interface thread."""


class FileOpener(QObject):
    """Hands copies of files to the programs that the computer has for them.

    The copies go with its parent.
    """

    @staticmethod
    def open_file(url: QUrl) -> bool:
        """Hand a file to the program that the computer has for it; whether there is one.

        Wrapped as it is, Qt's function would be asked for its docstring, and PySide then makes what
        all signatures need: 0.03 s of the window's thread.
        """
        return QDesktopServices.openUrl(url)

    def __init__(self, workspace: Workspace, parent: QObject, warn: Callable[[str], None]) -> None:
        """`warn` says why a file is not opened."""
        super().__init__(parent)
        self._workspace, self._warn = workspace, warn
        self._copies = copies = OpenedAttachments()
        self.destroyed.connect(lambda: copies.purge())

    def open(self, name: str, size_bytes: int, opening: Opening, copy: Copy) -> None:
        """Open a copy of a file; `name` is as it came."""
        shown = with_hidden_shown(name)
        if opening is Opening.NEVER:
            self._warn(f"“{shown}” is not opened from here. {opening_words(opening)}")
            return
        question = _question(shown, size_bytes, opening)
        if opening is Opening.CONFIRM and not self._workspace.ask.agrees(question):
            return
        copies = self._copies

        def task(database: Database, _desk: Desk, _count: object) -> Path:
            return copy(copies, database)

        self._workspace.run(task, "Copying the file", "bytes", self._show, self._refuse, owner=self)

    def _show(self, path: Path) -> None:
        if not type(self).open_file(QUrl.fromLocalFile(str(path))):
            self._warn(
                f"This computer has no program for “{path.name}”. Save the file, and open it "
                "elsewhere."
            )

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._warn(error.in_window())
        else:
            self._workspace.explain(error)


def _question(shown: str, size_bytes: int, opening: Opening) -> Question:
    return Question(
        title="Open a file from outside",
        words=f"Open “{shown}” ({size_words(size_bytes)})?",
        verb="Open it all the same",
        keep="Leave it closed",
        detail=f"{opening_words(opening)} A copy is opened; what was received stays as it is.",
    )
