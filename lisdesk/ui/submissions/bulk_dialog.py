"""Change the same thing about many submissions: type, area, channel, permission."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.edits.correcting import NOTHING
from lisdesk.edits.submission_lists import ListCorrection
from lisdesk.rules.vocabulary import Channel, Permission
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.plain import PlainLabel, WrappedLabel, set_look
from lisdesk.ui.saving_dialog import SavingDialog
from lisdesk.ui.submissions.choice_field import ChoiceField
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.queries.register_lists import RegisterLists

_AS_IT_IS = "Leave as it is"
_NOT_KNOWN = "Not known"
_WIDTH_PX = 480


class BulkDialog(SavingDialog):
    """Every field says “leave as it is” until something is chosen in it."""

    steps_aside = True
    corrected = Signal(object)
    """A ListCorrection; the dialog waits for `run`."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, count: int, lists: RegisterLists
    ) -> None:
        super().__init__(workspace, parent)
        self.setWindowTitle("Correct the selected submissions")
        self.setMinimumWidth(_WIDTH_PX)
        self.type = _choices(
            [(row.label, row.key) for row in lists.types if not row.is_retired], _NOT_KNOWN
        )
        self.area = ChoiceBox()
        self.area.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.area.addItems([_AS_IT_IS, *(row.name for row in lists.areas), _NOT_KNOWN])
        self.area.setEditable(True)
        self.area.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.channel = _choices([(each.label, each) for each in Channel], "")
        self.permission = _choices([(each.label, each) for each in Permission], "Not answered")
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for title, field in (
            ("&Type", self.type),
            ("&Area", self.area),
            ("C&hannel", self.channel),
            ("&Permission", self.permission),
        ):
            name = PlainLabel(title)
            name.setBuddy(field)
            field.setAccessibleName(title.replace("&", ""))
            field.currentIndexChanged.connect(self._offer)
            form.addRow(name, field)
        self.area.editTextChanged.connect(self._offer)
        self.save = QPushButton(f"Correct {count:,} submission{'' if count == 1 else 's'}")
        self.savers.append(self.save)
        self.save_by_keys(self.save)
        self.save.setDefault(True)
        set_look(self.save, "primary")
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        words = f"{count:,} submissions are corrected in one step, which one undo takes back."
        layout.addWidget(WrappedLabel(words, "muted"))
        layout.addLayout(form)
        layout.addWidget(self.fault)
        layout.addLayout(buttons)
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(lambda _on: self.corrected.emit(self.correction()))
        self._offer()

    def correction(self) -> ListCorrection:
        """Return what is to be the same; None in every field that is left as it is."""
        typed = self.area.currentText().strip()
        area = {_AS_IT_IS: None, _NOT_KNOWN: "", "": None}.get(typed, typed)
        permission: Any = self.permission.currentData()
        return ListCorrection(
            type_token=self.type.currentData(),
            area=area,
            channel=self.channel.currentData(),
            permission=NOTHING if permission == "" else permission,
        )

    def _offer(self, *_what: object) -> None:
        self.save.setEnabled(not self.is_saving and self.correction() != ListCorrection())


def _choices(values: Sequence[tuple[str, object]], nothing: str) -> ChoiceField:
    last = [(nothing, "")] if nothing else []
    return ChoiceField([(_AS_IT_IS, None), *values, *last])
