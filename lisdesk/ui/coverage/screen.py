"""The screen Coverage: targets with who was heard, who was not, and acknowledgements."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from lisdesk.outcome import Kind
from lisdesk.queries.chasing import ChaseFilter, ChaseRow, not_heard
from lisdesk.queries.coverage_lists import CoveragePage, coverage_page
from lisdesk.ui.coverage.acknowledge_tab import AcknowledgeTab
from lisdesk.ui.coverage.chase_tab import ChaseTab
from lisdesk.ui.coverage.targets_tab import TargetsTab
from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.screen import Screen
from lisdesk.ui.shortcuts import shortcut_rows
from lisdesk.ui.workspace import Workspace


class CoverageScreen(Screen):
    """Three lists in tabs; each is read when it is in view."""

    key = "coverage"
    title = "Coverage"
    help_page = "coverage"
    shows = frozenset(
        {
            Kind.COVERAGE, Kind.SUBMISSION, Kind.STAKEHOLDER, Kind.QUESTION, Kind.CAMPAIGN,
            Kind.IMPORT,
        }
    )  # fmt: skip

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.targets = TargetsTab(workspace, self.new_action)
        self.chase = ChaseTab(workspace, self.new_action, self._read_list, self._add_target)
        self.acknowledge = AcknowledgeTab(workspace, self.new_action)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.targets, "Targets")
        self.tabs.addTab(self.chase, "Not heard from")
        self.tabs.addTab(self.acknowledge, "Acknowledgements")
        self.tabs.currentChanged.connect(self._turn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 8)
        layout.setSpacing(12)
        layout.addWidget(PlainLabel("Coverage", "title"))
        layout.addWidget(self.tabs, 1)
        self._listen()

    def load(self) -> None:
        """Read what the tab in view shows."""
        if self.workspace.call is None:
            return
        if self.tabs.currentWidget() is self.acknowledge:
            self.acknowledge.load()
        else:
            self._read(coverage_page, self._show_page, "targets")
            self._read_list()

    def show_target(self, target: object) -> None:
        """Show a tab by its place, such as 1 for who was not heard."""
        if isinstance(target, int):
            self.tabs.setCurrentIndex(target)

    def start_with(self) -> QWidget:
        """Return the list in view."""
        return self._tabs()[self.tabs.currentIndex()].in_view()

    def commands(self) -> list[QAction]:
        """Return what can be done on the tab in view; nothing is done to a list that is hidden."""
        return self._tabs()[self.tabs.currentIndex()].actions_of_tab()

    def shortcuts(self) -> list[tuple[str, str]]:
        """Return the keys of every tab; each does something while its tab is in view."""
        return shortcut_rows([each for tab in self._tabs() for each in tab.actions_of_tab()])

    def _add_target(self) -> None:
        """Add a target where it will be seen."""
        self.tabs.setCurrentWidget(self.targets)
        self.targets.add.trigger()

    def _tabs(self) -> tuple[TargetsTab, ChaseTab, AcknowledgeTab]:
        return self.targets, self.chase, self.acknowledge

    def _turn(self, _place: int) -> None:
        self._listen()
        self.load()

    def _listen(self) -> None:
        """Let the keys of the tab in view be answered, and of no other."""
        for tab in self._tabs():
            for action in tab.actions_of_tab():
                if tab is self.tabs.currentWidget():
                    self.addAction(action)
                else:
                    self.removeAction(action)

    def _read_list(self) -> None:
        if self.workspace.call is not None and self.tabs.currentWidget() is self.chase:
            chosen = self.chase.filter()
            show = partial(self._show_silent, self.workspace.call.id, chosen)
            self._read(not_heard, show, "list", chosen=chosen)

    def _read(self, query: Any, show: Any, topic: str, **arguments: Any) -> None:
        call_id = self.workspace.call_id
        self.workspace.jobs.read(
            partial(query, call_id=call_id, **arguments),
            owner=self,
            then=partial(self._if_same, call_id, show),
            topic=topic,
        )

    def _if_same(self, call_id: int, show: Any, found: Any) -> None:
        if self.workspace.call is not None and self.workspace.call.id == call_id:
            show(found)

    def _show_page(self, page: CoveragePage) -> None:
        self.targets.show_page(page)
        self.chase.show_choices(page)

    def _show_silent(self, call_id: int, chosen: ChaseFilter, rows: list[ChaseRow]) -> None:
        self.chase.show_rows(rows, call_id, chosen)


SCREEN = CoverageScreen
