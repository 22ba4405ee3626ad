"""Split a priority: by a filter, by hand, or by both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from lisdesk.edits.priorities import PriorityDraft
from lisdesk.edits.priority_merging import SplitPriority, split_priority
from lisdesk.queries.moving_tags import (
    FilterChoices,
    TagFilter,
    filter_choices,
    tags_to_split,
)
from lisdesk.queries.priority_page import Frame, FrameRow
from lisdesk.rules.vocabulary import Stance
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import PlainLabel, with_hidden_shown
from lisdesk.ui.priorities.priority_dialog import next_code
from lisdesk.ui.priorities.ticked_table import TickedTable
from lisdesk.ui.priorities.words import joined_words, named, tags
from lisdesk.ui.workspace import Workspace, edit_with

_WIDTH_PX, _TABLE_PX, _CODE_PX, _PAUSE_MS = 800, 196, 88, 150
_STANCES = tuple(Stance)
_UNSTATED = -1
_LETTERS = 48


class SplitPriorityDialog(FormDialog):
    """The ticked tags go to a new priority, or to one that is there."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, frame: Frame, priority: FrameRow
    ) -> None:
        super().__init__(
            workspace,
            parent,
            f"Split the priority {named(priority)}",
            "Narrow the tags, and untick those that stay. Tags that copies of a campaign inherit "
            "follow those of its letter.",
            "Split",
        )
        self.setMinimumWidth(_WIDTH_PX)
        self._priority, self._total, self._is_named = priority, -1, False
        self.table = TickedTable(workspace.jobs)
        self.table.setFixedHeight(_TABLE_PX)
        self._add_filter()
        self._add_target(frame)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._narrow)
        self.words_field.textEdited.connect(self._typed)
        for box in (self.type, self.question, self.stance):
            box.currentIndexChanged.connect(lambda _at: self._narrow())
        self.table.rows.listed.connect(self._listed)
        self.table.rows.ticked.connect(self._count)
        workspace.jobs.read(filter_choices, workspace.call_id, owner=self, then=self._offer)
        self._narrow()
        self.words_field.setFocus()

    def send(self) -> None:
        """Split off what is ticked of that which the fields mean now."""
        self.begin_saving()
        self.workspace.jobs.read(
            tags_to_split,
            self._priority.row.id,
            self._filter(),
            owner=self,
            then=self._split,
            otherwise=self.refuse,
        )

    def _split(self, tag_ids: Sequence[int]) -> None:
        into_id, draft = self.into.currentData(), None
        if into_id is None:
            draft = PriorityDraft(self.code.text(), self.name.text(), self._priority.row.parent)
        edit = edit_with(
            split_priority,
            priority_id=self._priority.row.id,
            tag_ids=self.table.rows.chosen(tag_ids),
            into_id=into_id,
            draft=draft,
        )
        self.run(edit, split_words)

    def _add_filter(self) -> None:
        self.words_field = QLineEdit()
        self.words_field.setPlaceholderText("Words of the quotation; “two words” stand together")
        self.type, self.question, self.stance = ChoiceBox(), ChoiceBox(), ChoiceBox()
        for box, anything in (
            (self.type, "Any stakeholder type"),
            (self.question, "Any question"),
            (self.stance, "Any stance"),
        ):
            box.addItem(anything, None)
            box.setAccessibleName(anything)
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(policy)
            box.setMinimumContentsLength(16)
        for place, stance in enumerate(_STANCES):
            self.stance.addItem(stance.label, place)
        self.stance.addItem("Unstated", _UNSTATED)
        self.add_row("With the words", self.words_field)
        self.add_row("And of", _beside(self.type, self.question, self.stance))
        self.count = PlainLabel(look="strong")
        self.all, self.none = QPushButton("Tick all"), QPushButton("Tick none")
        for button, is_ticked in ((self.all, True), (self.none, False)):
            button.setAutoDefault(False)
            button.clicked.connect(
                lambda _on, is_ticked=is_ticked: self.table.rows.tick_all(is_ticked=is_ticked)
            )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.count)
        row.addStretch()
        row.addWidget(self.all)
        row.addWidget(self.none)
        self.body.addLayout(row)
        self.body.addWidget(self.table)

    def _add_target(self, frame: Frame) -> None:
        self.into, self.code, self.name = ChoiceBox(), QLineEdit(), QLineEdit()
        self.into.addItem("A new priority", None)
        for each in frame.rows:
            if each.row.id != self._priority.row.id:
                self.into.addItem(named(each), each.row.id)
        above = next((each for each in frame.rows if each.row.id == self._priority.parent_id), None)
        self.code.setText(next_code(frame, above, self._priority.row.code))
        self.code.setFixedWidth(_CODE_PX)
        self.name.setPlaceholderText("Its name")
        self.code.setAccessibleName("Code of the new priority")
        self.name.setAccessibleName("Name of the new priority")
        self.add_row("Move to", self.into)
        self.new = _beside(self.code, self.name)
        self.add_row("Code and name", self.new)
        self.into.currentIndexChanged.connect(lambda at: self.form.setRowVisible(self.new, at == 0))
        self.name.textEdited.connect(self._note_name)

    def _note_name(self, text: str) -> None:
        self._is_named = bool(text)

    def _typed(self, text: str) -> None:
        if not self._is_named:
            name = " ".join(text.replace('"', " ").split())[:_LETTERS]
            self.name.setText(name[:1].upper() + name[1:])
        self._soon.start()

    def _offer(self, found: FilterChoices) -> None:
        for box, choices in ((self.type, found.types), (self.question, found.questions)):
            for number, words in choices:
                box.addItem(with_hidden_shown(words), number)

    def _filter(self) -> TagFilter:
        place = self.stance.currentData()
        is_unstated = place == _UNSTATED
        return TagFilter(
            words=self.words_field.text(),
            type_id=self.type.currentData(),
            question_id=self.question.currentData(),
            stance=None if place is None or is_unstated else _STANCES[place],
            is_unstated=is_unstated,
            officer=self.workspace.officer,
        )

    def _narrow(self) -> None:
        self.table.rows.reload(tags_to_split, self._priority.row.id, self._filter())

    def _listed(self, count: int) -> None:
        if self._total < 0:
            self._total = count
        self._count()

    def _count(self) -> None:
        chosen = len(self.table.rows.chosen(self.table.rows.ids()))
        self.count.setText(f"{chosen:,} of {tags(max(self._total, 0))} will move")
        self.go.setEnabled(chosen > 0 and not self.is_saving)


def split_words(done: SplitPriority) -> str:
    """Return what was split, and how many tags moved."""
    moved = tags(done.tags_moved + done.tags_joined)
    joined = joined_words(done.tags_joined, done.tags_differing)
    parts = (f"Split {done.code}: {moved} moved to {done.into}", joined)
    return ", ".join(part for part in parts if part)


def _beside(*fields: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for field in fields:
        row.addWidget(field)
    whole.setFocusProxy(fields[0])
    return whole
