"""What can be done with stakeholders: the commands of the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from lisdesk.edits.stakeholder_merging import keep_apart
from lisdesk.queries.register_lists import RegisterLists, register_lists
from lisdesk.queries.stakeholder_page import StakeholderPage, stakeholder_page
from lisdesk.queries.stakeholder_sides import StakeholderSide, stakeholder_sides
from lisdesk.ui.stakeholders.areas_dialog import AreasDialog
from lisdesk.ui.stakeholders.edit_dialog import EditDialog
from lisdesk.ui.stakeholders.merge_dialog import MergeDialog
from lisdesk.ui.stakeholders.split_dialog import SeparateDialog, SplitDialog
from lisdesk.ui.stakeholders.types_dialog import TypesDialog
from lisdesk.ui.stakeholders.words import kept_apart_words
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from lisdesk.ui.stakeholders.screen import StakeholdersScreen

_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class StakeholderActions(QObject):
    """The commands of the screen Stakeholders; each knows whether it can be done."""

    def __init__(self, screen: StakeholdersScreen) -> None:
        super().__init__(screen)
        self.screen, self.workspace = screen, screen.workspace
        self.search = self._action("Search the stakeholders", "Ctrl+F", screen.search)
        self.probable = self._action(
            "Probably the same", "Ctrl+J", lambda: screen.show_matches(is_on=True)
        )
        self.edit = self._action("Edit…", "F2", self._edit)
        self.merge = self._action("Merge…", "Ctrl+M", self._merge)
        self.merge.setShortcuts([QKeySequence("Ctrl+M"), QKeySequence("Ctrl+Shift+M")])
        self.apart = self._action("Not the same", "Ctrl+D", self._keep_apart)
        self.separate = self._action("Separate…", "Ctrl+Shift+A", self._separate)
        self.split = self._action("Split…", "Ctrl+Shift+P", self._split)
        self.types = self._action("Types…", "Ctrl+T", self._show_types)
        self.areas = self._action("Areas…", "Ctrl+Shift+T", self._show_areas)

    def all(self) -> list[QAction]:
        """Return every command."""
        return [
            self.edit, self.merge, self.apart, self.separate, self.split, self.types, self.areas,
            self.probable, self.search,
        ]  # fmt: skip

    def enable(self) -> None:
        """Offer what can be done with what is chosen."""
        screen, can = self.screen, not self.workspace.is_read_only
        page, pair = screen.details.page, screen.current_pair()
        is_pair = screen.is_showing_matches()
        chosen = len(screen.table.selected_ids())
        self.edit.setEnabled(can and not is_pair and chosen == 1)
        self.merge.setEnabled(can and (pair is not None if is_pair else chosen in (1, 2)))
        self.apart.setEnabled(can and (pair is not None if is_pair else chosen == 2))
        is_one = can and not is_pair and chosen == 1 and page is not None
        self.separate.setEnabled(is_one and page is not None and bool(page.merged))
        self.split.setEnabled(is_one and page is not None and page.row.submissions > 1)

    def _action(self, words: str, keys: str, run: Callable[[], object]) -> QAction:
        action = QAction(words, self.screen)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(_INSIDE)
        action.triggered.connect(lambda _on: run())
        self.screen.addAction(action)
        return action

    def _meant(self) -> list[int]:
        """Return the two, or the one, that are chosen."""
        pair = self.screen.current_pair()
        if self.screen.is_showing_matches():
            return [pair.one.id, pair.other.id] if pair is not None else []
        return self.screen.table.selected_ids()

    def _merge(self) -> None:
        ids = self._meant()
        if ids:
            self.workspace.jobs.read(
                stakeholder_sides, ids, owner=self, then=self._open_merge, topic="sides"
            )

    def _open_merge(self, sides: list[StakeholderSide]) -> None:
        if sides:
            MergeDialog(self.workspace, self.screen.window(), sides).open()

    def _keep_apart(self) -> None:
        ids = self._meant()
        if len(ids) == 2:
            self.workspace.jobs.read(
                stakeholder_sides, ids, owner=self, then=self._keep_sides_apart, topic="sides"
            )

    def _keep_sides_apart(self, sides: list[StakeholderSide]) -> None:
        if len(sides) == 2:
            one, other = sides
            edit = edit_with(keep_apart, one_id=one.id, other_id=other.id)
            self.workspace.do(edit, kept_apart_words(one.name, other.name))

    def _edit(self) -> None:
        read, current = self.workspace.jobs.read, self.screen.table.current_id()

        def opened(lists: RegisterLists) -> None:
            read(
                stakeholder_page,
                current,
                owner=self,
                then=lambda page: self._open_edit(page, lists),
            )

        if current:
            read(register_lists, self.workspace.call_id, owner=self, then=opened, topic="lists")

    def _open_edit(self, page: StakeholderPage | None, lists: RegisterLists) -> None:
        if page is not None:
            EditDialog(self.workspace, self.screen.window(), page, lists).open()

    def _separate(self) -> None:
        page = self.screen.details.page
        if page is not None and page.merged:
            SeparateDialog(self.workspace, self.screen.window(), page).open()

    def _split(self) -> None:
        page = self.screen.details.page
        if page is not None and page.row.submissions > 1:
            listed = self.screen.details.submissions
            chosen = {listed.ids[index.row()] for index in listed.selectedIndexes()}
            window, zone = self.screen.window(), self.screen.zone()
            SplitDialog(self.workspace, window, page, chosen, zone).open()

    def _show_types(self) -> None:
        TypesDialog(self.workspace, self.screen.window()).open()

    def _show_areas(self) -> None:
        AreasDialog(self.workspace, self.screen.window()).open()
