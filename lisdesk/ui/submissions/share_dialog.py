"""Share submissions out among officers, and see how far each is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from lisdesk.rules.counted import counted
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain_table import PlainTable
from lisdesk.ui.workspace import Workspace, edit_with

if TYPE_CHECKING:
    from lisdesk.edits.assigning import ShareReport
    from lisdesk.queries.shares import OfficerProgress

_HEADINGS = ("Officer", "Assigned", "Read", "Tagged", "Left", "Oldest left", "Received")
_WIDTHS_PX = (0, 76, 64, 72, 64, 104, 160)
_WIDTH_PX, _TABLE_PX = 760, 180


class ShareDialog(FormDialog):
    """Names the officers who get what is selected, or what the register lists."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, ids: Sequence[int], *, is_selection: bool
    ) -> None:
        which = "selected" if is_selection else "listed"
        many = "" if len(ids) == 1 else "s"
        words = (
            f"{len(ids):,} submission{many} {which}. All of one respondent, and a whole campaign, "
            "go to one officer. Ctrl+Z takes it back."
        )
        super().__init__(workspace, parent, "Share out submissions", words, "Share out")
        self._ids, self._call_id = list(ids), workspace.call_id
        self.setMinimumWidth(_WIDTH_PX)
        self.officers = QLineEdit()
        self.officers.setPlaceholderText("Names, with a comma between; several share evenly")
        self.again = QCheckBox("Also what somebody &has already")
        self.again.setChecked(is_selection)
        self.list = PlainTable("How far each officer is", _HEADINGS, _WIDTHS_PX)
        self.list.setMinimumHeight(_TABLE_PX)
        self.back = QPushButton("&Take back")
        self.back.setAutoDefault(False)
        self.savers.append(self.back)
        self.add_row("Officers", self.officers)
        self.form.addRow("", self.again)
        self.body.addWidget(self.list)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch()
        self.body.addLayout(foot)
        self.back.clicked.connect(lambda _on: self._take_back())
        self.back.setEnabled(False)
        self.officers.setFocus()
        self._read()

    def send(self) -> None:
        """Share out."""
        from lisdesk.queries.shares import assigned

        names = names_in(self.officers.text())
        if not names:
            self.say("Name at least one officer, as on their own tags.")
            return
        if self.again.isChecked():
            self._give(names, self._ids)
            return
        self.workspace.jobs.read(
            assigned,
            self._call_id,
            owner=self,
            then=lambda rows: self._give(
                names, self._without({each.submission_id for each in rows})
            ),
        )

    def _without(self, taken: set[int]) -> list[int]:
        return [number for number in self._ids if number not in taken]

    def _give(self, names: Sequence[str], ids: Sequence[int]) -> None:
        from lisdesk.edits.assigning import assign_submissions

        if not ids:
            self.say("Every one of them is somebody's already.")
            return
        self.run(
            edit_with(
                assign_submissions, call_id=self._call_id, submission_ids=ids, officers=names
            ),
            shared_words,
        )

    def _take_back(self) -> None:
        from lisdesk.edits.assigning import unassign_submissions

        edit = edit_with(unassign_submissions, call_id=self._call_id, submission_ids=self._ids)
        self.run(edit, lambda count: f"Took {counted(count, 'submission')} back")

    def _read(self) -> None:
        from lisdesk.queries.shares import officers, progress

        read = self.workspace.jobs.read
        read(progress, self._call_id, owner=self, then=self._show)
        read(
            officers, self._call_id, self.workspace.officer, owner=self, then=self._suggest,
        )  # fmt: skip

    def _show(self, rows: Sequence[OfficerProgress]) -> None:
        assert self.workspace.call is not None
        zone = self.workspace.call.deadline.zone
        self.back.setEnabled(any(row.officer for row in rows) and not self.workspace.is_read_only)
        self.list.fill(
            [
                (
                    row.officer or "(nobody)",
                    row.assigned,
                    row.read,
                    row.tagged,
                    row.left,
                    row.oldest,
                    local_words(row.oldest_received_at, zone) if row.oldest_received_at else "",
                )
                for row in rows
            ]
        )

    def _suggest(self, names: Sequence[str]) -> None:
        if not self.officers.text():
            self.officers.setText(", ".join(names))
            self.officers.selectAll()


def names_in(text: str) -> list[str]:
    """Return the names in a line, with commas or semicolons between them."""
    parts = text.replace(";", ",").split(",")
    return [" ".join(part.split()) for part in parts if part.strip()]


def shared_words(report: ShareReport) -> str:
    """Return who got how many."""
    shares = ", ".join(f"{name} {count:,}" for name, count in report.by_officer)
    return f"Shared out {counted(report.submissions, 'submission')}: {shares}"
