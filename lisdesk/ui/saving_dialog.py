"""A dialog that closes once its edit is saved; nothing typed is lost unasked, or by a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from lisdesk.errors import UserError
from lisdesk.ui.ask import THROW_AWAY
from lisdesk.ui.jobs import Edit
from lisdesk.ui.plain import WrappedLabel, set_tool_tip
from lisdesk.ui.typed_words import TypedWords
from lisdesk.ui.workspace import Workspace


class SavingDialog(QDialog):
    """Runs an edit, and waits for it; a dialog shows `fault` where a refusal is to be read."""

    steps_aside: ClassVar[bool] = False
    """Whether it is out of sight while it waits, and back in view after a refusal."""

    asks_first: ClassVar[bool] = True
    """Whether what is typed is more than a way to find or to narrow something."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._typed_words = TypedWords(self)
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

    def has_changed(self) -> bool:
        """Whether something typed would be lost if it were closed now."""
        return self.asks_first and self._typed_words.are_there

    def reject(self) -> None:
        """Close without saving, not while something is being saved; asks first if something typed
        would be lost.
        """
        if self.is_saving:
            return
        if not self.has_changed() or self.workspace.ask.agrees(THROW_AWAY):
            super().reject()

    def event(self, event: QEvent) -> bool:
        """Follow what is typed into the fields, as soon as they are in view."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._typed_words.look()
        return super().event(event)

    def _hold(self, *, is_saving: bool) -> None:
        self.is_saving = is_saving
        for button in self.savers:
            button.setEnabled(not is_saving)
