"""A form for what is concluded: kept while it is typed, and not lost to another officer's edit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from lisdesk.errors import StaleEditError
from lisdesk.queries.findings import FindingsPage, findings_page
from lisdesk.ui.draft_keeper import DraftKeeper
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import WrappedLabel
from lisdesk.ui.workspace import Workspace

_FOUND_AGAIN = "What you had typed and not saved is here again."


class ConclusionDialog(FormDialog):
    """Ctrl+Enter saves; what another officer has written meanwhile is shown first."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, heading: str, words: str, draft_of: str
    ) -> None:
        super().__init__(workspace, parent, heading, words, "Save")
        self.told = WrappedLabel("", "muted")
        self.told.hide()
        self._begun: dict[str, str] = {}
        self.keeper = DraftKeeper(workspace, draft_of, self.values, self)

    def values(self) -> dict[str, str]:
        """Return what stands in the fields, for a draft. Each form has its own."""
        raise TypeError(f"{type(self).__name__} does not say what stands in it")

    def take(self, values: dict[str, str]) -> None:
        """Put a draft into the fields. Each form has its own."""
        raise TypeError(f"{type(self).__name__} does not take a draft")

    def take_standing(self, page: FindingsPage) -> str:
        """Note what stands now, so that the next saving replaces that; return it in words."""
        raise TypeError(f"{type(self).__name__} does not take what stands")

    def open_with_draft(self) -> None:
        """Show the form, with what was typed before the window was closed if it was not saved."""
        self._begun = self.values()
        self.open()
        self.keeper.begin()
        self.keeper.find(self._take_draft)

    def refuse(self, error: BaseException) -> None:
        """Say why it was not saved; what another officer has written is shown as well."""
        super().refuse(error)
        if isinstance(error, StaleEditError):
            self.workspace.jobs.read(
                findings_page, self.workspace.call_id, owner=self, then=self._show_standing
            )

    def done(self, result: int) -> None:
        """Close: it was saved, or thrown away."""
        self.keeper.drop()
        super().done(result)

    def has_changed(self) -> bool:
        """Whether something else stands there, also what was chosen or found again."""
        return self.values() != self._begun

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed if the window takes the form down, neither saved nor thrown away."""
        self.keeper.keep()
        super().hideEvent(event)

    def _take_draft(self, kept: dict[str, str] | None) -> None:
        if kept and self.values() == self._begun and kept != self._begun:
            self.take(kept)
            self.told.setText(_FOUND_AGAIN)
            self.told.show()

    def _show_standing(self, page: FindingsPage) -> None:
        self.told.setText(f"It stands now as: {self.take_standing(page)} Saving replaces that.")
        self.told.show()


def text_field(height_px: int, text: str, *, grows: bool = False) -> QPlainTextEdit:
    """Return a field for several lines; Tab leads on from it."""
    field = QPlainTextEdit(text)
    field.setTabChangesFocus(True)
    field.setMinimumHeight(height_px)
    if not grows:
        field.setMaximumHeight(height_px)
    field.moveCursor(field.textCursor().MoveOperation.End)
    return field


def focus(field: QWidget) -> None:
    """Give a field the keyboard."""
    field.setFocus(Qt.FocusReason.OtherFocusReason)
