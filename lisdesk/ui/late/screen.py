"""The screen Late: what came after the close, its moments beside its text, and the decision."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lisdesk.outcome import Kind
from lisdesk.queries.late_queue import LateCounts, LateHead, LateView, late_head, late_ids
from lisdesk.rules.vocabulary import LateChoice
from lisdesk.tasks.late_queue import LateLine, joint_proposal, late_lines
from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.late.deciding import NO_PROPOSAL, LateDeciding
from lisdesk.ui.late.decision_bar import DecisionBar
from lisdesk.ui.late.dialogs import ChangesDialog, PolicyDialog, SentDialog
from lisdesk.ui.late.table import LateTable
from lisdesk.ui.late.words import SHORT_CHOICES
from lisdesk.ui.memory import keep_sizes
from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.screen import Screen
from lisdesk.ui.submissions.preview import Preview
from lisdesk.ui.submissions.preview_words import deadline_line
from lisdesk.ui.submissions.shown_texts import ShownSubmission, shown_submission
from lisdesk.ui.wishes import Wish
from lisdesk.ui.workspace import Workspace

_PAUSE_MS = 40
_PANES_PX = (660, 460)
_VIEWS = tuple(LateView)
_GONE = (
    "What you were writing about is gone from this list; the next one is in hand. Press Ctrl+R to "
    "begin with the reason that is proposed for it."
)


class LateScreen(Screen):
    """The queue at the left; at the right the text, the moments and the decision."""

    key = "late"
    title = "Late"
    help_page = "late"
    shows = frozenset({Kind.SUBMISSION, Kind.IMPORT, Kind.CAMPAIGN, Kind.STAKEHOLDER})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.head: LateHead | None = None
        self.table, self.views = LateTable(workspace), ChoiceBox()
        self.views.setAccessibleName("Which late submissions")
        self.views.addItems([each.label for each in _VIEWS])
        self.views.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.measure = PlainLabel("", "muted")
        self.preview = Preview(workspace, self, has_facts=False)
        self.deciding = LateDeciding(self)
        self._make_actions()
        labels = [each.label for each in LateChoice]
        self.bar = DecisionBar(self.as_proposed, list(zip(self.decisions, labels, strict=True)))
        self.stack = QStackedWidget()
        self._wanted_id = 0
        self._soon_lines = self.pause(_PAUSE_MS, self._read_selected)
        self._lay_out()
        self.views.currentIndexChanged.connect(lambda _place: self._reload())
        self.table.pointed_at.connect(self._point)
        self.table.taken_away.connect(self._hold)
        self.table.opened.connect(partial(workspace.go_to, "reading"))
        self.table.lines.listed.connect(self._show_listed)
        self.preview.opened.connect(partial(workspace.go_to, "reading"))
        self.bar.reason.returnPressed.connect(self.as_proposed.trigger)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.table.addActions(self.commands())

    def load(self) -> None:
        """Read the queue and what it is measured by."""
        self.workspace.jobs.read(
            late_head, self.workspace.call_id, owner=self, then=self._show_head, topic="late"
        )
        self._reload()

    def commands(self) -> list[QAction]:
        """Return what can be done with late submissions."""
        return [
            *self.decisions, self.as_proposed, self.write_reason, self.enter_sent, self.select_all,
            self.policy, self.changes,
        ]  # fmt: skip

    def start_with(self) -> QWidget:
        """Return the list, or what stands there while it is empty."""
        return self.table if self.stack.currentIndex() == 0 else self.empty

    def show_target(self, target: object) -> None:
        """Show what waits, or one late submission."""
        if target is Wish.LATE_WAITING:
            self.views.setCurrentIndex(_VIEWS.index(LateView.WAITING))
        elif isinstance(target, int):
            self._wanted_id = target
            self.views.setCurrentIndex(_VIEWS.index(LateView.ALL))

    @property
    def view(self) -> LateView:
        """Which late submissions are listed."""
        return _VIEWS[self.views.currentIndex()]

    def _make_actions(self) -> None:
        decide = self.deciding.decide
        self.decisions = [
            self.new_action(SHORT_CHOICES[choice], partial(decide, choice), keys)
            for choice, keys in zip(LateChoice, "AFNR", strict=True)
        ]
        self.as_proposed = self.new_action("As proposed", self.deciding.as_proposed, "Ctrl+Return")
        self.write_reason = self.new_action("Write the reason", self._write_reason, "Ctrl+R")
        self.enter_sent = self.new_action("Sent or postmarked…", self._enter_sent, "F2")
        self.select_all = self.new_action("Select all", self.table.selectAll, "Ctrl+A")
        self.policy = self.new_action("Policy…", self._open_policy, "F4")
        self.changes = self.new_action("What decisions changed…", self._read_changes, "F6")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(PlainLabel("Late", "title"))
        top.addWidget(self.views)
        top.addStretch()
        for action in (self.enter_sent, self.changes, self.policy):
            top.addWidget(ActionButton(action))
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.preview, 1)
        beside.addWidget(self.bar)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.addWidget(self.table)
        panes.addWidget(right)
        panes.setStretchFactor(0, 1)
        panes.setChildrenCollapsible(False)
        panes.setSizes(_PANES_PX)
        keep_sizes(panes, "late/panes")
        self.empty = EmptyState("None", "", [self.changes, self.policy])
        self.stack.addWidget(panes)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.measure)
        layout.addWidget(self.stack, 1)

    def _reload(self) -> None:
        self.table.of_call = self.workspace.call_id
        self.table.lines.reload(late_ids, self.table.of_call, self.view)

    def _show_head(self, head: LateHead | None) -> None:
        self.head = head
        if head is None:
            return
        call, counts = head
        for place, view in enumerate(_VIEWS):
            self.views.setItemText(place, f"{view.label}: {counts.of(view):,}")
        policy = call.policy
        proposed = (
            f"proposed: {policy.proposes.label}" if policy.proposes else "no policy for late ones"
        )
        words = f"Deadline in force: {deadline_line(call.close.deadline)} · {proposed}"
        if policy.post_grace:
            words += f" · post: {policy.post_grace} working days"
        self.measure.setText(words)
        self._say_empty()
        self._enable()

    def _show_listed(self, count: int) -> None:
        held = QApplication.focusWidget()
        had_keyboard = held is not None and self.stack.isAncestorOf(held)
        self.stack.setCurrentIndex(0 if count else 1)
        if had_keyboard and not (held is self.bar.reason and count):
            self.start_with().setFocus()
        if not count:
            self.preview.show_preview(None)
            self._say_empty()
        elif self._wanted_id and self.table.point_at(self._wanted_id):
            self._wanted_id = 0
        elif not self.table.selected_ids():
            self.table.point_at(self.table.lines.id_at(0))
        self._soon_lines.start()

    def _say_empty(self) -> None:
        counts = self.head.counts if self.head is not None else None
        if self.view is LateView.WAITING and counts is not None and counts.all:
            self.empty.say("No late submission waits", _why_none_waits(counts))
        elif self.view is LateView.DECIDED and counts is not None and counts.all:
            self.empty.say("None", "No late submission of this call has been decided about.")
        else:
            self.empty.say("None", "No submission of this call came after it closed.")

    def _hold(self) -> None:
        """Decide nothing by a key or by words that were meant for others."""
        self.deciding.wait_for_sight()
        if self.bar.reason.hasFocus() and self.bar.is_own:
            self.bar.hold(_GONE)

    def _point(self) -> None:
        self.deciding.forget()
        self.bar.release()
        self._enable()
        self._soon_lines.start()

    def _read_selected(self) -> None:
        """Read what is selected with its proposals, and the text of the line in hand."""
        ids, current = self.table.selected_ids(), self.table.current_id()
        self.workspace.jobs.read(
            late_lines, self.workspace.call_id, ids,
            owner=self, then=partial(self._show_lines, ids), topic="late lines",
        )  # fmt: skip
        if current:
            self.workspace.jobs.read(
                shown_submission, current, self.workspace.officer, "",
                owner=self, then=self._show_text, topic="late text",
            )  # fmt: skip

    def _show_text(self, shown: ShownSubmission | None) -> None:
        self.preview.show_preview(shown)

    def _show_lines(self, ids: list[int], lines: list[LateLine]) -> None:
        if self.head is None or ids != self.table.selected_ids():
            return
        self._show_in_hand(lines)
        self.deciding.take(lines, joint_proposal(lines, self.head.call.policy))
        self._enable()

    def _show_in_hand(self, lines: Sequence[LateLine]) -> None:
        if self.head is None:
            return
        call = self.head.call
        if len(lines) == 1:
            self.bar.show_one(lines[0], call)
        elif lines:
            self.bar.show_many(lines, call, joint_proposal(lines, call.policy))
        else:
            self.bar.show_none()

    def _enable(self) -> None:
        can = not self.workspace.is_read_only
        has_line = bool(self.table.current_id())
        for action in (*self.decisions, self.write_reason):
            action.setEnabled(can and has_line)
        self.enter_sent.setEnabled(can and has_line and bool(self.deciding.lines))
        proposes = self.deciding.proposed() is not None
        self.as_proposed.setData("" if proposes else NO_PROPOSAL)
        self.as_proposed.setEnabled(can and has_line and proposes)
        self.policy.setEnabled(can and self.head is not None)

    def _write_reason(self) -> None:
        if self.bar.is_held():
            self.bar.release()
            self._show_in_hand(self.deciding.lines)
        self.bar.reason.setFocus()
        self.bar.reason.selectAll()

    def _enter_sent(self) -> None:
        current = self.table.current_id()
        line = next((each for each in self.deciding.lines if each.id == current), None)
        if line is not None and self.head is not None:
            SentDialog(self.workspace, self.window(), line, self.head.call).open()

    def _open_policy(self) -> None:
        if self.head is not None:
            PolicyDialog(self.workspace, self.window(), self.head.call).open()

    def _read_changes(self) -> None:
        from lisdesk.queries.late_effects import late_effects_of

        call = self.workspace.call
        if call is not None:
            self.workspace.jobs.read(
                late_effects_of, call.id, owner=self,
                then=lambda effects: ChangesDialog(
                    self.window(), call.reference, call.deadline.zone, effects
                ).open(),
            )  # fmt: skip


def _why_none_waits(counts: LateCounts) -> str:
    """Return where they are; blank, withdrawn and set aside ones need no decision."""
    others = counts.all - counts.decided
    if not others:
        return "Each has its decision: see “Decided”."
    words = f"{others:,} without a decision need none: blank, withdrawn or set aside."
    return f"{counts.decided:,} decided: see “Decided”. {words}" if counts.decided else words


SCREEN = LateScreen
