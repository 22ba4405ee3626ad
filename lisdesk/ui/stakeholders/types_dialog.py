"""The list of stakeholder types: add, rename, move, retire, bring in and write out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from lisdesk.edits.types import TypeCorrection, TypeListReport, edit_type, move_type
from lisdesk.outcome import Kind
from lisdesk.queries.types import TypePage, type_pages
from lisdesk.rules.counted import counted
from lisdesk.tasks.type_lists import bring_in_types, write_types
from lisdesk.ui.list_dialog import ListDialog
from lisdesk.ui.notices import NoticeBar
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.stakeholders.type_dialog import EditTypeDialog, NewTypeDialog
from lisdesk.ui.workspace import Workspace, edit_with

_ABOUT = (
    "Two levels. “Also” are words of surveys that mean a type, beside those that lisdesk knows. A "
    "retired type is kept by what has it, and used no more."
)
_KINDS = ("CSV files (*.csv)",)
_LISTS = ("Lists (*.csv *.xlsx *.ods)",)


class TypesDialog(ListDialog):
    """Every change is saved at once and can be undone; the dialog stays open."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        headings = ("Type", "Also"), ("Stakeholders", "Submissions")
        super().__init__(workspace, parent, "Stakeholder types", _ABOUT, headings)
        self.pages: Sequence[TypePage] = ()
        self._wanted = ""
        self._make_actions()
        self.lay_out(
            (
                (self.add, self.add_below, self.edit, self.retire),
                (self.bring_in, self.write),
            ),
            ((self.up, self.down, self.in_, self.out), ()),
        )
        self.follow(type_pages, self._show, {Kind.STAKEHOLDER}, opened_by=self.edit)

    def current(self) -> TypePage | None:
        """Return the type in hand."""
        return next((page for page in self.pages if page.key == self.current_key()), None)

    def _make_actions(self) -> None:
        self.add = self.add_action("Add a type…", partial(self._add, None), "Ins")
        self.add_below = self.add_action("Add below…", self._add_below, "Shift+Ins")
        self.edit = self.add_action("Edit…", self._edit, "F2")
        self.up = self.add_action("Move up", partial(self._step, -1), "Alt+Up")
        self.down = self.add_action("Move down", partial(self._step, 1), "Alt+Down")
        self.in_ = self.add_action("Move below the one above", self._move_in, "Alt+Right")
        self.out = self.add_action("Move out", self._move_out, "Alt+Left")
        self.retire = self.add_action("Retire", self._retire, "Del")
        self.bring_in = self.add_action("Import…", self._bring_in)
        self.write = self.add_action("Export…", self._write)

    def _show(self, pages: Sequence[TypePage]) -> None:
        current = self.current()
        wanted = self._wanted or (current.key if current else "")
        self.pages, self._wanted = pages, ""
        self.list.clear()
        items: dict[int, QTreeWidgetItem] = {}
        for page in pages:
            label = f"{page.label} (retired)" if page.is_retired else page.label
            numbers = (page.stakeholders, page.submissions)
            item = self.line(page.key, (label, "; ".join(page.synonyms)), numbers)
            item.setToolTip(1, as_tool_tip("\n".join(page.synonyms)))
            items[page.id] = item
            above = items.get(page.parent_id or 0)
            if above is not None:
                above.addChild(item)
            else:
                self.list.addTopLevelItem(item)
            if page.key == wanted:
                self.list.setCurrentItem(item)
        self.list.expandAll()
        self.choose_first()
        self.enable()

    def enable(self) -> None:
        """Offer what can be done with the type in hand."""
        page, can = self.current(), not self.workspace.is_read_only
        for action in self.actions():
            action.setEnabled(can and (page is not None or action in (self.add, self.bring_in)))
        self.write.setEnabled(True)
        if page is not None and can:
            self.retire.setText("Use again" if page.is_retired else "Retire")
            self.add_below.setEnabled(not page.parent)
            self.out.setEnabled(bool(page.parent))

    def _add(self, parent: TypePage | None) -> None:
        NewTypeDialog(self.workspace, self, parent, self._want).open()

    def _add_below(self) -> None:
        self._add(self.current())

    def _want(self, key: str) -> None:
        self._wanted = key

    def _edit(self) -> None:
        page = self.current()
        if page is not None:
            EditTypeDialog(self.workspace, self, page).open()

    def _retire(self) -> None:
        page = self.current()
        if page is not None:
            correction = TypeCorrection(is_retired=not page.is_retired)
            verb = "Used again" if page.is_retired else "Retired"
            edit = edit_with(edit_type, type_id=page.id, correction=correction)
            self.workspace.do(edit, f"{verb}: the type {page.key}")

    def _step(self, step: int) -> None:
        page = self.current()
        if page is not None and page.place + step >= 1:
            self._move(page, page.parent_id, page.place + step)

    def _move_in(self) -> None:
        page = self.current()
        above = [each for each in self.pages if not each.parent]
        if page is not None and not page.parent and page.place > 1:
            self._move(page, above[page.place - 2].id, len(self.pages))

    def _move_out(self) -> None:
        page = self.current()
        above = next((each for each in self.pages if page and each.id == page.parent_id), None)
        if page is not None and above is not None:
            self._move(page, None, above.place + 1)

    def _move(self, page: TypePage, parent_id: int | None, place: int) -> None:
        edit = edit_with(move_type, type_id=page.id, parent_id=parent_id, place=place)
        self.workspace.do(edit, lambda key: f"Moved the type {key}")

    def _bring_in(self) -> None:
        paths = self.workspace.ask.files_to_open("Import types", _LISTS, Path.home())
        if paths:
            path = paths[0]
            self.workspace.run(
                lambda database, desk, _tell: bring_in_types(database, desk, path),
                "Bringing in types",
                "types",
                partial(_tell_brought_in, self.workspace.notices),
            )

    def _write(self) -> None:
        suggested = Path.home() / "stakeholder-types.csv"
        path = self.workspace.ask.file_to_save("Export types", _KINDS, suggested)
        if path is not None:
            notices = self.workspace.notices
            self.workspace.run(
                lambda database, _desk, _tell: write_types(database, path),
                "Writing types",
                "types",
                lambda number: notices.tell(
                    f"Wrote {counted(number, 'type')} to {with_hidden_shown(path.name)}."
                ),
            )


def _tell_brought_in(notices: NoticeBar, report: TypeListReport) -> None:
    notices.tell(
        f"Types: {report.added:,} added, {report.changed:,} changed, "
        f"{report.already_here:,} as before."
    )
