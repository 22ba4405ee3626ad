"""The list of stakeholder types: add, rename, move, retire, bring in and write out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lisdesk.edits.types import TypeCorrection, TypeListReport, edit_type, move_type
from lisdesk.outcome import Kind
from lisdesk.queries.types import TypePage, type_pages
from lisdesk.tasks.type_lists import bring_in_types, write_types
from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.notices import NoticeBar
from lisdesk.ui.plain import WrappedLabel, as_tool_tip, with_hidden_shown
from lisdesk.ui.stakeholders.type_dialog import EditTypeDialog, NewTypeDialog
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.workspace import Workspace, edit_with

_SIZE_PX = (880, 560)
_NUMBER_PX = 112
_KEY_ROLE = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_KINDS = ("CSV files (*.csv)",)
_LISTS = ("Lists (*.csv *.xlsx *.ods)",)


class TypesDialog(QDialog):
    """Every change is saved at once and can be undone; the dialog stays open."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.workspace = workspace
        self.pages: Sequence[TypePage] = ()
        self._wanted = ""
        self.setWindowTitle("Stakeholder types")
        self.resize(*_SIZE_PX)
        self.list = QTreeWidget()
        self.list.setAccessibleName("Stakeholder types")
        self.list.setHeaderLabels(["Type", "Also", "Stakeholders", "Submissions"])
        self.list.setTabKeyNavigation(False)
        header = self.list.header()
        header.setStretchLastSection(False)
        for place in (0, 1):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        for place in (2, 3):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(place, _NUMBER_PX)
        self._make_actions()
        self._lay_out()
        self.list.currentItemChanged.connect(lambda *_items: self._enable())
        self.list.itemDoubleClicked.connect(lambda *_item: self.edit.trigger())
        workspace.jobs.changed.connect(self._note)
        self._read()

    def current(self) -> TypePage | None:
        """Return the type in hand."""
        item = self.list.currentItem()
        key = item.data(0, _KEY_ROLE) if item is not None else None
        return next((page for page in self.pages if page.key == key), None)

    def _make_actions(self) -> None:
        self.add = self._action("Add a type…", partial(self._add, None), "Ins")
        self.add_below = self._action("Add below…", self._add_below, "Shift+Ins")
        self.edit = self._action("Edit…", self._edit, "F2")
        self.up = self._action("Move up", partial(self._step, -1), "Alt+Up")
        self.down = self._action("Move down", partial(self._step, 1), "Alt+Down")
        self.in_ = self._action("Move below the one above", self._move_in, "Alt+Right")
        self.out = self._action("Move out", self._move_out, "Alt+Left")
        self.retire = self._action("Retire", self._retire, "Del")
        self.bring_in = self._action("Import…", self._bring_in, "")
        self.write = self._action("Export…", self._write, "")

    def _action(self, words: str, do: Callable[[], None], keys: str) -> QAction:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _on: do())
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(
            WrappedLabel(
                "Two levels. “Also” are words of surveys that mean a type, beside those that "
                "lisdesk knows. A retired type is kept by what has it, and used no more.",
                "muted",
            )
        )
        layout.addWidget(self.list, 1)
        rows = (
            (self.add, self.add_below, self.edit, self.retire),
            (self.up, self.down, self.in_, self.out),
        )
        for actions in rows:
            row = QHBoxLayout()
            row.setSpacing(8)
            for action in actions:
                row.addWidget(ActionButton(action))
            row.addStretch()
            if actions is rows[0]:
                row.addWidget(ActionButton(self.bring_in))
                row.addWidget(ActionButton(self.write))
            else:
                close = QPushButton("Close")
                close.clicked.connect(self.accept)
                row.addWidget(close)
            layout.addLayout(row)

    def _read(self) -> None:
        self.workspace.jobs.read(type_pages, owner=self, then=self._show, topic="types")

    def _note(self, kinds: frozenset[Kind]) -> None:
        if Kind.STAKEHOLDER in kinds:
            self._read()

    def _show(self, pages: Sequence[TypePage]) -> None:
        current = self.current()
        wanted = self._wanted or (current.key if current else "")
        self.pages, self._wanted = pages, ""
        self.list.clear()
        items: dict[int, QTreeWidgetItem] = {}
        for page in pages:
            label = f"{page.label} (retired)" if page.is_retired else page.label
            numbers = [f"{page.stakeholders:,}", f"{page.submissions:,}"]
            cells = [with_hidden_shown(label), with_hidden_shown("; ".join(page.synonyms))]
            item = items[page.id] = QTreeWidgetItem([*cells, *numbers])
            item.setData(0, _KEY_ROLE, page.key)
            item.setSizeHint(0, QSize(0, ROW_PX))
            item.setToolTip(0, as_tool_tip(cells[0]))
            item.setToolTip(1, as_tool_tip("\n".join(page.synonyms)))
            for place in (2, 3):
                item.setTextAlignment(place, _RIGHT)
            above = items.get(page.parent_id or 0)
            if above is not None:
                above.addChild(item)
            else:
                self.list.addTopLevelItem(item)
            if page.key == wanted:
                self.list.setCurrentItem(item)
        self.list.expandAll()
        first = self.list.topLevelItem(0)
        if self.list.currentItem() is None and first is not None:
            self.list.setCurrentItem(first)
        self._enable()

    def _enable(self) -> None:
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
                    f"Wrote {number:,} types to {with_hidden_shown(path.name)}."
                ),
            )


def _tell_brought_in(notices: NoticeBar, report: TypeListReport) -> None:
    notices.tell(
        f"Types: {report.added:,} added, {report.changed:,} changed, "
        f"{report.already_here:,} as before."
    )
