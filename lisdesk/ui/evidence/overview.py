"""What stands above the sheets: edition, the ledger that adds up, what is in the way, Export."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from lisdesk.rules.vocabulary import Edition
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.flow_layout import FlowLayout
from lisdesk.ui.plain import (
    PlainLabel,
    as_menu_text,
    set_look,
    set_tool_tip,
    with_hidden_shown,
)
from lisdesk.ui.theme import GRID_PX

if TYPE_CHECKING:
    from lisdesk.queries.evidence.preview import EvidencePreview, Obstacle
    from lisdesk.rules.ledger import Ledger

_CHIP_PX = 26
_EDITIONS = {Edition.INTERNAL: "Internal", Edition.PUBLICATION: "Publication"}


class Overview(QFrame):
    """The head of the screen."""

    chosen = Signal(object)
    """Emitted with the edition that the officer chose."""
    followed = Signal(object)
    """Emitted with the filter of the register for what is in the way."""
    settling = Signal()
    """What waits to be settled is to be shown."""
    concluded = Signal(object)
    """Emitted with the place of the first finding that is in the way."""

    def __init__(self, export: QAction) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.editions: dict[Edition, QToolButton] = {}
        self._group = QButtonGroup(self)
        for edition, words in _EDITIONS.items():
            chip = self.editions[edition] = QToolButton()
            chip.setText(words)
            chip.setCheckable(True)
            chip.setAccessibleName(f"Edition: {edition.label}")
            set_tool_tip(chip, edition.label)
            set_look(chip, "chip")
            chip.clicked.connect(partial(_tell_edition, self, edition))
            self._group.addButton(chip)
        self.editions[Edition.INTERNAL].setChecked(True)
        self.ledger = ElidedLabel("", "strong")
        self.withheld = ElidedLabel("", "muted")
        self.export = QPushButton(as_menu_text(export.text()))
        set_look(self.export, "primary")
        self.export.clicked.connect(export.trigger)
        self.obstacles: list[QPushButton] = []
        self.waiting = QPushButton()
        self.waiting.hide()
        set_look(self.waiting, "chip")
        self.waiting.clicked.connect(self.settling)
        self._obstacle_words = PlainLabel("Before you publish", "strong")
        self._obstacle_words.setMinimumHeight(_CHIP_PX)
        self._obstacle_row = FlowLayout(spacing=GRID_PX)
        self._waiting_count: int | None = None
        self._lay_out()

    def show_preview(self, preview: EvidencePreview) -> None:
        """Show the ledger and what is in the way."""
        self.editions[preview.edition].setChecked(True)
        self.ledger.setText(ledger_words(preview.ledger))
        self.withheld.setText(withheld_words(preview))
        for button in self.obstacles:
            self._obstacle_row.removeWidget(button)
            button.deleteLater()
        self.obstacles = [self._obstacle(each) for each in preview.obstacles]
        for button in self.obstacles:
            self._obstacle_row.addWidget(button)
        self._say_what_is_in_the_way()

    def show_waiting(self, count: int | None) -> None:
        """Show how many places wait to be settled; None while they are looked for."""
        self._waiting_count = count
        words = f"Personal data to settle: {count or 0:,}"
        self.waiting.setText(words)
        told = f"{words}. Redact or keep each (Ctrl+Alt+P)."
        self.waiting.setAccessibleName(told)
        set_tool_tip(self.waiting, told)
        self.waiting.setVisible(bool(count))
        self._say_what_is_in_the_way()

    def _say_what_is_in_the_way(self) -> None:
        is_clean = not self.obstacles and self._waiting_count == 0
        self._obstacle_words.setText(
            "Nothing is in the way of a publication" if is_clean else "Before you publish"
        )

    def _obstacle(self, obstacle: Obstacle) -> QPushButton:
        words = f"{obstacle.words}: {obstacle.submissions:,}"
        button = QPushButton(as_menu_text(words))
        names = "; ".join(f"“{with_hidden_shown(each)}”" for each in obstacle.names)
        told = f"{words}, {names}. Show them." if names else f"{words}. Show them."
        button.setAccessibleName(told)
        set_tool_tip(button, told)
        set_look(button, "chip")
        button.clicked.connect(partial(_tell_filter, self, obstacle))
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(GRID_PX)
        top.addWidget(PlainLabel("Edition", "muted"))
        for chip in self.editions.values():
            top.addWidget(chip)
        top.addSpacing(GRID_PX)
        top.addWidget(self.withheld, 1)
        top.addWidget(self.export)
        self._obstacle_row.addWidget(self._obstacle_words)
        self._obstacle_row.addWidget(self.waiting)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(GRID_PX)
        layout.addLayout(top)
        layout.addWidget(self.ledger)
        layout.addLayout(self._obstacle_row)


def ledger_words(ledger: Ledger) -> str:
    """Return the ledger as a sum: "60 received = 58 counted + 1 blank + 1 withdrawn"."""
    parts = [f"{ledger.counted:,} counted"]
    parts += [
        f"{line.submissions:,} {line.disposition.label[0].lower()}{line.disposition.label[1:]}"
        for line in ledger.lines
        if line.submissions and not line.is_counted
    ]
    return f"{ledger.received:,} received = {' + '.join(parts)}"


def withheld_words(preview: EvidencePreview) -> str:
    """Return in a line what the edition leaves out."""
    if preview.edition is Edition.INTERNAL:
        return "Everything, with names, notes and changes. Not for publication."
    return f"{withheld_sentence(preview)} No officers, notes or changes."


def withheld_sentence(preview: EvidencePreview) -> str:
    """Return what a publication withholds, in numbers."""
    found = preview.withheld
    return (
        f"Withheld: the words of {_count(found.submissions, 'submission')}, "
        f"{_count(found.quotations + found.earlier_quotations, 'quotation')} and "
        f"{_count(found.numbers, 'small number')}."
    )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _tell_edition(head: Overview, edition: Edition, *_checked: bool) -> None:
    head.chosen.emit(edition)


def _tell_filter(head: Overview, obstacle: Obstacle, *_checked: Sequence[bool]) -> None:
    if obstacle.finding is not None:
        head.concluded.emit(obstacle.finding)
    else:
        head.followed.emit(obstacle.chosen)
