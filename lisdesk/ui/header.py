"""The bar over every screen: which call, its deadline, and the box that finds everything."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from lisdesk.ui.deadline_chip import DeadlineChip
from lisdesk.ui.plain import as_menu_text, set_tool_tip, shortened, with_hidden_shown

if TYPE_CHECKING:
    from lisdesk.ui.workspace import Workspace

_WIDEST_TITLE_PX, _LONGEST_IN_MENU = 336, 80


class Header(QFrame):
    """The call at hand and its deadline, always in view."""

    def __init__(self, search: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.switcher = QToolButton()
        self.switcher.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.switcher.setProperty("toolButtonStyle", "ToolButtonTextOnly")
        self.switcher.setProperty("look", "quiet")
        self.switcher.setMenu(QMenu(self.switcher))
        self.switcher.hide()
        self.chip = DeadlineChip(self)
        self.search = QToolButton()
        self.search.setProperty("toolButtonStyle", "ToolButtonTextBesideIcon")
        self.search.setText("Search  Ctrl+K")
        self.search.setAccessibleName("Search, or run a command, Ctrl+K")
        self.search.clicked.connect(search.trigger)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.switcher)
        layout.addWidget(self.chip)
        layout.addStretch(1)
        layout.addWidget(self.search)
        for button in (self.switcher, self.chip):
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._workspace: Workspace | None = None

    def follow(self, workspace: Workspace) -> None:
        """Show the call at hand in a workspace from now on."""
        self._workspace = workspace
        workspace.call_changed.connect(self.show_calls)
        self.chip.follow(workspace)
        self.show_calls()

    def show_calls(self) -> None:
        """Show which call is at hand, and offer the others of the file."""
        assert self._workspace is not None
        call, menu = self._workspace.call, self.switcher.menu()
        self.switcher.setVisible(call is not None)
        if call is None:
            return
        title = with_hidden_shown(" ".join(call.title.split()))
        whole = f"{call.reference} · {title}"
        from PySide6.QtCore import Qt  # many names, which the first paint need not wait for

        metrics = self.switcher.fontMetrics()
        short = metrics.elidedText(title, Qt.TextElideMode.ElideRight, _WIDEST_TITLE_PX)
        self.switcher.setText(as_menu_text(f"{call.reference} · {short}  ▾"))
        self.switcher.setAccessibleName(f"Call at hand: {whole}. Choose another.")
        set_tool_tip(self.switcher, whole)
        menu.clear()
        for each in self._workspace.calls:
            name = shortened(with_hidden_shown(each.title), _LONGEST_IN_MENU)
            words = f"{each.reference} · {name} ({each.stage.label})"
            action = menu.addAction(as_menu_text(words))
            action.setCheckable(True)
            action.setChecked(each.id == call.id)
            action.triggered.connect(partial(self._workspace.choose_call, each.id))
