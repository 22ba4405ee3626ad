"""What stands in the window before a file is open: the sample, a new file, or one that is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lisdesk.ui.plain import (
    PlainLabel,
    WrappedLabel,
    as_menu_text,
    set_look,
    set_tool_tip,
    with_hidden_shown,
)

_WIDTH_PX = 460


class Welcome(QWidget):
    """Three ways to begin, and the files opened last."""

    def __init__(self, offers: Sequence[QAction], open_path: Callable[[str], None]) -> None:
        super().__init__()
        self.setAccessibleName("Welcome")
        self._open_path = open_path
        self.words = WrappedLabel(
            "Run a call for evidence: log what stakeholders send, tag it to emerging priorities, "
            "close on the deadline, and write the evidence to Excel.",
            "muted",
        )
        card = QFrame()
        card.setProperty("look", "card")
        card.setFixedWidth(_WIDTH_PX)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.setSpacing(8)
        inside.addWidget(PlainLabel("Welcome to lisdesk", "title"))
        inside.addWidget(self.words)
        inside.addSpacing(8)
        self._recent_heading = PlainLabel("Opened last", "strong")
        inside.addWidget(self._recent_heading)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        inside.addLayout(self._recent)
        inside.addSpacing(8)
        self.recent_buttons: list[QPushButton] = []
        self.buttons = [QPushButton(as_menu_text(offer.text().rstrip("…"))) for offer in offers]
        for button, offer in zip(self.buttons, offers, strict=True):
            button.clicked.connect(offer.trigger)
            inside.addWidget(button)
        across = QHBoxLayout()  # an alignment would keep the card from growing with its words
        across.addStretch()
        across.addWidget(card)
        across.addStretch()
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(across)
        layout.addStretch(2)

    def show_recent(self, paths: Sequence[str]) -> None:
        """Offer the files opened last, the newest first; those that are gone are left out."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        present = [path for path in paths if Path(path).is_file()]
        self._recent_heading.setVisible(bool(present))
        self.recent_buttons = [self._recent_button(path) for path in present]
        for place, button in enumerate(self.recent_buttons):
            set_look(button, "quiet" if place else "primary")
            where = Qt.AlignmentFlag.AlignLeft if place else Qt.AlignmentFlag(0)
            self._recent.addWidget(button, 0, where)
        set_look(self.buttons[0], "" if present else "primary")
        in_order = [*self.recent_buttons, *self.buttons]
        for one, next_one in pairwise(in_order):
            QWidget.setTabOrder(one, next_one)

    def begin(self) -> None:
        """Give the keyboard to the file opened last; to the sample where there is none."""
        (self.recent_buttons or self.buttons)[0].setFocus()

    def _recent_button(self, path: str) -> QPushButton:
        name = with_hidden_shown(Path(path).name)
        folder = with_hidden_shown(Path(path).parent.name)
        button = QPushButton(as_menu_text(f"{name}  ·  {folder}"))
        set_tool_tip(button, with_hidden_shown(path))
        button.clicked.connect(partial(self._open_path, path))
        return button
