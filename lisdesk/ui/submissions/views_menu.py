"""The menu of saved views: show one, keep what is shown under a name, change or forget one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from lisdesk.queries.saved_views import View, ViewRow, saved_views, written_view
from lisdesk.ui.plain import as_menu_text, set_tool_tip, with_hidden_shown
from lisdesk.ui.submissions.menu_button import MenuButton
from lisdesk.ui.submissions.view_dialog import ViewDialog
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from lisdesk.ui.submissions.screen import SubmissionsScreen

_LONGEST = 48


class ViewsMenu(MenuButton):
    """A button that tells which view is shown, and opens the views of the call."""

    def __init__(self, screen: SubmissionsScreen) -> None:
        super().__init__("Views ▾", parent=screen)
        self._screen = screen
        self.rows: Sequence[ViewRow] = ()
        self.setAccessibleName("Saved views")
        self.opens.aboutToShow.connect(self._fill)

    def load(self) -> None:
        """Read the views of the call at hand."""
        workspace = self._screen.workspace
        workspace.jobs.read(
            saved_views, workspace.call_id, owner=self, then=self._take, topic="views"
        )

    def at_hand(self) -> View:
        """Return what is shown now, as a view."""
        table = self._screen.table
        return View(self._screen.filters.filter, table.order, table.shown_columns())

    def save(self) -> None:
        """Ask for a name, and keep what is shown."""
        from lisdesk.edits.views import save_view

        workspace = self._screen.workspace
        arguments = {"call_id": workspace.call_id, "definition": written_view(self.at_hand())}
        ViewDialog(
            workspace,
            self._screen.window(),
            "Save this view",
            "Keeps the search, the filters, the order and the columns for every officer.",
            "",
            lambda name: edit_with(save_view, name=name, **arguments),
            lambda name: f"Saved the view “{name}”",
        ).open()

    def _take(self, rows: Sequence[ViewRow]) -> None:
        self.rows = rows

    def _fill(self) -> None:
        menu, is_open = self.opens, not self._screen.workspace.is_read_only
        menu.clear()
        now = self.at_hand()
        for row in self.rows:
            action = menu.addAction(_words(row))
            action.setCheckable(True)
            action.setChecked(row.view is not None and row.view.filter == now.filter)
            action.setEnabled(row.view is not None)
            action.triggered.connect(partial(self._show, row))
        if not self.rows:
            menu.addAction("No view is saved").setEnabled(False)
        menu.addSeparator()
        menu.addAction(self._screen.register_actions.save_view)
        for words, do in (
            ("&Replace with what is shown", self._replace),
            ("Re&name", self._rename),
            ("&Delete", self._delete),
        ):
            self._add_for_each(menu.addMenu(words), do, is_open=is_open and bool(self.rows))

    def _add_for_each(self, menu: QMenu, do: Callable[[ViewRow], None], *, is_open: bool) -> None:
        menu.setEnabled(is_open)
        for row in self.rows:
            menu.addAction(_words(row)).triggered.connect(lambda _on, row=row: do(row))

    def _show(self, row: ViewRow, *_checked: bool) -> None:
        if row.view is not None:
            self._screen.show_view(row.view)
        set_tool_tip(self, f"Shown last: {with_hidden_shown(row.name)}")

    def _replace(self, row: ViewRow) -> None:
        from lisdesk.edits.views import replace_view

        edit = edit_with(replace_view, view_id=row.id, definition=written_view(self.at_hand()))
        self._screen.workspace.do(edit, lambda name: f"Replaced the view “{name}”")

    def _rename(self, row: ViewRow) -> None:
        from lisdesk.edits.views import rename_view

        ViewDialog(
            self._screen.workspace,
            self._screen.window(),
            "Rename the view",
            "",
            row.name,
            lambda name: edit_with(rename_view, view_id=row.id, name=name),
            lambda name: f"Renamed the view to “{name}”",
        ).open()

    def _delete(self, row: ViewRow) -> None:
        from lisdesk.edits.views import delete_view

        edit = edit_with(delete_view, view_id=row.id)
        self._screen.workspace.do(edit, lambda name: f"Deleted the view “{name}”")


def _words(row: ViewRow) -> str:
    name = with_hidden_shown(row.name)
    short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    return as_menu_text(short)
