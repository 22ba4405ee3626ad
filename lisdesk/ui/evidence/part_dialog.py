"""Asks which sheets an export is to have, and of which submissions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from lisdesk.rules.vocabulary import Edition
from lisdesk.rules.workbook_templates import Template, WorkbookWish
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.queries.evidence.preview import EvidencePreview
    from lisdesk.queries.saved_views import ViewRow

_ALL = "All submissions"
_NARROWED = (
    "A publication can be narrowed to a view of channels, dispositions, priorities and stances, "
    "and leaves out what tells of types and areas."
)


class PartDialog(FormDialog):
    """Three lists: sheets, which foundation or LEP, and the saved views of the register."""

    chosen = Signal(object)
    """Emitted with what is asked for."""

    def __init__(self, workspace: Workspace, parent: QWidget, preview: EvidencePreview) -> None:
        is_publication = preview.edition is Edition.PUBLICATION
        super().__init__(
            workspace, parent, f"Export a part: {preview.edition.label.split(':')[0].lower()}"
            " edition", _NARROWED if is_publication else "", "Export…"
        )  # fmt: skip
        self._subjects = {
            Template.FOUNDATION: _each_once(each.foundations for each in preview.evidence.frame),
            Template.LEP: list(preview.evidence.joint.parts.values())
            or _each_once(leads for _, leads in preview.evidence.areas.by_id.values()),
        }
        self.template, self.subject, self.view = _list(), _list(), _list()
        for template in Template:
            self.template.addItem(template.label, template)
        self.view.addItem(_ALL, "")
        self.add_row("S&heets", self.template)
        self.add_row("&Which one", self.subject)
        self.add_row("S&ubmissions", self.view)
        self.template.currentIndexChanged.connect(self._offer_subjects)
        self._offer_subjects()
        self.template.setFocus()
        self._read_views()

    def send(self) -> None:
        """Tell what is asked for, once it is said which one."""
        template = self.template.currentData()
        subject = self.subject.currentData() or "" if template.has_subject else ""
        if template.has_subject and not subject:
            what = "foundation" if template is Template.FOUNDATION else "LEP"
            self.say(f"No {what} is known here yet, so there is none to choose.")
            return
        self.chosen.emit(WorkbookWish(template, subject, self.view.currentData() or ""))
        self.accept()

    def _offer_subjects(self, *_place: int) -> None:
        self.say("")
        template = self.template.currentData()
        self.subject.clear()
        for name in self._subjects.get(template, ()):
            self.subject.addItem(with_hidden_shown(name), name)
        self.subject.setEnabled(template.has_subject)

    def _read_views(self) -> None:
        from lisdesk.queries.saved_views import saved_views

        self.workspace.jobs.read(
            saved_views, self.workspace.call_id, owner=self, then=self._offer_views
        )

    def _offer_views(self, rows: list[ViewRow]) -> None:
        for row in rows:
            if row.view is not None:
                self.view.addItem(with_hidden_shown(row.name), row.name)


def _list() -> QComboBox:
    found = ChoiceBox()
    found.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    found.setMinimumContentsLength(24)
    return found


def _each_once(lists: Iterable[str]) -> list[str]:
    """Return the names of several lists, which “; ” parts, in the order of the alphabet."""
    names = {name for listed in lists for name in listed.split("; ") if name}
    return sorted(names, key=str.casefold)
