"""Write a note on a tag, or a memo, beside the text and without stopping the work there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.errors import CancelledError
from lisdesk.ui.draft_keeper import DraftKeeper
from lisdesk.ui.plain import PlainLabel, WrappedLabel, set_look
from lisdesk.ui.saving_dialog import SavingDialog
from lisdesk.ui.workspace import Workspace

_SIZE_PX = (400, 240)
_FOUND_AGAIN = "What you had typed and not saved is here again."


class NoteDialog(SavingDialog):
    """A field for the note; Ctrl+Enter saves it. Out of the way while it is being saved, and here
    again with its words if that is refused.
    """

    steps_aside = True
    written = Signal(str)
    """The note."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        about: str,
        note: str,
        draft_of: str,
        what: str = "note",
    ) -> None:
        """`what` it is: a note on a tag, or a memo."""
        super().__init__(workspace, parent)
        self.setModal(False)
        self.setWindowTitle("Note on a tag" if what == "note" else what.capitalize())
        self.resize(*_SIZE_PX)
        self.field = QPlainTextEdit(note)
        self.field.setAccessibleName(what.capitalize())
        self.field.setTabChangesFocus(True)
        self.told = WrappedLabel(_FOUND_AGAIN, "muted")
        self.told.hide()
        self._begun = self.field.toPlainText()
        self.keeper = DraftKeeper(workspace, draft_of, self._values, self)
        self.save = QPushButton(f"Save the {what}")
        self.savers.append(self.save)
        set_look(self.save, "primary")
        self._keys = PlainLabel("Ctrl+Enter saves", "small")
        self._cancel = cancel = QPushButton("Cancel")
        buttons = QHBoxLayout()
        buttons.addWidget(self._keys)
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(WrappedLabel(about, "muted"))
        layout.addWidget(self.field, 1)
        layout.addWidget(self.told)
        layout.addWidget(self.fault)
        layout.addLayout(buttons)
        self.save.clicked.connect(self._save)
        cancel.clicked.connect(self.reject)
        self.save_by_keys(self.save)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_with_draft(self) -> None:
        """Show the note, with what was typed before the window was closed if it was not saved."""
        self.show()
        self.keeper.begin()
        self.keeper.find(self._take_draft)

    def show_only(self) -> None:
        """Show what another officer wrote, to be read."""
        self.field.setReadOnly(True)
        self.save.setEnabled(False)
        self.save.hide()
        self._keys.hide()
        self._cancel.setText("Close")
        self.show()

    def refuse(self, error: BaseException) -> None:
        """Come back with the words that could not be saved, and say why."""
        super().refuse(error)
        if isinstance(error, CancelledError):
            self.say("The tag itself was not saved, so its note was not. The words are kept here.")

    def done(self, result: int) -> None:
        """Close: the note was saved, or thrown away."""
        self.keeper.drop()
        super().done(result)

    def has_changed(self) -> bool:
        """Whether another note stands there, also one that was found again."""
        return self.field.toPlainText() != self._begun

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed if the window takes the note down, neither saved nor thrown away."""
        self.keeper.keep()
        super().hideEvent(event)

    def _save(self) -> None:
        self.begin_saving()
        self.written.emit(self.field.toPlainText())

    def _values(self) -> dict[str, str]:
        return {"note": self.field.toPlainText()}

    def _take_draft(self, kept: dict[str, str] | None) -> None:
        if kept and self.field.toPlainText() == self._begun:
            self.field.setPlainText(kept["note"])
            self.field.moveCursor(self.field.textCursor().MoveOperation.End)
            self.told.show()
