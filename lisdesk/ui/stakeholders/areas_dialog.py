"""The list of areas: what each is called, and in whose area it lies, which may be two bodies'."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lisdesk.edits.people import AreaCorrection, edit_area
from lisdesk.outcome import Kind
from lisdesk.queries.areas import AreaRow, areas
from lisdesk.queries.call_page import BodyName, body_names
from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.calls.bodies import body_completer
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import WrappedLabel, as_tool_tip, with_hidden_shown
from lisdesk.ui.stakeholders.words import if_other
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.workspace import Workspace, edit_with

_SIZE_PX = (880, 560)
_AREA_PX, _NUMBER_PX = 216, 112
_ID_ROLE = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ABOUT = "Where the areas of two bodies overlap, name both. Bodies complete themselves as you type."
_EMPTY = (
    "No area is known yet. They come in with submissions, and are named in the form of a "
    "stakeholder."
)


class AreasDialog(QDialog):
    """Every change is saved at once and can be undone; the dialog stays open."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.workspace = workspace
        self.rows: Sequence[AreaRow] = ()
        self.setWindowTitle("Areas")
        self.resize(*_SIZE_PX)
        self.words = WrappedLabel(_EMPTY, "muted")
        self.list = QTreeWidget()
        self.list.setAccessibleName("Areas")
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels(["Area", "Lies in the area of", "And of", "Submissions"])
        self.list.setTabKeyNavigation(False)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.resizeSection(0, _AREA_PX)
        for place in (1, 2):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(3, _NUMBER_PX)
        self.edit = QAction("Edit…", self)
        self.edit.setShortcut(QKeySequence("F2"))
        self.edit.triggered.connect(lambda _on: self._edit())
        self.addAction(self.edit)
        self._lay_out()
        self.list.currentItemChanged.connect(lambda *_items: self._enable())
        self.list.itemDoubleClicked.connect(lambda *_item: self.edit.trigger())
        workspace.jobs.changed.connect(self._note)
        self._read()

    def current(self) -> AreaRow | None:
        """Return the area in hand."""
        item = self.list.currentItem()
        area_id = item.data(0, _ID_ROLE) if item is not None else None
        return next((row for row in self.rows if row.id == area_id), None)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(ActionButton(self.edit))
        row.addStretch()
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        row.addWidget(close)
        layout.addLayout(row)

    def _read(self) -> None:
        self.workspace.jobs.read(areas, owner=self, then=self._show, topic="areas")

    def _note(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.STAKEHOLDER, Kind.SUBMISSION, Kind.IMPORT}:
            self._read()

    def _show(self, rows: Sequence[AreaRow]) -> None:
        current = self.current()
        self.rows = rows
        self.words.setText(_ABOUT if rows else _EMPTY)
        self.list.clear()
        for row in rows:
            cells = [with_hidden_shown(each) for each in (row.name, row.lead, row.second_lead)]
            item = QTreeWidgetItem([*cells, f"{row.submissions:,}"])
            item.setData(0, _ID_ROLE, row.id)
            item.setSizeHint(0, QSize(0, ROW_PX))
            for place, cell in enumerate(cells):
                item.setToolTip(place, as_tool_tip(cell))
            item.setTextAlignment(3, _RIGHT)
            self.list.addTopLevelItem(item)
            if current is not None and row.id == current.id:
                self.list.setCurrentItem(item)
        first = self.list.topLevelItem(0)
        if self.list.currentItem() is None and first is not None:
            self.list.setCurrentItem(first)
        self._enable()

    def _enable(self) -> None:
        self.edit.setEnabled(self.current() is not None and not self.workspace.is_read_only)

    def _edit(self) -> None:
        row = self.current()
        if row is not None:
            self.workspace.jobs.read(
                body_names,
                owner=self,
                then=lambda bodies: EditAreaDialog(self.workspace, self, row, bodies).open(),
                topic="bodies",
            )


class EditAreaDialog(FormDialog):
    """One area: its name, and the bodies in whose areas it lies."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, row: AreaRow, bodies: Sequence[BodyName]
    ) -> None:
        heading = f"Area {with_hidden_shown(row.name)}"
        super().__init__(workspace, parent, heading, "", "Save the area")
        self._row = row
        self.name = QLineEdit(row.name)
        self.lead, self.second = QLineEdit(row.lead), QLineEdit(row.second_lead)
        for line, none in ((self.lead, "Not known"), (self.second, "None")):
            line.setCompleter(body_completer(bodies, line))
            line.setPlaceholderText(none)
        self.add_row("Name", self.name)
        self.add_row("Lies in the area of", self.lead)
        self.add_row("And of", self.second)
        self.lead.setFocus()

    def send(self) -> None:
        """Save what stands in the fields."""
        row = self._row
        correction = AreaCorrection(
            name=if_other(self.name.text(), row.name),
            lead=if_other(self.lead.text(), row.lead),
            second_lead=if_other(self.second.text(), row.second_lead),
        )
        if correction == AreaCorrection():
            self.accept()
            return
        edit = edit_with(edit_area, area_id=row.id, correction=correction)
        self.run(edit, lambda name: f"Corrected the area {with_hidden_shown(name)}")
