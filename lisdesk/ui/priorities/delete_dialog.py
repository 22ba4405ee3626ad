"""Delete a priority on which something hangs: what becomes of its tags, and of those below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from lisdesk.edits.priority_removal import PriorityRemoval, RemovedPriority, delete_priority
from lisdesk.queries.priority_page import Frame, FrameRow
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.workspace import Workspace, edit_with

_INDENT = "    "
_NO_CHOICE, _TAKE_OFF, _LIFT = None, -1, -2


class DeletePriorityDialog(FormDialog):
    """Says how much hangs on the priority; nothing is deleted before each thing has its place."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, frame: Frame, priority: FrameRow
    ) -> None:
        row = priority.row
        branch = set(frame.branch(row.id))
        self._row = row
        self._tag_count = row.tags
        self._below_count = sum(each.parent_id == row.id for each in frame.rows)
        super().__init__(
            workspace,
            parent,
            f"Delete the priority {row.code} {with_hidden_shown(row.name)}",
            f"{_hanging(row.tags, self._below_count)} on it. One undo brings everything back.",
            f"Delete {row.code}",
        )
        others = [each for each in frame.rows if each.row.id != row.id]
        outside = [each for each in others if each.row.id not in branch]
        self.tags = _box("Choose what becomes of them", _NO_CHOICE)
        _offer(self.tags, "Move them to {}", others)
        self.tags.addItem("Take them off", _TAKE_OFF)
        self.below = _box("Let them take its place", _LIFT)
        _offer(self.below, "Hang them below {}", outside)
        self.add_row(f"Its {_counted(self._tag_count, 'tag', 'tags')}", self.tags)
        self.add_row("Those below it", self.below)
        self.form.setRowVisible(self.tags, bool(self._tag_count))
        self.form.setRowVisible(self.below, bool(self._below_count))
        self.tags.currentIndexChanged.connect(self._offer_to_go)
        self._offer_to_go()
        (self.tags if self._tag_count else self.below).setFocus()

    def send(self) -> None:
        """Delete it, and put what hangs on it where it was said."""
        tags, below = self.tags.currentData(), self.below.currentData()
        removal = PriorityRemoval(
            tags_to_id=tags if self._tag_count and tags != _TAKE_OFF else None,
            takes_tags_off=bool(self._tag_count) and tags == _TAKE_OFF,
            lifts_children=bool(self._below_count) and below == _LIFT,
            children_to_id=below if self._below_count and below != _LIFT else None,
        )
        edit = edit_with(delete_priority, priority_id=self._row.id, removal=removal)
        self.run(edit, removed_words)

    def _offer_to_go(self) -> None:
        self.go.setEnabled(not self._tag_count or self.tags.currentData() is not _NO_CHOICE)


def removed_words(removed: RemovedPriority) -> str:
    """Return what was deleted, and what became of the rest."""
    parts = [
        (removed.tags_moved, "tag", "tags", "moved"),
        (removed.tags_joined, "tag", "tags", "joined with the same there"),
        (removed.tags_taken_off, "tag", "tags", "taken off"),
        (removed.findings, "finding", "findings", "with it"),
        (removed.children_lifted + removed.children_moved, "priority", "priorities", "moved"),
    ]
    done = [f"{_counted(number, one, many)} {what}" for number, one, many, what in parts if number]
    return ", ".join([f"Deleted the priority {removed.code}", *done])


def _box(first: str, data: int | None) -> QComboBox:
    box = ChoiceBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
    box.addItem(first, data)
    return box


def _offer(box: QComboBox, words: str, rows: Sequence[FrameRow]) -> None:
    for each in rows:
        row = each.row
        name = words.format(f"{row.code} {with_hidden_shown(row.name)}")
        box.addItem(f"{_INDENT * row.depth}{name}", row.id)


def _hanging(tags: int, below: int) -> str:
    parts = [
        _counted(number, one, many)
        for number, one, many in (
            (tags, "tag", "tags"),
            (below, "priority below it", "priorities below it"),
        )
        if number
    ]
    return f"{' and '.join(parts)} hang{'s' if tags + below == 1 else ''}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
