"""A decision that needs a reason: what is decided, and why, on one small form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.rules.vocabulary import Token
from lisdesk.ui.plain import (
    LONGEST_TOLD,
    PlainLabel,
    WrappedLabel,
    as_menu_text,
    set_look,
    shortened,
)
from lisdesk.ui.saving_dialog import SavingDialog
from lisdesk.ui.workspace import Workspace

_WIDTH_PX, _WIDE_PX = 640, 968


class ReasonDialog(SavingDialog):
    """Shows what is decided about, takes the reason, and has one button for each decision."""

    steps_aside = True
    decided = Signal(object, str)
    """The decision, or None where there is only one, and the reason; the dialog waits for `run`."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        title: str,
        about: str,
        facts: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(workspace, parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH_PX)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("The reason goes on record")
        self.reason.setAccessibleName("Reason")
        self.reason.setMaxLength(1_000)
        name = PlainLabel("Wh&y")
        name.setBuddy(self.reason)
        self._row = QHBoxLayout()
        self._row.addStretch()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for row, (fact, value) in enumerate(facts):
            grid.addWidget(PlainLabel(fact, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            label = WrappedLabel(shortened(value, LONGEST_TOLD))
            label.setAccessibleName(f"{fact}: {value}")
            grid.addWidget(label, row, 1)
        self._below = QVBoxLayout()
        self._below.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(WrappedLabel(shortened(about, LONGEST_TOLD), "heading"))
        layout.addLayout(grid)
        layout.addLayout(self._below)
        layout.addSpacing(8)
        layout.addWidget(name)
        layout.addWidget(self.reason)
        layout.addWidget(self.fault)
        layout.addSpacing(8)
        layout.addLayout(self._row)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._row.addWidget(cancel)
        self.reason.textChanged.connect(lambda _text: self.fault.hide())

    def list_below(self, everything: QWidget, words: str) -> None:
        """Show all that is decided about in a list, with words above it."""
        self.setMinimumWidth(_WIDE_PX)
        self._below.addWidget(WrappedLabel(words, "strong"))
        self._below.addWidget(everything)
        self.reason.setFocus()

    def offer(self, words: str, decision: Token | None, shortcut: str = "") -> QPushButton:
        """Add a button for a decision; the first one is taken by Enter."""
        button = QPushButton(as_menu_text(words) if "&" not in words else words)
        button.setAutoDefault(False)
        if not self.savers:
            button.setDefault(True)
            self.save_by_keys(button)
            set_look(button, "primary")
        button.clicked.connect(lambda _on: self._decide(decision))
        if shortcut:
            QShortcut(QKeySequence(shortcut), self, lambda: self._decide(decision))
        self.savers.append(button)
        self._row.addWidget(button)
        return button

    def _decide(self, decision: Token | None) -> None:
        if self.is_saving:
            return
        reason = self.reason.text().strip()
        if not reason:
            self.say("Say why in a few words: the reason goes on record.")
            self.reason.setFocus()
            return
        self.decided.emit(decision, reason)
