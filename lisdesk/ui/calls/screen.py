"""The screen Calls: every call of the file, and all that is decided about one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from lisdesk.edits.question_changes import move_question, remove_question
from lisdesk.outcome import Kind
from lisdesk.queries.call_page import CallPage, call_page
from lisdesk.rules.life_cycle import RULES, Act, Stage
from lisdesk.rules.vocabulary import CallState
from lisdesk.ui.action_button import ActionButton, tell_keys_in_list
from lisdesk.ui.calls.calendar_tab import CalendarTab
from lisdesk.ui.calls.call_dialog import CallDialog
from lisdesk.ui.calls.cards import CallCards
from lisdesk.ui.calls.deadline_dialogs import CloseDialog, ExtendDialog, ReopenDialog
from lisdesk.ui.calls.form_actions import FormActions
from lisdesk.ui.calls.new_call import NewCallDialog
from lisdesk.ui.calls.next_step import NextStep, StepDialog
from lisdesk.ui.calls.page import CALENDAR_TAB, HISTORY_TAB, CallPanel, heading_row
from lisdesk.ui.calls.question_dialog import QuestionDialog
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.memory import keep_sizes
from lisdesk.ui.plain import PlainLabel, set_look
from lisdesk.ui.screen import Screen
from lisdesk.ui.stage_acts import allow, why_not
from lisdesk.ui.wishes import Wish
from lisdesk.ui.workspace import Workspace, edit_with

_SIDES_PX = (424, 700)


class CallsScreen(Screen):
    """Cards at the left; at the right the call at hand."""

    key = "calls"
    title = "Calls"
    help_page = "calls"
    shows = frozenset({Kind.CALL, Kind.QUESTION, Kind.SUBMISSION, Kind.IMPORT})
    needs_call = False

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._page: CallPage | None = None
        self._wish: Wish | None = None
        self._make_actions()
        self.calendar = CalendarTab(workspace, self.new_action)
        self.forms = FormActions(workspace, self, self.new_action)
        self.cards = CallCards()
        self.panel = CallPanel(
            (self.extend, self.close_now, self.reopen, self.edit_call, self.forms.form,
             self.hand_over),
            (self.add_question, self.edit_question, self.move_up, self.move_down,
             self.remove_question),
            self.calendar,
            NextStep(self.step_on, self.step_back),
        )  # fmt: skip
        self.empty = EmptyState(
            "No call yet",
            "Make a call for evidence from the template of ten questions, or from nothing.",
            [self.new_call],
        )
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(self.cards)
        sides.addWidget(self.panel)
        sides.setSizes(_SIDES_PX)
        sides.setStretchFactor(1, 1)
        sides.setChildrenCollapsible(False)
        keep_sizes(sides, "calls/panes")
        self.stack = QStackedWidget()
        self.stack.addWidget(sides)
        self.stack.addWidget(self.empty)
        self.archived = QCheckBox("Archived calls too")
        self.archived.hide()
        self.archived.toggled.connect(self._show_archived)
        new = ActionButton(self.new_call)
        set_look(new, "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 8)
        layout.setSpacing(12)
        beside = [ActionButton(each) for each in self.forms.beside_heading()]
        heading = heading_row(PlainLabel("Calls", "title"), self.archived, *beside, new)
        layout.addLayout(heading)
        layout.addWidget(self.stack, 1)
        self.cards.chosen.connect(workspace.choose_call)
        self.panel.questions.itemSelectionChanged.connect(self._enable)
        self.panel.questions.act_by_keys(self.edit_question, self.remove_question)
        self.panel.questions.doubleClicked.connect(lambda _index: self.edit_question.trigger())

    def load(self) -> None:
        """Read the page of the call at hand; the cards are those of the workspace."""
        workspace = self.workspace
        self.cards.show_calls(
            workspace.calls, workspace.call.id if workspace.call else None, workspace.clock.now()
        )
        self.stack.setCurrentIndex(0 if workspace.calls else 1)
        if workspace.call is not None:
            self.panel.next_step.show_call(workspace.call)
        self._enable()
        if workspace.call is not None:
            workspace.jobs.read(
                call_page, workspace.call_id, owner=self, then=self._show_page, topic="page"
            )
            self.calendar.load(self)

    def show_target(self, target: object) -> None:
        """Open what was wished for, such as the extension that the deadline leads to."""
        if not isinstance(target, Wish):
            return
        dialogs: dict[Wish, QAction] = {
            Wish.NEW_CALL: self.new_call,
            Wish.EXTEND_CALL: self.extend,
            Wish.CLOSE_CALL: self.close_now,
            Wish.REOPEN_CALL: self.reopen,
        }
        tabs = {Wish.CALL_HISTORY: HISTORY_TAB, Wish.CALL_CALENDAR: CALENDAR_TAB}
        if target in tabs:
            self.panel.tabs.setCurrentIndex(tabs[target])
            self._wish = target
        elif target in dialogs:
            self._open_for(target)
        elif target is Wish.NEXT_STEP:
            self._step(is_back=False)

    def start_with(self) -> QWidget:
        """Return what was asked for, else the card of the call at hand."""
        wish, self._wish = self._wish, None
        if wish is not None:
            return self.panel.history if wish is Wish.CALL_HISTORY else self.calendar.table
        return next((card for card in self.cards.cards if card.property("chosen")), self.cards)

    def _open_for(self, wish: Wish) -> None:
        """Open a dialog even where its button is off: it then says why it cannot be done."""
        call, window = self.workspace.call, self.window()
        if self.workspace.is_read_only:
            self.workspace.notices.warn("The file is open for reading only.")
        elif wish is Wish.NEW_CALL:
            NewCallDialog(self.workspace, window).open()
        elif call is not None:
            kinds = {
                Wish.EXTEND_CALL: ExtendDialog,
                Wish.CLOSE_CALL: CloseDialog,
                Wish.REOPEN_CALL: ReopenDialog,
            }
            kinds[wish](self.workspace, window, call).open()

    def _make_actions(self) -> None:
        self.new_call = self.new_action("New call…", lambda: self._open_for(Wish.NEW_CALL))
        self.extend = self.new_action("Extend…", lambda: self._open_for(Wish.EXTEND_CALL))
        self.close_now = self.new_action("Close now…", lambda: self._open_for(Wish.CLOSE_CALL))
        self.reopen = self.new_action("Reopen…", lambda: self._open_for(Wish.REOPEN_CALL))
        self.edit_call = self.new_action("Edit…", self._edit_call, "F2")
        self.step_on = self.new_action("", lambda: self._step(is_back=False), "F4")
        self.step_back = self.new_action("", lambda: self._step(is_back=True))
        self.hand_over = self.new_action("Hand over one partner’s part…", self._hand_over)
        self.add_question = self.new_action("Add a question…", self._add_question, "Ctrl+D")
        self.edit_question = self.new_action("Edit the question…", self._edit_question)
        self.move_up = self.new_action("Move up", lambda: self._move(-1), "Alt+Up")
        self.move_down = self.new_action("Move down", lambda: self._move(1), "Alt+Down")
        self.remove_question = self.new_action("Remove", self._remove)
        tell_keys_in_list(self.edit_question, "F2 or Enter in the questions")
        tell_keys_in_list(self.remove_question, "Del in the questions")

    def commands(self) -> list[QAction]:
        """Return what can be done here; the rest are commands of the window."""
        return [
            self.edit_call, *self._steps(), self.hand_over, self.add_question,
            self.edit_question, self.move_up, self.move_down, self.remove_question,
            *self.calendar.actions_of_tab(), *self.forms.all(),
        ]  # fmt: skip

    def _show_page(self, page: CallPage | None) -> None:
        if self.workspace.call is not None and page is not None:
            self._page = page
            self.panel.show_page(self.workspace.call, page)
            self._enable()

    def _enable(self) -> None:
        call, can = self.workspace.call, not self.workspace.is_read_only
        question = self.panel.questions.current()
        row, last = self.panel.questions.currentRow(), self.panel.questions.rowCount() - 1
        is_open = call is not None and call.state is CallState.OPEN
        by_hand = call is not None and call.closed_by_hand_at is not None
        self.new_call.setEnabled(can)
        no_change = why_not(self.workspace, Act.EDIT)
        allow(self.extend, why_not(self.workspace, Act.EXTEND))
        allow(self.close_now, why_not(self.workspace, Act.CLOSE), can=is_open)
        allow(self.reopen, why_not(self.workspace, Act.REOPEN), can=by_hand)
        allow(self.edit_call, no_change, can=self._page is not None)
        for action in (self.step_on, self.step_back):
            action.setEnabled(can and call is not None and bool(action.text()))
        self.archived.setVisible(any(each.stage is Stage.ARCHIVED for each in self.workspace.calls))
        self.hand_over.setEnabled(can and call is not None)
        self.hand_over.setVisible(call is not None and bool(call.partners))
        allow(self.add_question, no_change)
        allow(self.edit_question, no_change, can=question is not None)
        allow(self.move_up, no_change, can=question is not None and row > 0)
        allow(self.move_down, no_change, can=question is not None and row < last)
        allow(self.remove_question, no_change, can=question is not None)
        self.calendar.enable()
        self.forms.enable()

    def _edit_call(self) -> None:
        if self.workspace.call is not None and self._page is not None:
            CallDialog(self.workspace, self.window(), self.workspace.call, self._page).open()

    def _steps(self) -> list[QAction]:
        """Return the steps that there are from here."""
        return [action for action in (self.step_on, self.step_back) if action.text()]

    def _step(self, *, is_back: bool) -> None:
        call = self.workspace.call
        rule = RULES[call.stage] if call is not None else None
        move = (rule.back if is_back else rule.forward) if rule is not None else None
        if call is not None and move is not None:
            StepDialog(self.workspace, self.window(), call, move).open()

    def _show_archived(self, is_wanted: bool) -> None:  # noqa: FBT001 (Qt passes the state so)
        self.cards.with_archived = is_wanted
        self.load()

    def _hand_over(self) -> None:
        from lisdesk.ui.calls.hand_over_dialog import HandOverDialog

        if self.workspace.call is not None:
            HandOverDialog(self.workspace, self.window(), self.workspace.call).open()

    def _add_question(self) -> None:
        QuestionDialog(self.workspace, self.window()).open()

    def _edit_question(self) -> None:
        question = self.panel.questions.current()
        if question is not None:
            QuestionDialog(self.workspace, self.window(), question.row).open()

    def _move(self, step: int) -> None:
        table = self.panel.questions
        question, place = table.current(), table.currentRow() + step
        if question is None or not 0 <= place < len(table.questions):
            return
        number = table.questions[place].row.number
        table.setCurrentCell(place, 0)
        self.workspace.do(
            edit_with(move_question, question_id=question.row.id, number=number),
            f"Moved question {question.row.number} to {number}",
        )

    def _remove(self) -> None:
        question = self.panel.questions.current()
        if question is not None:
            self.workspace.do(
                edit_with(remove_question, question_id=question.row.id),
                f"Removed question {question.row.number}",
            )


SCREEN = CallsScreen
