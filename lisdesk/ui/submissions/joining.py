"""Merge submissions of one respondent into one, take them apart again, split a joint one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lisdesk.rules.counted import counted
from lisdesk.ui.submissions.forms import GONE
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lisdesk.edits.merging import MergeReport
    from lisdesk.queries.joining import JoinRow
    from lisdesk.queries.register_lists import RegisterLists
    from lisdesk.queries.register_preview import SubmissionPreview
    from lisdesk.ui.submissions.screen import SubmissionsScreen

MOST_MERGED = 50
"""So many submissions are merged at a time; nobody wrote more letters that are one."""


class Joining(QObject):
    """Asks how selected submissions are to be made one or two, and does it."""

    def __init__(self, screen: SubmissionsScreen) -> None:
        super().__init__(screen)
        self._screen, self._workspace = screen, screen.workspace

    def merge(self) -> None:
        """Show what would become of the selected submissions if they were one."""
        from lisdesk.queries.joining import join_rows

        ids = self._screen.table.selected_ids()
        if len(ids) > MOST_MERGED:
            self._workspace.notices.tell(
                f"{len(ids):,} submissions are selected. Select those of one respondent, "
                f"{MOST_MERGED} at most, to merge them into one."
            )
        elif len(ids) > 1:
            self._workspace.jobs.read(
                join_rows, ids, self._workspace.officer,
                owner=self, then=self._ask_to_merge, topic="merge",
            )  # fmt: skip

    def split(self) -> None:
        """Ask whose the second of two submissions is, and which texts are theirs."""
        from lisdesk.queries.register_lists import register_lists
        from lisdesk.queries.register_preview import submission_preview

        ids, call_id = self._screen.table.selected_ids(), self._workspace.call_id
        if len(ids) == 1:
            self._workspace.jobs.read(
                lambda session: (
                    register_lists(session, call_id),
                    submission_preview(session, ids[0]),
                ),
                owner=self,
                then=lambda found: self._ask_to_split(*found),
                topic="split",
            )

    def separate(self) -> None:
        """Take the selected submissions out again of the one that they were merged into."""
        from lisdesk.edits.merging import separate_submissions

        ids = self._screen.table.selected_ids()
        if ids:
            edit = edit_with(separate_submissions, submission_ids=ids)
            self._workspace.do(edit, separated_words)

    def _ask_to_merge(self, rows: Sequence[JoinRow]) -> None:
        from lisdesk.ui.submissions.merge_dialog import MergeDialog

        if len(rows) > 1:
            MergeDialog(self._workspace, self._screen, rows, self._screen.go_to_line).open()
        else:
            self._workspace.notices.tell(GONE)

    def _ask_to_split(self, lists: RegisterLists, preview: SubmissionPreview | None) -> None:
        from lisdesk.ui.submissions.split_dialog import SplitDialog

        if preview is not None:
            SplitDialog(self._workspace, self._screen, preview, lists).open()
        else:
            self._workspace.notices.tell(GONE)


def separated_words(report: MergeReport) -> str:
    """Return what was separated, and what stays where it was corrected."""
    many = "" if report.submissions == 1 else "s"
    words = f"Separated {report.submissions:,} submission{many} from {report.reference}"
    if report.left:
        texts = "1 text that was corrected since stays" if report.left == 1 else (
            f"{report.left:,} texts that were corrected since stay"
        )  # fmt: skip
        words = f"{words}; {texts} there"
    if report.memos_left:
        words = f"{words}; {counted(report.memos_left, 'memo')} kept on its earlier version"
    return words
