"""The fields of a submission beside its texts: who, how, when, what may be published."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from lisdesk.rules.vocabulary import Channel, Permission, StakeholderKind, Token
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.submissions.choice_field import ChoiceField
from lisdesk.ui.submissions.moment_field import MomentField
from lisdesk.ui.submissions.respondent_field import RespondentField
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.queries.register_lists import RegisterLists, RespondentRow

RESPONDENT_ID = "respondent number"
"""Names the value that tells stakeholders of one name apart."""

_ROWS_SEEN = 16
_TOKENS: dict[str, type[Token]] = {
    "kind": StakeholderKind,
    "channel": Channel,
    "permission": Permission,
}


class WhoFields(QWidget):
    """Labelled fields in one column; their values as plain words are what a draft keeps."""

    changed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        lists: RegisterLists,
        window: QWidget,
        zone: str,
        *,
        asks_for_contact: bool,
    ) -> None:
        """`asks_for_contact` says whether a new stakeholder's kind and address are taken too."""
        super().__init__()
        self._asks_for_contact = asks_for_contact
        self.respondent = RespondentField(workspace, window)
        self.kind = ChoiceField(
            [("Not said", None), *((each.label, each) for each in StakeholderKind)]
        )
        self.email = _line("name@example.org")
        in_use = [row for row in lists.types if not row.is_retired]
        self.type = ChoiceField(
            [("Not known", "")]
            + [(f"{'    ' * row.depth}{row.label}", row.key) for row in in_use]
            + [(f"{row.label} (retired)", row.key) for row in lists.types if row.is_retired]
        )
        self.area = ChoiceBox()
        self.area.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.area.setEditable(True)
        self.area.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.area.addItems(["", *(row.name for row in lists.areas)])
        self.area.setMaxVisibleItems(_ROWS_SEEN)
        self.submitted_by = _line("Who sent it, if not the respondent")
        self.channel = ChoiceField([(each.label, each) for each in Channel])
        self.received = MomentField("Received", zone, may_be_unknown=False)
        self.sent = MomentField("Sent or postmarked", zone, may_be_unknown=True)
        self.permission = ChoiceField(
            [("Not answered: not published", None), *((each.label, each) for each in Permission)]
        )
        self._form = QFormLayout(self)
        self._lay_out()
        self.respondent.picked.connect(self._take_known)
        self.respondent.changed.connect(self._show_new)
        self._show_new()

    def _lay_out(self) -> None:
        form = self._form
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for title, field in (
            ("Respo&ndent", self.respondent),
            ("Person or body", self.kind),
            ("E-mail", self.email),
            ("&Type", self.type),
            ("&Area", self.area),
            ("C&hannel", self.channel),
            ("&Received", self.received),
            ("Sent or post&marked", self.sent),
            ("&Permission", self.permission),
            ("Submitted &by", self.submitted_by),
        ):
            name = PlainLabel(title)
            name.setBuddy(field)
            if not isinstance(field, RespondentField | MomentField):
                field.setAccessibleName(title.replace("&", ""))
            form.addRow(name, field)
        for each in (self.kind, self.type, self.channel, self.permission):
            each.currentIndexChanged.connect(lambda _place: self.changed.emit())
        for line in (self.email, self.submitted_by):
            line.textChanged.connect(lambda _text: self.changed.emit())
        self.area.editTextChanged.connect(lambda _text: self.changed.emit())
        self.received.changed.connect(self.changed)
        self.sent.changed.connect(self.changed)

    def values(self) -> dict[str, str]:
        """Return every field as plain words."""
        kind, permission = self.kind.currentData(), self.permission.currentData()
        return {
            "respondent": self.respondent.name(),
            RESPONDENT_ID: str(self.respondent.picked_id or ""),
            "kind": kind.key if kind else "",
            "email": self.email.text().strip() if self._asks_for_contact else "",
            "type": self.type.currentData(),
            "area": " ".join(self.area.currentText().split()),
            "submitted_by": self.submitted_by.text().strip(),
            "channel": self.channel.currentData().key,
            "received": self.received.written(),
            "sent": self.sent.written(),
            "permission": permission.key if permission else "",
        }

    def show_values(self, values: dict[str, str]) -> None:
        """Show words that `values` gave; what is missing is left as it is."""
        if "respondent" in values or RESPONDENT_ID in values:
            name = values.get("respondent", self.respondent.name())
            self.respondent.show_name(name, int(values.get(RESPONDENT_ID) or 0) or None)
        for name in ("email", "submitted_by"):
            if name in values:
                getattr(self, name).setText(values[name])
        if "area" in values:
            self.area.setEditText(values["area"])
        self.type.pick(values.get("type"))
        for name, tokens in _TOKENS.items():
            if name in values:
                getattr(self, name).pick(tokens.of(values[name]) if values[name] else None)
        if values.get("received"):
            self.received.show_written(values["received"])
        if "sent" in values:
            self.sent.show_written(values["sent"])

    def show_moments(self, received: datetime, sent: datetime | None) -> None:
        """Show when it was received, and when it was sent if that is known."""
        self.received.show_moment(received, received)
        self.sent.show_moment(sent, received)

    def go_to_unclear(self) -> None:
        """Bring the keyboard to a moment that is not clear, if there is one."""
        for field in (self.received, self.sent):
            if not field.is_clear():
                field.edit.setFocus()
                return

    def chosen_kind(self) -> StakeholderKind | None:
        """Return whether a new stakeholder is a person or a body; None if that is not said."""
        kind = self.kind.currentData()
        return kind if isinstance(kind, StakeholderKind) else None

    def chosen_channel(self) -> Channel:
        """Return how it came in."""
        channel = self.channel.currentData()
        assert isinstance(channel, Channel)
        return channel

    def chosen_permission(self) -> Permission | None:
        """Return what may be published; None if that was not answered."""
        permission = self.permission.currentData()
        return permission if isinstance(permission, Permission) else None

    def _take_known(self, row: RespondentRow) -> None:
        if row.type_key and not self.type.currentData():
            self.type.pick(row.type_key)
        if row.area and not self.area.currentText().strip():
            self.area.setEditText(row.area)
        self.email.setText(row.email)

    def _show_new(self) -> None:
        is_asked = self._asks_for_contact and self.respondent.is_new
        self._form.setRowVisible(self.kind, is_asked)
        self._form.setRowVisible(self.email, is_asked)
        self.changed.emit()


def _line(hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(hint)
    line.setMaxLength(400)
    return line
