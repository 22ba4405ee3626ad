"""Questions to the officer that stop the work: files to open, places to save, a last word.

They stand behind one object, so that tests answer them from a list, and screens never call the
toolkit's own dialogs, which would show respondents' text as HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_LOOKED_EVERY_MS = 100


class Question(NamedTuple):
    """A question that is asked only when data would be lost or handed out.

    `verb` and `keep` are the buttons: what will be done, and what stays as it is.
    """

    title: str
    words: str
    verb: str
    keep: str
    detail: str = ""


THROW_AWAY = Question(
    title="Close the form",
    words="Throw away what you typed?",
    verb="Throw it away",
    keep="Keep writing",
)
"""Asked before a form is closed in which something was typed and not saved."""


class Ask:
    """Asks above a window: for files by the system's dialogs, else by the house's own."""

    def __init__(self, window: QWidget, then: Callable[[], None] = lambda: None) -> None:
        """`then` is called after each look at files: a dialog may have opened and closed some."""
        self._window = window
        self._then = then

    def files_to_open(self, title: str, kinds: Sequence[str], folder: Path) -> list[Path]:
        """Ask for files that exist; `kinds` are such as "Spreadsheets (*.xlsx *.csv)"."""
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(self._window, title, str(folder), ";;".join(kinds))
        self._then()
        return [Path(name) for name in names]

    def file_to_save(self, title: str, kinds: Sequence[str], suggested: Path) -> Path | None:
        """Ask where to save; None if the officer thinks better of it."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getSaveFileName(self._window, title, str(suggested), ";;".join(kinds))
        self._then()
        return Path(name) if name else None

    def folder_to_open(self, title: str, folder: Path) -> Path | None:
        """Ask for a folder that exists; None if the officer thinks better of it."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self._window, title, str(folder))
        self._then()
        return Path(name) if name else None

    def line(self, title: str, words: str, known: str) -> str | None:
        """Ask for one line of text; None if the officer thinks better of it."""
        from lisdesk.ui.question_dialogs import LineDialog

        dialog = LineDialog(self._window, title, words, known)
        typed = dialog.line.text() if dialog.exec() else None
        dialog.deleteLater()
        return typed

    def agrees(self, question: Question, still: Callable[[], object] | None = None) -> bool:
        """Ask a question; whether the officer chose to do it.

        Once what it is about is not so `still`, the question is taken down, and nothing was chosen.
        """
        from PySide6.QtCore import QTimer

        from lisdesk.ui.question_dialogs import QuestionDialog

        dialog = QuestionDialog(self._window, question)
        look = QTimer(dialog)
        look.setInterval(_LOOKED_EVERY_MS)
        look.timeout.connect(lambda: None if still is None or still() else dialog.reject())
        look.start()
        is_chosen = bool(dialog.exec())
        dialog.deleteLater()
        return is_chosen
