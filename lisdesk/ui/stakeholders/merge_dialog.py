"""Merge two stakeholders: which of the two says what stands, field by field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QWidget,
)

from lisdesk.edits.stakeholder_merging import MergedStakeholder, merge_stakeholders
from lisdesk.queries.stakeholder_sides import StakeholderSide, stakeholder_sides
from lisdesk.queries.stakeholders import StakeholderFilter, StakeholderRow, stakeholder_head
from lisdesk.rules.counted import counted
from lisdesk.rules.stakeholder_fields import StakeholderField
from lisdesk.ui.elided import ElidedLabel, elided
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import PlainLabel, as_menu_text, as_tool_tip, set_tool_tip, with_hidden_shown
from lisdesk.ui.workspace import Workspace, edit_with

_MOST_FOUND, _FOUND_PX = 8, 112
_WIDTH_PX = 760
_ASKED_PX, _CHOICE_PX = 160, 272
_NAME_PX, _ADDRESS_PX = 360, 200
"""How much of the width names take; of a longer one the beginning and the end are shown."""
_NONE = "Not known"


class MergeDialog(FormDialog):
    """The one with more submissions stands for both; every field can come from either."""

    asks_first = False

    def __init__(
        self, workspace: Workspace, parent: QWidget, sides: Sequence[StakeholderSide]
    ) -> None:
        """`sides` are two, or one to which the other is to be found by typing."""
        super().__init__(
            workspace,
            parent,
            "Merge two stakeholders",
            "Both names mean the one that stands from then on, in imports and e-mails too. "
            "One undo takes it back, and it can be separated later.",
            "Merge",
        )
        self.setMinimumWidth(_WIDTH_PX)
        self._first = sides[0]
        self.sides: Sequence[StakeholderSide] = ()
        self.line, self.found = QLineEdit(), QListWidget()
        self._rows: list[StakeholderRow] = []
        self._groups: dict[StakeholderField, QButtonGroup] = {}
        self.fields = QWidget()
        self.grid = QGridLayout(self.fields)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(6)
        self.body.addWidget(self.fields)
        self.go.setEnabled(False)
        if len(sides) > 1:
            self._show_sides(sides)
            self.go.setFocus()
        else:
            self._ask_for_other()

    def take(self) -> list[StakeholderField]:
        """Return the fields for which the second of the two was chosen."""
        return [field for field, group in self._groups.items() if group.checkedId() == 1]

    def send(self) -> None:
        """Merge the second into the first."""
        into, merged = self.sides
        edit = edit_with(merge_stakeholders, into_id=into.id, merged_id=merged.id, take=self.take())
        self.run(edit, merged_words)

    def _ask_for_other(self) -> None:
        name = with_hidden_shown(self._first.name)
        self.line.setPlaceholderText("Type a part of the name or address")
        self.found.setFixedHeight(_FOUND_PX)
        self.found.setAccessibleName("Stakeholders found")
        self.line.setAccessibleName(f"The same as {name}")
        asked = elided(name, self.line, _ASKED_PX)
        self.add_row(as_menu_text(f"The same as {asked}"), self.line)
        self.form.addRow(self.found)
        self.line.textEdited.connect(self._search)
        self.found.currentRowChanged.connect(self._choose)
        self.line.setFocus()

    def _search(self, typed: str) -> None:
        self.go.setEnabled(False)
        self._rows = []  # what is in the list answers another text
        read, chosen = self.workspace.jobs.read, StakeholderFilter(typed)
        read(stakeholder_head, chosen, owner=self, then=self._show_found, topic="found")

    def _show_found(self, rows: Sequence[StakeholderRow]) -> None:
        self._rows = [row for row in rows if row.id != self._first.id][:_MOST_FOUND]
        self.found.blockSignals(True)
        self.found.clear()
        for row in self._rows:
            name, address = with_hidden_shown(row.name), with_hidden_shown(row.email)
            shown = (elided(name, self.found, _NAME_PX), elided(address, self.found, _ADDRESS_PX))
            parts = [*shown, counted(row.submissions, "submission")]
            item = QListWidgetItem(" · ".join(part for part in parts if part), self.found)
            item.setToolTip(as_tool_tip(" · ".join(part for part in (name, address) if part)))
        self.found.blockSignals(False)
        self.found.setCurrentRow(0)
        if not self._rows:
            self.fields.hide()

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._rows):
            row = self._rows[place]
            self.workspace.jobs.read(
                stakeholder_sides,
                [self._first.id, row.id],
                owner=self,
                then=lambda sides: self._show_sides(sides) if row in self._rows else None,
                topic="sides",
            )

    def _show_sides(self, sides: Sequence[StakeholderSide]) -> None:
        while (item := self.grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._groups.clear()
        self.go.setEnabled(len(sides) == 2)
        self.fields.setVisible(len(sides) == 2)
        if len(sides) != 2:
            return
        self.sides = sides
        for column, side in enumerate(sides, start=1):
            words = "Stands" if column == 1 else "Merged into it"
            self.grid.addWidget(
                PlainLabel(f"{words} · {counted(side.submissions, 'submission')}", "strong"),
                0,
                column,
            )
            self.grid.setColumnStretch(column, 1)
        for row, field in enumerate(self._told(sides), start=1):
            self._add_field(row, field, sides)

    def _told(self, sides: Sequence[StakeholderSide]) -> list[StakeholderField]:
        return [field for field in StakeholderField if any(side.values[field] for side in sides)]

    def _add_field(
        self, row: int, field: StakeholderField, sides: Sequence[StakeholderSide]
    ) -> None:
        self.grid.addWidget(PlainLabel(field.label, "small"), row, 0)
        values = [with_hidden_shown(" ".join(side.values[field].split())) for side in sides]
        if values[0] == values[1] or not all(values):
            for column, value in enumerate(values, start=1):
                label = ElidedLabel(value or _NONE, "" if value else "muted")
                self.grid.addWidget(label, row, column)
            return
        group = self._groups[field] = QButtonGroup(self)
        for place, value in enumerate(values):
            button = QRadioButton(as_menu_text(elided(value, self, _CHOICE_PX)))
            button.setAccessibleName(f"{field.label}: {value}")
            set_tool_tip(button, value)
            button.setChecked(place == 0)
            group.addButton(button, place)
            self.grid.addWidget(button, row, place + 1)


def merged_words(done: MergedStakeholder) -> str:
    """Return what was merged."""
    return with_hidden_shown(
        f"Merged {done.other} into {done.name}, with {counted(done.submissions, 'submission')}"
    )
