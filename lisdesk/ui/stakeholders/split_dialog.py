"""Take stakeholders apart: one that was merged, or submissions of one that stands for two."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from lisdesk.edits.stakeholder_merging import (
    MergedStakeholder,
    separate_stakeholders,
    split_stakeholder,
)
from lisdesk.queries.stakeholder_page import StakeholderPage
from lisdesk.rules.counted import counted
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.stakeholders.words import submission_words
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.workspace import Workspace, edit_with

_ROWS_PX = 168


class SeparateDialog(FormDialog):
    """Offers those that were merged into a stakeholder; the newest is chosen."""

    def __init__(self, workspace: Workspace, parent: QWidget, page: StakeholderPage) -> None:
        super().__init__(
            workspace,
            parent,
            f"Separate from {with_hidden_shown(page.row.name)}",
            "What came with it goes back with it, and so does each field that the merge changed, "
            "unless it was changed since.",
            "Separate",
        )
        self._merged = page.merged
        self.choices = QListWidget()
        self.choices.setFixedHeight(_ROWS_PX)
        for each in page.merged:
            parts = [each.name, each.email, counted(each.submissions, "submission"), each.officer]
            self.choices.addItem(with_hidden_shown(" · ".join(part for part in parts if part)))
        self.choices.setCurrentRow(len(page.merged) - 1)
        self.add_row("Merged", self.choices)
        self.go.setFocus()

    def send(self) -> None:
        """Separate the chosen one."""
        chosen = self._merged[self.choices.currentRow()]
        self.run(edit_with(separate_stakeholders, merged_id=chosen.id), _separated_words)


class SplitDialog(FormDialog):
    """Asks for the other's name and which submissions are the other's; the newest is ticked."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        page: StakeholderPage,
        chosen_ids: set[int],
        zone: str,
    ) -> None:
        """`chosen_ids` are submissions to be ticked at first."""
        super().__init__(
            workspace,
            parent,
            f"Split {with_hidden_shown(page.row.name)} into two",
            "The ticked submissions go to another stakeholder of the same type and area.",
            "Split",
        )
        self._page = page
        self.name, self.email = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText("The name of the other")
        self.submissions = QListWidget()
        self.submissions.setFixedHeight(_ROWS_PX)
        ticked = chosen_ids or {page.submissions[0].id}
        for each in page.submissions:
            item = QListWidgetItem(submission_words(each, zone))
            is_ticked = each.id in ticked
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, ROW_PX))
            self.submissions.addItem(item)
        self.add_row("Name", self.name)
        self.add_row("E-mail", self.email)
        self.add_row("Submissions", self.submissions)
        self.name.setFocus()

    def send(self) -> None:
        """Split the ticked submissions off."""
        ticked = [
            each.id
            for row, each in enumerate(self._page.submissions)
            if self.submissions.item(row).checkState() == Qt.CheckState.Checked
        ]
        edit = edit_with(
            split_stakeholder,
            stakeholder_id=self._page.row.id,
            submission_ids=ticked,
            name=self.name.text(),
            email=self.email.text(),
        )
        self.run(edit, _split_words)


def _separated_words(done: MergedStakeholder) -> str:
    returned = counted(done.submissions, "submission")
    return with_hidden_shown(f"Separated {done.name} from {done.other}, with {returned}")


def _split_words(done: MergedStakeholder) -> str:
    gone = counted(done.submissions, "submission")
    return with_hidden_shown(f"Split {done.name} off {done.other}, with {gone}")
