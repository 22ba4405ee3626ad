"""The list of areas: what each is called, and in whose area it lies, which may be two bodies'."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from lisdesk.edits.people import AreaCorrection, edit_area
from lisdesk.outcome import Kind
from lisdesk.queries.areas import AreaRow, areas
from lisdesk.queries.call_page import BodyName, body_names
from lisdesk.ui.calls.bodies import body_completer
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.list_dialog import ListDialog
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.stakeholders.words import if_other
from lisdesk.ui.workspace import Workspace, edit_with

_AREA_PX = 216
_ABOUT = "Where the areas of two bodies overlap, name both. Bodies complete themselves as you type."
_EMPTY = (
    "No area is known yet. They come in with submissions, and are named in the form of a "
    "stakeholder."
)


class AreasDialog(ListDialog):
    """Every change is saved at once and can be undone; the dialog stays open."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        headings = ("Area", "Lies in the area of", "And of", "Codes"), ("Submissions",)
        super().__init__(workspace, parent, "Areas", _EMPTY, headings)
        self.rows: Sequence[AreaRow] = ()
        self.list.setRootIsDecorated(False)
        header = self.list.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, _AREA_PX)
        self.edit = self.add_action("Edit…", self._edit, "F2")
        self.lay_out(((self.edit,), ()))
        self.follow(
            areas, self._show, {Kind.STAKEHOLDER, Kind.SUBMISSION, Kind.IMPORT}, opened_by=self.edit
        )

    def current(self) -> AreaRow | None:
        """Return the area in hand."""
        return next((row for row in self.rows if row.id == self.current_key()), None)

    def _show(self, rows: Sequence[AreaRow]) -> None:
        self.rows = rows
        self.words.setText(_ABOUT if rows else _EMPTY)
        self.show_lines(
            (
                row.id,
                (row.name, row.lead, row.second_lead, "; ".join(row.codes)),
                (row.submissions,),
            )
            for row in rows
        )

    def enable(self) -> None:
        """Offer to correct the area in hand."""
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
