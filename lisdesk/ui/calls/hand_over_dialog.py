"""Hand over one partner's part of a joint call: to whom, what goes with it, and where to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from lisdesk.queries.calls import CallRow
from lisdesk.store.relevance import parts_of_call
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.file_places import free_name
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import WrappedLabel, with_hidden_shown
from lisdesk.ui.target import target_file
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lisdesk.rules.handing_over import PartLedger
    from lisdesk.store.database import Database
    from lisdesk.store.desk import Desk
    from lisdesk.tasks.handing_over import HandOverReport
    from lisdesk.ui.jobs import Progress

_KINDS = ("Consultation files (*.lisdesk)",)
_ENDING = ".lisdesk"
_WORDS = (
    "A new consultation file with the call, its questions and priorities, and the submissions that "
    "are relevant to one body. Of the others it holds nothing but how many they are: examples of "
    "priorities and why the coding frame was changed stay behind, since they may quote them."
)


class HandOverDialog(FormDialog):
    """Says how many submissions go and how many stay before anything is written."""

    def __init__(self, workspace: Workspace, parent: QWidget, call: CallRow) -> None:
        super().__init__(
            workspace, parent, f"Hand over a part of {call.reference}", _WORDS, "Hand over…"
        )
        self._call = call
        self.to = ChoiceBox()
        self.confidential = QCheckBox("Also what was asked not to be &disclosed")
        self.ledger = WrappedLabel("")
        self.add_row("&To", self.to)
        self.form.addRow("", self.confidential)
        self.body.addWidget(self.ledger)
        self.go.setEnabled(False)
        self.to.currentIndexChanged.connect(self._read)
        self.confidential.toggled.connect(self._read)
        self.to.setFocus()
        workspace.jobs.read(parts_of_call, call.id, owner=self, then=self._offer)

    def send(self) -> None:
        """Ask where to, then write; the dialog is done once that is under way."""
        workspace, body = self.workspace, str(self.to.currentText())
        folder = workspace.path.parent if workspace.path else Path.home()
        suggested = free_name(folder, f"{self._call.reference}-{_file_word(body)}", _ENDING)
        target = target_file(workspace.ask, "Hand over a part", _KINDS, suggested, (_ENDING,))
        if target is None:
            return
        work = partial(
            _hand_over,
            reference=self._call.reference,
            body=body,
            target=target,
            with_confidential=self.confidential.isChecked(),
        )
        workspace.run(
            work,
            f"Handing over the part of {body}",
            "rows",
            partial(_tell, workspace),
            cancelled_words="Cancelled. Nothing was handed over, and no file was made.",
        )
        self.accept()

    def _offer(self, parts: Mapping[int, str]) -> None:
        for body_id, name in parts.items():
            self.to.addItem(name, body_id)
        if not parts:
            self.say("This is not a joint call: all its submissions are for one body.")

    def _read(self, *_what: object) -> None:
        body_id = self.to.currentData()
        if body_id is not None:
            self.workspace.jobs.read(
                _ledger, self._call.id, body_id, self.confidential.isChecked(),
                owner=self, then=self._show, topic="ledger",
            )  # fmt: skip

    def _show(self, ledger: PartLedger) -> None:
        self.ledger.setText(ledger.words)
        self.go.setEnabled(ledger.submissions > 0)


def _ledger(
    session: Session,
    call_id: int,
    body_id: int,
    with_confidential: bool,
) -> PartLedger:
    from lisdesk.tasks.handing_over import planned_part

    return planned_part(session, call_id, body_id, with_confidential=with_confidential).ledger


def _hand_over(
    database: Database,
    desk: Desk,
    progress: Progress,
    *,
    reference: str,
    body: str,
    target: Path,
    with_confidential: bool,
) -> HandOverReport:
    from lisdesk.tasks.handing_over import hand_over

    return hand_over(
        database,
        desk,
        reference,
        body,
        target,
        with_confidential=with_confidential,
        progress=progress,
    )


def _tell(workspace: Workspace, report: HandOverReport) -> None:
    name = with_hidden_shown(report.path.name)
    workspace.notices.tell(f"Wrote “{name}”. {report.ledger.words} It is on record.")
    workspace.did.emit(f"Handed over the part of {report.body}")


def _file_word(name: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in name).split()
    return "-".join(words).lower()
