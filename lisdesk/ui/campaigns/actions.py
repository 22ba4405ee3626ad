"""What can be done about the group at hand: the commands, and the menu of its members."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from lisdesk.queries.coding import PriorityRow
from lisdesk.rules.vocabulary import PriorityStatus
from lisdesk.ui.plain import as_menu_text, with_hidden_shown

if TYPE_CHECKING:
    from lisdesk.ui.campaigns.screen import CampaignsScreen

KEYS = 9
"""How many priorities have a number key."""

_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class CampaignActions(QObject):
    """The commands of the screen Campaigns."""

    def __init__(self, screen: CampaignsScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        work = screen.handling
        self.confirm = self._action("Confirm the campaign", "Ctrl+Return", work.confirm)
        self.name = self._action("Name the campaign", "F2", screen.leading.to_name)
        self.tag = [
            self._action(f"Tag all to priority {number}", str(number), partial(work.tag, number))
            for number in range(1, KEYS + 1)
        ]
        self.pick = self._action("Tag all copies to a priority…", "/", work.pick)
        self.read_copies = self._action("Mark copies as read", "Ctrl+R", work.mark_copies_read)
        self.go_on = self._action("Mark as read and go on", "M", work.mark_read_and_go_on)
        self.next = self._action("Next variant to read", "N", screen.leading.to_next_variant)
        self.take_out = self._action("Take out of the group", "Del", work.take_out)
        self.add = self._action("Add to the group", "Ins", work.add)
        self.seed = self._action("Make it the seed", "Ctrl+Shift+A", work.make_seed)
        self.open = self._action("Open in Reading", "Ctrl+Shift+R", screen.leading.to_reading)
        self.list = self._action("Show in Submissions", "Ctrl+Shift+L", screen.leading.to_register)
        self.dissolve = self._action("Dissolve the campaign", "Ctrl+Shift+D", work.dissolve)
        self.compare = self._action("Compare the rest", "", screen.comparing.begin)
        self.menu = QMenu(screen)
        for group in (
            (self.take_out, self.add, self.seed),
            (self.go_on, self.next, self.read_copies),
            (self.open, self.list, self.pick),
            (self.name, self.dissolve),
        ):
            self.menu.addActions(group)
            self.menu.addSeparator()

    def all(self) -> list[QAction]:
        """Return every command of the screen."""
        return [
            self.confirm, self.name, *self.tag, self.pick, self.read_copies, self.go_on, self.next,
            self.take_out, self.add, self.seed, self.open, self.list, self.dissolve,
        ]  # fmt: skip

    def name_priorities(self, rows: Sequence[PriorityRow]) -> None:
        """Say in the commands which priority each number key tags to."""
        standing = [row for row in rows if row.status is not PriorityStatus.DROPPED]
        for action, row in zip(self.tag, standing, strict=False):
            name = as_menu_text(with_hidden_shown(row.name))
            action.setText(f"Tag all to {as_menu_text(row.code)} {name}")

    def enable(self) -> None:
        """Offer what can be done with the group at hand and the selection in it."""
        screen = self._screen
        group, may_change = screen.group, not screen.workspace.is_read_only
        is_there = group is not None
        is_campaign = group is not None and group.campaign_id is not None
        chosen = set(screen.members.selected_ids())
        out = group.left_out if group is not None else frozenset[int]()
        inside = chosen - out - {group.seed_id if group is not None else 0}
        known = len(screen.handling.priorities)
        may_tag = may_change and is_there and (is_campaign or screen.handling.is_confirming)
        for number, action in enumerate(self.tag, start=1):
            action.setEnabled(may_tag and number <= known)
        self.pick.setEnabled(may_tag and bool(known))
        self.confirm.setEnabled(may_change and is_there and not is_campaign)
        self.name.setEnabled(may_change and is_there)
        for action in (self.read_copies, self.go_on):
            action.setEnabled(may_change and is_there)
        for action in (self.open, self.next):
            action.setEnabled(is_there)
        self.take_out.setEnabled(may_change and bool(inside))
        self.add.setEnabled(may_change and bool(chosen & out))
        is_one = len(chosen) == 1 and bool(inside)
        self.seed.setEnabled(may_change and is_one)
        for action in (self.list, self.dissolve):
            action.setEnabled(is_campaign)
        self.dissolve.setEnabled(is_campaign and may_change)

    def _action(self, words: str, keys: str, run: Callable[[], object]) -> QAction:
        action = QAction(words, self._screen)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(_INSIDE)
        action.triggered.connect(lambda _on: run())
        self._screen.addAction(action)
        return action
