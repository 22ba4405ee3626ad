"""A dialog that closes once its edit is saved; a refusal stands in it, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from lisdesk.errors import UserError
from lisdesk.ui.jobs import Edit
from lisdesk.ui.plain import WrappedLabel, set_tool_tip
from lisdesk.ui.workspace import Workspace


class SavingDialog(QDialog):
    """Runs an edit, and waits for it; a dialog shows `fault` where a refusal is to be read."""

    steps_aside: ClassVar[bool] = False
    """Whether it is out of sight while it waits, and back in view after a refusal."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.workspace = workspace
        self.fault = WrappedLabel("", "negative")
        self.fault.hide()
        self.savers: list[QPushButton] = []
        """The buttons that are held while something is being saved."""
        self.is_saving = False

    def save_by_keys(self, button: QPushButton) -> None:
        """Let Ctrl+Enter press a button, in whichever field the keyboard is."""
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, button.click)
        set_tool_tip(button, "Ctrl+Enter")

    def run(
        self,
        edit: Edit,
        words: str | Callable[[Any], str],
        then: Callable[[Any], None] | None = None,
    ) -> None:
        """Run an edit and close; if it is refused, say so here and stay open."""

        def end(result: Any) -> None:
            self.end()
            if then is not None:
                then(result)

        self.begin_saving()
        self.workspace.do(edit, words, end, self.refuse)

    def begin_saving(self) -> None:
        """Hold the buttons; in a file that is open for reading only nothing is saved."""
        self._hold(is_saving=not self.workspace.is_read_only)
        if self.is_saving and self.steps_aside:
            self.hide()

    def end(self) -> None:
        """Close: it was saved."""
        self._hold(is_saving=False)
        self.accept()

    def refuse(self, error: BaseException) -> None:
        """Show why it was not done; a mistake of the program goes where those go."""
        self._hold(is_saving=False)
        if isinstance(error, UserError):
            self.say(error.in_window())
        else:
            self.workspace.explain(error)
        self.show()

    def say(self, sentence: str) -> None:
        """Show what is wrong with what was given; an empty sentence takes that away."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def reject(self) -> None:
        """Close without saving; not while something is being saved."""
        if not self.is_saving:
            super().reject()

    def _hold(self, *, is_saving: bool) -> None:
        self.is_saving = is_saving
        for button in self.savers:
            button.setEnabled(not is_saving)
