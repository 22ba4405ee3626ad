"""The page that tells how a sample was drawn and how far its coders are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from lisdesk.rules.sampling import IN_WORDS
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.plain import PlainLabel, WrappedLabel, set_look, with_hidden_shown
from lisdesk.ui.plain_table import PlainTable
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from lisdesk.queries.double_coding import SampleRow

_HEADINGS = ("Officer", "Tagged or read", "Said to be done")
_WIDTHS_PX = (0, 140, 200)


class ProgressPage(QWidget):
    """Who has done how much; an officer says to be done, or reveals the sample."""

    wanted = Signal(object, object)
    """An edit, and the words for what it did."""
    reading_wanted = Signal(int)
    """The first submission of the sample."""

    def __init__(self, officer: str, zone: str) -> None:
        super().__init__()
        self._officer, self._zone = officer, zone
        self._row: SampleRow | None = None
        self.state, self.drawn = WrappedLabel("", "strong"), WrappedLabel("", "muted")
        self.list = PlainTable("How far the coders are", _HEADINGS, _WIDTHS_PX)
        self.done = QPushButton("I am &done with it")
        set_look(self.done, "primary")
        self.read = QPushButton("R&ead the sample")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Why it is revealed")
        self.reason.setPlaceholderText("Why; goes on record with your name")
        self.reveal = QPushButton("&Reveal now")
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(self.state)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.drawn)
        label, foot = PlainLabel("Before all are done"), QHBoxLayout()
        label.setBuddy(self.reason)
        foot.addWidget(self.read)
        foot.addWidget(self.done)
        foot.addSpacing(24)
        foot.addWidget(label)
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.reveal)
        layout.addLayout(foot)
        for button in (self.read, self.done, self.reveal):
            button.setAutoDefault(False)
        self.read.clicked.connect(lambda _on: self._read())
        self.done.clicked.connect(lambda _on: self._finish())
        self.reveal.clicked.connect(lambda _on: self._reveal())
        self.reason.returnPressed.connect(self._reveal)

    def show_sample(self, row: SampleRow, *, may_change: bool) -> None:
        """Show a sample."""
        self._row = row
        own = next((each for each in row.coders if each.officer == self._officer), None)
        self.state.setText(self._state(row))
        self.drawn.setText(drawn_words(row))
        size = len(row.submissions)
        self.list.fill(
            [
                (
                    each.officer,
                    f"{each.done:,} of {size:,}",
                    local_words(each.finished_at, self._zone) if each.finished_at else "",
                )
                for each in row.coders
            ]
        )
        is_open = row.is_blind and may_change
        self.done.setEnabled(is_open and own is not None and own.finished_at is None)
        for widget in (self.reason, self.reveal):
            widget.setEnabled(is_open)

    def _state(self, row: SampleRow) -> str:
        if row.is_blind:
            return "Coded blind: its coders see only their own tags on these submissions."
        assert row.ended_at is not None
        moment = local_words(row.ended_at, self._zone)
        if row.revealed_by:
            who, why = with_hidden_shown(row.revealed_by), with_hidden_shown(row.reason)
            return f"Revealed by {who} on {moment}: {why}"
        return f"Its coders were done on {moment}."

    def _read(self) -> None:
        if self._row is not None and self._row.submission_ids:
            self.reading_wanted.emit(self._row.submission_ids[0])

    def _finish(self) -> None:
        from lisdesk.edits.double_coding import finish_coding

        assert self._row is not None
        edit = edit_with(finish_coding, sample_id=self._row.id)
        self.wanted.emit(edit, f"You are done with {self._row.reference}")

    def _reveal(self) -> None:
        from lisdesk.edits.double_coding import reveal_sample

        assert self._row is not None
        edit = edit_with(reveal_sample, sample_id=self._row.id, reason=self.reason.text())
        self.wanted.emit(edit, f"Revealed {self._row.reference}")


def drawn_words(row: SampleRow) -> str:
    """Return how a sample was drawn."""
    strata = ", ".join(
        f"{with_hidden_shown(each.name)} {each.drawn:,} of {each.candidates:,}"
        for each in row.strata
    )
    return (
        f"{len(row.submissions):,} of {row.candidates:,} submissions. {IN_WORDS} "
        f"Seed: {with_hidden_shown(row.seed)}. By type: {strata}."
    )
