"""The page on which a sample is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from lisdesk.rules.sampling import METHOD
from lisdesk.ui.plain import PlainLabel, WrappedLabel, set_look
from lisdesk.ui.submissions.share_dialog import names_in
from lisdesk.ui.theme import GRID_PX
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from lisdesk.edits.double_coding import SampleStanding
    from lisdesk.ui.jobs import Edit

_PERCENT, _PERCENT_PX = 10, 120


class DrawPage(QWidget):
    """Says who codes how much of what, and draws it."""

    wanted = Signal(object, object)
    """An edit, and the words for what it did."""

    def __init__(self, call_id: int) -> None:
        super().__init__()
        self._call_id = call_id
        self.officers, self.seed = QLineEdit(), QLineEdit()
        self.percent = QSpinBox()
        self.percent.setRange(1, 100)
        self.percent.setValue(_PERCENT)
        self.percent.setSuffix("%")
        self.percent.lineEdit().setTextMargins(GRID_PX, 0, 0, 0)
        self.percent.setMaximumWidth(_PERCENT_PX)
        self.seed.setPlaceholderText("The same words draw the same sample; else the moment")
        self.officers.setPlaceholderText("Two or more, with a comma between")
        self.told = WrappedLabel("", "muted")
        self.draw = QPushButton("&Draw the sample")
        set_look(self.draw, "primary")
        self.draw.setDefault(True)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            ("Officers", self.officers),
            ("How much", self.percent),
            ("Seed", self.seed),
        ):
            label = PlainLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words)
            form.addRow(label, field)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.told)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.draw)
        layout.addLayout(foot)
        layout.addStretch()
        self.draw.clicked.connect(lambda _on: self._draw())

    def suggest(self, names: Sequence[str]) -> None:
        """Name the officers that the file knows, unless others were typed."""
        if not self.officers.text():
            alone = ", " if len(names) == 1 else ""  # the other one's name is to be added
            self.officers.setText(", ".join(names) + alone)

    def tell(self, found: tuple[int, int]) -> None:
        """Say what is drawn from: how many, and how many others those stand for."""
        candidates, left_out = found
        stood_for = (
            f", where one of each campaign stands for {left_out:,} others" if left_out else ""
        )
        self.told.setText(
            f"Drawn from {candidates:,} counted submissions with content{stood_for}. {METHOD} "
            "Until all are done, each of these officers sees only their own tags on the sample."
        )

    def _draw(self) -> None:
        from lisdesk.edits.double_coding import draw_sample

        edit: Edit = edit_with(
            draw_sample,
            call_id=self._call_id,
            officers=names_in(self.officers.text()),
            percent=float(self.percent.value()),
            seed=self.seed.text(),
        )
        self.wanted.emit(edit, _drawn_words)


def _drawn_words(standing: SampleStanding) -> str:
    many = "" if standing.submissions == 1 else "s"
    return f"Drew {standing.reference}: {standing.submissions:,} submission{many}"
