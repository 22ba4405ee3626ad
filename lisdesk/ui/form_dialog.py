"""A dialog with fields and one verb; a refusal stands in it, and nothing typed is lost."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.ui.plain import LONGEST_TOLD, PlainLabel, WrappedLabel, set_look, shortened
from lisdesk.ui.saving_dialog import SavingDialog
from lisdesk.ui.workspace import Workspace

_WIDTH_PX = 560


class FormDialog(SavingDialog):
    """Fields below a heading; Enter does what the button says, and Ctrl+Enter in every field."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, heading: str, words: str, verb: str
    ) -> None:
        super().__init__(workspace, parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(_WIDTH_PX)
        self.words = WrappedLabel(shortened(words, LONGEST_TOLD), "muted")
        self.words.setVisible(bool(words))
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.go, self.cancel = QPushButton(verb), QPushButton("Cancel")
        self.savers.append(self.go)
        self.save_by_keys(self.go)
        self.go.setDefault(True)
        set_look(self.go, "primary")
        self.cancel.setAutoDefault(False)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(WrappedLabel(shortened(heading, LONGEST_TOLD), "heading"))
        layout.addWidget(self.words)
        layout.addLayout(self.form)
        layout.addLayout(self.body)
        layout.addWidget(self.fault)
        self.foot = QHBoxLayout()
        self.foot.addStretch()
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.go)
        layout.addLayout(self.foot)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.send)

    def event(self, event: QEvent) -> bool:
        """Grow when something more is shown; the dialog never gets smaller by itself."""
        if event.type() != QEvent.Type.LayoutRequest:
            return super().event(event)
        done, layout = super().event(event), self.layout()
        needed = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        if needed > self.height():
            self.resize(self.width(), needed)
        return done

    def add_row(self, words: str, field: QWidget) -> PlainLabel:
        """Add a field with its label, which is returned."""
        label = PlainLabel(words)
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(words.replace("&", ""))
        self.form.addRow(label, field)
        return label

    def keep_rows_together(self) -> None:
        """Leave the room that is free below the fields, in a form where some of them come and go;
        else it would be spread between them.
        """
        self.body.addStretch()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretchFactor(self.body, 1)

    def send(self) -> None:
        """Do what the button says. Each dialog has its own way, mostly by `run`."""
        raise TypeError(f"{type(self).__name__} does not say what it does")
