"""Opens the forms of the screen Submissions and does what they say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lisdesk.ui.submissions.bulk_dialog import BulkDialog
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from lisdesk.edits.submission_lists import ListCorrection, ListReport
    from lisdesk.queries.register_lists import RegisterLists
    from lisdesk.queries.register_preview import SubmissionPreview
    from lisdesk.ui.submissions.screen import SubmissionsScreen

GONE = "That submission is no more: logging it was taken back. Nothing was changed."
"""What is told when a submission has gone between its line and its form."""


class Forms(QObject):
    """The forms for one submission, new or known, and for many."""

    def __init__(self, screen: SubmissionsScreen) -> None:
        super().__init__(screen)
        self._screen, self._workspace = screen, screen.workspace

    def log(self, lists: RegisterLists) -> None:
        """Open the form for a new submission."""
        from lisdesk.ui.submissions.log_form import LogForm

        form = LogForm(self._screen, self._workspace, lists)
        form.logged.connect(self._screen.show_logged)
        form.open_with_draft()

    def correct(self, submission_id: int, lists: RegisterLists) -> None:
        """Open the form of a submission, filled with what stands now."""
        from lisdesk.queries.register_preview import submission_preview
        from lisdesk.ui.submissions.correct_form import CorrectForm

        def show(preview: SubmissionPreview | None) -> None:
            if preview is None:
                self._workspace.notices.tell(GONE)
                return
            CorrectForm(self._screen, self._workspace, lists, preview).open_with_draft()

        self._workspace.jobs.read(
            submission_preview, submission_id, owner=self, then=show, topic="correct"
        )

    def correct_many(self, ids: list[int], lists: RegisterLists) -> None:
        """Open the form for what is to be the same about many submissions."""
        dialog = BulkDialog(self._workspace, self._screen, len(ids), lists)
        dialog.corrected.connect(partial(self._correct_many, dialog, ids))
        dialog.open()

    def _correct_many(self, dialog: BulkDialog, ids: list[int], correction: ListCorrection) -> None:
        from lisdesk.edits.submission_lists import edit_submissions

        def words(report: ListReport) -> str:
            return f"Corrected {report.changed:,} of {report.submissions:,} submissions"

        edit = edit_with(edit_submissions, submission_ids=ids, correction=correction)
        dialog.run(edit, words)
