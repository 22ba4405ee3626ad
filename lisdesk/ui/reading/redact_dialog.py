"""Choose why words are kept out of publications: a reason of the list, or own words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.rules.vocabulary import KeptBack
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.list_keys import ListKeys
from lisdesk.ui.plain import PlainLabel, set_look, with_hidden_shown
from lisdesk.ui.workspace import Workspace, edit_with

_SIZE_PX = (440, 340)


class RedactDialog(QDialog):
    """A line to type in, and below it the reasons that fit; Enter takes the one that is marked, or
    what was typed if none fits.
    """

    chosen = Signal(str, object)
    """The reason, and the `KeptBack` that is meant."""
    list_wanted = Signal()
    """The list of reasons is to be changed."""

    def __init__(self, parent: QWidget, reasons: Sequence[str], what: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keep words out of publications")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE_PX)
        self._reasons = list(reasons)
        self.line = QLineEdit()
        self.line.setPlaceholderText("Choose a reason, or type your own")
        self.line.setAccessibleName("Reason")
        self.list = QListWidget()
        self.list.setAccessibleName("Reasons that fit")
        self.confidential = QCheckBox("&Confidential: a publication tells no reason")
        self.edit_list = QPushButton("Change the list…")
        self.edit_list.setAutoDefault(False)
        self.go = QPushButton("Keep out")
        set_look(self.go, "primary")
        self.go.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self.edit_list)
        foot.addStretch()
        foot.addWidget(PlainLabel("Enter", "small"))
        foot.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(ElidedLabel(what, "muted"))
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.confidential)
        layout.addLayout(foot)
        self.line.textChanged.connect(self._show)
        self.list.itemActivated.connect(self._take)
        self.go.clicked.connect(self._take)
        self.edit_list.clicked.connect(self._ask_for_list)
        ListKeys(self.line, self.list)
        self._show("")

    def _show(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        fitting = [each for each in self._reasons if wanted in each.casefold()]
        own = " ".join(typed.split())
        if own and own.casefold() not in {each.casefold() for each in fitting}:
            fitting.append(own)
        self._fitting = fitting
        self.list.clear()
        self.list.addItems([with_hidden_shown(each) for each in fitting])
        self.list.setCurrentRow(0)

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._fitting):
            is_asked = self.confidential.isChecked()
            kind = KeptBack.CONFIDENTIAL if is_asked else KeptBack.REDACTED
            self.accept()
            self.chosen.emit(self._fitting[row], kind)

    def _ask_for_list(self) -> None:
        self.reject()
        self.list_wanted.emit()


class ReasonsDialog(FormDialog):
    """The reasons that are offered, one on each line."""

    def __init__(self, workspace: Workspace, parent: QWidget, reasons: Sequence[str]) -> None:
        super().__init__(
            workspace,
            parent,
            "Reasons for redactions",
            "One on each line, in the order in which they are offered; an empty list brings the "
            "first ones back. What was redacted before keeps its reason.",
            "Save the list",
        )
        self.field = QPlainTextEdit("\n".join(reasons))
        self.field.setTabChangesFocus(True)
        self.add_row("Reasons", self.field)

    def send(self) -> None:
        """Save the list."""
        from lisdesk.edits.redactions import set_redaction_reasons

        reasons = self.field.toPlainText().split("\n")
        self.run(
            edit_with(set_redaction_reasons, reasons=reasons),
            "Changed the list of reasons for redactions",
        )


class LiftDialog(FormDialog):
    """Why words are published from now on that a publication kept back."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, redaction_id: int, what: str, words: str
    ) -> None:
        super().__init__(
            workspace,
            parent,
            "Lift a redaction that was published",
            f"{what} A publication was made with it: say why it is lifted. The reason stays on "
            "record.",
            "Lift it",
        )
        self._redaction_id, self._words = redaction_id, words
        self.reason = QLineEdit()
        self.add_row("Reason", self.reason)

    def send(self) -> None:
        """Lift the redaction with the reason."""
        from lisdesk.edits.redactions import lift_published_redaction

        edit = edit_with(
            lift_published_redaction, redaction_id=self._redaction_id, reason=self.reason.text()
        )
        self.run(edit, self._words)
