"""The page of a file beside the text: brought into view, put away, and following what is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from lisdesk.queries.attachments import AttachmentRow
    from lisdesk.queries.register_preview import SubmissionPreview
    from lisdesk.ui.reading.panes import Panes

_ENOUGH_PX = 960
"""So wide must text and page be together; in less room the list makes way."""


class PageBeside(QObject):
    """Shows the pages of the file at hand, of the submission in view only."""

    def __init__(self, panes: Panes, parent: QObject) -> None:
        super().__init__(parent)
        self._panes = panes
        self.pane = panes.page
        panes.files.pointed_at.connect(self._show)
        panes.beside.known.connect(self._choose)
        self.pane.closing.connect(self.put_away)

    @property
    def is_open(self) -> bool:
        """Whether pages are shown, if there are any."""
        return not self.pane.isHidden()

    def toggle(self) -> None:
        """Bring the page into view, or the keyboard to it; from there put it away."""
        if self.is_open and self.pane.has_keyboard():
            self.put_away()
            return
        if not self.is_open:
            self._bring()
        self.pane.view.setFocus()

    def put_away(self) -> None:
        """Show the text alone; the keyboard goes back to it."""
        had_keyboard = self.pane.has_keyboard()
        self.pane.hide()
        self._panes.list.show()
        if had_keyboard:
            self._panes.view.setFocus()

    def show_list(self) -> None:
        """Bring the list back into view, if it made way."""
        self._panes.list.show()

    def _bring(self) -> None:
        panes = self._panes
        if panes.middle.width() < _ENOUGH_PX:
            panes.list.hide()
        self.pane.show()
        panes.files.choose_one()
        if panes.beside.shown is not None:
            self._choose(panes.beside.shown)

    def _choose(self, preview: SubmissionPreview) -> None:
        """Show a page of a submission whose files are known now, or say that none came."""
        if not self.is_open:
            return
        if preview.attachments:
            self._panes.files.choose_one()
        else:
            self.pane.show_nothing(f"No files came with {preview.page.row.reference}.")

    def _show(self, row: AttachmentRow | None) -> None:
        """Show a file; nothing of another submission stays in view."""
        if row is None:
            self.pane.show_nothing("")
        elif self.is_open:
            self.pane.show_file(row)
