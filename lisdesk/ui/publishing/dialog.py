"""The dialog “Before you publish”: what may be personal data, redacted or kept one by one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lisdesk.outcome import Kind
from lisdesk.ui.guide import open_guide
from lisdesk.ui.plain import PlainLabel, WrappedLabel, set_look, with_hidden_shown
from lisdesk.ui.plain_table import PlainTable
from lisdesk.ui.publishing.reasons import ReasonLine
from lisdesk.ui.publishing.words import (
    HEADINGS,
    WIDTHS_PX,
    cells_of,
    cells_of_left,
    count_words,
    in_hand_words,
)
from lisdesk.ui.saving_dialog import SavingDialog
from lisdesk.ui.workspace import Workspace, edit_with

if TYPE_CHECKING:
    from lisdesk.queries.evidence.personal_data import Finding, LeftRedaction, ToSettle
    from lisdesk.ui.jobs import Edit

_SIZE_PX = (1040, 640)
_KEPT_BECAUSE = ("it is a public body", "it is published elsewhere", "they agreed", "not a person")
_SHOWS = frozenset(
    {Kind.SUBMISSION, Kind.REDACTION, Kind.STAKEHOLDER, Kind.IMPORT, Kind.CAMPAIGN, Kind.CALL}
)
_AT_MOST = 2_000
"""Lines that are shown at a time."""


class BeforeDialog(SavingDialog):
    """Stays open from one finding to the next; R redacts, K keeps, Shift does so everywhere."""

    asks_first = False

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(workspace, parent)
        assert workspace.call is not None
        self.setWindowTitle("Before you publish")
        self.resize(*_SIZE_PX)
        self._call_id = workspace.call_id
        self.found: ToSettle | None = None
        self.count = WrappedLabel("Looking through the texts …", "strong")
        self.list = PlainTable("Suspected personal data", HEADINGS, WIDTHS_PX)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.words = WrappedLabel()
        self.redact_because = ReasonLine("Redact, because", ())
        self.keep_because = ReasonLine("Keep, because", _KEPT_BECAUSE)
        self.keep_because.field.setCurrentIndex(-1)  # a reason is to be meant
        self.redact = _button("&Redact  R", "primary")
        self.keep = _button("&Keep  K")
        self.redact_all = _button("Redact everywhere  Shift+R")
        self.keep_all = _button("Keep everywhere  Shift+K")
        self.read = _button("Show in Reading  Enter")
        self.shut = _button("Close")
        self.savers += [self.redact, self.keep, self.redact_all, self.keep_all]
        self._lay_out()
        self._connect()
        self._read_again()

    def _lay_out(self) -> None:
        reasons, verbs = QHBoxLayout(), QHBoxLayout()
        for line in (self.redact_because, self.keep_because):
            reasons.addWidget(line, 1)
        for button in (self.redact, self.keep, self.redact_all, self.keep_all):
            verbs.addWidget(button)
        verbs.addStretch()
        verbs.addWidget(PlainLabel("F1 tells more", "small"))
        verbs.addWidget(self.read)
        verbs.addWidget(self.shut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(self.count)
        layout.addWidget(self.list, 1)
        self.words.setMinimumHeight(64)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words)
        layout.addLayout(reasons)
        layout.addWidget(self.fault)
        layout.addLayout(verbs)
        self.list.setFocus()

    def _connect(self) -> None:
        for keys, button, act in (
            ("R", self.redact, partial(self._redact, everywhere=False)),
            ("K", self.keep, partial(self._keep, everywhere=False)),
            ("Shift+R", self.redact_all, partial(self._redact, everywhere=True)),
            ("Shift+K", self.keep_all, partial(self._keep, everywhere=True)),
            ("Return", self.read, self._lead_to_reading),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
            button.clicked.connect(lambda _on, act=act: act())
        QShortcut(QKeySequence("F1"), self, lambda: open_guide(self, "redaction"))
        self.list.itemSelectionChanged.connect(self._show_hand)
        self.shut.clicked.connect(self.reject)
        self.workspace.jobs.changed.connect(self._note)

    def _note(self, kinds: frozenset[Kind]) -> None:
        if kinds & _SHOWS:
            self._read_again()

    def _read_again(self) -> None:
        from lisdesk.edits.redactions import redaction_reasons
        from lisdesk.queries.evidence.personal_data import call_to_settle

        read = self.workspace.jobs.read
        read(redaction_reasons, owner=self, then=self.redact_because.offer, topic="reasons")
        read(call_to_settle, self._call_id, owner=self, then=self._show, topic="to settle")

    def _show(self, found: ToSettle) -> None:
        self.found = found
        self.count.setText(count_words(found, _AT_MOST))
        lines = [cells_of(each) for each in found.findings[:_AT_MOST]]
        self.list.fill(lines + [cells_of_left(each) for each in found.left])
        self._show_hand()

    def chosen(self) -> list[Finding]:
        """Return the findings in hand."""
        if self.found is None:
            return []
        shown = self.found.findings[:_AT_MOST]
        return [shown[row] for row in self.list.selected_rows() if row < len(shown)]

    def left_in_hand(self) -> list[LeftRedaction]:
        """Return the redactions of corrected texts in hand."""
        if self.found is None:
            return []
        first = min(len(self.found.findings), _AT_MOST)
        rows = [row - first for row in self.list.selected_rows() if row >= first]
        return [self.found.left[row] for row in rows if row < len(self.found.left)]

    def _show_hand(self) -> None:
        chosen, left = self.chosen(), self.left_in_hand()
        can = bool(chosen) and not self.workspace.is_read_only and not self.is_saving
        for button in self.savers:
            button.setEnabled(can)
        self.read.setEnabled(bool(chosen or left))
        self.words.setText(in_hand_words(chosen, left))

    def _everywhere(self, chosen: Sequence[Finding]) -> list[Finding]:
        """Return what says the same as what is in hand, wherever it is."""
        assert self.found is not None
        wanted = {(each.kind, " ".join(each.words.casefold().split())) for each in chosen}
        return [
            each
            for each in self.found.findings
            if (each.kind, " ".join(each.words.casefold().split())) in wanted
        ]

    def _redact(self, *, everywhere: bool) -> None:
        from lisdesk.edits.redactions import TextPlace, redact_personal_data

        chosen = self._in_hand(everywhere=everywhere)
        places = [TextPlace(each.text_id, each.start, each.end) for each in chosen]
        reason = self.redact_because.reason()
        edit = edit_with(redact_personal_data, places=places, reason=reason)
        self._settle(chosen, edit, "Redacted")

    def _keep(self, *, everywhere: bool) -> None:
        from lisdesk.edits.redactions import FoundPlace, keep_personal_data

        chosen = self._in_hand(everywhere=everywhere)
        places = [FoundPlace(each.text_id, each.start, each.end, each.kind) for each in chosen]
        reason = self.keep_because.reason()
        edit = edit_with(keep_personal_data, places=places, reason=reason)
        self._settle(chosen, edit, "Kept in the publication:")

    def _in_hand(self, *, everywhere: bool) -> list[Finding]:
        chosen = self.chosen()
        return self._everywhere(chosen) if everywhere and chosen else chosen

    def _settle(self, chosen: Sequence[Finding], edit: Edit, done: str) -> None:
        if not chosen or self.is_saving:
            return
        said = with_hidden_shown(chosen[0].words)
        words = f"{done} “{said}”" if len(chosen) == 1 else f"{done} {len(chosen):,} places"
        self.say("")
        self.begin_saving()
        self.workspace.do(edit, words, self._go_on, self.refuse)

    def _go_on(self, _result: object) -> None:
        self._hold(is_saving=False)
        self._show_hand()

    def _lead_to_reading(self) -> None:
        from lisdesk.queries.answers import AnswerAt

        places = [AnswerAt(each.text_id, each.submission_id) for each in self.chosen()]
        places += [AnswerAt(each.text_id, each.submission_id) for each in self.left_in_hand()]
        if places:
            self.reject()
            self.workspace.go_to("reading", places[0])


def _button(words: str, look: str = "") -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    if look:
        set_look(button, look)
    return button
