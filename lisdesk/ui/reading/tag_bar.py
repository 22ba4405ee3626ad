"""What the tag at hand says: its stance, its strength, its note; each a button with its key."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from lisdesk.queries.reading import TagMark
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.plain import set_look, with_hidden_shown
from lisdesk.ui.reading.mark_chips import MarkChips, command_button
from lisdesk.ui.reading.tag_words import what_is_tagged

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
        """The commands do the work; each has its button here. A note without a tag at hand is a
        memo.
        """
        super().__init__()
        self.setAccessibleName("Tag at hand")
        set_look(self, "foot")
        self.about = ElidedLabel(_NONE, "muted")
        self._chips = MarkChips(marks)
        self.quote = command_button(quote, "Quote  Q")
        self.quote.setCheckable(True)
        set_look(self.quote, "chip")
        self.note = command_button(note, "Note…  F2")
        self._others = [
            self.quote,
            command_button(remove, "Remove  Del"),
        ]
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.about, 1)
        top.addWidget(self.note)
        for button in self._others:
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self._chips)
        self.show_tag(None)

    def show_tag(self, tag: TagMark | None) -> None:
        """Show the tag at hand; None while there is none."""
        if tag is None:
            self.about.setText(_NONE)
        else:
            name = with_hidden_shown(tag.priority_name)
            self.about.setText(f"{tag.priority} {name} · {what_is_tagged(tag)}")
        said = (tag.stance, tag.strength) if tag is not None else ()
        self._chips.show_marks(said, is_enabled=tag is not None)
        for button in self._others:
            button.setEnabled(tag is not None)
        self.quote.setEnabled(tag is not None and tag.text_id is not None)
        self.quote.setChecked(tag is not None and tag.is_quotation)
