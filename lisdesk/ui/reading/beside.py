"""Beside the text: its tags, what else is known of the submission, and the files that came."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from lisdesk.queries.memos import MemoRow
from lisdesk.queries.redactions import RedactionRow
from lisdesk.queries.register_preview import SubmissionPreview, submission_preview
from lisdesk.ui.attachment_list import AttachmentList
from lisdesk.ui.reading.details import Details
from lisdesk.ui.reading.memo_list import MemoPane
from lisdesk.ui.reading.redaction_list import RedactionList
from lisdesk.ui.reading.tag_list import TagList

if TYPE_CHECKING:
    from lisdesk.ui.workspace import Workspace

_TAGS, _DETAILS, _FILES, _REDACTIONS = range(4)


_NO_MEMOS = "There is no memo on this submission. I writes one."


class Beside(QTabWidget):
    """Reads what is known of the submission in view; only its own files are ever in reach."""

    known = Signal(object)
    """The `SubmissionPreview` that is shown now."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._submission_id: int | None = None
        self._shown: SubmissionPreview | None = None
        self._wants_files = False
        self.tags, self.memos, self.details = TagList(), MemoPane(), Details()
        said = QWidget()
        layout = QVBoxLayout(said)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tags, 1)
        layout.addWidget(self.memos, 1)
        self.files = AttachmentList(workspace, self)
        self.redactions = RedactionList()
        self.setAccessibleName("Beside the text")
        for widget, title in (
            (said, "Tags"),
            (self.details, "Details"),
            (self.files, ""),
            (self.redactions, "Redacted"),
        ):
            self.addTab(widget, title)
        self._show_counts(0)

    def read(self, submission_id: int) -> None:
        """Read what is known of a submission, or read it once more."""
        if submission_id != self._submission_id:
            self._take_files_away()
            self._submission_id = submission_id
        self._workspace.jobs.read(
            partial(submission_preview, reader=self._workspace.officer),
            submission_id,
            owner=self,
            then=self._show,
            topic="details",
        )

    @property
    def shown(self) -> SubmissionPreview | None:
        """What is known of the submission in view; None until it is."""
        return self._shown

    def show_nothing(self) -> None:
        """Empty the pane: no submission is in view."""
        self._take_files_away()
        self.details.show_page(None, "")

    def show_tag_count(self, count: int) -> None:
        """Say on its tab how many tags there are."""
        title = _titled("Tags", count)
        if title != self.tabText(_TAGS):
            self.setTabText(_TAGS, title)

    def show_memos(self, rows: Sequence[MemoRow], zone: str) -> None:
        """Show the memos on the submission in view, times as clocks in `zone` show them."""
        if not rows and self.memos.list.hasFocus():
            self.tags.setFocus()
        self.memos.show_rows(rows, zone)

    def go_to_memos(self) -> None:
        """Take the keyboard to the memos, or say that there are none."""
        if self.memos.isHidden():
            self._workspace.notices.tell(_NO_MEMOS)
            return
        self.setCurrentIndex(_TAGS)
        self.memos.list.setFocus()

    def show_redactions(self, rows: Sequence[RedactionRow]) -> None:
        """Show what publications leave out of the submission in view."""
        self.redactions.show_rows(rows)
        self.setTabText(_REDACTIONS, _titled("Redacted", len(rows)))

    def go_to_redactions(self) -> None:
        """Take the keyboard to the redactions."""
        self.setCurrentIndex(_REDACTIONS)
        self.redactions.setFocus()

    def go_to_files(self) -> None:
        """Take the keyboard to the files, or say that there are none, once that is known."""
        self._wants_files = self._shown is None and self._submission_id is not None
        if self._shown is None:
            return
        if self._shown.attachments:
            self.setCurrentIndex(_FILES)
            self.files.list.setFocus()
        else:
            reference = self._shown.page.row.reference
            self._workspace.notices.tell(f"No files came with {reference}.")

    def has_keyboard(self) -> bool:
        """Whether the keyboard is in this pane."""
        return self.isAncestorOf(self.window().focusWidget())

    def _take_files_away(self) -> None:
        """Offer no files, before those of another submission are known."""
        self._submission_id, self._shown, self._wants_files = None, None, False
        self.files.show_files(0, "", ())
        self._show_counts(0)

    def _show(self, preview: SubmissionPreview | None) -> None:
        call = self._workspace.call
        if call is None or preview is None or preview.page.row.id != self._submission_id:
            return
        page = preview.page
        self._shown = preview
        self.details.show_page(
            page, call.deadline.zone, preview.mail, preview.document, preview.read_by
        )
        files = preview.attachments
        self.files.show_files(page.row.id, page.row.reference, files, preview.document)
        self._show_counts(len(files))
        self.known.emit(preview)
        if self._wants_files:
            self.go_to_files()

    def _show_counts(self, files: int) -> None:
        self.setTabText(_FILES, _titled("Files", files))


def _titled(title: str, count: int) -> str:
    return f"{title}  {count:,}" if count else title
