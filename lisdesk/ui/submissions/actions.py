"""What can be done about the submissions that are selected: the commands and their menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from lisdesk.rules.life_cycle import Act
from lisdesk.rules.vocabulary import Disposition
from lisdesk.ui.stage_acts import allow, why_not
from lisdesk.ui.submissions.deciding import Deciding
from lisdesk.ui.submissions.joining import Joining
from lisdesk.ui.submissions.origin import Origin
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from lisdesk.ui.submissions.screen import SubmissionsScreen

_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class RegisterActions(QObject):
    """The commands of the screen Submissions."""

    def __init__(self, screen: SubmissionsScreen) -> None:
        super().__init__(screen)
        self.screen = screen
        self.deciding, self.joining = Deciding(screen), Joining(screen)
        self.origin = Origin(screen)
        self.log = self._action("Log a submission…", "", screen.log)
        self.open = self._action("Open in Reading", "", self._open)
        self.came_from = self._action("Show where it came from", "Ctrl+Shift+O", self.origin.show)
        self.search = self._action("Search the submissions", "Ctrl+F", self._search)
        self.correct = self._action("Correct…", "F2", screen.correct_selected)
        self.read = self._action("Mark as read", "Ctrl+R", lambda: self._mark(is_read=True))
        self.unread = self._action("Mark as unread", "Ctrl+U", lambda: self._mark(is_read=False))
        self.decide = self._action(
            "Decide about late ones…", "Ctrl+D", self.deciding.decide_about_late
        )
        self.aside = self._action("Withdraw or set aside…", "Ctrl+Shift+S", self.deciding.set_aside)
        self.back = self._action("Put back…", "Ctrl+Shift+P", self.deciding.put_back)
        self.confidential = self._action(
            "Request for confidentiality…", "Ctrl+Shift+Q", self.deciding.record_request
        )
        self.merge = self._action("Merge into one…", "Ctrl+Shift+M", self.joining.merge)
        self.split = self._action("Split…", "Ctrl+Shift+J", self.joining.split)
        self.separate = self._action("Separate again", "Ctrl+Shift+U", self.joining.separate)
        self.relevant = self._action("Relevant to…", "Ctrl+Shift+L", self._set_relevant)
        self.share = self._action("Share out…", "", self._share_out)
        self.show_all = self._action(
            "Clear search and filters", "Ctrl+Shift+F", screen.filters.clear_all
        )
        self.views = self._action("Saved views", "Ctrl+Shift+V", lambda: screen.views.open_menu())
        self.save_view = self._action(
            "Save this view…", "Ctrl+Shift+D", lambda: screen.views.save()
        )
        self.menu = QMenu(screen)
        for group in (
            (self.open, self.came_from, self.correct),
            (self.read, self.unread),
            (self.decide, self.aside, self.back, self.confidential),
            (self.merge, self.split, self.separate),
            (self.relevant, self.share),
        ):
            self.menu.addActions(group)
            self.menu.addSeparator()
        self.menu.addAction(self.log)
        self.enable()

    def all(self) -> list[QAction]:
        """Return every command of the screen."""
        return [
            self.open, self.came_from, self.search, self.correct, self.read, self.unread,
            self.decide, self.aside, self.back, self.confidential, self.merge, self.split,
            self.relevant,
            self.separate, self.share, self.show_all,
            self.separate, self.show_all, self.views, self.save_view,
        ]  # fmt: skip

    def enable(self) -> None:
        """Offer what can be done with the selection."""
        count = self.screen.table.selected_count()
        may_change = bool(count) and not self.screen.workspace.is_read_only
        for action in (self.open, self.came_from):
            action.setEnabled(bool(self.screen.table.current_id()))
        for action in (self.correct, self.read, self.unread, self.decide, self.aside, self.back):
            action.setEnabled(may_change)
        self.merge.setEnabled(may_change and count > 1)
        self.split.setEnabled(may_change and count == 1)
        self.confidential.setEnabled(may_change and count == 1)
        self.separate.setEnabled(may_change and self._is_merged_in_hand())
        lists = self.screen.lists
        is_joint = lists is not None and bool(lists.bodies)
        self.relevant.setVisible(is_joint)
        self.relevant.setEnabled(may_change and is_joint)
        allow(self.share, why_not(self.screen.workspace, Act.EDIT))
        self.save_view.setEnabled(not self.screen.workspace.is_read_only)
        allow(self.log, why_not(self.screen.workspace, Act.RECEIVE))
        self.correct.setText("Correct…" if count < 2 else f"Correct {count:,} submissions…")

    def _action(self, words: str, keys: str, run: Callable[[], object]) -> QAction:
        action = QAction(words, self.screen)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(_INSIDE)
        action.triggered.connect(lambda _on: run())
        self.screen.addAction(action)
        return action

    def _is_merged_in_hand(self) -> bool:
        shown = self.screen.preview.shown
        if shown is None or shown.page.row.id != self.screen.table.current_id():
            return False
        return shown.page.row.disposition is Disposition.MERGED

    def _open(self) -> None:
        current = self.screen.table.current_id()
        if current:
            self.screen.open_in_reading(current)

    def _share_out(self) -> None:
        from lisdesk.ui.submissions.share_dialog import ShareDialog

        chosen = self.screen.table.selected_ids()
        ids = chosen if len(chosen) > 1 else self.screen.model.ids()
        ShareDialog(self.screen.workspace, self.screen, ids, is_selection=len(chosen) > 1).open()

    def _set_relevant(self) -> None:
        from lisdesk.ui.submissions.relevant_dialog import RelevantDialog

        screen, ids = self.screen, self.screen.table.selected_ids()
        if screen.lists is not None and ids:
            RelevantDialog(screen.workspace, screen, ids, screen.lists.bodies).open()

    def _search(self) -> None:
        self.screen.filters.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.screen.filters.line.selectAll()

    def _mark(self, *, is_read: bool) -> None:
        from lisdesk.edits.reading import mark_read, mark_unread

        ids = self.screen.table.selected_ids()
        word = "read" if is_read else "unread"

        def words(count: int) -> str:
            return f"Marked {count:,} submission{'' if count == 1 else 's'} as {word}"

        verb = mark_read if is_read else mark_unread
        self.screen.workspace.do(edit_with(verb, submission_ids=ids), words)
