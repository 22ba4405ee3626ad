"""Below the text of a late submission: its moments, what is proposed, the reason, the decisions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from lisdesk.queries.late_queue import LateCall
from lisdesk.rules.late_policy import sent_words
from lisdesk.rules.vocabulary import Channel
from lisdesk.rules.wall_time import local_words
from lisdesk.tasks.late_queue import Joint, LateLine
from lisdesk.ui.action_button import ActionButton, shown_keys
from lisdesk.ui.late.words import NO_PROPOSAL
from lisdesk.ui.plain import PlainLabel, WrappedLabel, set_look
from lisdesk.ui.submissions.preview_words import NOT_KNOWN, deadline_line

LONGEST_REASON = 1_000
_FACTS = ("Sent", "Postmark", "Received", "Deadline in force", "Late by", "Proposed")


class DecisionBar(QWidget):
    """Shows what a decision is about, and takes its reason, which is written from the proposal."""

    def __init__(self, as_proposed: QAction, decisions: Sequence[tuple[QAction, str]]) -> None:
        """`decisions` are commands in short with the whole words of what they decide."""
        super().__init__()
        self._about: Sequence[int] = ()
        self._written = ""
        self._held_because = ""
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setPlaceholderText("The reason goes on record")
        self.reason.setAccessibleName("Reason")
        self.fault = WrappedLabel("", "negative")
        self.fault.hide()
        self.facts: dict[str, WrappedLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, name in enumerate(_FACTS):
            grid.addWidget(PlainLabel(name, "small"), row, 0, Qt.AlignmentFlag.AlignTop)
            self.facts[name] = WrappedLabel()
            grid.addWidget(self.facts[name], row, 1)
        why = PlainLabel("Wh&y")
        why.setBuddy(self.reason)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for action, whole in ((as_proposed, "Decide as it is proposed"), *decisions):
            button = ActionButton(action, f"{whole}: {shown_keys(action)}")
            button.setAccessibleName(whole)
            if action is as_proposed:
                set_look(button, "primary")
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(grid)
        layout.addWidget(why)
        layout.addWidget(self.reason)
        layout.addWidget(self.fault)
        layout.addLayout(buttons)
        self.reason.textChanged.connect(lambda _words: self.say(""))

    def show_one(self, line: LateLine, call: LateCall) -> None:
        """Show the moments of one late submission, and the reason that is proposed."""
        row, deadline = line.row, call.close.deadline
        is_post = row.channel is Channel.POST
        sent, postmark = sent_words(row.sent_at, deadline.zone, is_post=is_post)
        proposed = line.proposal.choice
        self._tell(
            sent or ("" if is_post else NOT_KNOWN),
            postmark or (NOT_KNOWN if is_post else ""),
            local_words(row.received_at, deadline.zone),
            deadline_line(deadline),
            line.how_late,
            proposed.label if proposed else f"{NO_PROPOSAL}: the call has no policy",
        )
        self._write([line.id], line.proposal.reason)

    def show_many(self, lines: Sequence[LateLine], call: LateCall, joint: Joint) -> None:
        """Show between which moments several late submissions came."""
        zone = call.close.deadline.zone
        received = sorted(line.row.received_at for line in lines)
        ends = [local_words(each, zone) for each in (received[0], received[-1])]
        by_time = sorted(lines, key=lambda line: line.row.received_at)
        proposals = {
            line.proposal.choice.label if line.proposal.choice else NO_PROPOSAL: None
            for line in lines
        }
        self._tell(
            "",
            "",
            " to ".join(dict.fromkeys(ends)),
            deadline_line(call.close.deadline),
            f"{len(lines):,} selected; the last {by_time[-1].how_late}",
            "; ".join(proposals),
        )
        self._write([line.id for line in lines], joint.reason)

    def show_none(self) -> None:
        """Show that none is chosen."""
        self._tell(*("" for _ in _FACTS))
        self._write((), "")

    @property
    def is_own(self) -> bool:
        """Whether the officer has put other words there than were proposed."""
        return self.reason.text() != self._written

    def hold(self, because: str) -> None:
        """Keep the words though they were about others; nothing is decided until `release`."""
        self._held_because = because
        self.say(because)

    def release(self) -> None:
        """Let what stands there be written anew for what is in hand."""
        self._held_because, self._about = "", ()

    def is_held(self) -> bool:
        """Whether the words are about others than are in hand; it is said again why."""
        if self._held_because:
            self.say(self._held_because)
        return bool(self._held_because)

    def say(self, sentence: str) -> None:
        """Show what is missing; an empty sentence takes that away."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def _write(self, ids: Sequence[int], reason: str) -> None:
        """Write a reason, but never over words that somebody types about the same ones."""
        if self._held_because or (list(ids) == list(self._about) and self.is_own):
            return
        self._about, self._written = ids, reason[:LONGEST_REASON]
        self.reason.setText(self._written)
        self.reason.setCursorPosition(0)

    def _tell(self, *values: str) -> None:
        for (name, label), value in zip(self.facts.items(), values, strict=True):
            label.setText(value or "–")
            label.setAccessibleName(f"{name}: {value}")
