"""What keeps the table of areas to some of them: wave, who leads, stage of a call, words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lisdesk.queries.programme import ProgrammeRow
from lisdesk.queries.programme_calls import CallStages
from lisdesk.queries.programme_filter import ProgrammeFilter, leading_sorts
from lisdesk.rules.life_cycle import Stage
from lisdesk.rules.programme import BodySort
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.clearable_line import ClearableLine

_TEXT_PX = 216
_NO_CALL = "No call yet"

Choice = tuple[str, dict[str, Any]]
"""What is shown, and the fields of the filter that it stands for."""


class ProgrammeFilterBar(QWidget):
    """Offers what there is; what was chosen stays while there is such a thing."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.waves, self.leads, self.stages = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.text = ClearableLine()
        self.text.setPlaceholderText("Words in what is known")
        self.text.setFixedWidth(_TEXT_PX)
        self._choices: dict[ChoiceBox, Sequence[Choice]] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for box, name in ((self.waves, "Wave"), (self.leads, "Led by"), (self.stages, "Stage")):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
            layout.addWidget(box)
        self.text.setAccessibleName("Words in what is known of an area")
        self.text.textChanged.connect(lambda _text: self.changed.emit())
        layout.addWidget(self.text)
        self.offer((), {})

    def offer(self, rows: Iterable[ProgrammeRow], stages: CallStages) -> None:
        """Offer the waves, the kinds of leading body and the stages that areas have."""
        listed = list(rows)
        waves = dict.fromkeys(row.wave or 0 for row in listed)
        leads = {sort for row in listed for sort in leading_sorts(row)}
        there = {stages[each] for row in listed for each in row.calls}
        self._fill(self.waves, "All waves", [(_wave_words(each), {"wave": each}) for each in waves])
        self._fill(
            self.leads,
            "Led by anybody",
            [(f"Led by: {each.label}", {"lead": each}) for each in BodySort if each in leads],
        )
        without = [(_NO_CALL, {"has_no_call": True})] if any(not r.calls for r in listed) else []
        standing = [(each.label, {"stage": each}) for each in Stage if each in there]
        self._fill(self.stages, "Any stage", [*without, *standing])

    def wanted(self) -> ProgrammeFilter:
        """Return what areas have to fit."""
        fields: dict[str, Any] = {}
        for box, choices in self._choices.items():
            fields |= choices[max(box.currentIndex(), 0)][1]
        return ProgrammeFilter(**fields, text=self.text.text())

    def _fill(self, box: ChoiceBox, everything: str, choices: Iterable[Choice]) -> None:
        offered: list[Choice] = [(everything, {}), *choices]
        before = box.currentText()
        self._choices[box] = offered
        words = [each for each, _ in offered]
        if [box.itemText(at) for at in range(box.count())] == words:
            return
        with QSignalBlocker(box):
            box.clear()
            box.addItems(words)
            box.setCurrentIndex(words.index(before) if before in words else 0)


def _wave_words(wave: int) -> str:
    return f"Wave {wave}" if wave else "No wave"
