"""Add a priority to the coding frame, or correct one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from lisdesk.edits.coding_frame import PriorityCorrection, edit_priority
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.queries.priority_page import Frame, FrameRow
from lisdesk.rules.vocabulary import PriorityStatus
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.priorities.colour_box import ColourBox
from lisdesk.ui.workspace import Workspace, edit_with

_WIDTH_PX, _TEXT_PX, _CODE_PX, _AROUND_PX = 648, 48, 88, 4
_LETTERS = 9
_LABELS_IN_VIEW = 6
_STATUSES = tuple(PriorityStatus)
_NUMBERED = re.compile(r"([A-Za-z]*)(\d+)")


class PriorityDialog(FormDialog):
    """Code, name, status, and what belongs under the priority."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, heading: str, verb: str, labels: Sequence[str]
    ) -> None:
        super().__init__(workspace, parent, heading, "", verb)
        self.setMinimumWidth(_WIDTH_PX)
        self.code, self.name, self.keywords = QLineEdit(), QLineEdit(), QLineEdit()
        self.code.setFixedWidth(_CODE_PX)
        self.keywords.setPlaceholderText("With a comma between them")
        self.status = ChoiceBox()
        self.status.addItems([status.label for status in _STATUSES])
        self.colour = ColourBox()
        texts = (QPlainTextEdit() for _ in range(4))
        self.definition, self.include, self.exclude, self.examples = texts
        self.labels = QListWidget()
        for words, field in (
            ("Name", self.name),
            ("Code", self._row_of_code()),
            ("Definition", self.definition),
            ("Include", self.include),
            ("Exclude", self.exclude),
            ("Examples", self.examples),
            ("Keywords", self.keywords),
        ):
            if isinstance(field, QPlainTextEdit):
                field.setFixedHeight(_TEXT_PX)
                field.setTabChangesFocus(True)
            self.add_row(words, field)
        for name in labels:
            item = QListWidgetItem(name)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.labels.addItem(item)
        rows = min(len(labels), _LABELS_IN_VIEW)
        row_px = max(self.labels.sizeHintForRow(0), 0)
        self.labels.setFixedHeight(rows * row_px + 2 * self.labels.frameWidth() + _AROUND_PX)
        self.add_row("Framework labels", self.labels)
        self.form.setRowVisible(self.labels, bool(labels))
        self.name.setFocus()

    def _row_of_code(self) -> QWidget:
        """Return the code with status and hue beside it."""
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.code)
        self.code.setAccessibleName("Code")
        for words, box in (("Status", self.status), ("Colour", self.colour)):
            label = PlainLabel(words)
            label.setBuddy(box)
            box.setAccessibleName(words)
            box.setMinimumContentsLength(_LETTERS)
            row.addSpacing(8)
            row.addWidget(label)
            row.addWidget(box)
        row.addStretch()
        whole.setFocusProxy(self.code)
        return whole

    def chosen_labels(self) -> list[str]:
        """Return the names of the labels that are ticked."""
        items = [self.labels.item(row) for row in range(self.labels.count())]
        return [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]

    def chosen_keywords(self) -> list[str]:
        """Return the keywords."""
        return [word.strip() for word in self.keywords.text().split(",") if word.strip()]


class NewPriorityDialog(PriorityDialog):
    """A new priority, at the top or below another one."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, frame: Frame, below: FrameRow | None
    ) -> None:
        where = f"New priority below {below.row.code}" if below else "New priority"
        super().__init__(workspace, parent, where, "Add the priority", frame.labels)
        self._below = below
        self.code.setText(next_code(frame, below))

    def send(self) -> None:
        """Add it with all that was given, as one step."""
        draft = PriorityDraft(
            code=self.code.text(),
            name=self.name.text(),
            parent=self._below.row.code if self._below else "",
            foundations=self.chosen_labels(),
            definition=self.definition.toPlainText(),
            include=self.include.toPlainText(),
            exclude=self.exclude.toPlainText(),
            keywords=self.chosen_keywords(),
            status=_STATUSES[self.status.currentIndex()],
            examples=self.examples.toPlainText(),
            colour=self.colour.chosen(),
        )
        edit = edit_with(add_priority, call_id=self.workspace.call_id, draft=draft)
        self.run(edit, lambda code: f"Added the priority {code}")


class EditPriorityDialog(PriorityDialog):
    """A priority that stands; its tags stay on it, whatever it is called."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, frame: Frame, priority: FrameRow
    ) -> None:
        row = priority.row
        heading = f"Priority {row.code}"
        super().__init__(workspace, parent, heading, "Save the priority", frame.labels)
        self._row = row
        self.code.setText(row.code)
        self.name.setText(row.name)
        self.name.selectAll()
        self.status.setCurrentIndex(_STATUSES.index(row.status))
        self.definition.setPlainText(row.definition)
        self.include.setPlainText(row.include)
        self.exclude.setPlainText(row.exclude)
        self.examples.setPlainText(row.examples)
        self.colour.choose(row.colour)
        self.keywords.setText(", ".join(row.keywords))
        for at in range(self.labels.count()):
            item = self.labels.item(at)
            if item.text() in row.labels:
                item.setCheckState(Qt.CheckState.Checked)

    def send(self) -> None:
        """Save what stands in the fields."""
        labels = self.chosen_labels()
        correction = PriorityCorrection(
            code=self.code.text(),
            name=self.name.text(),
            definition=self.definition.toPlainText(),
            include=self.include.toPlainText(),
            exclude=self.exclude.toPlainText(),
            keywords=self.chosen_keywords(),
            status=_STATUSES[self.status.currentIndex()],
            examples=self.examples.toPlainText(),
            colour=self.colour.correction(),
            foundations=labels if set(labels) != set(self._row.labels) else None,
        )
        edit = edit_with(edit_priority, priority_id=self._row.id, correction=correction)
        self.run(edit, lambda code: f"Corrected the priority {code}")


def next_code(frame: Frame, below: FrameRow | None, like: str = "") -> str:
    """Return the next free code: P10 after P9, P2.3 after P2.2; with the letters of `like`, if that
    is a code at the top.
    """
    taken = {each.row.code.casefold() for each in frame.rows}
    start, number = (f"{below.row.code}.", 0) if below else ("P", 0)
    if below is None:
        found = [_NUMBERED.fullmatch(each.row.code) for each in frame.rows if not each.row.depth]
        numbered = [match for match in found if match is not None]
        alike = _NUMBERED.fullmatch(like)
        if numbered:
            start = (alike or numbered[-1])[1]
            number = max(int(match[2]) for match in numbered if match[1] == start)
    while f"{start}{number + 1}".casefold() in taken:
        number += 1
    return f"{start}{number + 1}"
