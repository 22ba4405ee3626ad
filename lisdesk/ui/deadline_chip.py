"""The call's deadline, always in view; it changes by itself when a moment passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from lisdesk.ui.plain import as_menu_text, set_tool_tip
from lisdesk.ui.theme import current_theme

if TYPE_CHECKING:
    from lisdesk.ui.workspace import Workspace

_LONGEST_WAIT_MS = 60_000
"""A sleeping computer stops timers: the clock is looked at again at least so often."""


class DeadlineChip(QToolButton):
    """State as word, icon and colour, the moment with its zone, and the days left."""

    passed = Signal()
    """Emitted when the call's state changed by itself, because a moment passed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("toolButtonStyle", "ToolButtonTextBesideIcon")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._workspace: Workspace | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look_at_the_clock)
        self.hide()

    def follow(self, workspace: Workspace) -> None:
        """Tell the deadline of the call at hand in a workspace from now on."""
        self._workspace = workspace
        workspace.call_changed.connect(self.show_call)
        self.show_call()

    def show_call(self) -> None:
        """Show the call at hand as it stands by the clock; nothing without one."""
        call = self._workspace.call if self._workspace else None
        self.setVisible(call is not None)
        self._timer.stop()
        if self._workspace is None or call is None:
            return
        from lisdesk.rules.deadline_words import deadline_words, next_change, words_of_stage
        from lisdesk.rules.life_cycle import BY_CLOCK, Stage
        from lisdesk.rules.vocabulary import CallState
        from lisdesk.ui.icons import icon

        now = self._workspace.clock.now()
        words = words_of_stage(
            deadline_words(now, call.state, call.opens_on, call.deadline, call.closed_by_hand_at),
            call.stage,
        )
        theme = current_theme()
        colour = {
            CallState.OPEN: theme.positive,
            CallState.CLOSED: theme.negative,
            CallState.SCHEDULED: theme.caution,
        }[call.state]
        if call.stage not in BY_CLOCK:
            colour = theme.caution if call.stage is Stage.DRAFT else theme.muted
        self.setIcon(icon(call.state.key, colour))
        is_set = " · clock set by hand" if self._workspace.clock.is_set else ""
        self.setText(as_menu_text(words.line() + is_set))
        self.setAccessibleName(f"Deadline: {words.line()}{is_set}")
        whose = " by the server’s clock" if self._workspace.clock.server else ""
        set_tool_tip(self, f"{words.line()}{is_set}{whose}. Extend, close or look at the history.")
        change = next_change(now, call.state, call.opens_on, call.closes_at, call.deadline.zone)
        wait_ms = int((change - now).total_seconds() * 1000) + 1
        self._timer.start(min(max(wait_ms, 1), _LONGEST_WAIT_MS))

    def _look_at_the_clock(self) -> None:
        """Read the calls again; if the state is another one now, say so."""
        assert self._workspace is not None
        before = self._workspace.call
        self._timer.start(_LONGEST_WAIT_MS)  # whatever becomes of this look, there is another

        def tell() -> None:
            call = self._workspace.call if self._workspace else None
            self.show_call()
            if before and call and before.id == call.id and before.state is not call.state:
                self.passed.emit()

        self._workspace.read_calls(then=tell)
