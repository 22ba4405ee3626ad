"""The page on which a sample is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.errors import RefusedError
from lisdesk.rules.sampling import IN_WORDS, sample_size
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.plain import PlainLabel, WrappedLabel, set_look, with_hidden_shown
from lisdesk.ui.submissions.share_dialog import names_in
from lisdesk.ui.theme import GRID_PX
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from lisdesk.edits.double_coding import SampleStanding
    from lisdesk.ui.jobs import Edit

_AMOUNT_PX = 120
_FIRST_PERCENT, _FIRST_NUMBER = 10, 20
_NUMBER = 1
"""The place of “submissions” among the units."""
_MOST = 1_000_000


class Size(TypedDict):
    """How much is drawn: one of the two."""

    size: int | None
    percent: float | None


class DrawPage(QWidget):
    """Says who codes how much of what, and draws it."""

    wanted = Signal(object, object)
    """An edit, and the words for what it did."""

    def __init__(self, call_id: int) -> None:
        super().__init__()
        self._call_id = call_id
        self.officers, self.seed = QLineEdit(), QLineEdit()
        self.amount, self.unit = QDoubleSpinBox(), ChoiceBox()
        self.amount.lineEdit().setTextMargins(GRID_PX, 0, 0, 0)
        self.amount.setMaximumWidth(_AMOUNT_PX)
        self.amount.setGroupSeparatorShown(True)
        self.unit.addItems(["% of them", "submissions"])
        self.unit.setAccessibleName("Per cent, or a number of submissions")
        self.comes_to = PlainLabel(look="muted")
        self.strangers = WrappedLabel("", "muted")
        self._known: frozenset[str] | None = None
        self._candidates = 0
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
        how_much = QHBoxLayout()
        how_much.setSpacing(8)
        for each in (self.amount, self.unit, self.comes_to):
            how_much.addWidget(each)
        how_much.addStretch()
        for words, field, row in (
            ("Officers", self.officers, self.officers),
            ("How much", self.amount, how_much),
            ("Seed", self.seed, self.seed),
        ):
            label = PlainLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words)
            form.addRow(label, row)
            if field is self.officers:
                form.addRow("", self.strangers)
        self.strangers.hide()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.told)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.draw)
        layout.addLayout(foot)
        layout.addStretch()
        self.officers.textChanged.connect(lambda _names: self._tell_strangers())
        self.draw.clicked.connect(lambda _on: self._draw())
        self.unit.currentIndexChanged.connect(lambda _at: self._take_unit())
        self.amount.valueChanged.connect(lambda _value: self._tell_size())
        self._take_unit()

    def suggest(self, names: Sequence[str]) -> None:
        """Name the officers that the file knows, unless others were typed."""
        self._known = frozenset(map(str.casefold, names))
        if self.officers.text():
            self._tell_strangers()
            return
        alone = len(names) == 1  # the other one's name is to be added
        self.officers.setText(", ".join(names) + (", " if alone else ""))
        if not alone:
            self.officers.selectAll()  # names that are typed take their place

    def _tell_strangers(self) -> None:
        """Say which names have done nothing in this call: one may be misspelt."""
        known = self._known
        names = [] if known is None else names_in(self.officers.text())
        strange = [each for each in names if each.casefold() not in (known or ())]
        quoted = " and ".join(f"“{with_hidden_shown(each)}”" for each in strange)
        has = "have" if len(strange) > 1 else "has"
        self.strangers.setText(
            f"{quoted} {has} done nothing in this call yet: spelt as on their own tags?"
        )
        self.strangers.setVisible(bool(strange))

    def tell(self, found: tuple[int, int]) -> None:
        """Say what is drawn from: how many, and how many others those stand for."""
        candidates, left_out = found
        self._candidates = candidates
        self._tell_size()
        stood_for = (
            f", where one of each campaign stands for {left_out:,} others" if left_out else ""
        )
        self.told.setText(
            f"Drawn from {candidates:,} counted submissions with content{stood_for}. {IN_WORDS} "
            "Until all are done, each of these officers sees only their own tags on the sample."
        )

    def _draw(self) -> None:
        from lisdesk.edits.double_coding import draw_sample

        edit: Edit = edit_with(
            draw_sample,
            call_id=self._call_id,
            officers=names_in(self.officers.text()),
            **self._size(),
            seed=self.seed.text(),
        )
        self.wanted.emit(edit, _drawn_words)

    def _is_number(self) -> bool:
        return self.unit.currentIndex() == _NUMBER

    def _size(self) -> Size:
        """Return how much is drawn, as the edit takes it."""
        value = self.amount.value()
        if self._is_number():
            return {"size": round(value), "percent": None}
        return {"size": None, "percent": round(value, 1)}

    def _take_unit(self) -> None:
        """Begin with what is usual in the unit that is chosen."""
        is_number = self._is_number()
        self.amount.setDecimals(0 if is_number else 1)
        self.amount.setRange(1 if is_number else 0.1, _MOST if is_number else 100)
        self.amount.setSingleStep(1)
        self.amount.setValue(_FIRST_NUMBER if is_number else _FIRST_PERCENT)
        self._tell_size()

    def _tell_size(self) -> None:
        """Say how many submissions that comes to, or how many there are if it is too many."""
        words = ""
        if self._candidates:
            try:
                size = sample_size(self._candidates, **self._size())
            except RefusedError:
                words = f"more than the {self._candidates:,} there are"
            else:
                words = f"{size:,} of {self._candidates:,}"
        self.comes_to.setText(words)


def _drawn_words(standing: SampleStanding) -> str:
    many = "" if standing.submissions == 1 else "s"
    return f"Drew {standing.reference}: {standing.submissions:,} submission{many}"
