"""What the tag at hand says: its stance, its strength, its note; each a button with its key."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from lisdesk.queries.reading import TagMark
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.plain import PlainLabel, set_look, with_hidden_shown
from lisdesk.ui.reading.tag_words import STANCE_KEYS, STRENGTH_KEYS, what_is_tagged

_NONE = "No tag at hand: select words, press a number"


class TagBar(QFrame):
    """Shows and changes the tag that was last made, or that the cursor is on."""

    def __init__(
        self,
        marks: Mapping[Stance | Strength, QAction],
        note: QAction,
        quote: QAction,
        remove: QAction,
    ) -> None:
        """The commands do the work; each has its button here."""
        super().__init__()
        self.setAccessibleName("Tag at hand")
        set_look(self, "foot")
        self.about = ElidedLabel(_NONE, "muted")
        self._buttons = {mark: _chip(action, _key(mark)) for mark, action in marks.items()}
        self.quote = _plain(quote, "Quote  Q")
        self.quote.setCheckable(True)
        set_look(self.quote, "chip")
        self._others = [_plain(note, "Note…  F2"), self.quote, _plain(remove, "Remove  Del")]
        top, stances, strengths = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.about, 1)
        for button in self._others:
            top.addWidget(button)
        for row, name, kind in ((stances, "Stance", Stance), (strengths, "Strength", Strength)):
            label = PlainLabel(name, "small")
            label.setFixedWidth(52)
            row.addWidget(label)
            for mark in kind:
                row.addWidget(self._buttons[mark])
            row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(4)
        for line in (top, stances, strengths):
            line.setSpacing(4)
            layout.addLayout(line)
        self.show_tag(None)

    def show_tag(self, tag: TagMark | None) -> None:
        """Show the tag at hand; None while there is none."""
        if tag is None:
            self.about.setText(_NONE)
        else:
            name = with_hidden_shown(tag.priority_name)
            self.about.setText(f"{tag.priority} {name} · {what_is_tagged(tag)}")
        for mark, button in self._buttons.items():
            button.setEnabled(tag is not None)
            button.setChecked(tag is not None and mark in (tag.stance, tag.strength))
        for button in self._others:
            button.setEnabled(tag is not None)
        self.quote.setEnabled(tag is not None and tag.text_id is not None)
        self.quote.setChecked(tag is not None and tag.is_quotation)


def _key(mark: Stance | Strength) -> str:
    return STANCE_KEYS[mark] if isinstance(mark, Stance) else STRENGTH_KEYS[mark]


def _chip(action: QAction, key: str) -> QPushButton:
    button = _plain(action, f"{action.iconText()}  {key}")
    set_look(button, "chip")
    button.setCheckable(True)
    return button


def _plain(action: QAction, words: str) -> QPushButton:
    button = QPushButton(words)
    button.setAccessibleName(action.text())
    button.clicked.connect(lambda _checked: action.trigger())
    return button
