"""Correct a stakeholder: who they are, and apart from that how to reach them."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from lisdesk.edits.correcting import NOTHING
from lisdesk.edits.people import StakeholderCorrection, edit_stakeholder
from lisdesk.queries.register_lists import RegisterLists
from lisdesk.queries.stakeholder_page import StakeholderPage
from lisdesk.rules.stakeholder_fields import StakeholderField
from lisdesk.rules.vocabulary import StakeholderKind
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import PlainLabel, with_hidden_shown
from lisdesk.ui.stakeholders.words import if_other
from lisdesk.ui.submissions.choice_field import ChoiceField
from lisdesk.ui.workspace import Workspace, edit_with

_MOST_DIGITS = 12
_ADDRESS_PX = 56
_BETWEEN = "; "


class EditDialog(FormDialog):
    """What the register says of one stakeholder."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, page: StakeholderPage, lists: RegisterLists
    ) -> None:
        super().__init__(workspace, parent, "Correct a stakeholder", "", "Save the stakeholder")
        row = page.row
        self._page = page
        self.name, self.email = QLineEdit(row.name), QLineEdit(row.email)
        self.kind = ChoiceField(
            [("Not known", None), *((each.label, each) for each in StakeholderKind)]
        )
        self.type = ChoiceField(
            [("Not known", "")]
            + [
                (f"{'    ' * each.depth}{each.label}", each.key)
                for each in lists.types
                if not each.is_retired or each.key == page.type_key
            ]
        )
        self.area = ChoiceBox()
        self.area.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.area.setEditable(True)
        self.area.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.area.addItems(["", *(each.name for each in lists.areas)])
        self.area.setEditText(row.area)
        self.members = QLineEdit(f"{row.members:,}" if row.members else "")
        self.members.setPlaceholderText("Not known")
        names = _BETWEEN.join(each.name for each in page.acts_for)
        self.acts_for = QLineEdit(names)
        self.acts_for.setPlaceholderText("Names in the register, with semicolons between them")
        self.also = QCheckBox("Also in their submissions that state the former type or area")
        self.person, self.telephone = QLineEdit(row.person), QLineEdit(row.telephone)
        self.website = QLineEdit(page.website)
        self.address = QPlainTextEdit()
        self.address.setPlainText(page.address)
        self.address.setFixedHeight(_ADDRESS_PX)
        self.address.setTabChangesFocus(True)
        self.kind.pick(row.kind)
        self.type.pick(page.type_key)
        self._lay_out()

    def send(self) -> None:
        """Save what was changed in the fields, unless somebody else has changed it meanwhile; the
        other fields stay as they are.
        """
        page, row = self._page, self._page.row
        members = _number(self.members.text())
        if members is None:
            self.say("For how many members do they speak? Give a number, or leave it empty.")
            self.members.setFocus()
            return
        kind, names = self.kind.currentData(), self.acts_for.text()
        former_names = _BETWEEN.join(each.name for each in page.acts_for)
        correction = StakeholderCorrection(
            name=if_other(self.name.text(), row.name),
            kind=None if kind is row.kind else kind or NOTHING,
            type_token=if_other(self.type.currentData(), page.type_key),
            area=if_other(self.area.currentText(), row.area),
            email=if_other(self.email.text(), row.email),
            members=None if members == (row.members or 0) else members,
            person=if_other(self.person.text(), row.person),
            telephone=if_other(self.telephone.text(), row.telephone),
            address=if_other(self.address.toPlainText(), page.address),
            website=if_other(self.website.text(), page.website),
            acts_for=None if names == former_names else names.split(_BETWEEN.strip()),
            also_submissions=self.also.isChecked(),
            seen=_seen(page),
        )
        edit = edit_with(edit_stakeholder, stakeholder_id=row.id, correction=correction)
        self.run(edit, lambda done: with_hidden_shown(f"Corrected {done.name}"))

    def _lay_out(self) -> None:
        self.add_row("Name", self.name)
        self.add_row("Kind", self.kind)
        self.add_row("Type", self.type)
        self.add_row("Area", self.area)
        self.add_row("Speaks for members", self.members)
        self.add_row("Acts for", self.acts_for)
        self.form.addRow("", self.also)
        self.form.addRow(PlainLabel("How to reach them; neither counted nor published", "strong"))
        self.add_row("E-mail", self.email)
        self.add_row("Contact", self.person)
        self.add_row("Telephone", self.telephone)
        self.add_row("Address", self.address)
        self.add_row("Website", self.website)
        self.name.setFocus()
        self.name.selectAll()


def _seen(page: StakeholderPage) -> dict[StakeholderField, str]:
    row = page.row
    return {
        StakeholderField.NAME: row.name,
        StakeholderField.KIND: row.kind.key if row.kind else "",
        StakeholderField.TYPE: page.type_key,
        StakeholderField.AREA: row.area,
        StakeholderField.EMAIL: row.email,
        StakeholderField.MEMBERS: str(row.members or ""),
        StakeholderField.PERSON: row.person,
        StakeholderField.TELEPHONE: row.telephone,
        StakeholderField.ADDRESS: page.address,
        StakeholderField.WEBSITE: page.website,
    }


def _number(text: str) -> int | None:
    """Return a whole number as people type it; 0 for nothing, None for what is none."""
    digits = text.replace(",", "").replace(" ", "")
    is_number = digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS
    return int(digits) if is_number else 0 if not digits else None
