"""How the parts of the screen Submissions stand beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
)

from lisdesk.rules.life_cycle import Act
from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.memory import keep_sizes
from lisdesk.ui.plain import PlainLabel, set_look
from lisdesk.ui.stage_acts import why_not
from lisdesk.ui.submissions.chips import StayingMenu
from lisdesk.ui.submissions.menu_button import MenuButton

if TYPE_CHECKING:
    from lisdesk.ui.submissions.screen import SubmissionsScreen

_PANES_PX = (700, 420)
_SEARCH_PX, _TABLE_PX, _PREVIEW_PX = 304, 320, 280


_NOTHING = "No submissions yet"
_LOG_OR_DROP = "Log what was said, or drop e-mails, letters, a portal export or a tracker here."


class Parts:
    """Title, search and buttons on top, chips below them, then the table beside its preview."""

    def __init__(self, screen: SubmissionsScreen) -> None:
        self._screen = screen
        acts = screen.register_actions
        self.log = ActionButton(acts.log)
        set_look(self.log, "primary")
        self._columns_menu = StayingMenu(screen)
        self._columns_menu.aboutToShow.connect(self._fill_columns_menu)
        self.columns = MenuButton("Columns ▾", self._columns_menu)
        self.columns.setAccessibleName("Columns and order")
        self.change = MenuButton("Change ▾", acts.menu)
        self.change.setAccessibleName("Change what is selected")
        self.nothing = EmptyState(_NOTHING, _LOG_OR_DROP, [acts.log])
        self.none_fits = EmptyState(
            "Nothing fits", "No submission fits what is searched and chosen.", [acts.show_all]
        )
        self.stack = QStackedWidget()
        for page in (screen.table, self.none_fits, self.nothing):
            self.stack.addWidget(page)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()

    def show_page(self, *, has_rows: bool, is_all: bool) -> None:
        """Show the table, or say why there is nothing in it."""
        page = self.nothing if is_all else self.none_fits
        if is_all:
            why = why_not(self._screen.workspace, Act.RECEIVE)
            self.nothing.say(_NOTHING, why or _LOG_OR_DROP)
        self.stack.setCurrentWidget(self._screen.table if has_rows else page)

    def _lay_out(self) -> None:
        screen = self._screen
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(PlainLabel("Submissions", "title"))
        top.addWidget(screen.rows_told)
        top.addWidget(screen.filters.clear)
        top.addStretch()
        screen.filters.line.setMinimumWidth(_SEARCH_PX)
        for each in (screen.filters.line, screen.views, self.change, self.columns, self.log):
            top.addWidget(each)
        self.panes.setChildrenCollapsible(False)
        self.panes.addWidget(self.stack)
        self.panes.addWidget(screen.preview)
        self.panes.setStretchFactor(0, 1)
        self.stack.setMinimumWidth(_TABLE_PX)
        screen.preview.setMinimumWidth(_PREVIEW_PX)
        self.panes.setSizes(_PANES_PX)
        keep_sizes(self.panes, "submissions/panes")
        layout = QVBoxLayout(screen)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(screen.filters)
        layout.addWidget(self.panes, 1)

    def _fill_columns_menu(self) -> None:
        self._columns_menu.clear()
        self._screen.table.fill_columns_menu(self._columns_menu)
