"""Merge a priority into another one, with how many tags that moves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from lisdesk.edits.priority_merging import MergedPriority, merge_priority
from lisdesk.queries.moving_tags import MovingTags, merge_preview
from lisdesk.queries.priority_page import Frame, FrameRow
from lisdesk.rules.counted import counted
from lisdesk.rules.vocabulary import MergedChildren
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import WrappedLabel, as_menu_text
from lisdesk.ui.priorities.words import joined_words, named, tags
from lisdesk.ui.workspace import Workspace, edit_with

_CHILDREN = tuple(MergedChildren)
_LETTERS = 24


class MergePriorityDialog(FormDialog):
    """Asks into which; says what will move, and which tags say something else on the same words."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        frame: Frame,
        priority: FrameRow,
        into: FrameRow | None = None,
        hang_below: Callable[[], None] | None = None,
    ) -> None:
        """`into` is where it was dropped; `hang_below` is what the drop may mean instead."""
        super().__init__(
            workspace,
            parent,
            f"Merge the priority {named(priority)}",
            "The other one stands for both, with its own definition. One undo takes it back.",
            "Merge",
        )
        self._frame, self._priority = frame, priority
        self._branch = frame.branch(priority.row.id)
        self._below = sum(each.parent_id == priority.row.id for each in frame.rows)
        self.into, self.children_box, self.reason = ChoiceBox(), ChoiceBox(), QLineEdit()
        self.into.addItem("Choose a priority", None)
        for each in frame.rows:
            if each.row.id != priority.row.id:
                self.into.addItem(named(each), each.row.id)
        self.children_box.addItems([each.label for each in _CHILDREN])
        self.reason.setPlaceholderText("For the history, if you like")
        self.add_row("Merge into", self.into)
        self.add_row("Those below it", self.children_box)
        self.add_row("Reason", self.reason)
        self.form.setRowVisible(self.children_box, bool(self._below))
        self.moving = WrappedLabel()
        self.body.addWidget(self.moving)
        if into is not None and hang_below is not None and into.row.id not in self._branch:
            self._offer_to_hang(into, hang_below)
        for box in (self.into, self.children_box):
            box.currentIndexChanged.connect(lambda _at: self._look())
        self.into.setCurrentIndex(self.into.findData(into.row.id) if into is not None else 0)
        self._look()
        self._is_dropped = into is not None
        self.into.setFocus()

    def send(self) -> None:
        """Merge it."""
        edit = edit_with(
            merge_priority,
            priority_id=self._priority.row.id,
            into_id=self.into.currentData(),
            children=_CHILDREN[self.children_box.currentIndex()],
            reason=self.reason.text(),
        )
        self.run(edit, merged_words)

    def _offer_to_hang(self, into: FrameRow, hang_below: Callable[[], None]) -> None:
        name = named(into)
        short = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
        self.hang = QPushButton(as_menu_text(f"Hang it below {short}"))
        self.hang.setAutoDefault(False)
        self.hang.clicked.connect(self.accept)
        self.hang.clicked.connect(hang_below)
        self.foot.insertWidget(0, self.hang)

    def _look(self) -> None:
        into_id = self.into.currentData()
        self.go.setEnabled(False)
        self.moving.setText("")
        if into_id is None:
            return
        if into_id in self._branch:  # it cannot hang below itself
            self.children_box.setCurrentIndex(_CHILDREN.index(MergedChildren.STAY))
        merged = self._children() is MergedChildren.MERGE
        going = self._branch if merged else self._branch[:1]
        self.workspace.jobs.read(
            merge_preview,
            [each for each in going if each != into_id],
            into_id,
            owner=self,
            then=lambda found: self._show(found, into_id),
            topic="moving",
        )

    def _children(self) -> MergedChildren:
        return _CHILDREN[self.children_box.currentIndex()]

    def _show(self, found: MovingTags, into_id: int) -> None:
        if into_id != self.into.currentData():
            return
        code = next(each.row.code for each in self._frame.rows if each.row.id == into_id)
        words = [f"{tags(found.tags)} will move to {code}."]
        if found.joined:
            words.append(
                f"{counted(found.joined, 'of them stands', 'of them stand')} on words that the "
                f"same officer has tagged to {code}: the two become one."
            )
        if found.differing:
            words.append(
                f"{counted(found.differing, 'of those says', 'of those say')} something else: the "
                f"tag of {code} keeps its own stance and strength, and the note tells the other."
            )
        self.moving.setText(" ".join(words))
        self.go.setText(f"Merge {tags(found.tags)} into {code}")
        self.go.setEnabled(True)
        if self._is_dropped:
            self._is_dropped = False
            self.go.setFocus()


def merged_words(done: MergedPriority) -> str:
    """Return what was merged, and how many tags went along."""
    joined = joined_words(done.tags_joined, done.tags_differing)
    moved = tags(done.tags_moved + done.tags_joined)
    return ", ".join(
        part for part in (f"Merged {done.code} into {done.into} with {moved}", joined) if part
    )
