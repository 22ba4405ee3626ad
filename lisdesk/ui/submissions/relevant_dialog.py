"""Say which bodies of a joint call the selected submissions are relevant to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QRadioButton, QVBoxLayout, QWidget

from lisdesk.edits.relevance import BY_AREA, TO_ALL, RelevantTo, set_relevance
from lisdesk.queries.relevance import relevance_of, shown
from lisdesk.rules.relevance import Basis
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import as_menu_text, with_hidden_shown
from lisdesk.ui.workspace import Workspace, edit_with

if TYPE_CHECKING:
    from lisdesk.edits.relevance import RelevanceReport
    from lisdesk.rules.relevance import Relevance

_INDENT_PX = 24


class RelevantDialog(FormDialog):
    """What their areas say, all bodies, or those that are ticked."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        ids: Sequence[int],
        bodies: Sequence[tuple[int, str]],
    ) -> None:
        many = "" if len(ids) == 1 else "s"
        words = f"{len(ids):,} submission{many} selected. Ctrl+Z takes it back."
        super().__init__(workspace, parent, "Relevant to which bodies?", words, "Save")
        self._ids = list(ids)
        self.by_area = QRadioButton("What the &area says")
        self.all = QRadioButton("All &of them")
        self.some = QRadioButton("Only &these")
        self.boxes = {
            body_id: QCheckBox(as_menu_text(with_hidden_shown(name))) for body_id, name in bodies
        }
        for each in (self.by_area, self.all, self.some):
            self.body.addWidget(each)
        below = QVBoxLayout()
        below.setContentsMargins(_INDENT_PX, 0, 0, 0)
        for box in self.boxes.values():
            below.addWidget(box)
            box.clicked.connect(lambda _on: self.some.setChecked(True))
        self.body.addLayout(below)
        self.by_area.setChecked(True)
        self.by_area.setFocus()
        if len(self._ids) == 1:
            workspace.jobs.read(relevance_of, self._ids[0], owner=self, then=self._show)

    def send(self) -> None:
        """Save what is chosen."""
        ticked = tuple(body_id for body_id, box in self.boxes.items() if box.isChecked())
        if self.some.isChecked() and not ticked:
            self.say("Tick at least one body, or choose what the area says.")
            return
        to = TO_ALL if self.all.isChecked() else BY_AREA
        if self.some.isChecked():
            to = RelevantTo(ticked)
        self.run(edit_with(set_relevance, submission_ids=self._ids, to=to), _said, self._tell)

    def _show(self, found: tuple[dict[int, str], Relevance] | None) -> None:
        if found is None:
            return
        parts, own = found
        self.words.setText(f"{shown(parts, own)}: {with_hidden_shown(own.reason)}.")
        for body_id, box in self.boxes.items():
            box.setChecked(body_id in own.body_ids)
        if own.basis is Basis.BY_HAND:
            (self.all if len(own.body_ids) == len(parts) else self.some).setChecked(True)

    def _tell(self, report: RelevanceReport) -> None:
        if not report.changed:
            self.workspace.notices.tell("They were relevant to just these already.")


def _said(report: RelevanceReport) -> str:
    what = "1 submission is" if report.changed == 1 else f"{report.changed:,} submissions are"
    return f"Set what {what} relevant to"
