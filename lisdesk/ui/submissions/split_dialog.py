"""Split a joint submission into two: whose the second is, and which texts are theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from lisdesk.rules.vocabulary import Permission, StakeholderKind
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import PlainLabel, as_tool_tip, with_hidden_shown
from lisdesk.ui.submissions.choice_field import ChoiceField
from lisdesk.ui.submissions.respondent_field import RespondentField
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.workspace import Workspace, edit_with

if TYPE_CHECKING:
    from lisdesk.edits.splitting import SplitDraft
    from lisdesk.queries.register_lists import RegisterLists, RespondentRow
    from lisdesk.queries.register_preview import SubmissionPreview
    from lisdesk.queries.submissions import TextRow

_WIDTH_PX, _ROWS_SEEN = 640, 6
_FIRST_LETTERS = 200


class SplitDialog(FormDialog):
    """Names the second respondent; without a ticked text both have all of them."""

    steps_aside = True

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        preview: SubmissionPreview,
        lists: RegisterLists,
    ) -> None:
        row = preview.page.row
        whose = with_hidden_shown(row.respondent) or "no name given"
        super().__init__(
            workspace,
            parent,
            f"Split {row.reference} · {whose}",
            "A second submission is made for another respondent. It came in as this one did and "
            "has its files. Ctrl+Z takes it back.",
            "Split into two",
        )
        self.setMinimumWidth(_WIDTH_PX)
        self._preview = preview
        self.respondent = RespondentField(workspace, self)
        self.kind = ChoiceField(
            [("Not said", None), *((each.label, each) for each in StakeholderKind)]
        )
        self.email = QLineEdit()
        self.email.setMaxLength(400)
        self.type = ChoiceField(
            [("Not known", "")]
            + [(f"{'    ' * each.depth}{each.label}", each.key) for each in lists.types]
        )
        self.permission = ChoiceField(
            [("As given for the joint one", None), *((each.label, each) for each in Permission)]
        )
        self.texts = QListWidget()
        self._lay_out()
        self.respondent.changed.connect(self._offer)
        self.respondent.picked.connect(self._take_known)
        self.texts.itemChanged.connect(lambda _item: self._offer())
        self._offer()
        self.respondent.line.setFocus()

    def _lay_out(self) -> None:
        self.add_row("Second respondent", self.respondent)
        self.add_row("Person or body", self.kind)
        self.add_row("E-mail", self.email)
        self.add_row("Type", self.type)
        self.add_row("Permission", self.permission)
        self.told = PlainLabel()
        self.told.setBuddy(self.texts)
        self.texts.setAccessibleName("Texts that go to the second submission")
        for text in self._preview.page.texts:
            self.texts.addItem(_item(text))
        seen = max(min(len(self._preview.page.texts), _ROWS_SEEN), 1)
        self.texts.setFixedHeight(seen * ROW_PX + ROW_PX // 2)
        self.body.addWidget(self.told)
        self.body.addWidget(self.texts)

    def send(self) -> None:
        """Make the second submission."""
        from lisdesk.edits.splitting import split_submission

        reference = self._preview.page.row.reference
        edit = edit_with(
            split_submission, submission_id=self._preview.page.row.id, draft=self.draft()
        )
        self.run(edit, lambda second: f"Split {second.reference} from {reference}")

    def draft(self) -> SplitDraft:
        """Return whose the second submission is, and which texts go there."""
        from lisdesk.edits.splitting import SplitDraft

        ticked = self._ticked()
        return SplitDraft(
            respondent=self.respondent.name(),
            kind=self.kind.currentData() if self.respondent.is_new else None,
            type_token=self.type.currentData(),
            email=self.email.text().strip(),
            permission=self.permission.currentData(),
            questions=[text.question for text in ticked if text.question is not None],
            letter=any(text.question is None for text in ticked),
        )

    def _ticked(self) -> list[TextRow]:
        return [
            text
            for place, text in enumerate(self._preview.page.texts)
            if self.texts.item(place).checkState() == Qt.CheckState.Checked
        ]

    def _take_known(self, row: RespondentRow) -> None:
        self.email.setText(row.email)
        if row.type_key:
            self.type.pick(row.type_key)

    def _offer(self) -> None:
        is_new = self.respondent.is_new
        self.form.setRowVisible(self.kind, is_new)
        self.form.setRowVisible(self.email, is_new)
        ticked, all_texts = len(self._ticked()), len(self._preview.page.texts)
        is_all = bool(ticked) and ticked == all_texts
        self.go.setEnabled(bool(self.respondent.name()) and not is_all and not self.is_saving)
        if is_all:
            words = "Leave the first one a text, or tick none: then both have all of them."
        elif ticked:
            words = f"{ticked:,} of {all_texts:,} texts go to the second, with their tags."
        else:
            words = "Tick the texts that go to the second; with none ticked both have all of them."
        self.told.setText(words)
        self.told.set_look("caution" if is_all else "")


def _item(text: TextRow) -> QListWidgetItem:
    title = f"{text.question}. {text.question_text}" if text.question is not None else "Letter"
    begins = " ".join(text.body[:_FIRST_LETTERS].split())
    item = QListWidgetItem(with_hidden_shown(f"{title}: {begins}"))
    item.setToolTip(as_tool_tip(f"{title}\n{text.body[:_FIRST_LETTERS]}"))
    item.setSizeHint(QSize(0, ROW_PX))
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Unchecked)
    return item
